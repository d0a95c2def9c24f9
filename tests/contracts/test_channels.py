"""What every channel of CHANNELS keeps to."""

import subprocess
import sys

import pytest

from formkit.channels import CHANNELS
from formkit.settings import load_settings, with_dev_defaults

HEAVY = ("smtplib", "jinja2", "email_validator", "babel")


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_stands_under_its_own_name(name):
    assert CHANNELS[name].name == name


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize("target", ["", " ", "\r\n", "x" * 5000, "a\x00b"])
def test_a_channel_says_in_a_sentence_what_is_wrong_with_a_target(name, target):
    trouble = CHANNELS[name].check(target)
    assert trouble
    assert trouble.endswith(".")


@pytest.mark.parametrize("name", CHANNELS)
def test_a_sender_opens_without_connecting_and_closes_twice(name, tmp_path):
    sender = CHANNELS[name].open(with_dev_defaults(load_settings(tmp_path, {}), "http://127.0.0.1:8000"))
    sender.close()
    sender.close()


def test_the_table_is_cheap_to_import():
    code = f"import sys, formkit.channels; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

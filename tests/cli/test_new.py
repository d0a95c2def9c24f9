"""`formkit new`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from formkit.settings import NAMES, load_settings
from formkit.spec import read_site
from tests.cli.conftest import Formkit

FLAGS = ("--yes", "--name", "Gül Bahçesi", "--email", "gul@example.com")


def test_flags_make_a_site_that_checks_and_builds(formkit: Formkit, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    said = formkit("new", str(shop), *FLAGS, "--kind", "Florist", "--phone", "+90 212 555 0100", "--language", "tr")
    assert (said.code, said.err) == (0, "")
    site = read_site(shop / "form_specs" / "gul-bahcesi.yaml", shop)
    assert (site.language, site.business.type, site.business.email) == ("tr", "Florist", "gul@example.com")
    assert formkit("build", "--workspace", str(shop)).code == 0


def test_it_says_what_to_do_next(formkit: Formkit, tmp_path: Path) -> None:
    lines = formkit("new", str(tmp_path / "shop"), *FLAGS).out.splitlines()
    assert lines[0] == f"{tmp_path / 'shop' / 'form_specs' / 'gul-bahcesi.yaml'} is written. What next:"
    assert lines[1] == f"  cd {tmp_path / 'shop'}"


def test_editors_find_the_schema_that_the_spec_names(formkit: Formkit, tmp_path: Path) -> None:
    formkit("new", str(tmp_path), *FLAGS)
    spec = tmp_path / "form_specs" / "gul-bahcesi.yaml"
    name = spec.read_text("utf-8").splitlines()[0].rpartition("=")[2]
    assert "properties" in json.loads((spec.parent / name).read_text("utf-8"))


def test_every_setting_stands_in_the_example(formkit: Formkit, tmp_path: Path) -> None:
    formkit("new", str(tmp_path), *FLAGS)
    text = (tmp_path / ".env.example").read_text("utf-8")
    assert all(f"\n#{name}=\n" in text for name in NAMES if name != "FORMKIT_SECRET_KEY")


def test_the_example_of_the_settings_holds_a_key_of_its_own(formkit: Formkit, tmp_path: Path) -> None:
    keys = set()
    for shop in (tmp_path / "one", tmp_path / "two"):
        formkit("new", str(shop), *FLAGS)
        (shop / ".env.example").rename(shop / ".env")
        keys.add(load_settings(shop, {}).secret_key)
    assert [len(key) for key in keys] == [43, 43]


def test_nothing_is_overwritten(formkit: Formkit, tmp_path: Path) -> None:
    formkit("new", str(tmp_path), *FLAGS)
    spec = tmp_path / "form_specs" / "gul-bahcesi.yaml"
    spec.write_text("mine", "utf-8")
    (tmp_path / ".gitignore").write_text("mine", "utf-8")
    said = formkit("new", str(tmp_path), *FLAGS)
    assert said.code == 1
    assert said.err.startswith(f"{spec} is already there.\n")
    assert (spec.read_text("utf-8"), (tmp_path / ".gitignore").read_text("utf-8")) == ("mine", "mine")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--name", "Rose"), "--email is missing"),
        (("--email", "a@example.com"), "--name is missing"),
        (("--name", "Rose", "--email", "rose"), "rose: "),
        (("--name", "Rose", "--email", "a@example.com", "--language", "xx"), "xx: "),
    ],
)
def test_an_answer_that_can_not_be_writes_nothing(
    formkit: Formkit, tmp_path: Path, flags: tuple[str, ...], words: str
) -> None:
    said = formkit("new", str(tmp_path / "shop"), "--yes", *flags)
    assert said.code == 1
    assert said.err.startswith(words)
    assert not (tmp_path / "shop").exists()


def test_five_questions_are_asked_again_until_they_can_be_answered(tmp_path: Path) -> None:
    answers = "Rose Garden\nFlower shop\nnobody\nhello@rosegarden.example\ncall me\n\nxx\nen\n"
    command = [sys.executable, "-m", "formkit", "new", str(tmp_path / "shop")]
    ended = subprocess.run(command, input=answers, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "called? What is it" in ended.stdout
    for told in (
        "write it like hello@rosegarden.example",
        "write it like +1 555 010 0100",
        "there are: ar, de, en, es, fr, hu, hy, kk, ru, tr",
    ):
        assert f"\n    {told}\n" in ended.stdout
    site = read_site(tmp_path / "shop" / "form_specs" / "rose-garden.yaml", tmp_path / "shop")
    assert (site.business.email, site.business.type) == ("hello@rosegarden.example", "Florist")


def test_a_name_in_other_letters_takes_the_folder_s_name(formkit: Formkit, tmp_path: Path) -> None:
    formkit("new", str(tmp_path / "flowers-2"), "--yes", "--name", "花店", "--email", "a@example.com")
    assert (tmp_path / "flowers-2" / "form_specs" / "flowers-2.yaml").is_file()

"""The first screen, whatever the files are called."""

import os
from pathlib import Path

import pytest

from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.workspaces import SPEC


def called(folder: Path, name: bytes, content: bytes) -> None:
    """A file of that name, which a disk may hold though it is no text."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(os.path.join(os.fsencode(folder), name), "xb") as file:
        file.write(content)


@pytest.fixture
def strange(settings: Settings) -> None:
    for name in (b"what?.yaml", b"50%25.yaml", "çiçek.yaml".encode("cp857")):
        called(settings.specs, name, SPEC.encode())


def test_each_site_is_led_to_whatever_its_file_is_called(strange: None, studio: Visit) -> None:
    page = studio.get("").text
    for name in ("what%3F", "50%2525", "rose"):
        assert f'href="/_studio/s/{name}/"' in page
        assert studio.get(f"s/{name}/state").status_code == 200


def test_a_name_that_no_address_can_say_is_told(strange: None, studio: Visit) -> None:
    page = studio.get("")
    assert page.status_code == 200
    assert "“\ufffdi\ufffdek” can" in page.text


def test_a_picture_with_such_a_name_hides_no_other(studio: Visit, settings: Settings) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
    for name in ("çiçek.svg".encode("cp857"), b"rose.svg"):
        called(settings.specs / "images" / "rose", name, drawn)
    assert [one["path"] for one in studio.get("s/rose/pictures").json["pictures"]] == ["images/rose/rose.svg"]

"""Whatever a file has become, each part of the Studio answers in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.studio.test_every_rule import HEEDLESS, addresses, sent
from tests.web.workspaces import SPEC

HEAD = "site: {name: Rose}\nbusiness: {email: hello@rosegarden.example}\n"
STATES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda file: file.unlink(),
    "renamed": lambda file: file.rename(file.with_name("other.yaml")),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "without its folder": lambda file: (file.unlink(), file.parent.rmdir()),
    "empty": lambda file: file.write_bytes(b""),
    "not UTF-8": lambda file: file.write_bytes(SPEC.replace("Adınız", "Adınız").encode("utf-16")),
    "too large": lambda file: file.write_bytes(b"# " + b"x" * 2_000_000),
    "a list": lambda file: file.write_bytes(b"- a\n- b\n"),
    "a word": lambda file: file.write_bytes(b"hello"),
    "tabs": lambda file: file.write_text(SPEC.replace("  ", "\t"), "utf-8"),
    "questions in a list": lambda file: file.write_text(f"{HEAD}forms: {{a: {{preset: contact, fields: [name]}}}}\n"),
    "hours in a list": lambda file: file.write_text(HEAD.replace("example}", "example, hours: [mon, tue]}")),
    "hours below days": lambda file: file.write_text(
        HEAD.replace("example}", "example, hours: {days: {mon: [09:00-18:00]}}}")
    ),
    "conditions in a list": lambda file: file.write_text(
        f"{HEAD}forms: {{a: {{fields: {{x: {{show_if: [[x]]}}}}}}}}\n"
    ),
    "choices in a word": lambda file: file.write_text(
        f"{HEAD}forms: {{a: {{fields: {{x: {{type: radio, choices: A}}, y: {{show_if: {{x: A}}}}}}}}}}\n"
    ),
    "controls": lambda file: file.write_bytes(SPEC.encode() + b"\x00\x1b"),
    "half a quote": lambda file: file.write_text(SPEC + '\nx: "', "utf-8"),
    "with a mark and mixed line ends": lambda file: file.write_bytes(
        b"\xef\xbb\xbf" + SPEC.encode().replace(b"\n", b"\r\n", 5)
    ),
}
EDIT = '{"edits": [{"op": "put", "path": ["site", "name"], "value": "Lily"}], "base": ""}'


@pytest.mark.parametrize("state", STATES)
def test_every_part_answers_in_words(app: Flask, studio: Visit, settings: Settings, state: str) -> None:
    file = settings.specs / "rose.yaml"
    studio.get("s/rose/")
    STATES[state](file)
    for path in addresses(app, "GET"):
        answer = studio.client.get(path)
        assert answer.status_code < 500, (path, answer.text)
    for path in addresses(app, "POST"):
        if not path.endswith(HEEDLESS):
            answer = sent(studio, path, EDIT)
            assert answer.status_code < 500 or (answer.status_code == 503 and answer.json["message"]), (
                path,
                answer.text,
            )

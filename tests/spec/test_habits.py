"""Marks in labels and long hints: told kindly, once for a field."""

from pathlib import Path

import pytest

from tests.spec.workspace import SHOP, said

MARK = (
    "this label marks by hand what must be filled in, or what may be left out\n"
    "    take the mark away: formkit says (optional) itself where a field has no 'required: true'"
)


@pytest.mark.parametrize(
    "label",
    [
        "Your name*",
        "'* Name'",
        "'Name * :'",
        "Name (required)",
        "Name (Optional)",
        "{tr: Adınız (isteğe bağlı)}",
        "{de: Name (Pflichtfeld)}",
    ],
)
def test_a_mark_in_a_label_is_told(label: str, tmp_path: Path) -> None:
    assert f"11:33: notice: {MARK}" in said(SHOP.replace("label: Your name", f"label: {label}"), tmp_path)


@pytest.mark.parametrize("label", ["Name (as on your card)", "5 * 3 is", "Rooms (3)", "Reply (by mail)"])
def test_a_label_that_only_looks_so_is_fine(label: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("label: Your name", f"label: '{label}'"), tmp_path) == []


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("We only use it to answer you.", "a hint needs no full stop\n    take it away"),
        ("See https://shop.example/privacy", "a link in a hint leads visitors away from what they write"),
        ("See [our rules](/rules) first", "a link in a hint leads visitors away from what they write"),
        ("We answer by mail. Look into spam, too.", "a hint is one short sentence: it is read aloud each time"),
    ],
)
def test_a_hint_that_says_too_much_is_told_once(hint: str, told: str, tmp_path: Path) -> None:
    text = SHOP.replace("label: Your name", f"label: Your name, help: '{hint}'")
    (sentence,) = said(text, tmp_path)
    assert sentence.partition("notice: ")[2].startswith(told)


@pytest.mark.parametrize(
    "hint", ["Such as No. 12 A", "By e.g. Rosen, Tulpen usw.", "We only use it to answer you", "Ready?"]
)
def test_a_short_hint_is_fine(hint: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("label: Your name", f"label: Your name, help: '{hint}'"), tmp_path) == []

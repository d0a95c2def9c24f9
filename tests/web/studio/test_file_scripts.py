"""What the tab with the file reckons in the browser: line ends, two changes of one text, the place of the caret."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from formkit.spec.completions import completions
from formkit.web.studio import cards
from tests.live import static_host

LINE_END = re.compile("(\r\n|\r|\n)")


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """A page beside the scripts, with their functions."""
    with static_host(Path(cards.__file__).parents[1] / "static" / "studio") as host:
        page = browser.new_page()
        page.goto(f"{host}/file/lines.js")
        page.evaluate(
            "async () => { for (const name of ['lines', 'place', 'offers'])"
            " Object.assign(window, await import(`/file/${name}.js`)); }"
        )
        yield page
        page.close()


def some_text(dice: random.Random) -> str:
    lines = [dice.choice(["", "a", "b: 1", "  c", "ü"]) + dice.choice(["\n", "\r\n", "\r", "\n"]) for _ in range(9)]
    return dice.choice(["", "\ufeff"]) + "".join(lines[: dice.randrange(9)]) + dice.choice(["", "end"])


def edited(dice: random.Random, lines: list[str]) -> list[str]:
    """The lines with a few put in, taken out and changed."""
    for _ in range(dice.randrange(4)):
        at = dice.randrange(len(lines))
        lines = [*lines[:at], *dice.choice([[], ["new"], ["new", "two"]]), *lines[at + dice.randrange(2) :]] or [""]
    return lines


def test_lines_that_stay_keep_their_line_ends(script: Page) -> None:
    dice = random.Random(5)
    texts = [some_text(dice) for _ in range(300)]
    cases = [(text, edited(dice, LINE_END.sub("\n", text.removeprefix("\ufeff")).split("\n"))) for text in texts]
    made = script.evaluate("cases => cases.map(([text, lines]) => withEnds(text, lines))", cases)
    same = script.evaluate("texts => texts.map((text) => withEnds(text, linesOf(text.replace(/^\\ufeff/, ''))))", texts)
    assert same == texts
    for (text, lines), new in zip(cases, made, strict=True):
        assert new.startswith("\ufeff") == text.startswith("\ufeff")
        assert LINE_END.sub("\n", new.removeprefix("\ufeff")).split("\n") == lines
        known = set(LINE_END.findall(text)) or {"\n"}
        assert set(LINE_END.findall(new)) <= known


def test_only_the_line_that_was_typed_in_differs(script: Page) -> None:
    text = "a\r\nb\nc\rd\r\n\ne"
    made = script.evaluate("text => withEnds(text, ['a', 'b', 'x', 'c', 'D', '', 'e', ''])", text)
    assert made == "a\r\nb\nx\nc\rD\r\n\ne\n"


def test_what_differs_leads_from_one_to_the_other(script: Page) -> None:
    dice = random.Random(7)
    cases = [(one := some_text(dice).splitlines() or [""], edited(dice, one)) for _ in range(300)]
    made = script.evaluate("cases => cases.map(([a, b]) => hunks(a, b))", cases)
    for (before, after), found in zip(cases, made, strict=True):
        for hunk in reversed(found):
            before = [*before[: hunk["start"]], *hunk["lines"], *before[hunk["end"] :]]
        assert before == after


@pytest.mark.parametrize(
    ("mine", "theirs", "way", "lines", "places"),
    [
        ("A b c", "a b C", "mine", "A b C", 0),
        ("A b c", "A b c", "mine", "A b c", 0),
        ("M b c", "T b c", "mine", "M b c", 1),
        ("M b C", "T b c", "theirs", "T b C", 1),
        ("M b c", "T b C", "both", "#-M T b C", 1),
        ("a b c M", "a b c T", "both", "a b c #-M T", 1),
        ("b c", "T b c", "theirs", "T b c", 1),
    ],
)
def test_two_changes_become_one(script: Page, mine: str, theirs: str, way: str, lines: str, places: int) -> None:
    texts = [list("abc"), mine.split(), theirs.split(), way]
    made = script.evaluate("([base, mine, theirs, way]) => together(base, mine, theirs, way)", texts)
    assert made["lines"] == [line.replace("#-", "# ") for line in lines.split()]
    assert len(made["places"]) == places


@pytest.mark.parametrize(
    ("text", "path", "at"),
    [
        ("", [], "any"),
        ("si", [], "any"),
        ("site:\n  ", ["site"], "any"),
        ("site:\n  name: Rose\n  th", ["site"], "any"),
        ("site:\n  theme: ", ["site", "theme"], "value"),
        ("site: {name: Rose, th", ["site"], "any"),
        ("site: {name: Rose, theme: ", ["site", "theme"], "value"),
        ('site: {name: "a, {b", th', ["site"], "any"),
        ("site:\n  languages: [en, ", ["site", "languages", 0], "any"),
        ("sections:\n- ab", ["sections", 0], "any"),
        ("sections:\n  - about:\n      ti", ["sections", 0, "about"], "any"),
        ("sections:\n  - form: contact\n  - about:\n    te", ["sections", 0], "any"),
        ("sections: [hours, form: ", ["sections", 0, "form"], "value"),
        ("forms:\n  a:\n    fields:\n      b: {type: ", ["forms", "a", "fields", "b", "type"], "value"),
        ("forms:\n  a:\n    fields:\n      b:\n\n        # c: {\n        re", ["forms", "a", "fields", "b"], "any"),
        ("site: {name: a,\n  tagline: {en: b},\n  th", ["site"], "any"),
        ("site: {name: a}\nbusiness:\n  ho", ["business"], "any"),
        ('"site":\n  na', ["site"], "any"),
    ],
)  # fmt: skip
def test_the_caret_has_a_place(script: Page, text: str, path: list[Any], at: str) -> None:
    found = script.evaluate("text => placeOf(linesOf(text))", text)
    assert (found["path"], found["at"]) == (path, at)


@pytest.mark.parametrize(
    "text", ["# si", "site: x # si", "about:\n  text: |\n    si", "about:\n  text: >-\n\n    a\n    "]
)
def test_nothing_is_offered_in_words(script: Page, text: str) -> None:
    assert script.evaluate("text => placeOf(linesOf(text))", text) is None


def test_what_fits_is_offered(script: Page, tmp_path: Path) -> None:
    table = completions(tmp_path)["places"]

    def offered(text: str) -> dict[str, str]:
        found = script.evaluate("([table, text]) => offers(table, linesOf(text))", [table, text])
        return {one["name"]: one["insert"] for one in found}

    assert offered("si")["site"] == "site:\n  "
    assert "name" not in offered("site: {name: a, ")
    assert offered("site:\n  ")["name"] == "name: "
    assert offered("site: {")["theme"] == "theme: "
    assert offered("sections:\n  - ")["about"] == "about: "
    assert offered("site: {theme: ")["petal"] == "petal"
    field = "forms:\n  contact:\n    fields:\n      a: {type: "
    assert "choices" in offered(f"{field}select, ")
    assert "choices" not in offered(f"{field}text, ")
    assert offered(f"{field}text, required: ") == {"true": "true", "false": "false"}

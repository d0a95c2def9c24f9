"""A field type that was added to the table alone: the Studio offers it, lists it and has a panel for it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from formkit.edit import change, edits_of
from formkit.fields import FIELD_TYPES, FieldType
from formkit.fields.base import show_text
from formkit.fields.text import Lengths, make_text
from formkit.schema import Line, YesNo
from formkit.source import parse_source
from formkit.spec import check_source
from formkit.web.studio.controls import places_of
from formkit.web.studio.kinds.fields import exemplary
from formkit.web.studio.said import table
from tests.web.studio.conftest import Visit
from tests.web.studio.making import control, panel

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections: [form: contact]
forms: {contact: {fields: {email: {type: email}, mine: {type: colour, label: Ribbon, book: RAL}}}}
"""


class ColourOptions(Lengths):
    """A colour to choose, out of a book of colours."""

    type: Literal["colour"] = "colour"
    book: Line
    clear: YesNo = False


COLOUR = FieldType(
    "colour", "A colour of a book", "{type: colour, label: Ribbon, book: RAL}", ColourOptions, make_text, show_text
)


@pytest.fixture(autouse=True)
def one_more(monkeypatch: pytest.MonkeyPatch, file: Path) -> Iterator[None]:
    monkeypatch.setitem(FIELD_TYPES, "colour", COLOUR)
    table.cache_clear()
    yield
    table.cache_clear()


def test_the_editor_offers_it_by_its_title(studio: Visit) -> None:
    page = studio.get("s/rose/").text
    found = re.search(r'<script type="application/json" id="offered">(.*?)</script>', page)
    assert found
    offered = json.loads(found[1])
    assert offered["kinds"]["fieldtype.colour"] == "A colour of a book"
    entry = next(one for one in offered["entries"] if one["name"] == "field.colour")
    assert (entry["title"], entry["why"]) == ("A colour of a book", "")


def test_types_are_offered_in_the_order_of_their_use_and_those_that_ask_nothing_last(
    studio: Visit, tmp_path: Path
) -> None:
    offered = re.findall(r'"name": ?"field\.(\w+)"', studio.get("s/rose/").text)
    assert offered[:4] == ["text", "email", "tel", "textarea"]
    assert offered[-3:] == ["colour", "note", "hidden"]
    assert sorted(offered) == sorted(FIELD_TYPES)
    kinds = control(panel(SPEC, tmp_path, "forms", "contact"), "fields").choices
    assert [one.value for one in kinds] == offered


def test_the_list_of_the_page_has_it(studio: Visit) -> None:
    page = studio.get("s/rose/outline?page=index.html").json
    assert '"fieldtype.colour"' in json.dumps(page)


def test_it_has_a_panel_that_names_its_type(tmp_path: Path) -> None:
    shown = panel(SPEC, tmp_path, "forms", "contact", "fields", "mine")
    assert set(ColourOptions.model_fields) <= {one.place[-1] for one in places_of(shown.controls)}
    kind = control(shown, "type")
    assert ("colour", "A colour of a book") in [(one.value, one.label) for one in kind.choices]
    assert shown.errors == ()


def test_one_that_is_added_works_at_once(studio: Visit, file: Path, tmp_path: Path) -> None:
    plan = studio.get("s/rose/plan?do=add&name=field.colour&page=index.html&path=[]").json
    (made,) = (edit["value"] for edit in plan["edits"])
    assert made == {"type": "colour", "label": table("en")["start.label"], "book": "RAL"}
    text = change(file.read_text("utf-8"), edits_of(plan["edits"]))
    assert check_source(parse_source(text.encode(), "rose.yaml"), file, tmp_path)[1] == []


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_the_example_of_a_type_says_all_that_it_needs(kind: str) -> None:
    wanted = {name for name, info in FIELD_TYPES[kind].options.model_fields.items() if info.is_required()}
    assert set(exemplary(FIELD_TYPES[kind])) == wanted - {"type"}

"""Any text that a visitor can send survives the export: a reader of RFC 4180 gets it back, and no cell is a formula."""

import csv
import json
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from formkit.export import csv_lines, json_line, safe_cell
from tests.store.facts import submission

TEXTS = st.text(max_size=60) | st.text("=+-@\t\r\n\0'\"\u200b ,;1", max_size=8)
STORED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("=+-@\t\n'\", ;1", max_size=8)
FORMULAS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
ODD = tuple("\t\r\n\0")


@settings(max_examples=200)
@given(values=st.lists(STORED.filter(bool), min_size=1, max_size=5))
def test_a_reader_of_csv_gets_back_what_was_typed(values: list[str]) -> None:
    found = submission(fields={f"field{number}": value for number, value in enumerate(values)})
    text = "".join(csv_lines(lambda: [found]))
    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    cells = [row[f"field{number}"] for number in range(len(values))]
    assert cells == [safe_cell(value) for value in values]


@settings(max_examples=200)
@given(text=TEXTS)
def test_the_guard_is_one_mark_before_the_text_and_nothing_else(text: str) -> None:
    cell = safe_cell(text)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(ODD)
    assert not cell.lstrip(" \u200b").startswith(FORMULAS)


@settings(max_examples=200)
@given(text=TEXTS)
def test_a_json_line_is_one_line_that_says_the_same(text: str) -> None:
    line = json_line(submission(fields={"message": text}))
    assert line.encode("utf-8").count(b"\n") == 1
    assert len(line.splitlines()) == 1
    assert json.loads(line)["fields"]["message"] == text

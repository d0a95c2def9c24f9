"""CSV that a spreadsheet opens safely, JSON lines that stay lines."""

import csv
import json
from io import StringIO

import pytest

from formkit.export import COLUMNS, csv_lines, json_line, safe_cell
from formkit.model import Submission
from tests.store.facts import submission


def table(*found: Submission, fields: tuple[str, ...] = ()) -> list[dict[str, str]]:
    text = "".join(csv_lines(lambda: found, fields))
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1 555 010 0100", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1",
        "＝1", "＋1", "－1", "＠x", " =1", "\u200b=1",
    ],
)  # fmt: skip
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ada", "1-2", "a=b", "'", "ada@example.com", " x", "№ 5"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_excel_sees_utf8_by_the_byte_order_mark() -> None:
    assert next(iter(csv_lines(lambda: []))).encode().startswith(b"\xef\xbb\xbf")


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    (row,) = table(submission(fields={"message": 'She said "hi", twice\nand left'}))
    assert row["message"] == 'She said "hi", twice\nand left'


def test_lines_end_as_rfc_4180_says() -> None:
    assert all(line.endswith('"\r\n') for line in csv_lines(lambda: [submission()]))


def test_known_columns_come_first_then_the_fields_in_form_order_then_extra_ones() -> None:
    found = submission(fields={"extra": "x", "email": "a@example.com", "name": "Ada"})
    (row,) = table(found, fields=("name", "email"))
    assert list(row) == [*COLUMNS, "name", "email", "extra"]


def test_a_field_that_nobody_filled_has_no_column() -> None:
    (row,) = table(submission(fields={"name": "Ada", "phone": "", "topics": ()}), fields=("name", "email"))
    assert list(row) == [*COLUMNS, "name"]


def test_without_a_submission_every_field_has_its_column() -> None:
    assert next(iter(csv_lines(lambda: [], ["name"]))).endswith('"name"\r\n')


def test_a_field_that_is_called_like_a_column_does_not_hide_it() -> None:
    (row,) = table(submission(fields={"site": "mine"}))
    assert (row["site"], row["fields.site"]) == ("rose", "mine")


def test_the_name_of_an_unknown_field_is_no_formula_either() -> None:
    (row,) = table(submission(fields={"=cmd()": "x"}))
    assert "'=cmd()" in row


def test_several_values_share_a_cell() -> None:
    assert table(submission())[0]["topics"] == "Order, Praise"


def test_what_is_stored_is_not_changed() -> None:
    found = submission(fields={"phone": "+1 555"})
    table(found)
    assert found.fields == {"phone": "+1 555"}


def test_what_arrives_between_the_two_readings_does_not_shift_the_columns() -> None:
    readings = iter([[submission("1", fields={"a": "1"})], [submission("1", fields={"a": "1"}), submission("2")]])
    assert len(list(csv_lines(lambda: next(readings)))) == 2


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_a_json_line_is_one_line_for_everybody(end: str) -> None:
    line = json_line(submission(fields={"message": f"a{end}b"}))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["fields"]["message"] == f"a{end}b"


def test_a_json_line_says_what_the_contract_says() -> None:
    names = ["id", "reference", "site", "form", "received_at", "language", "verdict", "reasons"]
    names += ["fields", "files", "consent"]
    assert list(json.loads(json_line(submission()))) == names


def test_half_a_letter_can_be_written() -> None:
    assert json_line(submission(fields={"m": "\ud83c"})).encode()

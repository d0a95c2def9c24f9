"""`retention`: for how many days a form keeps what it got."""

from pathlib import Path

import pytest

from tests.spec.workspace import SHOP, said, site_of

HINT = "\n    write 365 for a year, or take the line out to keep messages for ever"


def keeping(value: str) -> str:
    return SHOP.replace("    title: Contact us", f"    retention: {value}")


@pytest.mark.parametrize(("value", "days"), [("365", 365), ('"30"', 30), ("1", 1), ("3650", 3650)])
def test_days_are_read(value: str, days: int, tmp_path: Path) -> None:
    assert site_of(keeping(value), tmp_path).forms["contact"].retention == days


def test_left_out_messages_are_kept_for_ever(tmp_path: Path) -> None:
    assert site_of(SHOP, tmp_path).forms["contact"].retention is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("0", "'retention' must be from 1 to 3650 days"),
        ("99999", "'retention' must be from 1 to 3650 days"),
        ("-1", "'retention' must be a number of days, not '-1'"),
        ("one year", "'retention' must be a number of days, not 'one year'"),
        ("1.5", "'retention' must be a number of days, not '1.5'"),
        ("yes", "'retention' must be a number of days, not 'yes'"),
        ("٣٠", "'retention' must be a number of days, not '٣٠'"),
    ],
)
def test_anything_else_is_told(value: str, sentence: str, tmp_path: Path) -> None:
    assert f"9:16: {sentence}{HINT}" in said(keeping(value), tmp_path)

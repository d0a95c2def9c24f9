"""What `check` says of a colour that can't be read as it is."""

from pathlib import Path

import pytest

from formkit.palette import shift_of
from tests.spec.workspace import SHOP, said


def painted(accent: str) -> str:
    return SHOP.replace("#a3324f", accent)


@pytest.mark.parametrize("accent", ["#a3324f", "#2f5d50", "#1e3a8a", "#b63d0b", "#666666"])
def test_a_colour_that_stays_itself_is_not_spoken_of(accent: str, tmp_path: Path) -> None:
    assert said(painted(accent), tmp_path) == []


@pytest.mark.parametrize(("name", "hint"), [("Teal", 'write "#008080"'), ("petrol", "write # and its six digits")])
def test_a_colour_by_its_name_is_told_in_digits(name: str, hint: str, tmp_path: Path) -> None:
    assert hint in said(SHOP.replace('"#a3324f"', name), tmp_path)[0]


def test_a_pale_colour_is_told_with_the_one_that_words_get(tmp_path: Path) -> None:
    assert said(painted("#ffd54f"), tmp_path) == [
        "3:11: notice: #ffd54f is too pale to be read on a light page: words and links get the darker #806a28\n"
        "    areas of colour keep #ffd54f; for one colour everywhere write a darker one, such as #806a28"
    ]


def test_a_colour_that_words_lose_a_little_of_is_told_too(tmp_path: Path) -> None:
    assert said(painted("#c2410c"), tmp_path) == [
        "3:11: notice: #c2410c is a little too pale to be read on a light page: words and links get the darker "
        "#b63d0b\n    areas of colour keep #c2410c; for one colour everywhere write a darker one, such as #b63d0b"
    ]


def in_night(accent: str) -> str:
    return painted(accent).replace("site:\n", "site:\n  theme: night\n")


def test_a_pale_colour_is_right_for_a_theme_that_is_always_dark(tmp_path: Path) -> None:
    assert said(in_night("#ffd54f"), tmp_path) == []


def test_a_theme_that_is_always_dark_tells_of_a_colour_that_is_nearly_black(tmp_path: Path) -> None:
    assert said(in_night("#14213d"), tmp_path) == [
        "4:11: notice: #14213d is too dark to be read on a page of night: words and links get #989daa\n"
        "    to choose it yourself, write a lighter one, such as #989daa"
    ]


@pytest.mark.parametrize("accent", ["#14213d", "#000000"])
def test_who_takes_the_lighter_colour_hears_no_more(accent: str, tmp_path: Path) -> None:
    assert len(said(in_night(accent), tmp_path)) == 1
    assert said(in_night(shift_of(accent).dark), tmp_path) == []


def test_a_colour_that_is_nearly_black_is_told(tmp_path: Path) -> None:
    assert said(painted("#000000"), tmp_path) == [
        "3:11: notice: #000000 is too dark to be read on a dark page: visitors with a dark screen get #999999\n"
        "    nothing to do: on a light page it stays as it is"
    ]


@pytest.mark.parametrize("accent", ["#ffd54f", "#ff8800", "#0ea5e9", "#ffffff", "#3b82f6"])
def test_who_takes_the_offered_colour_hears_no_more(accent: str, tmp_path: Path) -> None:
    assert len(said(painted(accent), tmp_path)) == 1
    assert said(painted(shift_of(accent).light), tmp_path) == []


def test_the_colour_that_nobody_wrote_is_not_spoken_of(tmp_path: Path) -> None:
    assert said(SHOP.replace('  accent: "#a3324f"\n', ""), tmp_path) == []

"""Opening hours by the words that people have for them."""

from dataclasses import replace

import pytest

from formkit.spec.new import new_spec
from formkit.spec.opening import hours_called
from tests.spec.test_new_spec import ROSES


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [
        ("Pzt-Cum 07:00-19:00, Cmt 08:00-14:00, Pazar kapalı", "tr",
         "{mon-fri: 07:00-19:00, sat: 08:00-14:00, sun: closed}"),
        ("Pazartesi - Cuma: 07.00 – 19.00; Cmt, Paz 9-13", "tr", '{mon-fri: 07:00-19:00, "sat, sun": 09:00-13:00}'),
        ("Her gün 06:00-22:00", "tr", "{mon-sun: 06:00-22:00}"),
        ("Mo-Fr 9-12, 14-18 Uhr, Sa geschlossen", "de", "{mon-fri: [09:00-12:00, 14:00-18:00], sat: closed}"),
        ("Mo–Fr: 9:00–12:30 14:00–18:00", "de", "{mon-fri: [09:00-12:30, 14:00-18:00]}"),
        ("Mon-Fri 9am-5:30pm, Sunday closed", "en", "{mon-fri: 09:00-17:30, sun: closed}"),
        ("пн-пт 9:00-18:00", "ru", "{mon-fri: 09:00-18:00}"),
        ("Weekdays 12 pm - 8 p.m.", "en", "{mon-fri: 12:00-20:00}"),
        ("hafta içi 9-18", "tr, en", "{mon-fri: 09:00-18:00}"),
        ("sat 22-2", "en", "{sat: 22:00-02:00}"),
        ("Mon-Fri 9-5, Sat 9-1", "en", "{mon-fri: 09:00-17:00, sat: 09:00-13:00}"),
        ("Mon-Fri 9-12, 1-5.30pm", "en", "{mon-fri: [09:00-12:00, 13:00-17:30]}"),
        ("Tue-Fri 9-17, closed Sunday and Monday", "en", "{tue-fri: 09:00-17:00, sun: closed, mon: closed}"),
        ("Sat & Sun 10-16; closed on Monday", "en", '{"sat, sun": 10:00-16:00, mon: closed}'),
        ("Mo 9-12 und 14-18", "de", "{mon: [09:00-12:00, 14:00-18:00]}"),
        ("Mon 9 to 5pm, Tue 12-5pm", "en", "{mon: 09:00-17:00, tue: 12:00-17:00}"),
    ],
)  # fmt: skip
def test_hours_on_a_door_become_days_and_times(text: str, language: str, hours: str) -> None:
    assert hours_called(text, language.split(", ")) == hours


@pytest.mark.parametrize(
    "text",
    ["", "9-18", "Mon-Fri 9-18: ring the bell", "Mon-Fri", "Mon 9-18, holidays 9-12", "Mon 25-30", "closed", ",", "Mon",
     "by appointment", "Mon-Fri 9", "Mon 9-9", "9" * 5000, "a" * 5000, "Mon 9-18, , Tue 9-18", "Mon ٩-١٨ ²",
     "closed Mon, holidays", "closed Mon 9-12"],
)  # fmt: skip
def test_what_is_not_understood_stays_words(text: str) -> None:
    assert hours_called(text, ["en"]) == ""


def test_a_first_spec_has_the_hours_by_days() -> None:
    text = new_spec(replace(ROSES, hours="Mon-Fri 7-19"))
    assert "  hours: {mon-fri: 07:00-19:00}\n" in text
    assert text.count("hours: ") == 1


def test_words_that_stay_say_which_line_to_take_out() -> None:
    text = new_spec(replace(ROSES, hours="When the light is on"))
    assert "by its parts; to write them, take out the line above:\n  #hours: {" in text

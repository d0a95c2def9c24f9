"""Messages by language, and the words of a spec."""

import re
from datetime import UTC, datetime

import pytest

from formkit.words import Text, fill, moment, words


def test_a_language_that_we_do_not_have_is_english() -> None:
    assert words("xx").code == "en"
    assert words("../en").code == "en"


def test_a_message_that_nobody_wrote_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        words("en")("no_such_message")


def test_values_are_filled_in_once_and_never_run() -> None:
    assert fill("{a} {b} {c}", {"a": "{b}", "b": "{0.__class__}"}) == "{b} {0.__class__} {c}"


def test_a_value_stays_whole_in_a_sentence_that_runs_from_the_right() -> None:
    assert words("ar")("err_min", label="السن", min="+7 701") == "«السن»: الحد الأدنى هو \u2068+7 701\u2069"
    assert words("en")("err_min", label="Age", min="+7 701") == "Age must be +7 701 or more"
    assert words("ar")("mail_reduced_text", reference="7K2M-9QXA").endswith(" show 7K2M-9QXA")


@pytest.mark.parametrize(
    ("language", "country", "said"),
    [
        ("en", "", "31 December 2026, 14:30 UTC"),
        ("en", "US", "December 31, 2026, 2:30\u202fPM UTC"),
        ("tr", "TR", "31 Aralık 2026 14:30 UTC"),
        ("kk", "KZ", "2026\u202fж. 31 желтоқсан, 14:30 UTC"),
        ("hy", "AM", "31 դեկտեմբերի, 2026 թ., 14:30 UTC"),
        ("hu", "HU", "2026. december 31. 14:30 UTC"),
        ("ru", "RU", "31 декабря 2026\u202fг., 14:30 UTC"),
        ("ar", "EG", "31 ديسمبر 2026، 2:30\u00a0م UTC"),
        ("de", "AT", "31. Dezember 2026, 14:30 UTC"),
        ("es", "ES", "31 de diciembre de 2026, 14:30 UTC"),
        ("fr", "FR", "31 décembre 2026, 14:30 TU"),
    ],
)
def test_a_moment_is_written_as_its_readers_write_it(language: str, country: str, said: str) -> None:
    assert moment(datetime(2026, 12, 31, 14, 30, tzinfo=UTC), "", language, country) == said


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("Europe/Istanbul", "tr", "1 Mart 2026 12:00 (Türkiye Saati)"),
        ("Europe/Istanbul", "en", "1 March 2026, 12:00 (Türkiye Time)"),
        ("Europe/Paris", "fr", "1 mars 2026, 10:00 (heure d’Europe centrale)"),
        ("Asia/Yerevan", "hy", "01 մարտի, 2026 թ., 13:00 (Հայաստանի ժամանակ)"),
        ("Etc/GMT-3", "en", "1 March 2026, 12:00 (GMT+03:00)"),
        ("Europe/Berlin", "de", "1. März 2026, 10:00 MEZ"),
    ],
)
def test_a_place_without_a_short_name_for_its_time_is_told_by_a_long_one(zone: str, language: str, said: str) -> None:
    assert moment(datetime(2026, 3, 1, 9, tzinfo=UTC), zone, language) == said


@pytest.mark.parametrize(
    ("month", "said"),
    [(1, "1 January 2026, 09:00 GMT"), (7, "1 July 2026, 10:00 IST"), (12, "1 December 2026, 09:00 GMT")],
)
def test_the_irish_have_summer_time_in_summer(month: int, said: str) -> None:
    """Their law calls the time of the summer the standard one, and so does the tz database."""
    assert moment(datetime(2026, month, 1, 9, tzinfo=UTC), "Europe/Dublin", "en", "IE") == said


def test_the_words_of_a_spec_fall_back_to_the_sites_language() -> None:
    text = Text.of({"tr": "Merhaba", "en": "Hello"})
    assert words("tr", "en").say(text) == "Merhaba"
    assert Text.of({"tr": "Merhaba"}).say("en") == "Merhaba"
    assert words("en", "tr").say(None) == ""


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"xx": "?"}, "'{key}' names an unknown language 'xx'"),
        ({"en": None}, "'{key}' has no words for 'en'"),
        ([], "'{key}' must be text, or its text by language"),
        ("", "'{key}' is empty"),
    ],
)
def test_words_that_are_none_are_a_problem(value: object, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        Text.of(value)

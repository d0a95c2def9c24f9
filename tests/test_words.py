"""Messages by language, and the words of a spec."""

import re

import pytest

from formkit.words import Text, fill, languages, words

others = pytest.mark.parametrize("code", [code for code in languages() if code != "en"])


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@others
def test_a_language_says_everything_that_english_says(code: str) -> None:
    assert set(words(code).words) == set(words("en").words)


@others
def test_a_translation_names_no_value_that_english_does_not_give(code: str) -> None:
    wrong = {
        key: said
        for key, said in words(code).words.items()
        if not placeholders(said) <= placeholders(words("en").words[key])
    }
    assert wrong == {}


@pytest.mark.parametrize("code", languages())
def test_no_message_begs_blames_or_scolds(code: str) -> None:
    scolding = r"(?i)\b(please|sorry|invalid|oops|lütfen|üzgünüz|geçersiz)\b"
    assert [said for said in words(code).words.values() if re.search(scolding, said)] == []


def test_a_language_that_we_do_not_have_is_english() -> None:
    assert words("xx").code == "en"
    assert words("../en").code == "en"


def test_a_message_that_nobody_wrote_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        words("en")("no_such_message")


def test_values_are_filled_in_once_and_never_run() -> None:
    assert fill("{a} {b} {c}", {"a": "{b}", "b": "{0.__class__}"}) == "{b} {0.__class__} {c}"


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

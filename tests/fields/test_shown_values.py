"""How the owner reads a value, and where a press on it leads."""

import pytest

from formkit.fields import Shown
from formkit.forms import show
from formkit.words import words
from tests.fields.forms_of import form_of


def shown(options: str, value: str | tuple[str, ...], *, language: str = "en", country: str = "") -> Shown:
    return show(form_of(f"{{value: {options}}}"), "value", value, words(language), country=country)


@pytest.mark.parametrize(
    ("typed", "country", "link"),
    [
        ("+1 555 010 0100", "", "tel:+15550100100"),
        ("(555) 010-0100", "US", "tel:+15550100100"),
        ("0312 555 01 00", "TR", "tel:+903125550100"),
        ("0312 555 01 00", "", "tel:03125550100"),
        ("+1 555 010 0100 ext. 5", "", "tel:+15550100100;ext=5"),
        ("٠٣١٢ ٥٥٥", "", "tel:0312555"),
        ("no phone", "US", ""),
    ],
)
def test_a_phone_number_can_be_called_and_stays_as_typed(typed: str, country: str, link: str) -> None:
    assert shown("{type: tel}", typed, country=country) == Shown(typed, link)


def test_an_address_opens_a_mail_to_it_and_to_nobody_else() -> None:
    assert shown("{type: email}", "ada@example.com").link == "mailto:ada@example.com"
    assert shown("{type: email}", "a?cc=x&y@example.com").link == "mailto:a%3Fcc%3Dx%26y@example.com"
    assert shown("{type: email}", "no address").link == ""


@pytest.mark.parametrize(
    ("kind", "typed", "seen"),
    [
        ("email", "ada@аррӏе.com", "ada@аррӏе.com (xn--80ak6aa92e.com)"),
        ("url", "https://аррӏе.com/login", "https://аррӏе.com/login (xn--80ak6aa92e.com)"),
        ("url", "bücher.example", "bücher.example (xn--bcher-kva.example)"),
        ("email", "ада@example.com", "ада@example.com"),
        ("url", "https://example.com/ü", "https://example.com/ü"),
    ],
)
def test_a_host_that_may_only_look_like_another_shows_what_it_is(kind: str, typed: str, seen: str) -> None:
    assert shown(f"{{type: {kind}}}", typed).text == seen


def test_only_a_web_address_becomes_a_link() -> None:
    assert shown("{type: url}", "example.com") == Shown("example.com", "https://example.com")
    assert shown("{type: url}", "javascript:alert(1)") == Shown("javascript:alert(1)", "")


def test_a_day_is_read_in_the_owners_language() -> None:
    assert shown("{type: date}", "2026-12-31").text == "Thursday, 31 December 2026"
    assert shown("{type: date}", "31.12.2026", language="tr").text == "31 Aralık 2026 Perşembe"
    assert shown("{type: date}", "2026-12-31", language="hu").text == "2026. december 31., csütörtök"


def test_a_time_and_a_number_are_written_in_the_readers_language() -> None:
    assert shown("{type: time}", "14:30", language="ar").text == "2:30\u00a0م"
    assert shown("{type: time}", "14.30", language="de").text == "14:30"
    assert shown("{type: time}", "soon", language="de").text == "soon"
    assert [shown("{type: number}", said, language="de").text for said in ("2.5", "01500", "-3,25", "many")] == [
        "2,5", "01500", "-3,25", "many",
    ]  # fmt: skip
    assert shown("{type: date}", "soon").text == "soon"


def test_a_choice_is_read_by_its_label() -> None:
    options = "{type: checkboxes, choices: {a: {en: Roses, tr: Güller}, b: Tulips}}"
    assert shown(options, ("a", "b"), language="tr").text == "Güller, Tulips"
    assert shown(options, ("gone",)).text == "gone"


def test_figures_are_read_with_their_scale() -> None:
    assert shown("{type: rating}", "4").text == "4/5 ★★★★☆"
    assert shown("{type: rating}", "²").text == "²"
    assert shown("{type: nps}", "10").text == "10/10"


def test_a_tick_is_read_as_yes() -> None:
    assert shown("{type: consent}", "yes", language="tr").text == "Evet"
    assert shown("{type: checkbox}", "").text == "No"


@pytest.mark.parametrize(("language", "text"), [("en", "Mon, Tue"), ("ar", "Mon، Tue")])
def test_several_answers_stand_apart_as_the_reader_writes_a_list(language: str, text: str) -> None:
    assert shown("{type: checkboxes, choices: [Mon, Tue]}", ("Mon", "Tue"), language=language).text == text

"""What is in a message: honest ones pass, each sign of spam is told in its own words."""

from dataclasses import replace
from pathlib import Path

import pytest

from formkit.model import History
from formkit.spam import GUARDS, reasons, trap_name
from formkit.spec import Form
from tests.spam.evidences import evidence, form_of

LINK = "https://board.example/p"
FORUM = "it holds links as forums write them, such as [url=...]"
HTML = "it holds links written in HTML"
NAMED = "a web address stands where a name belongs"
ODD = "it holds words with look-alike or invisible letters"
DOTS = "it holds a web address whose dots are hidden"
SHORT = "it holds a link that hides where it leads (bit.ly)"


@pytest.mark.parametrize(
    "message",
    [
        "hi",
        f"My five ideas: {LINK}1 {LINK}2 {LINK}3 {LINK}4 {LINK}5",
        'On your page <a href="/menu">Menu</a> leads nowhere, and <a href="/prices">Prices</a> too.',
        "Is https://bit.ly/3abc really yours? It came by text message.",
        "Write to ada (at) example [dot] com, please.",
        "Мой iPhone 12 Рro не включается",
        "می‌خواهم یک دسته گل سفارش بدهم",
        "Family: 👨‍👩‍👧, and a co\u00adoperative",
        "DO YOU TAKE BITCOIN??? CALL ME!!!",
        "[b]bold[/b] and [1] and list[0] and <b>x</b>",
    ],
)
def test_an_honest_message_passes(form: Form, message: str) -> None:
    assert reasons(evidence(form, message=message)) == ()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Best pills [url=https://a.example]here[/url]", (FORUM,)),
        ("See [link=https://a.example]this[/link]", (FORUM,)),
        ('<a href="https://a.example">x</a> https://bit.ly/1', (HTML, SHORT)),
        (" ".join(f"{LINK}{number}" for number in range(12)), ("it holds 12 links",)),
        (" ".join(f"{LINK}{number}" for number in range(4)) + ' <a href="x">', (HTML, "it holds 4 links")),
        ("Еarn mоney in oнline cаsino", (ODD,)),
        ("Best c\u200ba\u200bs\u200bi\u200bno", (ODD,)),
        (f"Cаsino <a href='{LINK}'>", (HTML, ODD)),
        ("hxxps://a.example <a href=x>", (HTML, DOTS)),
    ],
)
def test_what_spam_is_made_of_is_told(form: Form, message: str, said: tuple[str, ...]) -> None:
    assert reasons(evidence(form, message=message)) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Booking.com", ()),
        ("www.hotel-rose.example", ()),
        ("Ada https://a.example", (NAMED,)),
        ("HTTP://a.example", (NAMED,)),
    ],
)
def test_a_name_is_no_web_address(form: Form, name: str, said: tuple[str, ...]) -> None:
    assert reasons(evidence(form, name=name)) == said


def test_an_address_belongs_where_the_form_asks_for_one(form: Form) -> None:
    assert reasons(evidence(form, website="https://bit.ly/abc")) == ()


def test_the_trap_differs_from_site_to_site_and_stays_the_same(form: Form) -> None:
    names = [trap_name(f"shop{number}", form) for number in range(40)]
    assert len(set(names)) > 10
    assert names == [trap_name(f"shop{number}", form) for number in range(40)]
    assert not set(names) & set(form.fields)


def test_a_filled_trap_is_told(form: Form) -> None:
    held = evidence(form, **{trap_name("rose", form): "x"})
    assert reasons(held) == ("a field hidden from people was filled in",)


@pytest.mark.parametrize(("accepts", "count"), [("formspree", 1), ("", 0)])
def test_a_formspree_page_has_its_own_trap(form: Form, accepts: str, count: int) -> None:
    old = form.model_copy(update={"accepts": accepts})
    assert len(reasons(evidence(old, _gotcha="x"))) == count


LONG = "We plan our wedding on the third of May and would like a quote for the flowers, please."


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (History(repeats=4), ()),
        (History(repeats=5), ("the same text came 5 times or more from elsewhere",)),
        (History(series=90), ()),
        (
            History(series=20, repeats=2),
            (
                "the same text came 2 times or more from elsewhere",
                "20 messages came from the same address within 10 minutes",
            ),
        ),
    ],
)
def test_what_comes_again_and_again_is_told(form: Form, history: History, said: tuple[str, ...]) -> None:
    assert reasons(replace(evidence(form, message=LONG), history=history, rate_limit=30)) == said


def test_without_a_limit_there_is_no_series(form: Form) -> None:
    assert reasons(replace(evidence(form), history=History(series=500))) == ()


def test_stars_alone_are_no_series(form: Form) -> None:
    ticked = evidence(form, name="", message="", topic="Order")
    assert reasons(replace(ticked, history=History(series=500), rate_limit=30)) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (LONG, LONG.upper().replace(" ", "\n"), True),
        (LONG, LONG.replace("May", "June"), False),
        ("Hello", "Hello", False),
        ("", "", False),
    ],
)
def test_equal_long_texts_are_recognised(form: Form, one: str, other: str, same: bool) -> None:
    first, second = (evidence(form, name=name, message=text) for name, text in (("Ada", one), ("Bob", other)))
    assert (first.text_hash == second.text_hash != "") is same


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("ada@example.com", {}),
        ("ADA@Example.com", {}),
        ("example.com", {}),
        ("@example.com", {}),
        ("agency.example", {"message": "See www.agency.example/x"}),
        ("agency.example", {"email": "bob@mail.agency.example"}),
        ("rank higher", {"message": "We RANK  higher than all"}),
        ("çiçek", {"message": "Cicek istiyorum"}),
        ("优惠", {"message": "现在优惠活动"}),
    ],
)
def test_what_the_owner_blocks_is_held_back(tmp_path: Path, entry: str, said: dict[str, str]) -> None:
    blocked = evidence(form_of(tmp_path, block=[entry]), **said)
    assert reasons(blocked) == (f"the form's block list names {entry}",)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("da@example.com", {}),
        ("ample.com", {}),
        ("rank", {"message": "Frank asks"}),
        ("@agency.example", {"message": "See www.agency.example"}),
        ("(", {"message": "anything"}),
    ],
)
def test_what_only_looks_like_it_is_not(tmp_path: Path, entry: str, said: dict[str, str]) -> None:
    assert reasons(evidence(form_of(tmp_path, block=[entry]), **said)) == ()


@pytest.mark.parametrize(
    ("message", "said"),
    [('<a href="x">x</a> https://bit.ly/1', ()), ("[url=https://a.example]x[/url]", (FORUM,))],
)
def test_the_allow_list_wins_over_doubts_but_not_over_signs(
    tmp_path: Path, message: str, said: tuple[str, ...]
) -> None:
    assert reasons(evidence(form_of(tmp_path, allow=["example.com"]), message=message)) == said


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
@pytest.mark.parametrize("text", ["", " ", "\ufffd\0[url", "<a " * 3000, "a" * 10_000, "[url=" * 2000, "www." * 2500])
def test_no_text_troubles_a_guard(form: Form, guard: object, text: str) -> None:
    assert callable(guard)
    guard(evidence(form, name=text, message=text))

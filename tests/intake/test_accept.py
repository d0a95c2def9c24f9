"""accept(): each outcome, on both databases; what is promised is on disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from formkit.errors import StoreUnavailable
from formkit.intake import Accepted, Invalid, Refused, accept, clean
from formkit.intake.repeats import CROWD
from formkit.model import Posted, Verdict, Visitor
from formkit.spec import Site
from formkit.store import Store, open_store
from formkit.store.engines import open_database
from tests.intake.shop import ANN, FILLED, NOW, TRAP, form, send, shop


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return shop(tmp_path)


def kept(store: Store) -> list[dict[str, object]]:
    return [dict(one.fields) for one in store.submissions(oldest_first=True)]


def test_what_was_accepted_is_stored_with_its_delivery(site: Site, store: Store) -> None:
    outcome = send(site, store)
    assert isinstance(outcome, Accepted)
    (stored,) = store.submissions()
    assert stored == outcome.submission
    (delivery,) = store.deliveries(submission_id=stored.id)
    assert (delivery.target, delivery.next_try_at) == ("hello@rosegarden.example", NOW)


def test_it_keeps_who_sent_what_from_where_and_when(site: Site, store: Store) -> None:
    fact = send(site, store, visitor=replace(ANN, language="tr")).submission
    assert (fact.site, fact.form, fact.received_at, fact.language) == ("rose", "contact", NOW, "tr")
    assert (fact.page, fact.user_agent, fact.address_hash) == ("https://rosegarden.example/", "Firefox", "ann")
    assert fact.fields == FILLED


def test_the_owner_reads_answers_in_the_language_of_the_site(site: Site, store: Store) -> None:
    fact = send(site, store, visitor=replace(ANN, language="tr")).submission
    assert (fact.answers[0].label, fact.answers[0].text) == ("Your name", "Ada")


def test_a_reference_is_two_groups_that_can_be_read_over_the_phone(site: Site, store: Store) -> None:
    fact = send(site, store).submission
    first, second = fact.reference.split("-")
    assert (len(first), len(second)) == (4, 4)
    assert not set("ILOU") & set(fact.reference)
    assert len(fact.token) >= 24


def test_a_mistake_stores_nothing_and_keeps_what_was_typed(site: Site, store: Store) -> None:
    outcome = send(site, store, email="ada", name="")
    assert isinstance(outcome, Invalid)
    assert {field.name: field.errors for field in outcome.bound if field.errors} == {
        "name": ["Enter your name"],
        "email": ["Enter an email address such as name@example.com"],
    }
    assert outcome.bound["message"].data == "When are you open?"
    assert kept(store) == []


@pytest.mark.parametrize(
    "pairs",
    [
        (),
        (("", "x"),),
        (("name", " "), ("message", "\n")),
        (("_key", "k"), ("_lang", "tr"), (TRAP, "x")),
        (("\x00", "x"),),
    ],
)
def test_nothing_filled_in_is_refused_as_empty(site: Site, store: Store, pairs: tuple[tuple[str, str], ...]) -> None:
    assert accept(site, form(site), Posted(pairs), ANN, store, NOW) == Refused("empty")
    assert kept(store) == []


def test_over_the_limit_of_a_minute_is_asked_to_wait(site: Site, store: Store) -> None:
    def post(number: int, at: int) -> object:
        posted = Posted(tuple({**FILLED, "message": str(number)}.items()))
        return accept(site, form(site), posted, ANN, store, NOW + timedelta(seconds=at), rate_limit=2)

    outcomes = [post(1, 0), post(2, 10), post(3, 20), post(4, 61)]
    assert [type(one) for one in outcomes] == [Accepted, Accepted, Refused, Accepted]
    assert outcomes[2] == Refused("rate", retry_after=60)


@pytest.mark.parametrize("visitor", [ANN, replace(ANN, idempotency_key="k"), replace(ANN, loaded_at="t")])
def test_a_repeat_over_the_limit_gets_the_first_answer(site: Site, store: Store, visitor: Visitor) -> None:
    def post() -> object:
        return accept(site, form(site), Posted(tuple(FILLED.items())), visitor, store, NOW, rate_limit=1)

    first, again = post(), post()
    assert isinstance(first, Accepted)
    assert again == Accepted(first.submission, repeated=True)


def test_another_address_is_not_held_up(site: Site, store: Store) -> None:
    posted = Posted(tuple(FILLED.items()))
    for visitor in (ANN, replace(ANN, address_hash="bob")):
        assert isinstance(accept(site, form(site), posted, visitor, store, NOW, rate_limit=1), Accepted)


def test_a_filled_trap_is_kept_apart_and_goes_nowhere(site: Site, store: Store) -> None:
    fact = send(site, store, **{TRAP: "http://spam.example"}).submission
    assert (fact.verdict, fact.reasons) == (Verdict.QUARANTINED, ("a field hidden from people was filled in",))
    assert fact.fields == FILLED
    assert store.deliveries() == []


def test_the_trap_gives_way_to_a_field_of_its_name(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path, fields=f"\n      {TRAP}: {{type: url}}\n      message: {{type: textarea}}")
    fact = send(site, store, **{TRAP: "https://ada.example"}).submission
    assert (fact.verdict, fact.fields[TRAP]) == (Verdict.ACCEPTED, "https://ada.example")


def test_unknown_fields_are_kept_in_their_order(site: Site, store: Store) -> None:
    more = [("zeta", "1"), ("alpha", "2"), ("zeta", "3"), ("blank", " "), ("reading", "4"), ("_next", "https://x")]
    fact = send(site, store, *more).submission
    extras = [(one.label, one.text) for one in fact.answers if one.type == ""]
    assert extras == [("zeta", "1"), ("alpha", "2"), ("zeta", "3"), ("reading", "4"), ("_next", "https://x")]
    assert (fact.fields["zeta"], fact.fields["alpha"]) == (("1", "3"), "2")


@pytest.mark.parametrize(
    "more",
    [
        [(f"extra{number}", "1") for number in range(101)],
        [("essay", "x" * 5001)],
        [("n" * 101, "x")],
    ],
)
def test_too_much_that_nobody_asked_for_is_refused(site: Site, store: Store, more: list[tuple[str, str]]) -> None:
    assert send(site, store, *more) == Refused("size")
    assert kept(store) == []


def test_as_much_as_is_allowed_is_kept(site: Site, store: Store) -> None:
    more = [("n" * 100, "x" * 5000), *((f"extra{number}", "1") for number in range(99))]
    assert len(send(site, store, *more).submission.fields) == len(FILLED) + 100


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("a\x00b\x1bc\x85d\x7fe", "abcde"),
        ("\ud800x", "\ufffdx"),
        ("x\udc00", "x\ufffd"),
        ("\ud83c\udf39", "\U0001f339"),
        ("Сұрақ \u2028 \u200f\u202e", "Сұрақ \u2028 \u200f\u202e"),
    ],
)
def test_text_is_cleaned_of_what_no_one_types(typed: str, kept: str) -> None:
    assert clean(Posted((("message", typed),))).first("message") == kept


def test_what_the_browser_says_of_itself_is_cleaned_and_cut(site: Site, store: Store) -> None:
    visitor = replace(ANN, page="https://a.example/\x00" + "x" * 900, user_agent="\ud800" + "u" * 900)
    fact = send(site, store, visitor=visitor).submission
    assert (len(fact.page), len(fact.user_agent)) == (500, 300)
    assert "\x00" not in fact.page


SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
KEY, LOADED = replace(ANN, idempotency_key="k"), replace(ANN, loaded_at="t")


@pytest.mark.parametrize(
    ("visitor", "later"),
    [(ANN, MINUTE), (LOADED, 23 * HOUR), (KEY, SECOND), (KEY, 1000 * HOUR)],
)
def test_a_repeat_gets_the_first_answer(site: Site, store: Store, visitor: Visitor, later: timedelta) -> None:
    first = send(site, store, visitor=visitor)
    again = send(site, store, visitor=visitor, at=NOW + later)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.submission == first.submission
    assert (len(kept(store)), len(store.deliveries())) == (1, 1)


def test_a_repeat_may_come_from_another_network_with_its_key(site: Site, store: Store) -> None:
    send(site, store, visitor=KEY)
    assert send(site, store, visitor=replace(KEY, address_hash="train")).repeated


def test_a_repeat_with_a_new_captcha_is_a_repeat(site: Site, store: Store) -> None:
    send(site, store, ("g-recaptcha-response", "one"), visitor=LOADED)
    assert send(site, store, ("g-recaptcha-response", "two"), visitor=LOADED).repeated


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ANN, replace(ANN, address_hash="bob")),
        (LOADED, replace(ANN, loaded_at="u")),
        (KEY, replace(KEY, idempotency_key="l")),
    ],
)
def test_another_caller_with_the_same_words_is_another_submission(
    site: Site, store: Store, first: Visitor, second: Visitor
) -> None:
    send(site, store, visitor=first)
    assert not send(site, store, visitor=second).repeated


@pytest.mark.parametrize("visitor", [ANN, LOADED, KEY])
def test_other_words_are_another_submission(site: Site, store: Store, visitor: Visitor) -> None:
    send(site, store, visitor=visitor)
    assert not send(site, store, visitor=visitor, message="And on Sunday?").repeated


@pytest.mark.parametrize(("visitor", "later"), [(ANN, 2 * MINUTE), (LOADED, 24 * HOUR)])
def test_after_a_while_the_same_words_are_meant_again(
    site: Site, store: Store, visitor: Visitor, later: timedelta
) -> None:
    send(site, store, visitor=visitor)
    assert not send(site, store, visitor=visitor, at=NOW + later).repeated


STARS = """
      score: {type: nps, label: Score}
      days: {type: checkboxes, choices: [Mon, Tue]}
      campaign: {type: hidden, default: spring}
      comment: {type: textarea}"""


@pytest.mark.parametrize(
    ("said", "visitor", "repeated"),
    [
        ({"comment": ""}, ANN, False),
        ({"comment": ""}, KEY, True),
        ({"comment": ""}, LOADED, True),
        ({"comment": "Lovely"}, ANN, True),
        ({"email": "ada@example.com"}, ANN, True),
    ],
)
def test_equal_stars_from_one_address_are_two_people(
    tmp_path: Path, store: Store, said: dict[str, str], visitor: Visitor, repeated: bool
) -> None:
    site = shop(tmp_path, fields=STARS)
    posted = Posted(tuple({"score": "10", "days": "Mon", "campaign": "spring", **said}.items()))
    first, second = (accept(site, form(site), posted, visitor, store, NOW) for _ in range(2))
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert (first.repeated, second.repeated) == (False, repeated)


@pytest.fixture
def impatient(sqlite_url: str) -> Iterator[Store]:
    """A store on SQLite that does not wait long for a lock."""
    open_store(sqlite_url).close()
    with Store(open_database(sqlite_url, wait_ms=20)) as store:
        yield store


def test_a_store_that_cannot_write_raises_and_keeps_nothing(site: Site, impatient: Store, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            send(site, impatient)
    assert kept(impatient) == []
    assert isinstance(send(site, impatient), Accepted)


def test_a_submission_without_its_delivery_is_not_kept(site: Site, impatient: Store, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'full'); END")
        other.commit()
    with pytest.raises(StoreUnavailable):
        send(site, impatient)
    assert kept(impatient) == []


def test_a_form_takes_so_many_a_minute_from_all_addresses(site: Site, store: Store) -> None:
    def post(number: int, at: int = 0) -> object:
        visitor, said = replace(ANN, address_hash=str(number)), {**FILLED, "message": str(number)}
        moment = NOW + timedelta(seconds=at)
        return accept(site, form(site), Posted(tuple(said.items())), visitor, store, moment, rate_limit=1)

    outcomes = [type(post(number)) for number in range(CROWD + 1)]
    assert outcomes == [Accepted] * CROWD + [Refused]
    assert isinstance(post(99, at=61), Accepted)

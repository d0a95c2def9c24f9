"""release(): what was held goes out once, and says when it came."""

from datetime import timedelta
from pathlib import Path

from formkit.intake import release
from formkit.model import Verdict
from formkit.store import Store
from tests.intake.shop import NOW, TRAP, form, send, shop

LATER = NOW + timedelta(days=2)


def test_what_was_held_goes_out_and_is_accepted(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path)
    fact = send(site, store, **{TRAP: "x"}).submission
    assert release(site, form(site), fact, store, LATER) == 1
    kept = store.submission(fact.id)
    assert kept is not None
    assert (kept.verdict, kept.reasons, kept.received_at) == (Verdict.ACCEPTED, fact.reasons, NOW)


def test_its_mail_is_due_now_and_names_the_moment_it_came(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path)
    fact = send(site, store, **{TRAP: "x"}).submission
    release(site, form(site), fact, store, LATER)
    (out,) = store.deliveries()
    assert (out.target, out.created_at, out.next_try_at) == ("hello@rosegarden.example", LATER, LATER)
    assert (out.message.received_at, out.message.subject) == (NOW, "Write to us: Ada")


def test_it_goes_out_once(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path)
    fact = send(site, store, **{TRAP: "x"}).submission
    assert [release(site, form(site), fact, store, LATER) for _ in range(2)] == [1, 0]
    assert len(store.deliveries()) == 1


def test_the_visitor_gets_the_copy_that_the_form_promises(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path, "autoreply: Thank you.")
    fact = send(site, store, **{TRAP: "x"}).submission
    assert release(site, form(site), fact, store, LATER) == 2
    assert {one.target for one in store.deliveries()} == {"hello@rosegarden.example", "ada@example.com"}


def test_what_was_accepted_before_stays_as_it_is(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path)
    assert release(site, form(site), send(site, store).submission, store, LATER) == 0
    assert len(store.deliveries()) == 1

"""A clock that jumps a day while visitors send: nobody is lost, doubled or locked out."""

from datetime import timedelta
from pathlib import Path

import pytest

from formkit.intake import Accepted, accept
from formkit.model import Posted
from formkit.store import Store
from tests.intake.shop import ANN, FILLED, NOW, form, send, shop

JUMPS = [timedelta(days=1), timedelta(days=-1)]
MANY = 3


@pytest.mark.parametrize("jump", JUMPS, ids=["forward", "back"])
def test_the_order_is_that_of_arrival(store: Store, tmp_path: Path, jump: timedelta) -> None:
    site = shop(tmp_path)
    moments = enumerate((NOW, NOW + jump, NOW))
    sent = [send(site, store, at=at, message=f"Number {number}").submission.id for number, at in moments]
    assert [one.id for one in store.submissions(oldest_first=True)] == sent


@pytest.mark.parametrize("jump", JUMPS, ids=["forward", "back"])
def test_a_receipt_says_when_it_was_stored_and_opens_whatever_the_clock_says(
    store: Store, tmp_path: Path, jump: timedelta
) -> None:
    first = send(shop(tmp_path), store).submission
    send(shop(tmp_path), store, at=NOW + jump, message="Another one")
    found = store.receipt(first.token)
    assert found
    assert (found.id, found.received_at) == (first.id, NOW)


@pytest.mark.parametrize("jump", JUMPS, ids=["forward", "back"])
def test_a_repeat_with_its_key_is_one_submission(store: Store, tmp_path: Path, jump: timedelta) -> None:
    site, visitor = shop(tmp_path), ANN.__class__(language="en", address_hash="ann", idempotency_key="k")
    first, again = (send(site, store, visitor=visitor, at=at) for at in (NOW, NOW + jump))
    assert (again.repeated, again.submission.id) == (True, first.submission.id)


@pytest.mark.parametrize("jump", JUMPS, ids=["forward", "back"])
def test_nobody_is_told_to_wait_for_a_day(store: Store, tmp_path: Path, jump: timedelta) -> None:
    """What a wrong clock has counted is not of this minute."""
    site = shop(tmp_path)
    for number in range(MANY):
        send(site, store, message=f"Number {number}")
    posted = Posted(tuple({**FILLED, "message": "After the jump"}.items()))
    assert isinstance(accept(site, form(site), posted, ANN, store, NOW + jump, rate_limit=MANY), Accepted)

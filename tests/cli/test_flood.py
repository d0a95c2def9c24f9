"""A flood of messages: all of them are stored, and the owner's mailbox stays usable."""

from collections.abc import Callable

from formkit.model import DeliveryState
from formkit.store import open_store
from tests.processes import Production, numbers, send

LIMIT, SENT = 5, 20


def test_a_flood_is_stored_and_mailed_as_the_hours_allow(start_production: Callable[..., Production]) -> None:
    production = start_production(FORMKIT_MAIL_LIMIT=str(LIMIT))
    post, served = production.mail_server(), production.serve()
    assert [send(production.port, number)[0] for number in range(SENT)] == [303] * SENT
    post.wait_for(lambda lines: len(numbers(lines)) == LIMIT)
    assert served.end() == 0
    assert numbers(post.lines) == list(range(LIMIT))
    with open_store(production.database_url) as store:
        counts = store.counts().by_state
    assert (counts[DeliveryState.SENT], counts[DeliveryState.QUEUED]) == (LIMIT, SENT - LIMIT)

"""Fixtures for the outbox."""

from collections.abc import Iterator

import pytest

from formkit import outbox
from formkit.channels import open_senders
from formkit.store import Store, open_store
from tests.outbox.parts import Clock, settings_for


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'formkit.db'}") as opened:
        yield opened


@pytest.fixture
def one_round(store, mailserver, clock, tmp_path):
    """Run one round of a worker, with the mail server."""
    senders = open_senders(settings_for(mailserver.smtp, tmp_path))
    yield lambda: outbox.deliver_due(store, senders, worker="w", clock=clock, chance=lambda: 0.5)
    senders["mail"].close()

"""The main job with nothing replaced: a spec, `formkit serve`, a visitor, and a mail server of its own process."""

from collections.abc import Callable

from playwright.sync_api import Page

from formkit.model import DeliveryState
from formkit.store import open_store
from tests.browser.visits import MESSAGE, fill, reach_receipt
from tests.browser.visits import send as press_send
from tests.processes import Production, mails, numbers, send


def test_each_submission_is_one_mail_even_when_the_mail_server_is_away_for_a_while(
    start_production: Callable[..., Production], database_url: str
) -> None:
    here = start_production(FORMKIT_DATABASE_URL=database_url)
    here.serve()
    first = here.mail_server()
    assert all(send(here.port, number)[0] == 303 for number in range(5))
    first.wait_for(lambda lines: len(numbers(lines)) == 5)
    first.end()
    assert all(send(here.port, number)[0] == 303 for number in range(5, 10))
    second = here.mail_server()
    second.wait_for(lambda lines: len(numbers(lines)) == 5)
    assert numbers(first.lines + second.lines) == list(range(10))
    with open_store(database_url) as store:
        assert len(list(store.submissions())) == 10
        assert {one.state for one in store.deliveries()} <= {DeliveryState.SENT, DeliveryState.SENDING}


def test_what_is_typed_into_a_browser_is_in_the_owners_mailbox(
    production: Production, page: Page, bare_page: Page
) -> None:
    production.serve()
    mailbox = production.mail_server()
    for number, visitor in enumerate((page, bare_page), 1):
        visitor.goto(f"http://127.0.0.1:{production.port}/rose/")
        fill(visitor, message=f"{MESSAGE} ({number})")
        press_send(visitor)
        reach_receipt(visitor)
    mailbox.wait_for(lambda lines: len(mails(lines)) == 2)
    texts = sorted(mail["text"] for mail in mails(mailbox.lines))
    assert [f"{MESSAGE} ({number})" in text for number, text in enumerate(texts, 1)] == [True, True]
    assert mails(mailbox.lines)[0]["to"] == ["hello@rosegarden.example"]

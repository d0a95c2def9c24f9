"""What was held back and is let through arrives by real SMTP as it would have on its day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from formkit.intake import accept, release
from formkit.model import Posted, Submission, Visitor
from formkit.spam import trap_name
from formkit.web.sites import Sites
from tests.live import Live, text_of

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, timezone: Europe/London}
forms:
  old:
    accepts: formspree
    allow_cc: [helper@rosegarden.example]
    fields:
      message: {type: textarea}
"""
SAID = {
    "message": "Do you deliver?",
    "_subject": "From the old page",
    "_replyto": "ada@example.com",
    "_cc": "helper@rosegarden.example, evil@example.com",
}


def held(live: Live, at: datetime) -> Submission:
    """A message that came then, and filled the trap."""
    site = Sites(live.settings).load().by_id["rose"]
    form = site.forms["old"]
    posted = Posted(tuple({**SAID, trap_name("rose", form): "x"}.items()))
    accept(site, form, posted, Visitor("en"), live.store, at)
    (stored,) = live.stored()
    assert stored.verdict == "quarantined"
    assert release(site, form, stored, live.store, datetime.now(UTC)) == 2
    live.wake.set()
    return stored


def test_it_arrives_with_its_date_and_as_its_page_wished(start_live: Callable[..., Live]) -> None:
    live = start_live(SPEC)
    came = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    stored = held(live, came)
    mails = live.mails(2)
    assert {mail["Subject"] for mail in mails} == {"From the old page"}
    assert {mail["Reply-To"].addresses[0].addr_spec for mail in mails} == {"ada@example.com"}
    assert {mail["To"] for mail in mails} == {"hello@rosegarden.example", "helper@rosegarden.example"}
    assert {parsedate_to_datetime(mail["Date"]) for mail in mails} == {came}
    assert all(f"{came:%-d %B %Y}" in text_of(mail) and stored.reference in text_of(mail) for mail in mails)


def test_a_visitor_whose_message_is_held_sees_a_receipt_like_all(start_live: Callable[..., Live]) -> None:
    live = start_live(SPEC)
    site = Sites(live.settings).load().by_id["rose"]
    body = urlencode({**SAID, trap_name("rose", site.forms["old"]): "x"}).encode()
    answer = urlopen(Request(f"{live.url}/f/rose.old", body), timeout=60)
    assert (answer.status, "/r/" in answer.url) == (200, True)
    assert live.stored()[0].verdict == "quarantined"

"""What goes out for a submission, to whom, under which subject."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from formkit.intake import accept
from formkit.model import Delivery, Message, Posted
from formkit.store import Store, open_store
from tests.intake.shop import ANN, FILLED, NOW, TRAP, form, send, shop

DAY = timedelta(days=1)


@pytest.fixture
def store(sqlite_url: str) -> Any:
    with open_store(sqlite_url) as store:
        yield store


def sent(store: Store, kind: str = "owner") -> list[Delivery]:
    return [one for one in store.deliveries() if one.message.kind == kind]


def notice(folder: Path, store: Store, *options: str, **said: str) -> Message:
    """The owner's message for the filled form with these changes."""
    send(shop(folder, *options), store, **said)
    return sent(store)[0].message


@pytest.mark.parametrize(
    ("topic", "targets"),
    [
        ("Order", {"orders@rosegarden.example", "all@rosegarden.example"}),
        ("Question", {"all@rosegarden.example"}),
    ],
)
def test_each_destination_gets_what_it_asked_for(tmp_path: Path, store: Store, topic: str, targets: set[str]) -> None:
    rules = "deliver_to: [{mail: orders@rosegarden.example, when: {topic: Order}}, all@rosegarden.example]"
    send(shop(tmp_path, rules), store, topic=topic)
    assert {one.target for one in sent(store)} == targets


def test_when_no_rule_fits_the_business_itself_hears_of_it(tmp_path: Path, store: Store) -> None:
    rules = "deliver_to: [{mail: orders@rosegarden.example, when: {topic: Order}}]"
    send(shop(tmp_path, rules), store, topic="Praise")
    assert [one.target for one in sent(store)] == ["hello@rosegarden.example"]


def test_two_rules_for_one_mailbox_are_one_mail(tmp_path: Path, store: Store) -> None:
    rules = "deliver_to: [a@rosegarden.example, {mail: a@rosegarden.example, when: {topic: Order}}]"
    send(shop(tmp_path, rules), store, topic="Order")
    assert len(sent(store)) == 1


@pytest.mark.parametrize(
    ("template", "said", "subject"),
    [
        ("{topic} from {name}", {"topic": "Order"}, "Order from Ada"),
        ("{topic}: {name}", {}, "Ada"),
        ("{name}", {"name": "Ada\r\nBcc: evil@example.com"}, "Ada Bcc: evil@example.com"),
        ("{days}", {}, "Write to us: Ada"),
        ("{name}", {"name": "{message} {reference}"}, "{message} {reference}"),
        ("{message}", {"message": "x" * 400}, "x" * 150),
        ("{form} at {site}", {}, "Write to us at Rose Garden"),
    ],
)
def test_a_subject_is_one_line_of_what_was_said(
    tmp_path: Path, store: Store, template: str, said: dict[str, str], subject: str
) -> None:
    assert notice(tmp_path, store, f'subject: "{template}"', **said).subject == subject


def test_a_subject_may_name_the_reference(tmp_path: Path, store: Store) -> None:
    message = notice(tmp_path, store, 'subject: "Nr {reference}"')
    assert message.subject == f"Nr {message.reference}"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, "ada@example.com"),
        ({"topic": "Order", "private": "home@example.com"}, "home@example.com"),
        ({"topic": "Praise", "private": "not checked, evil@example.com"}, "ada@example.com"),
        ({"email": ""}, None),
    ],
)
def test_a_reply_goes_to_the_first_address_that_was_asked_for_and_checked(
    tmp_path: Path, store: Store, said: dict[str, str], address: str | None
) -> None:
    reply_to = notice(tmp_path, store, **said).reply_to
    assert (reply_to.address if reply_to else None) == address


def test_a_reply_names_the_visitor_on_one_line(tmp_path: Path, store: Store) -> None:
    reply_to = notice(tmp_path, store, name=" Ada \n Example ").reply_to
    assert reply_to is not None
    assert reply_to.name == "Ada Example"


def test_legacy_fields_are_nothing_but_answers_elsewhere(tmp_path: Path, store: Store) -> None:
    legacy = {"_replyto": "evil@example.com", "_subject": "Evil", "_cc": "evil@example.com"}
    message = notice(tmp_path, store, **legacy)
    assert (message.subject, message.reply_to and message.reply_to.address) == ("Write to us: Ada", "ada@example.com")
    assert [one.target for one in sent(store)] == ["hello@rosegarden.example"]
    assert {one.label for one in message.answers} >= set(legacy)


@pytest.mark.parametrize(
    ("business", "text"),
    [
        ("timezone: America/Chicago", "4 March 2026, 16:30 Central Standard Time"),
        ("timezone: Asia/Tokyo", "5 March 2026, 07:30"),
    ],
)
def test_the_owner_reads_the_time_of_the_business(tmp_path: Path, store: Store, business: str, text: str) -> None:
    send(shop(tmp_path, business=business), store)
    message = sent(store)[0].message
    assert message.received_text.startswith(text)
    assert message.received_at == NOW


COPY = "autoreply: {en: We answer within a day., tr: Bir gün içinde yanıtlarız.}"


def test_the_visitor_gets_the_owners_words_and_nothing_they_typed(tmp_path: Path, store: Store) -> None:
    send(shop(tmp_path, COPY), store, name="Buy at spam.example", visitor=replace(ANN, language="tr"))
    (copy,) = sent(store, "copy")
    assert (copy.target, copy.message.intro) == ("ada@example.com", "Bir gün içinde yanıtlarız.")
    assert "spam" not in repr(copy.message)
    assert (copy.message.answers, copy.message.reply_to) == ((), None)


def test_nobody_asked_for_a_copy(tmp_path: Path, store: Store) -> None:
    send(shop(tmp_path), store)
    assert sent(store, "copy") == []


def test_one_address_gets_one_copy_a_day(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path, COPY)
    for address, after in (("ada@example.com", 0 * DAY), ("ADA@example.com", DAY / 2), ("ada@example.com", 1.1 * DAY)):
        send(site, store, message=str(after), email=address, at=NOW + after)
    assert len(sent(store, "copy")) == 2
    assert len(sent(store)) == 3


def test_a_form_that_is_flooded_sends_no_copies(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path, COPY)
    for number in range(4):
        said = {**FILLED, "email": f"ada{number}@example.com", "message": str(number)}
        accept(site, form(site), Posted(tuple(said.items())), ANN, store, NOW, mail_limit=2)
    assert [one.target for one in sent(store, "copy")] == ["ada1@example.com", "ada0@example.com"]
    assert len(sent(store)) == 4


@pytest.mark.parametrize(
    "address",
    [
        "hello@rosegarden.example",
        "Hello@RoseGarden.example",
        "orders@rosegarden.example",
        "no-reply@example.com",
        "noreply@example.com",
        "donotreply+x@example.com",
        "MAILER-DAEMON@example.com",
        "postmaster@example.com",
        "owner-list@example.com",
        "list-request@example.com",
        "list-bounces@example.com",
        "hostmaster@example.com",
    ],
)
def test_no_copy_goes_to_ourselves_or_to_where_nobody_reads(tmp_path: Path, store: Store, address: str) -> None:
    site = shop(tmp_path, COPY, "deliver_to: [{mail: orders@rosegarden.example, when: {topic: Order}}]")
    send(site, store, email=address)
    assert sent(store, "copy") == []
    assert len(sent(store)) == 1


def test_no_copy_goes_to_the_address_that_sends_it(tmp_path: Path, store: Store) -> None:
    site = shop(tmp_path, COPY)
    posted = Posted(tuple({**FILLED, "email": "Forms@host.example"}.items()))
    accept(site, site.forms["contact"], posted, ANN, store, NOW, mail_from="forms@host.example")
    assert (sent(store, "copy"), len(sent(store))) == ([], 1)


def test_a_hidden_address_gets_no_copy(tmp_path: Path, store: Store) -> None:
    send(shop(tmp_path, COPY), store, topic="Praise", email="", private="victim@example.com")
    assert sent(store, "copy") == []


def test_a_suspect_gets_no_copy(tmp_path: Path, store: Store) -> None:
    send(shop(tmp_path, COPY), store, **{TRAP: "x"})
    assert store.deliveries() == []

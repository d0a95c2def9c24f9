import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from formkit.channels import CHANNELS
from formkit.channels.mail.build import build
from formkit.channels.mail.headers import one_line
from formkit.channels.mail.letter import as_text, write
from formkit.errors import DeliveryError
from formkit.model import Answer, Mailbox
from tests.channels.letters import MESSAGE, NOON, SENDER, built, delivery, part


def test_the_owner_presses_reply_and_answers_the_visitor():
    mail = built()
    assert mail["From"] == f"Ada Example via Rose Garden <{SENDER}>"
    assert mail["Reply-To"] == "Ada Example <ada@example.com>"
    assert mail["To"] == "owner@rosegarden.example"
    assert mail["Subject"] == "Order from Ada"


def test_the_headers_say_that_a_machine_wrote_it():
    mail = built()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Content-Language"] == "en"


def test_a_repeat_is_the_same_mail():
    first, second = (build(delivery(), SENDER) for _ in range(2))
    assert first == second
    assert b"Message-ID: <d1@rosegarden.example>" in first


def test_the_date_keeps_its_time_zone():
    at = datetime(2026, 3, 1, 15, 0, tzinfo=timezone(timedelta(hours=3)))
    assert b"Date: Sun, 01 Mar 2026 15:00:00 +0300" in build(delivery(received_at=at), SENDER)


def test_a_mail_that_is_let_through_days_later_has_the_date_on_which_it_was_written():
    later = replace(delivery(), created_at=NOON + timedelta(days=3))
    assert build(later, SENDER) == build(delivery(), SENDER)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_both_parts_say_the_same(kind):
    text = part(built(), kind)
    for said in ("Rose Garden", "Write to us", "Phone", "+1 555 010 0100", "Twelve roses, please.", "For Friday."):
        assert said in text
    for said in ("Press Reply to answer Ada Example.", "7K2M-9QXA", "1 March 2026, 12:00", "Türkçe", "/tr/"):
        assert said in text


def test_the_text_part_reads_well():
    assert as_text(write(MESSAGE)) == (
        "Write to us\n\nYour name: Ada Example\n\nPhone: +1 555 010 0100\n\n"
        "Message:\nTwelve roses, please.\nFor Friday.\n\nPress Reply to answer Ada Example.\n\n"
        "-- \nRose Garden\nForm: Write to us\nSent from: https://rosegarden.example/tr/\nLanguage: Türkçe\n"
        "Received: 1 March 2026, 12:00\nReference: 7K2M-9QXA\n"
    )


def test_a_phone_number_is_tapped_to_call():
    assert re.search(r'<a [^>]*href="tel:\+15550100100"[^>]*>\+1 555 010 0100</a>', part(built(), "html"))


def test_who_left_no_address_is_called():
    mail = built(reply_to=None)
    assert "There is no email address to reply to. Call +1 555 010 0100.\n" in part(mail, "plain")
    html = re.sub("<[^/a][^>]*>", "", part(mail, "html"))
    assert re.search(r'reply to. Call <a [^>]*href="tel:\+15550100100" dir="ltr"[^>]*>\+1 555 010 0100</a>\.', html)
    nobody = built(reply_to=None, answers=())
    assert "There is no email address to reply to.\n" in part(nobody, "plain")
    assert "Call" not in part(nobody, "html")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "https://a.example/\n<b>", "//a.example"])
def test_only_addresses_we_know_become_links(link):
    assert "href" not in part(built(answers=(Answer("a", "url", "Page", "look", link),)), "html")


def test_markup_stays_what_was_typed():
    mail = built(answers=(Answer("a", "text", "<i>Label</i>", "<script>alert(1)</script>"),), intro="<b>&</b>")
    assert "<script>" in part(mail, "plain")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in part(mail, "html")
    assert "<b>" not in part(mail, "html")


def test_each_answer_finds_its_own_direction():
    assert 'dir="auto"' in part(built(), "html")
    assert '<html lang="tr" dir="ltr">' in part(built(language="tr"), "html")


def test_nothing_is_fetched_and_nothing_runs():
    html = part(built(), "html")
    assert not re.search(r"<(img|script|link|iframe|form)|url\(|@import", html)


def test_no_line_is_longer_than_a_mail_server_takes():
    raw = build(delivery(answers=(Answer("a", "text", "L", "Қ" * 5000),), subject="Қ" * 900), SENDER)
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_encoded_words_are_short_and_whole():
    raw = build(delivery(reply_to=Mailbox("ada@example.com", "Әйгерім " * 12)), SENDER)
    words = re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", raw)
    assert words
    assert max(map(len, words)) <= 75


@pytest.mark.parametrize(
    "name",
    ["Sales @ Example <Ltd>", "PayPal <service@paypal.example.com>", "http://spam.example", "", "www.win.example"],
)
def test_a_name_that_looks_like_an_address_is_not_our_sender(name):
    assert built(reply_to=Mailbox("ada@example.com", name))["From"] == f"Rose Garden <{SENDER}>"


@pytest.mark.parametrize("name", ['Smith, John "Jack" (Jr.)', "Team: Ada; Bob", '", <evil@example.com>', "O'Hara-Lee"])
def test_a_display_name_never_becomes_an_address(name):
    (reply_to,) = built(reply_to=Mailbox("ada@example.com", name))["Reply-To"].addresses
    assert (reply_to.display_name, reply_to.addr_spec) == (name, "ada@example.com")


def test_an_international_domain_is_written_in_ascii():
    assert built(reply_to=Mailbox("ada@bücher.example.com"))["Reply-To"] == "ada@xn--bcher-kva.example.com"
    assert built("ada@bücher.example.com")["To"] == "ada@xn--bcher-kva.example.com"


@pytest.mark.parametrize("address", ["дарья@example.com", "a@example.com, b@example.com", "not an address", ""])
def test_an_address_that_cannot_be_a_header_is_left_to_the_text(address):
    assert built(reply_to=Mailbox(address, "Ada"))["Reply-To"] is None


def test_a_mail_without_an_address_says_so():
    assert "There is no email address to reply to." in part(built(reply_to=None), "plain")


def test_an_empty_subject_gets_one_of_ours():
    assert built(subject=" \r\n ")["Subject"] == "New message for Rose Garden"
    assert built(subject="", language="tr")["Subject"] == "Rose Garden için yeni mesaj"


def test_a_copy_repeats_nothing_that_was_typed():
    mail = built("ada@example.com", kind="copy", intro="Thank you! We answer within a day.", page="http://spam.example")
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["From"] == f"Rose Garden <{SENDER}>"
    text = part(mail, "plain") + part(mail, "html")
    assert "We answer within a day." in text
    assert "7K2M-9QXA" in text
    assert "roses" not in text
    assert "spam" not in text


@pytest.mark.parametrize(
    "target", ["mailer-daemon@example.com", "No-Reply@example.com", "list-request@example.com", SENDER]
)
def test_no_copy_goes_to_a_machine(target):
    with pytest.raises(DeliveryError, match="no copy goes to") as caught:
        build(delivery(target, kind="copy"), SENDER)
    assert caught.value.permanent


def test_a_target_that_is_no_address_fails_for_good():
    with pytest.raises(DeliveryError, match=r"^a@example.com, b@example.com is not a mail address$") as caught:
        build(delivery("a@example.com, b@example.com"), SENDER)
    assert caught.value.permanent


def test_one_line_is_one_line():
    assert one_line("Ada\r\nBcc: x\u2028y\u202egnp\x00\ud800 z ") == "Ada Bcc: x y gnp z"
    assert one_line("x" * 20, limit=10) == "xxxxxxxxx…"


@pytest.mark.parametrize(
    ("target", "trouble"),
    [
        ("hello@rosegarden.example", None),
        ("дарья@example.com", None),
        ("Ada <a@example.com>", "A display name and angle brackets around the email address are not permitted here."),
        ("a@example", "The part after the @-sign is not valid. It should have a period."),
        ("=?utf-8?q?a?=@example.com", "An address can't hold an encoded word (=?)."),
    ],
)
def test_a_target_of_a_spec_is_one_bare_address(target, trouble):
    assert CHANNELS["mail"].check(target) == trouble


def test_a_question_gets_no_colon_behind_its_question_mark():
    answers = (Answer("topic", "text", "What is it about?", "Roses"), Answer("name", "text", "Name", "Ada"))
    text = as_text(write(replace(MESSAGE, answers=answers)))
    assert "What is it about? Roses" in text
    assert "Name: Ada" in text

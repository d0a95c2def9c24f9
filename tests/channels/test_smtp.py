import ssl
from pathlib import Path

import pytest

from formkit.channels import Unreachable
from formkit.channels.mail.smtp import SmtpSender
from formkit.errors import DeliveryError
from formkit.settings import Smtp
from tests.channels.letters import SENDER, delivery
from tests.smtp import PASSWORD, only_our_password, trusting_context

OWNER = "owner@rosegarden.example"


def test_a_mail_arrives_and_the_servers_words_are_kept(mailserver):
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        assert sender.send(delivery()) == "250 2.0.0 Ok: queued as 1"
    (mail,) = mailserver.received
    assert (mail.mail_from, mail.rcpt_tos) == (SENDER, [OWNER])
    assert b"Message-ID: <d1@rosegarden.example>" in mail.content


def test_one_connection_serves_a_batch(mailserver):
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        for number in range(5):
            sender.send(delivery(number=number))
    assert len(mailserver.received) == 5
    assert len(mailserver.connections) == 1


def test_a_server_that_was_started_again_is_connected_again(mailserver):
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        sender.send(delivery(number=1))
        mailserver.stop()
        mailserver.start()
        sender.send(delivery(number=2))
    assert len(mailserver.received) == 2


def test_a_server_that_is_down_is_unreachable(mailserver):
    mailserver.stop()
    with SmtpSender(mailserver.smtp, SENDER) as sender, pytest.raises(Unreachable, match="can't be reached") as caught:
        sender.send(delivery())
    mailserver.start()
    assert not caught.value.permanent
    assert "Connection refused" in caught.value.message


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [("550 5.1.1 No such user", True), ("451 4.7.1 Greylisted", False), ("452 4.2.2 Full", False)],
)
def test_a_refused_recipient_keeps_the_servers_words_and_the_connection(mailserver, answer, permanent):
    mailserver.trouble[OWNER] = [answer]
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        with pytest.raises(DeliveryError) as caught:
            sender.send(delivery())
        sender.send(delivery(number=2))
    assert (caught.value.message, caught.value.permanent) == (f"{OWNER}: {answer}", permanent)
    assert len(mailserver.received) == 1


def test_a_text_that_a_filter_refuses_fails_for_good(mailserver):
    mailserver.data_trouble = ["554 5.7.1 Looks like spam"]
    with SmtpSender(mailserver.smtp, SENDER) as sender, pytest.raises(DeliveryError, match="spam") as caught:
        sender.send(delivery())
    assert caught.value.permanent


def test_a_copy_has_no_envelope_sender(mailserver):
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        sender.send(delivery("ada@example.com", kind="copy"))
    assert mailserver.received[0].mail_from == "<>"


def test_a_copy_has_our_sender_where_the_server_insists(mailserver):
    mailserver.insists_on_sender = True
    with SmtpSender(mailserver.smtp, SENDER) as sender:
        sender.send(delivery("ada@example.com", kind="copy"))
    assert mailserver.received[0].mail_from == SENDER


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # aiosmtpd does not count implicit TLS as TLS
@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_mail_goes_through_tls_with_a_login(start_mailserver, tls):
    login = {"auth_required": True, "authenticator": only_our_password, "auth_require_tls": tls == "starttls"}
    server = start_mailserver(tls, **login)
    with SmtpSender(server.with_login(PASSWORD), SENDER, context=trusting_context()) as sender:
        sender.send(delivery())
    assert len(server.received) == 1


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_nobody_knows_is_not_trusted(start_mailserver, tls):
    server = start_mailserver(tls)
    with (
        SmtpSender(server.smtp, SENDER) as sender,
        pytest.raises(Unreachable, match=r"certificate .* can't be trusted"),
    ):
        sender.send(delivery())
    assert server.received == []


def test_tls_is_never_given_up_silently(mailserver):
    smtp = Smtp("127.0.0.1", mailserver.smtp.port, "starttls")
    with SmtpSender(smtp, SENDER) as sender, pytest.raises(Unreachable, match="STARTTLS extension not supported"):
        sender.send(delivery())
    assert mailserver.received == []


def test_a_wrong_password_is_said_but_never_shown(start_mailserver):
    server = start_mailserver("starttls", auth_required=True, authenticator=only_our_password)
    sender = SmtpSender(server.with_login("hunter2"), SENDER, context=trusting_context())
    with sender, pytest.raises(Unreachable, match=r"refused the login; check user and password in FORMKIT_SMTP \(535"):
        sender.send(delivery())
    assert "hunter2" not in repr(vars(sender))


def test_a_server_that_wants_a_login_is_no_reason_to_give_up(start_mailserver):
    server = start_mailserver("starttls", auth_required=True, authenticator=only_our_password)
    with SmtpSender(server.smtp, SENDER, context=trusting_context()) as sender, pytest.raises(Unreachable, match="530"):
        sender.send(delivery())


def test_letters_before_the_at_need_smtputf8(start_mailserver):
    able, unable = start_mailserver(enable_SMTPUTF8=True), start_mailserver(enable_SMTPUTF8=False)
    with SmtpSender(able.smtp, SENDER) as sender:
        sender.send(delivery("дарья@example.com"))
    assert able.received[0].rcpt_tos == ["дарья@example.com"]
    with SmtpSender(unable.smtp, SENDER) as sender, pytest.raises(DeliveryError, match="no SMTPUTF8") as caught:
        sender.send(delivery("дарья@example.com"))
    assert caught.value.permanent


def test_a_mail_that_is_too_large_fails_for_good(start_mailserver):
    server = start_mailserver(data_size_limit=1000)
    with SmtpSender(server.smtp, SENDER) as sender, pytest.raises(DeliveryError, match="552") as caught:
        sender.send(delivery())
    assert caught.value.permanent


def test_the_test_certificate_is_good_for_long():
    assert ssl.create_default_context(cafile=Path("tests/data/tls/server.pem")).get_ca_certs()

from contextlib import closing

import pytest

from formkit.channels import Unreachable
from formkit.channels.mail.smtp import SmtpSender
from formkit.errors import DeliveryError
from formkit.model import Delivery
from formkit.settings import Smtp
from tests.channels.letters import SENDER, delivery
from tests.smtp import PASSWORD, only_our_password, trusting_context

OWNER = "owner@rosegarden.example"


def send(smtp: Smtp, *mails: Delivery) -> list[str]:
    with closing(SmtpSender(smtp, SENDER, context=trusting_context())) as sender:
        return [sender.send(mail) for mail in mails]


def refusal(smtp: Smtp, mail: Delivery) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(smtp, mail)
    return caught.value


def test_a_mail_arrives_and_the_servers_words_are_kept(mailserver):
    assert send(mailserver.smtp, delivery()) == ["250 2.0.0 Ok: queued as 1"]
    (mail,) = mailserver.received
    assert (mail.mail_from, mail.rcpt_tos) == (SENDER, [OWNER])
    assert b"Message-ID: <d1@rosegarden.example>" in mail.content


def test_one_connection_serves_a_batch(mailserver):
    send(mailserver.smtp, *(delivery(number=number) for number in range(5)))
    assert len(mailserver.received) == 5
    assert len(mailserver.connections) == 1


def test_a_server_that_was_started_again_is_connected_again(mailserver):
    with closing(SmtpSender(mailserver.smtp, SENDER)) as sender:
        sender.send(delivery(number=1))
        mailserver.stop()
        mailserver.start()
        sender.send(delivery(number=2))
    assert len(mailserver.received) == 2


def test_a_server_that_is_down_is_unreachable(mailserver):
    mailserver.stop()
    error = refusal(mailserver.smtp, delivery())
    mailserver.start()
    assert isinstance(error, Unreachable)
    place = f"127.0.0.1:{mailserver.smtp.port}"
    assert error.message == f"the mail server at {place} can't be reached ([Errno 111] Connection refused)"


@pytest.mark.parametrize(
    ("answer", "permanent"), [("550 5.1.1 No such user", True), ("451 4.7.1 Greylisted", False), ("452 Full", False)]
)
def test_a_refused_recipient_keeps_the_servers_words_and_the_connection(mailserver, answer, permanent):
    mailserver.trouble[OWNER] = [answer]
    with closing(SmtpSender(mailserver.smtp, SENDER)) as sender:
        with pytest.raises(DeliveryError) as caught:
            sender.send(delivery())
        sender.send(delivery(number=2))
    assert (caught.value.message, caught.value.permanent) == (f"{OWNER}: {answer}", permanent)
    assert len(mailserver.received) == 1


def test_a_text_that_a_filter_refuses_fails_for_good(mailserver):
    mailserver.data_trouble = ["554 5.7.1 Looks like spam"]
    error = refusal(mailserver.smtp, delivery())
    assert (error.message, error.permanent) == (f"{OWNER}: 554 5.7.1 Looks like spam", True)


def test_a_copy_has_no_envelope_sender(mailserver):
    send(mailserver.smtp, delivery("ada@example.com", kind="copy"))
    assert mailserver.received[0].mail_from == "<>"


def test_a_copy_has_our_sender_where_the_server_insists(mailserver):
    mailserver.insists_on_sender = True
    send(mailserver.smtp, delivery("ada@example.com", kind="copy"))
    assert mailserver.received[0].mail_from == SENDER


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # aiosmtpd does not count implicit TLS as TLS
@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_mail_goes_through_tls_with_a_login(start_mailserver, tls):
    login = {"auth_required": True, "authenticator": only_our_password, "auth_require_tls": tls == "starttls"}
    server = start_mailserver(tls, **login)
    send(server.with_login(PASSWORD), delivery())
    assert len(server.received) == 1


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_nobody_knows_is_not_trusted(start_mailserver, tls):
    server = start_mailserver(tls)
    with closing(SmtpSender(server.smtp, SENDER)) as sender, pytest.raises(Unreachable, match="can't be trusted"):
        sender.send(delivery())
    assert server.received == []


def test_a_certificate_of_another_host_is_not_trusted(start_mailserver):
    server = start_mailserver("starttls")
    assert "can't be trusted" in refusal(Smtp("localhost", server.smtp.port, "starttls"), delivery()).message


def test_tls_is_never_given_up_silently(mailserver):
    error = refusal(Smtp("127.0.0.1", mailserver.smtp.port, "starttls"), delivery())
    assert isinstance(error, Unreachable)
    assert "STARTTLS extension not supported" in error.message
    assert mailserver.received == []


def test_a_wrong_password_is_said_but_never_shown(start_mailserver):
    server = start_mailserver("starttls", auth_required=True, authenticator=only_our_password)
    error = refusal(server.with_login("hunter2"), delivery())
    assert isinstance(error, Unreachable)
    assert "refused the login; check user and password in FORMKIT_SMTP (535" in error.message
    assert "hunter2" not in error.message


def test_a_server_that_wants_a_login_is_no_reason_to_give_up(start_mailserver):
    server = start_mailserver("starttls", auth_required=True, authenticator=only_our_password)
    error = refusal(server.smtp, delivery())
    assert isinstance(error, Unreachable)
    assert "530" in error.message


def test_letters_before_the_at_need_smtputf8(start_mailserver):
    able, unable = start_mailserver(enable_SMTPUTF8=True), start_mailserver(enable_SMTPUTF8=False)
    send(able.smtp, delivery("дарья@example.com"))
    assert able.received[0].rcpt_tos == ["дарья@example.com"]
    error = refusal(unable.smtp, delivery("дарья@example.com"))
    assert (error.permanent, "no SMTPUTF8" in error.message) == (True, True)


def test_a_mail_that_is_too_large_fails_for_good(start_mailserver):
    error = refusal(start_mailserver(data_size_limit=1000).smtp, delivery())
    assert (error.permanent, "552" in error.message) == (True, True)

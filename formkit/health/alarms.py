"""The checks of mail going out, and of the alarm that says when it does not."""

from collections.abc import Iterator
from contextlib import closing

from formkit.health.finding import Finding, broken, fine, notice
from formkit.settings import Settings, Smtp

OTHER = "Write an address that you read and no form sends to: FORMKIT_ALERT_TO=you@example.com"


def mail_login(settings: Settings) -> Iterator[Finding]:
    if settings.smtp is not None and settings.mail_from:
        yield fine("mail-fine", _answers(settings.smtp, settings.mail_from), host=settings.smtp.host)


def alert_to(settings: Settings) -> Iterator[Finding]:
    """Who hears of it when messages don't arrive; their own address can't be the one that tells."""
    from formkit.channels import CHANNELS

    address = settings.alert_to
    wrong = CHANNELS["mail"].check(address) if address else None
    if not address:
        words = "is not set: when the address of your forms takes no mail, perhaps nobody hears of it."
        yield notice("alarm-missing", words, OTHER)
    elif wrong:
        words = f"is {address}, which is no mail address: {wrong}"
        yield broken("alarm-wrong", words, OTHER, address=address)
    elif address.lower() in _addresses_of_forms(settings):
        words = f"is {address}, where your forms send to as well: when it takes no mail, no alarm arrives either."
        yield notice("alarm-same", words, OTHER, address=address)
    else:
        yield fine("alarm-fine", f"is {address}.", address=address)


def second_server(settings: Settings) -> Iterator[Finding]:
    """That of FORMKIT_ALERT_SMTP, where alarms have one of their own."""
    if settings.alert_smtp is None or not settings.mail_from:
        return
    words = f"for alarms: {_answers(settings.alert_smtp, settings.mail_from)}"
    yield fine("alarm-mail-fine", words, host=settings.alert_smtp.host)


def _answers(smtp: Smtp, mail_from: str) -> str:
    """Connects and logs in, sends nothing. Raises Unreachable in the words of the server."""
    from formkit.channels.mail.address import parse_sender
    from formkit.channels.mail.smtp import SmtpSender

    with closing(SmtpSender(smtp, parse_sender(mail_from), timeout=10)) as sender:
        sender.check()
    secured = "" if smtp.tls == "none" else " by TLS"
    return f"{smtp.host} answers{secured}{' and takes the login' if smtp.user else ''}."


def _addresses_of_forms(settings: Settings) -> set[str]:
    """Every address that a spec without mistakes names, in small letters."""
    from formkit.spec import check_file, find_specs

    sites = (check_file(path, settings.workspace)[0] for path in find_specs(settings.specs))
    found = [site for site in sites if site]
    named = [one.target for site in found for form in site.forms.values() for one in form.deliver_to]
    return {address.lower() for address in (*named, *(site.business.email for site in found)) if address}

"""The mail channel: a letter from a message, its bytes, and the server that takes them.

smtp.py, caught.py (where it goes) > build.py (its bytes) > letter.py (what it says) > headers.py, address.py
"""

from formkit.channels.channel import Channel, Load, Sender, no_files
from formkit.settings import Settings


def check(target: str) -> str | None:
    """What is wrong with `target` as one bare mail address, in words for a novice, or None."""
    from formkit.channels.mail.address import wrong_with

    return wrong_with(target)


def open_sender(settings: Settings, load: Load = no_files) -> Sender:
    """A sender to the operator's mail server, or into `data/mail` when none is set; `load` gives it files."""
    from formkit.channels.mail.address import parse_sender
    from formkit.channels.mail.caught import MailCatcher, mail_folder
    from formkit.channels.mail.files import Storeroom
    from formkit.channels.mail.smtp import SmtpSender

    sender = parse_sender(settings.mail_from)
    storeroom = Storeroom(load, settings.public_url, settings.secret_key)
    if settings.smtp is None:
        return MailCatcher(mail_folder(settings), sender, storeroom)
    return SmtpSender(settings.smtp, sender, storeroom=storeroom)


CHANNEL = Channel(name="mail", check=check, open=open_sender)

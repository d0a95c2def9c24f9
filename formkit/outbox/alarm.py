"""The alarm: who can do something about it hears, by another way, of what does not arrive.

Of trouble that is `FORMKIT_ALERT_TO`, and the other addresses that the site names, as far as they are not in trouble
themselves. It holds nothing that visitors wrote. Each trouble is told once, however many workers there are.
"""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from formkit.channels import open_senders
from formkit.errors import DeliveryError, SpecError
from formkit.model import Answer, Delivery, Message
from formkit.outbox.tries import try_to_send
from formkit.settings import Settings
from formkit.store import Store, Undelivered
from formkit.words import Language, words

log = logging.getLogger(__name__)

TOO_LONG = timedelta(hours=1)
"""How long tries may fail before somebody hears of it."""
LOST_EVERY = timedelta(hours=1)
"""How often what failed for good is told, at most."""
HOUR = timedelta(hours=1)
AGAIN = timedelta(days=1)
"""How often it is told again that the same address takes nothing."""
MOST = 20
"""How many deliveries one mail names."""


def raise_alarms(store: Store, settings: Settings, *, at: datetime) -> None:
    """Tell what failed for good, and which addresses have taken nothing for an hour.

    What can't be told stays news, and is a line in the log. Raises StoreUnavailable.
    """
    _tell_of_floods(store, settings, at)
    stuck = store.stuck(since=at - TOO_LONG)
    for about in store.told_at("stuck").keys() - {_about(one) for one in stuck}:
        store.forget_told("stuck", about)  # it is over
    _tell_news(store, settings, "stuck", {_about(one): one for one in stuck}, at)
    lost = store.lost(limit=MOST)
    if lost and store.tell_once("hourly", "lost", at=at, every=LOST_EVERY):
        _tell_news(store, settings, "lost", {one.delivery.id: one for one in lost}, at)


def _tell_of_floods(store: Store, settings: Settings, at: datetime) -> None:
    """Whoever gets no more mails in this hour hears of those that wait, without a word of a visitor's."""
    sated = [target for target, count in store.mailed(since=at - HOUR).items() if 0 < settings.mail_limit <= count]
    for target, waiting in store.waiting(sated, now=at, each=MOST).items():
        news = waiting and store.tell_once("flood", target, at=at, every=HOUR)
        if news and not _send(settings, "flood", target, _flood(waiting, settings.mail_limit), at):
            store.forget_told("flood", target)


def _tell_news(store: Store, settings: Settings, kind: str, found: Mapping[str, Undelivered], at: datetime) -> None:
    """Tell what nobody has told within a day; it stays news when nobody hears it."""
    news = {about: one for about, one in found.items() if store.tell_once(kind, about, at=at, every=AGAIN)}
    if news and not _tell(
        settings, kind, list(news.values()), at, silent={one.delivery.target for one in found.values()}
    ):
        for about in news:
            store.forget_told(kind, about)


def _about(one: Undelivered) -> str:
    return f"{one.site} {one.delivery.channel} {one.delivery.target}"


def _tell(
    settings: Settings, kind: str, found: Sequence[Undelivered], at: datetime, *, silent: Collection[str]
) -> bool:
    """Whether anybody could be told; also when there is nobody to tell."""
    by_address = {address: list(found) for address in [settings.alert_to] if address}
    for one in found:
        for address in _others(settings, one.site, but_not={*silent, settings.alert_to}):
            by_address.setdefault(address, []).append(one)
    said = [_send(settings, kind, address, _alarm(kind, some), at) for address, some in by_address.items()]
    return not said or any(said)


def _others(settings: Settings, site_id: str, *, but_not: Iterable[str]) -> list[str]:
    """The other mail addresses that a site names: of the business, and of its forms."""
    from formkit.spec import read_site

    paths = (settings.specs / f"{site_id}{ending}" for ending in (".yaml", ".yml"))
    path = next((path for path in paths if path.is_file()), None)
    try:
        site = read_site(path, settings.workspace) if path else None
    except SpecError:
        site = None
    if site is None:
        return []
    named = [one.target for form in site.forms.values() for one in form.deliver_to if one.channel == "mail"]
    silent = {address.lower() for address in but_not}
    addresses = dict.fromkeys(address for address in (site.business.email, *named) if address)
    return [address for address in addresses if address.lower() not in silent]


def _send(settings: Settings, kind: str, address: str, message: Message, at: datetime) -> bool:
    alarm = Delivery(f"alert-{kind}-{at:%Y%m%dT%H%M%S%f}", "", "mail", address, message, created_at=at)
    senders = open_senders(replace(settings, smtp=settings.alert_smtp or settings.smtp))
    result = try_to_send(alarm, senders)
    for sender in senders.values():
        sender.close()
    if isinstance(result, DeliveryError):
        log.error("an alarm was not sent: %s", result.message)
    return isinstance(result, str)


def _alarm(kind: str, found: Sequence[Undelivered]) -> Message:
    w = words(found[0].delivery.message.language)
    subject, text = ("mail_alert_subject", "mail_alert_text") if kind == "lost" else _STUCK
    return _message(w, w(subject), w(text), [_line(one) for one in found[:MOST]])


def _flood(waiting: Sequence[Delivery], limit: int) -> Message:
    w = words(waiting[0].message.language)
    lines = [Answer(one.id, "text", _name(one), one.message.received_text) for one in waiting]
    return _message(w, w("mail_flood_subject", n=limit), w("mail_flood_text"), lines)


def _message(w: Language, subject: str, text: str, lines: Iterable[Answer]) -> Message:
    return Message("alert", subject, "formkit", form_title=subject, language=w.code, intro=text, answers=tuple(lines))


_STUCK = ("mail_stuck_subject", "mail_stuck_text")


def _line(one: Undelivered) -> Answer:
    delivery = one.delivery
    more = f" (+{one.count - 1})" if one.count > 1 else ""
    return Answer(delivery.id, "text", _name(delivery), f"{delivery.target}{more}\n{delivery.last_words}")


def _name(delivery: Delivery) -> str:
    message = delivery.message
    return " · ".join(part for part in (message.reference, message.site_name, message.form_title) if part)

"""The alarm: the operator hears by FORMKIT_ALERT_TO of what failed for good."""

import logging
from collections.abc import Mapping
from datetime import datetime

from formkit.channels import Sender
from formkit.errors import DeliveryError, StoreUnavailable
from formkit.model import Answer, Delivery, DeliveryState, Message
from formkit.outbox.tries import try_to_send
from formkit.settings import Settings
from formkit.store import Store
from formkit.words import words

log = logging.getLogger(__name__)


def raise_alarm(store: Store, senders: Mapping[str, Sender], settings: Settings, *, at: datetime) -> bool:
    """Tell `FORMKIT_ALERT_TO` which deliveries failed for good: the newest, without what visitors wrote.

    False, and a line in the log, when there was something to tell and it could not be told.
    """
    try:
        lost = store.deliveries(state=DeliveryState.FAILED, limit=20) if settings.alert_to else []
    except StoreUnavailable as error:
        log.error("the alert to FORMKIT_ALERT_TO waits for the store: %s", error.message)
        return False
    if not lost:
        return True
    alarm = Delivery(f"alert-{at:%Y%m%dT%H%M%S}", "", "mail", settings.alert_to, _alarm(lost), created_at=at)
    result = try_to_send(alarm, senders)
    if isinstance(result, DeliveryError):
        log.error("the alert to FORMKIT_ALERT_TO was not sent: %s", result.message)
    return isinstance(result, str)


def _alarm(lost: list[Delivery]) -> Message:
    w = words(lost[0].message.language)
    return Message(
        kind="alert",
        subject=w("mail_alert_subject"),
        site_name="formkit",
        form_title=w("mail_alert_subject"),
        language=w.code,
        intro=w("mail_alert_text"),
        answers=tuple(
            Answer(
                one.id, "text", f"{one.message.reference} · {one.message.site_name}", f"{one.target}\n{one.last_words}"
            )
            for one in lost
        ),
    )

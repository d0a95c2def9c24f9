"""MESSENGERS: which ones a business can be written to with, and how links to them are written."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Messenger:
    """How a link to it is written, by phone number or by the name of an account; "" = it has no such link.

    A whole address is always taken. `prefill` is added where words shall stand in the message already; only where its
    maker documents that.
    """

    name: str
    by_number: str = ""
    by_handle: str = ""
    prefill: str = ""


MESSENGERS: Mapping[str, Messenger] = {
    "whatsapp": Messenger("WhatsApp", by_number="https://wa.me/{digits}", prefill="?text="),
    "telegram": Messenger(
        "Telegram", by_number="https://t.me/+{digits}", by_handle="https://t.me/{handle}", prefill="?text="
    ),
    "viber": Messenger("Viber", by_number="viber://chat?number=%2B{digits}"),
    "messenger": Messenger("Messenger", by_handle="https://m.me/{handle}", prefill="?text="),
    "line": Messenger("LINE", by_handle="https://line.me/R/ti/p/{line}"),
    "signal": Messenger("Signal", by_number="https://signal.me/#p/+{digits}"),
    "threema": Messenger("Threema", by_handle="https://threema.id/{handle}"),
    "zalo": Messenger("Zalo", by_number="https://zalo.me/{digits}"),
    "wechat": Messenger("WeChat"),
    "kakaotalk": Messenger("KakaoTalk"),
}

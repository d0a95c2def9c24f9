"""Ways to reach the business: phone numbers, map and messenger links."""

import re
from typing import Any
from urllib.parse import quote

from formkit.spec.messengers import MESSENGERS, Messenger
from formkit.spec.models import Address, Business
from formkit.spec.phones import dialled, read_number

LINE_OFFICIAL = "https://line.me/R/oaMessage/{line}/?"  # with words; of a private account there is no such link


def phone_view(phone: str, country: str = "") -> tuple[str, str]:
    """A number as people read it, and its `tel:` URI (RFC 3966); the URI is "" where there is no number.

    `country` (ISO 3166-1 alpha-2) reads numbers without a country code. What the owner spaced out stays as written.
    """
    shown = " ".join(phone.split())
    number = read_number(phone, country)
    if number is None:
        digits = re.sub(r"[^0-9]", "", phone)
        plus = "+" if shown.startswith("+") else ""
        return shown, f"tel:{plus}{digits}" if len(digits) > 2 else ""
    extension = f";ext={number.extension}" if number.extension else ""
    return _spaced(shown, number), f"tel:{_format(number, 'E164')}{extension}"


def address_line(address: Address | None) -> str:
    """The address on one line, as an envelope would have it: `1 Main St, Springfield, IL 62701, US`."""
    if address is None:
        return ""
    parts = (address.street, address.city, f"{address.region} {address.postcode}", address.country)
    return ", ".join(" ".join(part.split()) for part in parts if part.strip())


def map_link(address: Address | None) -> str:
    """A search for the address on OpenStreetMap; "" without one."""
    line = address_line(address)
    return f"https://www.openstreetmap.org/search?query={quote(line, safe='')}" if line else ""


def messenger_links(business: Business, text: str = "") -> list[tuple[str, str]]:
    """(name to show, URL) of each messenger that a link can be made for, in the order of the spec.

    `text` stands in the message already, where the messenger can do that.
    """
    country = business.address.country if business.address else ""
    found = ((_shown_name(key), _link(key, said.strip(), country, text)) for key, said in business.messengers.items())
    return [(name, url) for name, url in found if url]


def _link(key: str, said: str, country: str, text: str) -> str:
    if re.match(r"https?://", said):
        return quote(said, safe=":/?#[]@!$&'()*+,;=%~")  # whole, as its owner wants it
    if "/" in said:
        return _link(key, f"https://{said}", country, text)
    kind = MESSENGERS.get(key)
    url = _plain_link(kind, said, country) if kind and said else ""
    if url and text and key == "line" and said.startswith("@"):
        return LINE_OFFICIAL.format(line=quote(said, safe="")) + quote(text, safe="")
    return url + kind.prefill + quote(text, safe="") if url and text and kind and kind.prefill else url


def _plain_link(kind: Messenger, said: str, country: str) -> str:
    digits = dialled(said, country)
    if (digits and kind.by_number) or not kind.by_handle:
        return kind.by_number.format(digits=digits) if digits else ""
    line = quote(said, safe="") if said.startswith("@") else f"~{quote(said, safe='')}"
    return kind.by_handle.format(handle=quote(said.lstrip("@"), safe=""), line=line)


def _shown_name(key: str) -> str:
    return MESSENGERS[key].name if key in MESSENGERS else key.capitalize()


def _spaced(shown: str, number: Any) -> str:
    return _format(number, "INTERNATIONAL") if re.fullmatch(r"\+?\d+", shown) else shown


def _format(number: Any, style: str) -> str:
    import phonenumbers

    return str(phonenumbers.format_number(number, getattr(phonenumbers.PhoneNumberFormat, style)))

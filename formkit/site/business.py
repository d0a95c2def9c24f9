"""The business as a page shows it: links to call, write and find it, and its hours in the reader's language."""

import json
import re
from datetime import time
from functools import cache
from urllib.parse import quote

from formkit.site.view import BusinessView, HoursRow, Link
from formkit.spec import DAYS, Business, Site
from formkit.spec.models import Interval
from formkit.words import words

MESSENGERS = {
    "whatsapp": ("WhatsApp", "https://wa.me/{digits}"),
    "telegram": ("Telegram", "https://t.me/{name}"),
    "viber": ("Viber", "viber://chat?number=%2B{digits}"),
    "signal": ("Signal", "https://signal.me/#p/+{digits}"),
    "messenger": ("Messenger", "https://m.me/{name}"),
    "instagram": ("Instagram", "https://ig.me/m/{name}"),
    "line": ("LINE", "https://line.me/R/ti/p/{name}"),
    "skype": ("Skype", "skype:{name}?chat"),
}


def business_view(site: Site, language: str) -> BusinessView:
    """What templates know as `business`."""
    business, address = site.business, address_lines(site.business)
    messengers = (_messenger(kind, value) for kind, value in business.messengers.items())
    return BusinessView(
        email=business.email,
        phone=business.phone,
        tel=tel_link(business),
        address=address,
        map=f"https://www.openstreetmap.org/search?query={quote(', '.join(address))}" if address else "",
        messengers=tuple(link for link in messengers if link),
        links=tuple(Link(url, _shown(name)) for name, url in business.links.items() if _is_web(url)),
        hours=_rows(site, language),
        hours_json=_spans(site, language),
        hours_text=business.hours.text.say(language, default=site.language)
        if business.hours and business.hours.text
        else "",
        timezone=business.timezone,
    )


def tel_link(business: Business) -> str:
    """`tel:` with the number in E.164 where its country is known (RFC 3966), or "" without a number."""
    import phonenumbers

    if not re.search(r"\d", business.phone):
        return ""
    try:
        found = phonenumbers.parse(business.phone, (business.address.country if business.address else "") or None)
        return f"tel:{phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)}"
    except phonenumbers.NumberParseException:
        return "tel:" + re.sub(r"[^\d+]", "", business.phone)


def address_lines(business: Business) -> tuple[str, ...]:
    """Street, place and country as they stand on an envelope; the order of town and postcode follows the country."""
    address = business.address
    if address is None:
        return ()
    if address.country in ("US", "CA", "AU", "GB", "IE", "IN", "NZ"):
        place = f"{address.city}, {address.region} {address.postcode}" if address.region else ""
        place = place or f"{address.city} {address.postcode}"
    else:
        place = " ".join(part for part in (address.postcode, address.city) if part)
        place = ", ".join(part for part in (place, address.region) if part)
    return tuple(line for line in (address.street.strip(), place.strip(" ,")) if line)


def locale_of(site: Site, language: str) -> str:
    """The CLDR locale for a reader of `language` in the business's country; English without one has a 24-hour clock."""
    country = site.business.address.country if site.business.address else ""
    return _locale(language, country.upper())


@cache
def _locale(language: str, country: str) -> str:
    from babel import Locale, UnknownLocaleError

    for wanted in (f"{language}_{country}" if country else "", "en_GB" if language == "en" else "", language):
        try:
            if wanted:
                return str(Locale.parse(wanted))
        except (UnknownLocaleError, ValueError):
            continue
    return "en_GB"


def _rows(site: Site, language: str) -> tuple[HoursRow, ...]:
    from babel.dates import get_day_names

    hours = site.business.hours
    if hours is None or not hours.days:
        return ()
    names = get_day_names("wide", context="stand-alone", locale=locale_of(site, language))
    return tuple(
        HoursRow(day, _capital(names[number], language), _intervals(site, hours.days.get(day, ()), language))
        for number, day in enumerate(DAYS)
    )


def _intervals(site: Site, intervals: tuple[Interval, ...], language: str) -> str:
    if not intervals:
        return words(language)("site_closed")
    if any(one.opens == one.closes for one in intervals):
        return words(language)("site_open_24h")
    locale = locale_of(site, language)
    return ", ".join(f"{clock(one.opens, locale)} – {clock(one.closes, locale)}" for one in intervals)


def clock(at: time, locale: str) -> str:
    """A time of day as people of that locale write it."""
    from babel.dates import format_time

    return format_time(at, "short", locale=locale)


def _spans(site: Site, language: str) -> str:
    """Day -> intervals for the script: from, to (24-hour clock), and the closing time in words ("" = never closes)."""
    hours = site.business.hours
    if hours is None or not hours.days:
        return ""
    locale = locale_of(site, language)
    return json.dumps(
        {
            day: [
                [f"{one.opens:%H:%M}", f"{one.closes:%H:%M}", "" if one.opens == one.closes else clock(one.closes, locale)]
                for one in intervals
            ]
            for day, intervals in hours.days.items()
            if intervals
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _messenger(kind: str, value: str) -> Link | None:
    shown, pattern = MESSENGERS.get(kind, (_shown(kind), ""))
    if _is_web(value):
        return Link(value, shown)
    made = {"digits": re.sub(r"\D", "", value), "name": quote(value.strip().lstrip("@"))}
    return Link(pattern.format_map(made), shown) if pattern else None


def _is_web(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _shown(name: str) -> str:
    return name[:1].upper() + name[1:]


def _capital(name: str, language: str) -> str:
    return ("İ" if language == "tr" and name[:1] == "i" else name[:1].upper()) + name[1:]

"""Structured data of the page: who the business is, and its questions and answers, as JSON-LD of schema.org."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from formkit.site.feeds.crawlers import absolute
from formkit.site.hours import all_day
from formkit.site.prices import price_as_data
from formkit.site.prose import plain
from formkit.spec.models import DAYS, Address, Interval, Item, Section, Site
from formkit.spec.phones import e164

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}

Data = dict[str, Any]


def json_ld(site: Site, language: str, page_url: str, *, pictures: Mapping[str, str] | None = None) -> str:
    """What goes inside <script type="application/ld+json">: the business, and a FAQPage where there is a faq section.

    `page_url` is the page's own absolute URL, "" when it isn't known; `pictures` are the URLs of `shared_pictures`.
    Any value is safe inside <script>.
    """
    found = [
        data
        for data in (_business(site, language, page_url, pictures or {}), _faq(site, language, site.sections))
        if data
    ]
    return _printed(found[0] if len(found) == 1 else {"@graph": found})


def faq_ld(site: Site, language: str, sections: Sequence[Section]) -> str:
    """The questions of another page of the site; "" where it has none."""
    found = _faq(site, language, sections)
    return _printed(found) if found else ""


def _printed(data: Data) -> str:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _business(site: Site, language: str, page_url: str, pictures: Mapping[str, str]) -> Data:
    head, business = site.head, site.business
    country = business.address.country if business.address else ""
    return _known(
        {
            "@type": business.type,
            "@id": f"{absolute(site, '')}#business" if head.url else "",
            "name": site.say(head.name, language),
            "description": site.say(head.description or head.tagline, language),
            "url": page_url,
            "telephone": e164(business.phone, country) or business.phone,
            "email": business.email,
            "address": _address(business.address),
            "openingHoursSpecification": _opening(site),
            "priceRange": business.price_range,
            "makesOffer": _offers(site, language),
            "image": next((pictures[path] for path in shared_pictures(site) if path in pictures), ""),
            "logo": pictures.get(head.logo, ""),
            "sameAs": [url for url in business.links.values() if url.startswith(("https://", "http://"))],
        }
    )


def _address(address: Address | None) -> Data | str:
    """A PostalAddress; an address of one line is plain text."""
    if address is None:
        return ""
    parts = _known(
        {
            "streetAddress": address.street,
            "addressLocality": address.city,
            "addressRegion": address.region,
            "postalCode": address.postcode,
            "addressCountry": address.country,
        }
    )
    return address.street if parts.keys() <= {"streetAddress"} else {"@type": "PostalAddress", **parts}


def _opening(site: Site) -> list[Data]:
    """One object for each distinct interval; closing before opening spans over the next day (schema.org)."""
    hours = site.business.hours
    days: dict[Interval, list[str]] = {}
    for day, name in zip(DAYS, DAY_NAMES, strict=True):
        for interval in hours.days.get(day, ()) if hours else ():
            days.setdefault(interval, []).append(name)
    return [_specification(interval, names) for interval, names in days.items()]


def _specification(interval: Interval, names: list[str]) -> Data:
    opens, closes = ("00:00", "23:59") if all_day(interval) else (f"{interval.opens:%H:%M}", f"{interval.closes:%H:%M}")
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": opens, "closes": closes}


def _offers(site: Site, language: str) -> list[Data]:
    """What is on the first page with a number for its price; the least that something costs is no offer."""
    items = [(item, price_as_data(item.price, site)) for section in site.sections for item in section.items]
    return [
        {"@type": "Offer", "name": name, "price": price, "priceCurrency": site.business.currency}
        for item, price in items
        if price and (name := site.say(item.name, language))
    ]


def _faq(site: Site, language: str, sections: Sequence[Section]) -> Data:
    items = [item for section in sections if section.kind == "faq" for item in section.items]
    questions = [_question(item, site, language) for item in items if item.name and item.text]
    return {"@type": "FAQPage", "inLanguage": language, "mainEntity": questions} if questions else {}


def _question(item: Item, site: Site, language: str) -> Data:
    answer = {"@type": "Answer", "text": plain(site.say(item.text, language))}
    return {"@type": "Question", "name": site.say(item.name, language), "acceptedAnswer": answer}


def shared_pictures(site: Site) -> list[str]:
    """The pictures that search engines are told of: the hero's first, and the logo; paths as in the spec."""
    hero = next((section.image for section in site.sections if section.kind == "hero" and section.image), "")
    return [path for path in (hero, site.head.logo) if path]


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}

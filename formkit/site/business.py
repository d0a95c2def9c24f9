"""The business as a page shows it: links to call, write and find it, and its hours in the reader's language."""

from formkit.site.feeds import map_link, messenger_links, phone_view
from formkit.site.hours import hours_json, hours_table
from formkit.site.view import BusinessView, Link
from formkit.spec import Site
from formkit.spec.models import Address
from formkit.words import locale_of

_PLACE_FIRST = ("AU", "CA", "GB", "IE", "IN", "NZ", "US")  # where the postcode follows the town

NAMES = {"linkedin": "LinkedIn", "youtube": "YouTube", "tiktok": "TikTok", "github": "GitHub", "x": "X"}


def business_view(site: Site, language: str) -> BusinessView:
    """What templates know as `business`."""
    business = site.business
    phone, tel = phone_view(business.phone, site.country) if business.phone else ("", "")
    hours = business.hours.text if business.hours else None
    text = site.say(business.messenger_text, language)
    return BusinessView(
        email=business.email,
        phone=phone,
        tel=tel,
        address=address_lines(business.address),
        map=map_link(business.address),
        messengers=tuple(Link(href, text) for text, href in messenger_links(business, text)),
        links=tuple(
            Link(url, NAMES.get(name) or name[:1].upper() + name[1:])
            for name, url in business.links.items()
            if _is_web(url)
        ),
        hours=hours_table(site, language),
        hours_json=hours_json(site),
        hours_text=site.say(hours, language),
        timezone=business.timezone,
        locale=locale_tag(site, language),
    )


def locale_tag(site: Site, language: str) -> str:
    """The reader's locale in the business's country as a BCP 47 tag with Latin digits, such as en-US."""
    locale = locale_of(language, site.country)
    digits = "" if locale.default_numbering_system == "latn" else "-u-nu-latn"
    return str(locale).replace("_", "-") + digits


def address_lines(address: Address | None) -> tuple[str, ...]:
    """Street, and town with postcode in the order of the country."""
    if address is None:
        return ()
    town, region, code = address.city.strip(), address.region.strip(), address.postcode.strip()
    if address.country.upper() in _PLACE_FIRST:
        place = ", ".join(part for part in (town, f"{region} {code}".strip()) if part)
    else:
        place = ", ".join(part for part in (f"{code} {town}".strip(), region) if part)
    return tuple(line for line in (address.street.strip(), place) if line)


def _is_web(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))

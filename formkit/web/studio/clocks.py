"""The clocks that a business may go by: that of this computer, and what each is called."""

from contextlib import suppress

from formkit.spec.called import country_of_zone, town_of
from formkit.words import locale_of


def own_clock() -> str:
    """The time zone of this computer (IANA); "" where it has none with a name."""
    from babel.localtime import get_localzone

    with suppress(LookupError, OSError, ValueError):
        return str(getattr(get_localzone(), "key", None) or "")
    return ""


def clock_name(zone: str, language: str) -> str:
    """`Europe/Berlin` -> `Berlin, Germany`; a zone of no country is called as it is written."""
    country = country_of_zone(zone)
    return f"{town_of(zone, language)}, {locale_of(language).territories[country]}" if country else zone

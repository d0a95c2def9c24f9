"""Phone numbers as their owners write them, read by the country of the business."""

import re
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=256)  # a page shows a number in several ways
def read_number(phone: str, country: str) -> Any:
    """The number (of the library phonenumbers), or None. `country` reads one without a country code."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone, country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def e164(phone: str, country: str = "") -> str:
    """`(555) 010-0100` in the US -> `+15550100100`; "" when it can't be told (ITU-T E.164)."""
    number = read_number(phone, country)
    if number is None:
        return ""
    import phonenumbers

    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def example_of(country: str) -> str:
    """A number of the country as the world writes it; of some country where it is unknown."""
    import phonenumbers

    shown = phonenumbers.example_number(country.upper())
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(shown, international)) if shown else "+1 555 010 0100"


def dialled(said: str, country: str) -> str:
    """The digits of an international number; "" for a name, or a number whose country can't be told."""
    if not re.fullmatch(r"[+(]?[\d\s().-]{6,}", said):
        return ""
    return (e164(said, country) or e164(f"+{said}")).lstrip("+")

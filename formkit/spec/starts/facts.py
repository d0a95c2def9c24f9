"""What somebody said of their business, as a spec writes it; what they did not say stands as a note."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from formkit.spec.called import country_called, country_of_zone, zone_of, zone_of_town
from formkit.spec.countries import CODES
from formkit.spec.new import scalar
from formkit.spec.short import DAYS
from formkit.spec.starts.answers import StartAnswers
from formkit.spec.starts.trades import Trade
from formkit.spec.starts.writing import noted
from formkit.spec.trades import business_type

_ADDRESS = '{street: 1 Main St, city: Springfield, postcode: "62701", country: US}'
_HOURS = "{mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}"
_CLOCKS = re.compile(r"[\d:.\s-]+|closed")


def business_lines(answers: StartAnswers, trade: Trade) -> Iterator[str]:
    """The lines below `business:`."""
    country = country_of(answers.country)
    parts = {"street": answers.street, "city": answers.city, "postcode": answers.postcode, "country": country}
    said = {key: one for key, one in parts.items() if one}
    yield f"type: {business_type(answers.kind) or trade.type}"
    yield f"email: {scalar(answers.email)}"
    yield noted("phone", answers.phone, "+1 555 010 0100")
    yield f"address: {_pairs(said)}" if said else f"#address: {_ADDRESS}"
    yield f"hours: {found}" if (found := hours_of(answers)) else f"#hours: {_HOURS}"
    yield noted("timezone", clock_of(answers), "Europe/Istanbul")
    yield noted("currency", _currency(country), "EUR")
    yield "#messengers: {whatsapp: +1 555 010 0100}"
    yield "#links: {instagram: https://instagram.com/your-name}"


def country_of(said: str) -> str:
    """`Türkiye` or `tr` -> `TR`; what is no country stays as it is."""
    code = said.strip().upper()
    return code if not code or code in CODES else country_called(said) or said


def clock_of(answers: StartAnswers) -> str:
    """The time zone that they open by: their town's own, else that of the guess where it lies in their country, else
    the country's only one; "" when none is known."""
    here = country_of_zone(answers.timezone)
    country = country_of(answers.country) or here
    near = answers.timezone if here and here == country else zone_of(country)
    return zone_of_town(answers.city, country) or near


def hours_of(answers: StartAnswers) -> str:
    """The opening hours as a spec writes them: by days where they are understood, else their words; "" for none."""
    if answers.hours:
        from formkit.spec.opening import hours_called

        return hours_called(answers.hours, answers.languages) or scalar(answers.hours)
    return _days(answers.week)


def _days(week: Mapping[str, str]) -> str:
    """{"mon": "09:00-18:00", "tue": "09:00-18:00"} -> `{mon-tue: 09:00-18:00}`."""
    spans = [(times, [*days]) for times, days in groupby(DAYS, key=lambda day: week.get(day, ""))]
    said = [f"{'-'.join(dict.fromkeys((days[0], days[-1])))}: {_times(times)}" for times, days in spans if times]
    return "{" + ", ".join(said) + "}" if said else ""


def _times(said: str) -> str:
    times = [one.strip() for one in said.split(",")]
    written = [one if _CLOCKS.fullmatch(one) else scalar(one, among=True) for one in times]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _pairs(said: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(one, among=True)}" for key, one in said.items()) + "}"


def _currency(country: str) -> str:
    """What people pay with there (ISO 4217); "" for no country."""
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(country)), "") if country in CODES else ""

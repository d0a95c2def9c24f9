"""Money: currencies (ISO 4217), and amounts as readers of a language write them (CLDR)."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from formkit.errors import Wrong, quoted
from formkit.schema import Line
from formkit.words import Language

_MEANT = {
    "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "US$": "USD", "DOLLAR": "USD", "DOLLARS": "USD",
    "£": "GBP", "POUND": "GBP", "POUNDS": "GBP", "₺": "TRY", "TL": "TRY", "LIRA": "TRY", "₽": "RUB", "RUR": "RUB",
    "₸": "KZT", "TENGE": "KZT", "֏": "AMD", "DRAM": "AMD", "FT": "HUF", "FORINT": "HUF", "¥": "JPY", "FR.": "CHF",
}  # fmt: skip


def _currency(value: str) -> str:
    from babel.numbers import is_currency

    if re.fullmatch("[A-Z]{3}", value) and is_currency(value):
        return value
    meant = _meant(value)
    hint = f"did you mean '{meant}'?" if meant else _LETTERS
    raise Wrong(f"unknown currency {quoted(value)}", hint, rule="currency-unknown", value=value, meant=meant)


_LETTERS = "write its three letters, such as EUR, USD or TRY (ISO 4217)"


def _meant(value: str) -> str:
    from difflib import get_close_matches

    from babel.numbers import is_currency

    said = value.strip().upper()[:20]
    known = _MEANT.get(said) or (said if is_currency(said) else "")
    return known or next(iter(get_close_matches(said, sorted(set(_MEANT.values())), n=1)), "")


Currency = Annotated[Line, AfterValidator(_currency)]


def amount_of(text: str) -> Decimal | None:
    """The number that a price is when it is nothing but one, such as 12 or 12.50."""
    return Decimal(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?", text) else None


def paid_in_words(text: str) -> tuple[Decimal, str] | None:
    """`TRY 35`, `35 TL` or `₺12,50` -> the amount and its currency; None for all that says more, or less."""
    found = re.fullmatch(r"([^\d\s]{0,7})\s*([0-9]{1,9})(?:[.,]([0-9]{1,2}))?\s*([^\d\s]{0,7})", text.strip())
    if not found or bool(found[1]) == bool(found[4]):
        return None
    sign = (found[1] or found[4]).upper()
    currency = _MEANT.get(sign) or (sign if sign in _MEANT.values() else "")
    return (Decimal(f"{found[2]}.{found[3]}" if found[3] else found[2]), currency) if currency else None


def digits(currency: str) -> int:
    """How many digits a currency has after the point (CLDR): 2 for EUR, 0 for JPY."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def check_payable(price: Decimal, currency: str, *, at: tuple[str | int, ...] = ()) -> None:
    """Raises Wrong for more digits than the currency has: 1.250 EUR may be meant as a thousand."""
    if -int(price.as_tuple().exponent) > digits(currency):
        hint = f"{currency} has {digits(currency)} digits after the point, and thousands stand without one: 1250"
        paid = f"{price} {currency}"
        raise Wrong(f"{paid} can't be paid", hint, at=at, rule="price-not-payable", price=paid, digits=digits(currency))


def minor(price: Decimal, currency: str) -> int:
    """A price that can be paid, in whole minor units (cents)."""
    return int(price.scaleb(digits(currency)))


def money(amount: Decimal, currency: str, language: Language) -> str:
    """`€3.50`, as readers of the language write it (CLDR); letters keep off the digits (UTS 35, currency spacing)."""
    return _money(amount, currency, language.code, short=False)


def short_money(amount: Decimal, currency: str, language: Language) -> str:
    """As `money` says it, but `€35` for an amount that was written without minor units."""
    return _money(amount, currency, language.code, short=is_short(amount))


def is_short(amount: Decimal) -> bool:
    """Whether an amount was written without minor units."""
    return amount.as_tuple().exponent == 0


@lru_cache(maxsize=1024)  # a price list is built in every language, and again with every change
def _money(amount: Decimal, currency: str, language: str, *, short: bool) -> str:
    from babel import Locale
    from babel.numbers import format_currency

    pattern = Locale.parse(language).currency_formats["standard"].pattern.replace(".00", "") if short else None
    said = format_currency(amount, currency, pattern, language, currency_digits=not short)
    return re.sub(r"([^\W\d_])(?=\d)", "\\1\N{NO-BREAK SPACE}", said)


def money_parts(currency: str, language: Language) -> tuple[str, str, str, str]:
    """What `money` writes before an amount, between thousands, before the minor units ("" without), and behind."""
    after = "(\\D*)2+" if digits(currency) else "()"
    sample = Decimal("1111") + Decimal("2" * digits(currency) or 0).scaleb(-digits(currency))
    found = re.fullmatch(rf"(\D*)1(\D*)111{after}(\D*)", money(sample, currency, language))
    if found is None:
        raise ValueError(f"{currency} in {language.code}")
    return found[1], found[2], found[3], found[4]

"""Prices as readers of a language write them (CLDR), and as data for search engines."""

from decimal import Decimal

from formkit.fields.money import amount_of, short_money
from formkit.spec import Site
from formkit.spec.prices import LeastPrice
from formkit.words import Text, words


def price_in_words(price: Text | LeastPrice | None, site: Site, language: str) -> str:
    """`€12.50` for a number in the site's currency, `from €35` for the least, else the owner's own words."""
    if isinstance(price, LeastPrice):
        return words(language)("site_price_from", price=_written(price.least, site, language))
    said = site.say(price, language)
    amount = amount_of(said) if site.business.currency else None
    return said if amount is None else _written(amount, site, language)


def price_as_data(price: Text | LeastPrice | None, site: Site) -> str:
    """`12.50` where a price is a number in a known currency, else ""."""
    said = price.say(site.language) if isinstance(price, Text) and site.business.currency else ""
    return said if amount_of(said) is not None else ""


def _written(amount: Decimal, site: Site, language: str) -> str:
    currency = site.business.currency
    return short_money(amount, currency, words(language)) if currency else str(amount)

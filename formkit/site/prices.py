"""Prices as readers of a language write them (CLDR), and as data for search engines."""

from decimal import Decimal

from formkit.fields.money import amount_of, is_short, money, short_money
from formkit.spec import Item, Site
from formkit.spec.prices import LeastPrice
from formkit.words import Text, words


def price_in_words(price: Text | LeastPrice | None, site: Site, language: str, *, whole: bool) -> str:
    """`€12.50` for a number in the site's currency, `from €35` for the least, else the owner's own words.

    `whole` is what `all_whole` says: prices beside each other have the same digits.
    """
    if isinstance(price, LeastPrice):
        return words(language)("site_price_from", price=_written(price.least, site, language, whole=whole))
    said = site.say(price, language)
    amount = amount_of(said) if site.business.currency else None
    return said if amount is None else _written(amount, site, language, whole=whole)


def price_as_data(price: Text | LeastPrice | None, site: Site) -> str:
    """`12.50` where a price is a number in a known currency, else ""."""
    said = price.say(site.language) if isinstance(price, Text) and site.business.currency else ""
    return said if amount_of(said) is not None else ""


def all_whole(site: Site) -> bool:
    """Whether no price of the site was written with cents; an order form shows them always, for its total."""
    if any(options.type == "order" for form in site.forms.values() for options in form.fields.values()):
        return False
    sections = (*site.sections, *(section for page in site.pages.values() for section in page.sections))
    return all(is_short(amount) for section in sections for item in section.items for amount in _amounts(item))


def _amounts(item: Item) -> list[Decimal]:
    if isinstance(item.price, LeastPrice):
        return [item.price.least]
    said = (amount_of(text) for _, text in item.price.by_language) if item.price else ()
    return [amount for amount in said if amount is not None]


def _written(amount: Decimal, site: Site, language: str, *, whole: bool) -> str:
    currency = site.business.currency
    return (short_money if whole else money)(amount, currency, words(language)) if currency else str(amount)

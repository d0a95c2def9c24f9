"""Prices that are numbers: whether they can be paid, and in which currency."""

import re
from collections.abc import Iterator
from decimal import Decimal

from formkit.errors import Wrong
from formkit.fields.money import amount_of, check_payable, paid_in_words
from formkit.fields.orders import OrderOptions
from formkit.spec.models import Section
from formkit.spec.parts import Draft, Steps
from formkit.spec.prices import LeastPrice

_COMMA = re.compile("[0-9]{1,9},[0-9]{1,2}")


def prices_have_a_currency(draft: Draft) -> None:
    """The first number without one is told; each that has more digits than its currency is wrong."""
    currency = draft.business.currency if draft.business else ""
    for path, price in _numbers(draft):
        if currency:
            _check(draft, path, price, currency)
        elif draft.business and not draft.source.has(("business", "currency")):
            hint = f"write once below business: currency: {_of_an_order(draft)}; or the price in words, such as €12"
            message = f"the price {price} has no currency: visitors see the bare number"
            draft.notice(path, message, hint, rule="price-without-currency", price=price)
            break


def _check(draft: Draft, path: Steps, price: Decimal, currency: str) -> None:
    try:
        check_payable(price, currency)
    except Wrong as error:
        draft.refused(path, error)


def commas_are_told(draft: Draft) -> None:
    """`12,50` may be meant as a number, but is words: it looks the same in every language."""
    for path, said in _said(draft) if draft.business and draft.business.currency else ():
        if isinstance(said, str) and _COMMA.fullmatch(said):
            message, meant = f"the price {said} is shown as written, without its currency", said.replace(",", ".")
            hint = f"write {meant}, and each language has its own way to show it"
            draft.notice(path, message, hint, rule="price-with-comma", price=said, write=meant)


def words_beside_numbers_are_told(draft: Draft) -> None:
    """`35 TL` is words: on a page where other prices are numbers it looks unlike them. The first is told."""
    known, ordered = draft.business.currency if draft.business else "", _of_an_order(draft, otherwise="")
    currency = (known or ordered) if ordered or any(_numbers(draft)) else ""
    for path, said in _said(draft) if currency else ():
        found = paid_in_words(said) if isinstance(said, str) else None
        if found and found[1] == currency:
            more = "" if known else f", and once below business: currency: {currency}"
            hint = f"write {found[0]} in its place{more}: then all prices look alike, in each language's own way"
            message = f"the price {said} is words, and looks unlike prices that are numbers"
            draft.notice(path, message, hint, rule="price-in-words", price=said, write=found[0])
            return


def orders_that_must_be_filled_are_told(draft: Draft) -> None:
    """An order asks for one thing at least; of two in a form, one may be meant for extras."""
    for form_id, form in draft.forms.items():
        orders = {name: one for name, one in form.fields.items() if isinstance(one, OrderOptions) and not one.show_if}
        asked = [name for name, options in orders.items() if options.required]
        silent = [name for name in asked if "required" not in orders[name].model_fields_set]
        if len(asked) > 1 and silent:
            hint = "write required: false where nothing need be ordered"
            message = f"visitors must order something from each of {', '.join(asked)}"
            path, names = ("forms", form_id, "fields", silent[-1]), ", ".join(asked)
            draft.notice(path, message, hint, rule="orders-all-required", at_key=True, names=names)


def _of_an_order(draft: Draft, otherwise: str = "EUR") -> str:
    fields = (options for form in draft.forms.values() for options in form.fields.values())
    return next((str(options.currency) for options in fields if isinstance(options, OrderOptions)), otherwise)


def _numbers(draft: Draft) -> Iterator[tuple[Steps, Decimal]]:
    for path, said in _said(draft):
        price = amount_of(said) if isinstance(said, str) else said
        if price is not None:
            yield path, price


def _said(draft: Draft) -> Iterator[tuple[Steps, str | Decimal]]:
    for place, section in draft.sections.items():
        yield from _of_section(section, (*place, section.kind, "items"))


def _of_section(section: Section, place: Steps) -> Iterator[tuple[Steps, str | Decimal]]:
    """Where each price stands, and its words, or the least it is."""
    for index, item in enumerate(section.items):
        path: Steps = (*place, index, "price")
        if isinstance(item.price, LeastPrice):
            yield (*path, "from"), item.price.least
        elif item.price:
            yield from (((*path, code) if code else path, said) for code, said in item.price.by_language)

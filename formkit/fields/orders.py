"""Orders: things with a price, and how many of each. The total is reckoned in whole minor units, never taken from a post.

What is kept of an order are lines such as `2 × Red rose @ 3.50 EUR`, with the price of that moment, and `= 7.00 EUR`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator

from formkit.errors import Wrong, quoted
from formkit.fields.base import FieldOptions, FieldType, Reader, Shown
from formkit.fields.money import Currency, check_payable, digits, minor, money
from formkit.model import FieldValue
from formkit.schema import Line, Model, Number, Whole, YesNo
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

    from formkit.fields.bound import Row

TOTAL = "total"
LONGEST = 200  # characters of what is sent for a thing
_LINE = re.compile(r"([0-9]{1,6}) × (.+) @ ([0-9.]+) ([A-Z]{3})", re.DOTALL)
_SUM = re.compile(r"= ([0-9.]+) ([A-Z]{3})")


def _items(value: Any) -> Any:
    """A list of {name:, price:}, or a mapping name: price -> OrderItems; `value` is the name unless it is said."""
    if isinstance(value, dict):
        value = [{"name": name, "price": price} for name, price in value.items()]
    if not isinstance(value, list | tuple) or not value:
        hint = "for example [{name: Red rose, price: 3.50}]"
        raise Wrong("'{key}' must be a list of what can be ordered", hint, rule="order-things-wanted")
    return [_named(item) for item in value]


def _named(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    name = item.get("name")
    first = next(iter(name.values()), "") if isinstance(name, dict) else name
    value = item.get("value", first)
    return {**item, "value": _sendable(value) if isinstance(value, str) else value}


def _sendable(value: str) -> str:
    """The value as it comes back: it is part of a name in the page, without blanks around it."""
    plain = " ".join(value.split())
    if not plain:
        hint = "for example {name: Red rose, price: 3.50}"
        raise Wrong("one of the 'items' has no name", hint, rule="item-without-name")
    if len(plain) > LONGEST:
        message, hint = (
            f"{quoted(plain[:30])} is longer than {LONGEST} characters",
            "give it a short 'value' of its own",
        )
        raise Wrong(message, hint, rule="order-name-too-long", name=plain[:30], most=LONGEST)
    return plain


class OrderItem(Model):
    """One thing to order. `value` is what is sent and kept; `price` is of one; `max` how many at most."""

    name: Text
    price: Annotated[Number, Field(ge=0, le=10_000_000)]
    max: Annotated[Whole, Field(ge=1, le=10_000)] = 99
    value: Line = ""


class OrderOptions(FieldOptions):
    """How many of which things, at least one; the total is in `currency` (ISO 4217)."""

    type: Literal["order"] = "order"
    items: Annotated[tuple[OrderItem, ...], BeforeValidator(_items), Field(min_length=1, max_length=100)]
    currency: Currency
    required: YesNo = True

    @model_validator(mode="after")
    def _can_be_told_apart_and_paid(self) -> "OrderOptions":
        seen: set[str] = {TOTAL}
        for index, item in enumerate(self.items):
            if item.value in seen:
                hint = "give it another name, or a value of its own"
                message = f"{quoted(item.value)} can't be ordered twice, or is a word of ours"
                raise Wrong(message, hint, at=("items", index), rule="order-thing-twice", name=item.value)
            check_payable(item.price, self.currency, at=("items", index, "price"))
            seen.add(item.value)
        return self


def quantities(lines: Iterable[str]) -> dict[str, str]:
    """Lines as they are posted (`Red rose=2`) -> how many of each, as it was typed; the same thing twice adds up."""
    found: dict[str, str] = {}
    for line in lines:
        value, _, number = line.rpartition("=")
        number, before = number.strip(), found.get(value, "")
        both = re.fullmatch("[0-9]{1,6}", number) and re.fullmatch("[0-9]{1,6}", before)
        found[value] = str(int(number) + int(before)) if both else f"{before} {number}".strip()
    return found


def stored(options: OrderOptions, lines: Sequence[str]) -> FieldValue:
    """What is kept of an order: each line with its price now, and the total; what can't be read stays as it came."""
    prices = {item.value: item.price for item in options.items}
    said, total = [], 0
    for value, number in quantities(lines).items():
        if value not in prices or not _whole(number):
            said.append(_as_it_came(f"{value}={number}"))
        elif int(number):
            total += int(number) * minor(prices[value], options.currency)
            said.append(f"{int(number)} × {value} @ {_plain(prices[value], options.currency)} {options.currency}")
    paid = Decimal(total).scaleb(-digits(options.currency))
    return (*said, f"= {_plain(paid, options.currency)} {options.currency}") if said else ()


def _as_it_came(line: str) -> str:
    """What can't be read, so that nobody takes it for a line of ours."""
    return f"? {line}" if _LINE.fullmatch(line) or _SUM.fullmatch(line) else line


def columns(name: str, value: FieldValue) -> Iterator[tuple[str, str]]:
    """What is kept -> a column for each thing, with how many, and one for the total: `order.Red rose`, `order.total`."""
    for line in (value,) if isinstance(value, str) else value:
        if found := _LINE.fullmatch(line):
            yield f"{name}.{found[2]}", found[1]
        elif paid := _SUM.fullmatch(line):
            yield f"{name}.{TOTAL}", paid[1]


def _plain(amount: Decimal, currency: str) -> str:
    return f"{amount:.{digits(currency)}f}"


def make_order(options: OrderOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.bound import Quantities, Row
    from formkit.fields.checks import NAME, Blank, Check, OfEach

    needed = Check("required", language("err_order_none"), _asks) if options.required else Blank()
    rows = [
        Row(
            value=item.value,
            label=language.say(item.name),
            price=money(item.price, options.currency, language),
            minor=minor(item.price, options.currency),
            max=item.max,
            too_many=language("err_order_max", max=item.max, name=language.say(item.name)),
        )
        for item in options.items
    ]
    whole = OfEach("type", language("err_order_number", name=NAME), partial(_odd, rows))
    made: Any = Quantities(label, [needed, whole, Enough(language("err_order_gone"), rows)], rows=rows)
    return cast("UnboundField[Any]", made)


def _asks(lines: Sequence[str]) -> bool:
    """Whether anything is ordered: 0 of everything is nothing."""
    return any(number.strip("0") for number in quantities(lines).values())


def _whole(number: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,6}", number))


def _odd(rows: Sequence["Row"], lines: Iterable[str]) -> str:
    """The name of the first thing whose number is none, "" where all are numbers."""
    row = wrong_row(rows, quantities(lines), whole_only=True)
    return row.label if row else ""


def wrong_row(rows: Sequence["Row"], typed: Mapping[str, str], *, whole_only: bool = False) -> "Row | None":
    """The row to mend first: one that is no number of things, else one that is more than there may be."""
    found = [(row, typed[row.value]) for row in rows if row.value in typed]
    odd = [row for row, number in found if not _whole(number)]
    many = [] if odd or whole_only else [row for row, number in found if int(number) > row.max]
    return next(iter(odd or many), None)


class Enough:
    """The rules that what is ordered is offered, and not more of it than there may be."""

    def __init__(self, gone: str, rows: Sequence["Row"]) -> None:
        self.gone, self.rows = gone, rows

    def __call__(self, form: Any, field: Any) -> None:
        from wtforms.validators import StopValidation

        typed = quantities(field.data)
        if not typed.keys() <= {row.value for row in self.rows}:
            raise StopValidation(self.gone)
        if row := wrong_row(self.rows, typed):
            raise StopValidation(row.too_many)


def show_order(options: OrderOptions, value: FieldValue, reader: Reader) -> Shown:
    names = {item.value: reader.language.say(item.name) for item in options.items}
    lines = (value,) if isinstance(value, str) else value
    return Shown("\n".join(_shown(line, names, reader.language) for line in lines))


def _shown(line: str, names: Mapping[str, str], language: Language) -> str:
    if found := _LINE.fullmatch(line):
        number, value, price, currency = found.groups()
        if not _is_amount(price):
            return line
        one, paid = Decimal(price), Decimal(price) * int(number)
        name = names.get(value, value)
        return f"{number} × {name} ({money(one, currency, language)}): {money(paid, currency, language)}"
    if (total := _SUM.fullmatch(line)) and _is_amount(total[1]):
        return f"{language('form_total')}: {money(Decimal(total[1]), total[2], language)}"
    return line


def _is_amount(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,4})?", text))


TYPES = (
    FieldType(
        "order",
        "How many of which things, with their total",
        "{type: order, currency: EUR, items: [{name: Red rose, price: 3.50, max: 20}]}",
        OrderOptions,
        make_order,
        show_order,
        "label_order",
        group=True,
        many=True,
        stored=stored,
        sample=lambda options, asked: [f"{item.value}={min(2, item.max)}" for item in options.items[:2]],
    ),
)

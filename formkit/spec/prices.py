"""The price of a thing in a section: a number, the least it costs, or words."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator

from formkit.errors import Wrong, quoted
from formkit.fields.money import amount_of
from formkit.schema import Model, Number
from formkit.words import Text


class LeastPrice(Model):
    """`{from: 120}` - what a thing costs at least; the page says "from" in its own language."""

    least: Annotated[Number, Field(alias="from")]


def _price(value: Any) -> Text | LeastPrice:
    if isinstance(value, LeastPrice):
        return value
    if not isinstance(value, dict) or "from" not in value:
        return Text.of(value)
    if len(value) > 1:
        raise Wrong("'{key}' can have 'from' alone", "for example price: {from: 35}", rule="price-from-alone")
    least = amount_of(str(value["from"]))
    if least is None:
        said = value["from"]
        message = f"'from' must be a number such as 35 or 12.50, not {quoted(said)}"
        raise Wrong(message, _WORDS, at=("from",), rule="number-wanted", value=said)
    return LeastPrice(least=least)


_WORDS = "write digits, and a point if need be; words stand without 'from', as in price: 35 a month or more"
Price = Annotated[Text | LeastPrice, PlainValidator(_price, json_schema_input_type=Text | LeastPrice)]

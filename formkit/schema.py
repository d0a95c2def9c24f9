"""The base of all spec models, and scalars whose type the schema decides, never YAML's guess."""

from decimal import Decimal
from re import fullmatch
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from formkit.source import Plain

ID = r"[a-z][a-z0-9_-]{0,63}"


class Model(BaseModel):
    """A frozen part of a spec; a key that it doesn't know is a Problem."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _yes_no(value: Any) -> Any:
    said = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value.lower() in said:
        return said[value.lower()]
    raise ValueError("must be true or false, without quotes")


def _whole(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and fullmatch(r"-?[0-9]{1,15}", value):
        return int(value)
    raise ValueError("must be a whole number such as 100")


def _decimal(value: Any) -> Any:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", value):
        return Decimal(value)
    raise ValueError("must be a number such as 5 or 2.5")


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    raise ValueError("must be text" if value is not None else "is empty: write its text, or take the line out")


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Line = Annotated[str, BeforeValidator(_words)]

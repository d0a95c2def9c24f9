"""The WTForms fields that field types are made of: no posted value is lost, none of a wrong shape crashes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from wtforms import BooleanField, Field, MultipleFileField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget, html_params

_EDGES = "\u200b\u2060\ufeff"
_NO = frozenset({"", "no", "off", "false", "0", "n", "f"})


def trimmed(text: str) -> str:
    """Without blanks and zero-width characters around it (phones and copied text bring them)."""
    return text.strip().strip(_EDGES).strip()


def one_of(posted: list[str]) -> str:
    """The value of a field that has one. Sent twice, the second is not lost: both are kept, and judged together."""
    return posted[0] if len(posted) == 1 else ", ".join(dict.fromkeys(value for value in posted if value.strip()))


class Typed(StringField):
    """A field that is typed into; empty when a posted form leaves it out."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = trimmed(one_of(valuelist))


class Carried(StringField):
    """A hidden field: keeps the spec's value when a posted form leaves it out."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = trimmed(one_of(valuelist)) if valuelist else self.data


class Menu(SelectField):
    """One of several, from a menu."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = one_of(valuelist)


class Buttons(RadioField):
    """One of several, all in sight."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = one_of(valuelist)


class Boxes(SelectMultipleField):
    """Any of several."""

    option_widget = CheckboxInput()
    widget = ListWidget(prefix_label=False)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = list(dict.fromkeys(value for value in valuelist if value))


class Files(MultipleFileField):
    """Files that were sent, now or with an earlier try; text sent in their place is kept, to be told of."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [value for value in valuelist if value != ""]


@dataclass(frozen=True)
class Row:
    """One thing to order, in the words of a page. `minor` is its price in minor units; `typed` how many were asked.

    `right` says that a mistake of the order is in another row.
    """

    value: str
    label: str
    price: str
    minor: int
    max: int
    too_many: str
    id: str = ""
    name: str = ""
    typed: str = ""
    right: bool = False

    def input(self, **attributes: Any) -> Markup:
        """The box for how many."""
        said = {"type": "text", "inputmode": "numeric", "autocomplete": "off", "value": self.typed, **attributes}
        if self.right:
            said.pop("aria-invalid", None)
        told = {"data-minor": self.minor, "data-max": self.max, "data-too-many": self.too_many}
        return Markup(f"<input {html_params(id=self.id, name=self.name, **said, **told)}>")  # noqa: S704 - escaped


class Quantities(Field):
    """How many of each thing: lines such as `Red rose=2`, which come from inputs named `order.Red rose`."""

    def __init__(self, label: str, validators: Any, *, rows: Sequence[Row], **more: Any) -> None:
        super().__init__(label, validators, **more)
        self.rows = rows
        self.data: list[str] = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [str(value) for value in valuelist if str(value).strip()]

    def process_data(self, value: Any) -> None:
        self.data = list(value or ())

    def __iter__(self) -> Iterator[Row]:
        from formkit.fields.orders import quantities, wrong_row

        typed = quantities(self.data)
        wrong = wrong_row(self.rows, typed)
        for index, row in enumerate(self.rows):
            name, right = f"{self.name}.{row.value}", wrong is not None and row is not wrong
            yield replace(row, id=f"{self.id}-{index}", name=name, typed=typed.get(row.value, ""), right=right)

    @property
    def first_wrong(self) -> str:
        """The id of the box to begin with where there is a mistake."""
        return next((row.id for row in self if not row.right), f"{self.id}-0")

    def __call__(self, **attributes: Any) -> Markup:
        return Markup("").join(row.input(**attributes) for row in self)


class Box(BooleanField):
    """One box: ticked by any posted value but the words for no (a page made elsewhere has its own word for yes)."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = any(value.strip().lower() not in _NO for value in valuelist)

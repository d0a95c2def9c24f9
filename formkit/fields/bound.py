"""The WTForms fields that field types are made of: no posted value is lost, none of a wrong shape crashes."""

from typing import Any

from wtforms import BooleanField, MultipleFileField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

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


class Box(BooleanField):
    """One box: ticked by any posted value but the words for no (a page made elsewhere has its own word for yes)."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = any(value.strip().lower() not in _NO for value in valuelist)

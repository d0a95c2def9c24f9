"""What all field types share: their options in a spec, and the entry of the table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import field_validator

from formkit.errors import Wrong
from formkit.schema import Line, Model, YesNo
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

Condition = dict[str, tuple[Line, ...]]


class FieldOptions(Model):
    """The options of every field. `show_if` maps other fields to the values that show this one; all must hold."""

    type: str
    label: Text | None = None
    help: Text | None = None
    required: YesNo = False
    width: Literal["full", "half", "third"] = "full"
    show_if: Condition | None = None

    @field_validator("label", mode="before")
    @classmethod
    def _label_says_something(cls, value: Any) -> Any:
        if value is None or value == "":
            raise Wrong("'{key}' is empty", "write what the visitor shall read, or take the line out")
        return value

    @field_validator("show_if", mode="before")
    @classmethod
    def _values_are_lists(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not value:
            raise Wrong("'{key}' must name a field and its value", "for example {topic: Complaint}")
        return {name: tuple(said) if isinstance(said, list | tuple) else (said,) for name, said in value.items()}


class InputOptions(FieldOptions):
    """Options of fields that are typed into. `autocomplete` is a token of HTML (WCAG 1.3.5)."""

    placeholder: Text | None = None
    default: Line = ""
    autocomplete: Line = ""


class Choice(Model):
    """One thing to choose: what is sent and stored, and what is read."""

    value: Line
    label: Text


@dataclass(frozen=True)
class Shown:
    """A value as a person reads it; `link` is a `tel:`, `mailto:` or `https:` address, or empty."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class FieldType:
    """One entry of FIELD_TYPES: everything there is to know of a `type:`.

    `make(options, label, language)` gives the WTForms field, `show(options, value, language)` the value in words;
    `example` is YAML for docs and the palette. `takes_input` is False for words between fields.
    """

    name: str
    title: str
    example: str
    options: type[FieldOptions]
    make: Callable[[Any, str, Language], "UnboundField[Any]"]
    show: Callable[[Any, Any, Language], Shown]
    label_key: str = ""
    takes_input: bool = True
    group: bool = False


def label_of(kind: FieldType, options: FieldOptions, name: str, *, language: Language, default: str) -> str:
    """The label a reader of `language` sees: the spec's, else the type's usual one, else the name in words."""
    if options.label is not None:
        return options.label.say(language.code, default=default)
    return language(kind.label_key) if kind.label_key else name.replace("_", " ").replace("-", " ").capitalize()


def show_text(options: FieldOptions, value: Any, language: Language) -> Shown:
    return Shown(value if isinstance(value, str) else ", ".join(value))


__all__ = [
    "Choice",
    "Condition",
    "FieldOptions",
    "FieldType",
    "InputOptions",
    "Shown",
    "label_of",
    "show_text",
]

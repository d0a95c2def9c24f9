"""What all field types share: their options in a spec, and the entry of the table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, field_validator

from formkit.errors import Wrong, quoted
from formkit.model import FieldValue, Upload
from formkit.schema import Line, Model, YesNo
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField


def _condition(value: Any) -> Any:
    if not isinstance(value, dict) or not value:
        raise Wrong(
            "'{key}' must name a field and its value", "for example {topic: Complaint}", rule="condition-wanted"
        )
    return {name: tuple(said) if isinstance(said, list | tuple) else (said,) for name, said in value.items()}


Condition = Annotated[dict[str, tuple[Line, ...]], BeforeValidator(_condition)]

# https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field
_AUTOCOMPLETE = frozenset(
    """off on name honorific-prefix given-name additional-name family-name honorific-suffix nickname username
    new-password current-password one-time-code organization-title organization street-address address-line1
    address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name
    postal-code cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year
    cc-csc cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo
    shipping billing home work mobile fax pager tel tel-country-code tel-national tel-area-code tel-local
    tel-local-prefix tel-local-suffix tel-extension email impp webauthn""".split()  # noqa: SIM905 - a list of 60 quoted words is harder to read
)


def _token(value: str) -> str:
    unknown = [word for word in value.split() if word not in _AUTOCOMPLETE and not word.startswith("section-")]
    if unknown:
        hint = "usual ones are name, email, tel, street-address"
        message = f"unknown autocomplete word {quoted(unknown[0])}"
        raise Wrong(message, hint, rule="autocomplete-unknown", value=unknown[0])
    return value


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
        if value is None or (isinstance(value, str) and not value.strip()):
            hint = "write what the visitor shall read, or take the line out"
            raise Wrong("'{key}' is empty", hint, rule="is-empty")
        return value


def ordered(options: Any) -> Any:
    """The options themselves, when `min` is not above `max`."""
    least, most = options.min, options.max
    if least is not None and type(least) is type(most) and least > most:
        message = f"'min' ({least}) is above 'max' ({most})"
        raise Wrong(
            message, "swap the two, or change one", at=("min",), rule="least-above-most", least=least, most=most
        )
    return options


class InputOptions(FieldOptions):
    """Options of fields that are typed into. `autocomplete` is a token of HTML (WCAG 1.3.5)."""

    placeholder: Text | None = None
    default: Line = ""
    autocomplete: Annotated[Line, AfterValidator(_token)] = ""


class Choice(Model):
    """One thing to choose: what is sent and stored, and what is read."""

    value: Line
    label: Text


@dataclass(frozen=True)
class Reader:
    """Who reads a value: in which language, and in which country's phone numbers (ISO 3166-1 alpha-2, or empty)."""

    language: Language
    country: str = ""


@dataclass(frozen=True)
class Shown:
    """A value as a person reads it; `link` is a `tel:`, `mailto:` or `https:` address, or empty."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Asked:
    """Whom a made-up answer is for: the field's name, the language that it is in, and which day it is."""

    name: str
    language: Language
    today: date


@dataclass(frozen=True)
class FieldType:
    """One entry of FIELD_TYPES: everything there is to know of a `type:`.

    `make(options, label, language)` gives the WTForms field, `show(options, value, reader)` the value in words;
    `example` is YAML for docs and the palette. `takes_input` is False for words between fields,
    `group` True where one question has several inputs, `many` True where an answer is a tuple,
    `free` True where people write in their own words, so that two of them hardly write the same;
    `told(options, language)` says the limits to the visitor before anything is chosen,
    `takes(options, file)` whether a file breaks none of them, `offers(options)` is what can be chosen,
    `stored(options, data)` what is kept where that is more than what was sent,
    and `sample(options, asked)` is an answer made up for the owner; by itself, the first that is offered.
    """

    name: str
    title: str
    example: str
    options: type[FieldOptions]
    make: Callable[[Any, str, Language], "UnboundField[Any]"]
    show: Callable[[Any, Any, Reader], Shown]
    label_key: str = ""
    takes_input: bool = True
    group: bool = False
    many: bool = False
    free: bool = False
    told: Callable[[Any, Language], str] | None = None
    takes: Callable[[Any, Upload], bool] = lambda options, file: False
    offers: Callable[[Any], Iterable[str]] = lambda options: ()
    stored: Callable[[Any, Sequence[str]], FieldValue] | None = None
    sample: Callable[[Any, Asked], Sequence[str]] | None = None


def label_of(kind: FieldType, options: FieldOptions, name: str, *, language: Language, default: str = "") -> str:
    """The label a reader of `language` sees: the spec's, else the type's usual one, else the name in words."""
    if options.label is not None:
        return options.label.say(language.code, default=default or language.fallback)
    return language(kind.label_key) if kind.label_key else _in_words(name)


def show_text(options: FieldOptions, value: str, reader: Reader) -> Shown:
    return Shown(value)


def _in_words(name: str) -> str:
    said = name.replace("_", " ").replace("-", " ").strip()
    return said[:1].upper() + said[1:] if said else name

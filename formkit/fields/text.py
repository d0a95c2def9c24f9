"""Fields of free text: text, textarea, hidden; and note, words between fields."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, model_validator

from formkit.errors import Wrong
from formkit.fields.base import Asked, FieldOptions, FieldType, InputOptions, Reader, Shown, ordered, show_text
from formkit.schema import Line, Whole
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

TEXT_MAX, TEXTAREA_MAX, PATTERN_MAX = 300, 10_000, 200
SOON_REACHED = 1_000  # characters: such a limit is told before anything is written
_CODES = ("12", "123", "1234", "12345", "123456", "A1", "AB 1234", "A-1234", "AB12 CDE")  # what patterns often ask for
_NUMBERED = re.compile(r"(^|[_-])(no|nr|num|number|code|id)$")
Count = Annotated[Whole, Field(ge=0, le=100_000)]


def _pattern(value: str) -> str:
    from formkit.fields.checks import compile_pattern

    if len(value) > PATTERN_MAX:
        message = f"'{{key}}' is longer than {PATTERN_MAX} characters"
        raise Wrong(message, "say the rest in words, under help", rule="pattern-too-long", most=PATTERN_MAX)
    try:
        compile_pattern(value)
    except ValueError as error:
        hint = "a pattern is a regular expression such as '[0-9]{4}'; without need of one, take the line out"
        raise Wrong(f"'{{key}}' can't be used: {error}", hint, rule="pattern-unreadable") from None
    return value


class Lengths(InputOptions):
    """Options of free text: `min` and `max` count characters; `pattern` must match the whole value."""

    min: Count | None = None
    max: Count | None = None
    pattern: Annotated[Line, AfterValidator(_pattern)] | None = None
    pattern_message: Text | None = None

    _in_order = model_validator(mode="after")(ordered)


class TextOptions(Lengths):
    """One line of text."""

    type: Literal["text"] = "text"


class OtherOptions(TextOptions):
    """The text of the choice "other" of the field `of`. No spec writes it: `other: true` adds it."""

    of: str


class TextareaOptions(Lengths):
    """Several lines of text; `rows` is the height."""

    type: Literal["textarea"] = "textarea"
    rows: Annotated[Whole, Field(ge=2, le=40)] = 6


class HiddenOptions(InputOptions):
    """A value that travels with the form and is not shown to the visitor."""

    type: Literal["hidden"] = "hidden"


class NoteOptions(FieldOptions):
    """Words between fields; nothing is sent."""

    type: Literal["note"] = "note"
    text: Text


def typed(
    options: InputOptions, label: str, language: Language, *, widget: Any, checks: list[Any], **more: Any
) -> "UnboundField[Any]":
    """A field that is typed into. `more` are its HTML attributes, two keys of what to say when it is
    empty: `missing`, and `missing_named` where the spec gives it a label of its own, and `filters` of WTForms.
    """
    from formkit.fields.bound import Typed
    from formkit.fields.checks import Blank, needed

    missing = more.pop("missing", "err_required")
    named = more.pop("missing_named", "err_required")
    filters = more.pop("filters", ())
    usual = missing if options.label is None else named
    first = needed(label, language, key=usual) if options.required else Blank()
    said = {"autocomplete": options.autocomplete, "placeholder": language.say(options.placeholder)}
    attributes = more | {name: words for name, words in said.items() if words}
    made: Any = Typed(
        label, [first, *checks], filters=filters, default=options.default, widget=widget, render_kw=attributes
    )
    return cast("UnboundField[Any]", made)


def _free(options: Lengths, label: str, language: Language, *, most: int, **more: Any) -> "UnboundField[Any]":
    from formkit.fields.checks import html_pattern, long_enough, matches, subject

    checks = long_enough(options.min, most if options.max is None else options.max, label, language)
    limits = {"data-minlength": options.min, "data-maxlength": options.max}
    attributes: dict[str, Any] = {name: str(limit) for name, limit in limits.items() if limit is not None}
    if options.pattern:
        unlike = language.say(options.pattern_message) or language("err_pattern", label=subject(label, language))
        checks.append(matches(options.pattern, unlike))
        attributes["pattern"] = html_pattern(options.pattern) or False
    return typed(options, label, language, checks=checks, **attributes, **more)


def make_text(options: TextOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    missing = {"missing": "err_other"} if isinstance(options, OtherOptions) else {}
    return _free(options, label, language, most=TEXT_MAX, widget=TextInput(), **missing)


def make_textarea(options: TextareaOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextArea

    return _free(options, label, language, most=TEXTAREA_MAX, widget=TextArea(), rows=options.rows)


def told_before(options: TextareaOptions, language: Language) -> str:
    """A limit that people may well reach, in words."""
    return language("form_up_to", max=options.max) if options.max and options.max <= SOON_REACHED else ""


def make_hidden(options: HiddenOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import HiddenInput

    from formkit.fields.bound import Carried
    from formkit.fields.checks import Blank, long_enough

    checks = [Blank(), *long_enough(None, TEXTAREA_MAX, label, language)]
    made: Any = Carried(label, checks, default=options.default, widget=HiddenInput())
    return cast("UnboundField[Any]", made)


def make_note(options: NoteOptions, label: str, language: Language) -> "UnboundField[Any]":
    raise TypeError("a note takes no input")


def show_note(options: NoteOptions, value: Any, reader: Reader) -> Shown:
    return Shown(reader.language.say(options.text))


def sample_text(options: Lengths, asked: Asked) -> list[str]:
    """A name, a number or a few words, by the name of the field; what fits its pattern, where it has one."""
    said = _said(asked)
    if options.pattern:
        from formkit.fields.checks import compile_pattern

        right = compile_pattern(options.pattern)
        said = next((one for one in (said, *_CODES) if right.fullmatch(one)), said)
    return [said[: options.max] if options.max else said]


def _said(asked: Asked) -> str:
    name = asked.language("sample_name")
    if asked.name in ("name", "full_name"):
        return name
    if asked.name in ("first_name", "last_name"):
        return name.split()[0 if asked.name == "first_name" else -1]
    return "1024" if _NUMBERED.search(asked.name) else asked.language("sample_text")


def sample_message(options: TextareaOptions, asked: Asked) -> list[str]:
    said = asked.language("sample_message")
    return [said[: options.max] if options.max else said]


TYPES = (
    FieldType(
        "text",
        "One line of text",
        "{type: text, label: Your name, max: 100}",
        TextOptions,
        make_text,
        show_text,
        free=True,
        sample=sample_text,
    ),
    FieldType(
        "textarea",
        "Several lines of text",
        "{type: textarea, label: Your message}",
        TextareaOptions,
        make_textarea,
        show_text,
        free=True,
        told=told_before,
        sample=sample_message,
    ),
    FieldType(
        "hidden",
        "Hidden value",
        "{type: hidden, default: spring campaign}",
        HiddenOptions,
        make_hidden,
        show_text,
        sample=lambda options, asked: [options.default] if options.default else [],
    ),
    FieldType(
        "note",
        "Words between fields",
        "{type: note, text: We answer within a day.}",
        NoteOptions,
        make_note,
        show_note,
        takes_input=False,
    ),
)

"""Fields with choices: select, radio, checkboxes."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field

from formkit.errors import Wrong
from formkit.fields.base import Choice, FieldOptions, FieldType, Reader, Shown
from formkit.schema import Line, YesNo
from formkit.words import Language

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField


OTHER = "other"  # the value of the choice that has a text of its own


def _choices(value: Any) -> Any:
    """A list of words, of {value:, label:}, or a mapping value: label -> Choices."""
    if isinstance(value, dict):
        value = [{"value": key, "label": said} for key, said in value.items()]
    if not isinstance(value, list | tuple) or not value:
        hint = "for example [Question, Order, Praise]"
        raise Wrong("'{key}' must be a list of what can be chosen", hint, rule="choices-wanted")
    return [_choice(item) for item in value]


def _choice(item: Any) -> Any:
    """A word, {value:, label:}, or words by language (the first of them is the value)."""
    if item is None or item == "":
        raise Wrong("one of the 'choices' is empty", "write its text, or take the dash out", rule="entry-empty")
    if isinstance(item, str):
        return {"value": str(item), "label": str(item)}
    if isinstance(item, dict) and "value" not in item and "label" not in item:
        return {"value": next(iter(item.values()), ""), "label": item}
    if isinstance(item, list):
        raise Wrong("one of the 'choices' is a list", "write each choice as one text", rule="choice-is-list")
    return item


Choices = Annotated[tuple[Choice, ...], BeforeValidator(_choices), Field(min_length=1, max_length=300)]


class Choosing(FieldOptions):
    """Options of fields with `choices`; each choice is a word, or {value: ..., label: ...}. `other` adds one with text."""

    choices: Choices
    default: Line = ""
    other: YesNo = False


class SelectOptions(Choosing):
    """One of several, from a menu."""

    type: Literal["select"] = "select"


class RadioOptions(Choosing):
    """One of several, all in sight."""

    type: Literal["radio"] = "radio"


class CheckboxesOptions(Choosing):
    """Any of several."""

    type: Literal["checkboxes"] = "checkboxes"


def first_rule(options: FieldOptions, label: str, language: Language, *, flag: bool = True) -> Any:
    """The first check of a field that is chosen from: it is needed, or it may stay blank."""
    from formkit.fields.checks import Blank, needed

    return needed(label, language, key="err_choose", flag=flag) if options.required else Blank()


def _choosing(
    kind: Any, options: Choosing, label: str, language: Language, *, default: Any, lead: bool = False, flag: bool = True
) -> "UnboundField[Any]":
    from formkit.fields.checks import offered

    said = _labels(options, language)
    checks = [
        first_rule(options, label, language, flag=flag),
        offered(said, language),
    ]
    nothing = {"": language("form_choose")} if lead else {}
    made: Any = kind(label, checks, choices=nothing | said, validate_choice=False, default=default)
    return cast("UnboundField[Any]", made)


def make_select(options: SelectOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.bound import Menu

    lead = not (options.required and options.default)
    return _choosing(Menu, options, label, language, default=options.default, lead=lead)


def make_radio(options: RadioOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.bound import Buttons

    return _choosing(Buttons, options, label, language, default=options.default)


def make_checkboxes(options: CheckboxesOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.bound import Boxes

    # `required` on every box would ask for all of them: the group carries it instead
    default = [options.default] if options.default else []
    return _choosing(Boxes, options, label, language, default=default, flag=False)


def show_choice(options: Choosing, value: Any, reader: Reader) -> Shown:
    said = _labels(options, reader.language)
    given = [value] if isinstance(value, str) else value
    return Shown(reader.language.comma.join(said.get(one, one) for one in given))


def offered_values(options: Choosing) -> list[str]:
    """The values that a field takes, `other` as well."""
    return [*(choice.value for choice in options.choices), *([OTHER] if options.other else [])]


def _labels(options: Choosing, language: Language) -> dict[str, str]:
    other = {OTHER: language("form_other")} if options.other else {}
    return {choice.value: language.say(choice.label) for choice in options.choices} | other


TYPES = (
    FieldType(
        "select",
        "One of several, from a menu",
        "{type: select, choices: [Question, Order]}",
        SelectOptions,
        make_select,
        show_choice,
        offers=offered_values,
    ),
    FieldType(
        "radio",
        "One of several, all in sight",
        "{type: radio, choices: [Pick up, Delivery]}",
        RadioOptions,
        make_radio,
        show_choice,
        offers=offered_values,
        group=True,
    ),
    FieldType(
        "checkboxes",
        "Any of several",
        "{type: checkboxes, choices: [Mon, Tue, Wed]}",
        CheckboxesOptions,
        make_checkboxes,
        show_choice,
        offers=offered_values,
        group=True,
        many=True,
    ),
)

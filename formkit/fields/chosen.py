"""Fields that are chosen from: select, radio, checkboxes, checkbox, consent, rating, nps; and note, words between fields."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field

from formkit.errors import Wrong
from formkit.fields.base import Choice, FieldOptions, FieldType, Shown
from formkit.schema import Line, Whole, YesNo
from formkit.words import Language, Text

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

YES = ("yes", "on", "true", "1", "y")


def _choices(value: Any) -> Any:
    """A list of words, of {value:, label:}, or a mapping value: label -> Choices."""
    if isinstance(value, dict):
        value = [{"value": key, "label": said} for key, said in value.items()]
    if not isinstance(value, list | tuple) or not value:
        raise Wrong("'{key}' must be a list of what can be chosen", "for example [Question, Order, Praise]")
    return [_choice(item) for item in value]


def _choice(item: Any) -> Any:
    if item is None or item == "":
        raise Wrong("one of the 'choices' is empty", "write its text, or take the dash out")
    if isinstance(item, str):
        return {"value": str(item), "label": item}
    if isinstance(item, dict) and "value" not in item and "label" not in item:
        return {"value": next(iter(item.values()), ""), "label": item}
    return item


Choices = Annotated[tuple[Choice, ...], BeforeValidator(_choices), Field(min_length=1, max_length=300)]


class Choosing(FieldOptions):
    """Options of fields with `choices`; each choice is a word, or {value: ..., label: ...}."""

    choices: Choices
    default: Line = ""


class SelectOptions(Choosing):
    """One of several, from a menu."""

    type: Literal["select"] = "select"


class RadioOptions(Choosing):
    """One of several, all in sight."""

    type: Literal["radio"] = "radio"


class CheckboxesOptions(Choosing):
    """Any of several."""

    type: Literal["checkboxes"] = "checkboxes"


class CheckboxOptions(FieldOptions):
    """One box to tick."""

    type: Literal["checkbox"] = "checkbox"
    default: YesNo = False


class ConsentOptions(FieldOptions):
    """A box that must be ticked; never ticked beforehand."""

    type: Literal["consent"] = "consent"
    required: YesNo = True


class RatingOptions(FieldOptions):
    """Stars from 1 to `max`."""

    type: Literal["rating"] = "rating"
    max: Annotated[Whole, Field(ge=2, le=10)] = 5


class NpsOptions(FieldOptions):
    """0 to 10: how likely someone is to recommend us (Net Promoter Score)."""

    type: Literal["nps"] = "nps"


class NoteOptions(FieldOptions):
    """Words between fields; nothing is sent."""

    type: Literal["note"] = "note"
    text: Text


def _first(options: FieldOptions, label: str, language: Language, *, key: str = "err_choose") -> Any:
    from formkit.fields.checks import Blank, Needed

    return Needed(label, language, key=key) if options.required else Blank()


def _offered(values: set[str], language: Language) -> Any:
    from wtforms.validators import ValidationError

    def check(form: Any, field: Any) -> None:
        given = field.data if isinstance(field.data, list) else [field.data]
        if any(value not in values for value in given):
            raise ValidationError(language("err_choice"))

    return check


def _choosing(kind: Any, options: Choosing, label: str, language: Language, **more: Any) -> "UnboundField[Any]":
    pairs = [(choice.value, choice.label.say(language.code)) for choice in options.choices]
    checks = [_first(options, label, language), _offered({value for value, _ in pairs}, language)]
    lead = [("", language("form_choose"))] if more.pop("lead", False) and not options.default else []
    made: Any = kind(label, checks, choices=[*lead, *pairs], validate_choice=False, **more)
    return cast("UnboundField[Any]", made)


def make_select(options: SelectOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms import SelectField

    return _choosing(SelectField, options, label, language, lead=True, default=options.default or None)


def make_radio(options: RadioOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms import RadioField

    return _choosing(RadioField, options, label, language, default=options.default or None)


def make_checkboxes(options: CheckboxesOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms import SelectMultipleField
    from wtforms.widgets import CheckboxInput, ListWidget

    return _choosing(
        SelectMultipleField,
        options,
        label,
        language,
        default=[options.default] if options.default else None,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def make_checkbox(options: CheckboxOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _box(label, _first(options, label, language), default=options.default)


def make_consent(options: ConsentOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _box(label, _first(options, label, language, key="err_consent"), default=False)


def _box(label: str, check: Any, *, default: bool) -> "UnboundField[Any]":
    from wtforms import BooleanField

    untrue: Any = _Untrue()
    made: Any = BooleanField(label, [check], false_values=untrue, default=default, render_kw={"value": "yes"})
    return cast("UnboundField[Any]", made)


class _Untrue:
    """What a checkbox counts as not ticked: everything but the words of YES."""

    def __contains__(self, value: object) -> bool:
        return str(value).strip().lower() not in YES


def make_rating(options: RatingOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _scale([str(n) for n in range(1, options.max + 1)], options, label, language)


def make_nps(options: NpsOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _scale([str(n) for n in range(11)], options, label, language)


def _scale(values: list[str], options: FieldOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms import RadioField

    checks = [_first(options, label, language), _offered(set(values), language)]
    made: Any = RadioField(label, checks, choices=[(value, value) for value in values], validate_choice=False)
    return cast("UnboundField[Any]", made)


def make_note(options: NoteOptions, label: str, language: Language) -> "UnboundField[Any]":
    raise TypeError("a note takes no input")


def show_choice(options: Choosing, value: Any, language: Language) -> Shown:
    said = {choice.value: choice.label.say(language.code) for choice in options.choices}
    given = [value] if isinstance(value, str) else list(value)
    return Shown(", ".join(said.get(one, one) for one in given))


def show_tick(options: FieldOptions, value: Any, language: Language) -> Shown:
    return Shown(language("form_yes") if value == "yes" else str(value or language("form_no")))


def show_rating(options: RatingOptions, value: Any, language: Language) -> Shown:
    stars = int(value) if str(value).isdigit() else 0
    return Shown(
        f"{value}/{options.max} {'★' * stars}{'☆' * (options.max - stars)}" if 0 < stars <= options.max else str(value)
    )


def show_nps(options: NpsOptions, value: Any, language: Language) -> Shown:
    return Shown(f"{value}/10")


TYPES = (
    FieldType("select", "One of several, from a menu", "{type: select, choices: [Question, Order]}", SelectOptions, make_select, show_choice),
    FieldType("radio", "One of several, all in sight", "{type: radio, choices: [Pick up, Delivery]}", RadioOptions, make_radio, show_choice, group=True),
    FieldType("checkboxes", "Any of several", "{type: checkboxes, choices: [Mon, Tue, Wed]}", CheckboxesOptions, make_checkboxes, show_choice, group=True),
    FieldType("checkbox", "One box to tick", "{type: checkbox, label: Gift wrapping}", CheckboxOptions, make_checkbox, show_tick),
    FieldType("consent", "Consent that must be given", "{type: consent}", ConsentOptions, make_consent, show_tick, "label_consent"),
    FieldType("rating", "Stars", "{type: rating, max: 5}", RatingOptions, make_rating, show_rating, "label_rating", group=True),
    FieldType("nps", "0 to 10: would you recommend us?", "{type: nps}", NpsOptions, make_nps, show_nps, "label_nps", group=True),
    FieldType("note", "Words between fields", "{type: note, text: We answer within a day.}", NoteOptions, make_note, show_choice, takes_input=False),
)  # fmt: skip

"""Single boxes: checkbox, and consent that must be given."""

from typing import TYPE_CHECKING, Any, Literal, cast

from formkit.fields.base import FieldOptions, FieldType, Reader, Shown
from formkit.fields.chosen import first_rule
from formkit.schema import YesNo
from formkit.words import Language

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

YES = "yes"


class CheckboxOptions(FieldOptions):
    """One box to tick."""

    type: Literal["checkbox"] = "checkbox"
    default: YesNo = False


class ConsentOptions(FieldOptions):
    """A box that must be ticked; never ticked beforehand."""

    type: Literal["consent"] = "consent"
    required: YesNo = True


def make_checkbox(options: CheckboxOptions, label: str, language: Language) -> "UnboundField[Any]":
    return _box(label, first_rule(options, label, language), default=options.default)


def make_consent(options: ConsentOptions, label: str, language: Language) -> "UnboundField[Any]":
    from formkit.fields.checks import Blank, needed

    return _box(label, needed(label, language, key="err_consent") if options.required else Blank(), default=False)


def _box(label: str, check: Any, *, default: bool) -> "UnboundField[Any]":
    from formkit.fields.bound import Box

    made: Any = Box(label, [check], default=default, render_kw={"value": YES})
    return cast("UnboundField[Any]", made)


def show_tick(options: FieldOptions, value: str, reader: Reader) -> Shown:
    return Shown(reader.language("form_yes" if value == YES else "form_no") if value in ("", YES) else value)


TYPES = (
    FieldType(
        "checkbox",
        "One box to tick",
        "{type: checkbox, label: Gift wrapping}",
        CheckboxOptions,
        make_checkbox,
        show_tick,
        sample=lambda options, asked: [YES],
    ),
    FieldType(
        "consent",
        "Consent that must be given",
        "{type: consent}",
        ConsentOptions,
        make_consent,
        show_tick,
        "label_consent",
        sample=lambda options, asked: [YES],
    ),
)

"""WTForms validators that say what is wrong in the visitor's language (wording: GOV.UK design system)."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from wtforms.validators import StopValidation, ValidationError

from formkit.words import Language

Check = Callable[[Any, Any], None]
_INVISIBLE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def is_blank(value: str) -> bool:
    """True when nothing can be seen in it: blanks, zero-width characters, the Hangul filler."""
    return all(
        unicodedata.category(letter) in _INVISIBLE or letter in "\u3164\u115f\u1160\uffa0\u2800" for letter in value
    )


def length(value: str) -> int:
    """Characters as a person counts them: a line break is one."""
    return len(value.replace("\r\n", "\n"))


def inline(label: str, language: Language) -> str:
    """A label inside a sentence: English loses its capital ("Enter your name")."""
    ordinary = language.code == "en" and label[:1].isupper() and not label[1:2].isupper() and label.split()[0] != "I"
    return (label[:1].lower() + label[1:]) if ordinary else label


class Needed:
    """The field must be filled in; the one validator that also writes the `required` attribute."""

    field_flags = {"required": True}

    def __init__(self, label: str, language: Language, *, key: str = "err_required") -> None:
        key = "err_required_question" if label.endswith(("?", "؟")) and key != "err_consent" else key
        self.message = language(key, label=inline(label, language))

    def __call__(self, form: Any, field: Any) -> None:
        value = field.data
        if value is None or not value or (isinstance(value, str) and is_blank(value)):
            raise StopValidation(self.message)


class Blank:
    """A field that may stay empty is not checked further when it is."""

    field_flags = {"optional": True}

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data or (isinstance(field.data, str) and is_blank(field.data)):
            raise StopValidation


def long_enough(least: int | None, most: int | None, label: str, language: Language) -> Check:
    def check(form: Any, field: Any) -> None:
        if most is not None and length(field.data) > most:
            raise ValidationError(language("err_too_long", label=label, max=most))
        if least is not None and length(field.data) < least:
            raise ValidationError(language("err_too_short", label=label, min=least))

    return check


def between(least: Decimal | None, most: Decimal | None, label: str, language: Language) -> Check:
    def check(form: Any, field: Any) -> None:
        value = as_number(field.data)
        if value is None:
            raise StopValidation(language("err_number", label=label))
        if least is not None and value < least:
            raise ValidationError(language("err_min", label=label, min=least))
        if most is not None and value > most:
            raise ValidationError(language("err_max", label=label, max=most))

    return check


def as_number(text: str) -> Decimal | None:
    """Plain ASCII digits with a point or comma -> Decimal; None for anything else (no NaN, no 1e5, no 5_0)."""
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,15})(?:[.,]([0-9]{1,10}))?\s*", text, re.ASCII)
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def matches(pattern: str, message: str) -> Check:
    """The whole value matches `pattern`, in linear time whatever a visitor types (RE2)."""
    compiled = compile_pattern(pattern)

    def check(form: Any, field: Any) -> None:
        if not compiled.fullmatch(field.data):
            raise ValidationError(message)

    return check


def compile_pattern(pattern: str) -> Any:
    """A pattern of a spec, compiled. Raises ValueError with RE2's words."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        raise ValueError(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from None

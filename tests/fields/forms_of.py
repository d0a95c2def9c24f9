"""Small real forms, made the way a spec makes them."""

from typing import Any

from formkit.forms import SpecForm, compile
from formkit.model import Posted
from formkit.source import parse_source
from formkit.spec.models import Form


def form_of(fields: str) -> Form:
    """A form from the YAML of its fields: `{name: {type: text}}`."""
    data: Any = parse_source(fields.encode(), "form.yaml").data
    return Form.model_validate({"id": "contact", "fields": data})


def posted_to(form: Form, *pairs: tuple[str, str], language: str = "en") -> SpecForm:
    return compile(form, language)(Posted(pairs))


def errors_of(fields: str, *pairs: tuple[str, str], language: str = "en") -> dict[str, list[str]]:
    """What a visitor reads, by field, when `pairs` are posted to a form of these fields."""
    bound = posted_to(form_of(fields), *pairs, language=language)
    bound.validate()
    return {name: list(said) for name, said in bound.errors.items() if name}

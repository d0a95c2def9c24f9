"""Which control a key of a model has: told by the type that the model gives it, and by a short table where that isn't
enough. A new key, or a new field type, has a control by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from formkit.fields import FieldOptions
from formkit.schema import Model
from formkit.words import Text

_KINDS: Mapping[str, str] = {
    "Head.languages": "languages", "Head.theme": "theme", "Head.accent": "colour", "Head.logo": "picture",
    "Head.url": "url", "Head.endpoint": "url", "Business.type": "choice", "Business.email": "email",
    "Business.phone": "phone", "Business.address": "address", "Business.hours": "hours",
    "Business.timezone": "choice", "Business.currency": "choice", "Business.messengers": "pairs",
    "Business.links": "pairs", "Address.country": "choice", "Section.items": "items", "Section.image": "picture",
    "Section.form": "choice", "Item.image": "picture", "Item.price": "price", "Form.preset": "choice",
    "Form.fields": "fields", "Form.deliver_to": "destinations", "Form.subject": "subject", "Form.steps": "steps",
    "Form.next": "url", "Form.prefill": "some", "Form.retention": "number", "Destination.mail": "email",
    "Destination.when": "condition", "Field.type": "type", "Field.show_if": "condition", "Field.choices": "choices",
    "Field.items": "goods", "Field.currency": "choice", "Field.accept": "some", "Field.max_size": "choice",
    "Field.autocomplete": "choice", "FormStep.fields": "some", "OrderItem.price": "line",
}  # fmt: skip
_LONG = frozenset({"text", "description", "intro", "thanks", "autoreply", "instead"})
_FOLDED = frozenset(
    {
        "Head.url", "Head.endpoint", "Head.origins", "Head.description", "Business.timezone", "Business.price_range",
        "Business.currency", "Business.messenger_text", "Form.autoreply", "Form.next", "Form.accepts",
        "Form.allow_next", "Form.allow_cc", "Form.confirm", "Form.prefill", "Form.retention",
        "Form.preset", "Spam.question", "Spam.block", "Spam.allow", "Spam.proof_of_work", "Question.ask",
        "Question.answer", "Field.width", "Field.autocomplete", "Field.pattern", "Field.pattern_message", "Field.rows",
        "Field.placeholder", "Field.min", "Field.max", "Field.default", "Field.max_files", "Field.max_size",
        "Field.currency", "OrderItem.value", "Choice.value",
    }
)  # fmt: skip
_SHOWN = frozenset(
    {
        f"{name}.{key}"
        for name, key in (
            ("number", "min"),
            ("number", "max"),
            ("date", "min"),
            ("date", "max"),
            ("time", "min"),
            ("time", "max"),
            ("hidden", "default"),
            ("rating", "max"),
        )
    }
)
_OF_TYPES: Mapping[Any, str] = {bool: "yesno", int: "number", Decimal: "number", date: "day", time: "time"}
_PARTS = ("Field", "Section")


@dataclass(frozen=True)
class Face:
    """How one key of a model is shown. `name` is the key of its words, such as "Head.tagline"; `limits` are the `least`
    and the `most` that its model takes; `offered` what a Literal takes; `spoken` whether it is said in each language;
    `more` whether it is folded.
    """

    key: str
    name: str
    kind: str
    required: bool = False
    more: bool = False
    spoken: bool = False
    usual: Any = None
    limits: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()


@cache
def faces(model: type[Model]) -> tuple[Face, ...]:
    """The keys of a model that a person may write, in its order."""
    keys = [name for name in model.model_fields if name not in ("id", "kind")]
    return tuple(_face(model, key) for key in keys)


@cache
def faces_by_key(model: type[Model]) -> Mapping[str, Face]:
    return {face.key: face for face in faces(model)}


def owner_of(model: type[Model]) -> str:
    """The name of a model in tables of words: the options of all field types are those of "Field"."""
    return "Field" if issubclass(model, FieldOptions) else model.__name__


def _face(model: type[Model], key: str) -> Face:
    info = model.model_fields[key]
    name = f"{owner_of(model)}.{info.alias or key}"
    bare = list(_bare(info.annotation))
    limits = dict(_limits(info.metadata)) | dict(_limits(bare))
    types = [one for one in bare if isinstance(one, type)]
    return Face(
        key=info.alias or key,
        name=name,
        kind=_kind(model, key, name, bare),
        required=info.is_required(),
        more=_is_folded(model, key, name),
        spoken=Text in types,
        usual=None if info.is_required() else info.get_default(call_default_factory=False),
        limits=limits,
        offered=tuple(str(one) for one in _literals(info.annotation)),
    )


def _kind(model: type[Model], key: str, name: str, bare: list[Any]) -> str:
    if name in _KINDS:
        return _KINDS[name]
    if name == "Field.default" and "choices" in model.model_fields:
        return "choice"
    if name in ("Field.min", "Field.max") and date in bare:
        return "day"
    if any(get_origin(one) is Literal for one in bare):
        return "choice"
    if tuple in bare:
        return "lines"
    of_type = next((kind for kept, kind in _OF_TYPES.items() if kept in bare), "line")
    return "text" if of_type == "line" and key in _LONG else of_type


def _is_folded(model: type[Model], key: str, name: str) -> bool:
    kind = str(getattr(model.model_fields.get("type"), "default", "")) if name.startswith("Field.") else ""
    return name in _FOLDED and f"{kind}.{key}" not in _SHOWN


def _bare(annotation: Any) -> Iterator[Any]:
    """What an annotation is made of: types, and the marks of Annotated."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        for one in get_args(annotation):
            yield from _bare(one)
    elif origin is Annotated:
        first, *marks = get_args(annotation)
        yield from _bare(first)
        yield from marks
    elif origin is Literal:
        yield annotation
    else:
        yield origin or annotation


def _literals(annotation: Any) -> tuple[Any, ...]:
    return tuple(word for one in _bare(annotation) if get_origin(one) is Literal for word in get_args(one))


def _limits(marks: Any) -> Iterator[tuple[str, str]]:
    for mark in marks:
        shape = getattr(mark, "json_schema", None) or {}
        for name, bound, key in (("least", "ge", "minimum"), ("most", "le", "maximum")):
            if (limit := getattr(mark, bound, shape.get(key))) is not None:
                yield name, str(limit)
        for inner in getattr(mark, "metadata", ()):
            yield from _limits([inner])

"""FIELD_TYPES: one table of what `type:` may be. To add a type, write its entry in a file of its family.

The law of this folder: a type knows its options, its WTForms field and how a value is shown;
nothing of specs, pages or mail.
WTForms is imported where a field is made, so that `formkit check` stays quick.
"""

from formkit.fields import boxes, chosen, files, measured, orders, reach, scales, text
from formkit.fields.added import with_added
from formkit.fields.base import Asked, Choice, Condition, FieldOptions, FieldType, InputOptions, Reader, Shown, label_of

_FAMILIES = (text, reach, measured, chosen, boxes, scales, orders, files)
FIELD_TYPES: dict[str, FieldType] = {kind.name: kind for family in _FAMILIES for kind in family.TYPES}

__all__ = [
    "FIELD_TYPES",
    "Asked",
    "Choice",
    "Condition",
    "FieldOptions",
    "FieldType",
    "InputOptions",
    "Reader",
    "Shown",
    "can_be_typed_by_links",
    "label_of",
    "offers",
    "sample",
    "with_added",
]


def can_be_typed_by_links(options: FieldOptions) -> bool:
    """Whether a link may fill it in where the owner allows it: what the visitor sees, and can change."""
    return bool(offers(options)) or (isinstance(options, InputOptions) and options.type != "hidden")


def offers(options: FieldOptions) -> frozenset[str]:
    """What can be chosen in a field; empty for one that is typed into."""
    return frozenset(FIELD_TYPES[options.type].offers(options))


def sample(options: FieldOptions, asked: Asked) -> tuple[str, ...]:
    """An answer made up for the owner, as a browser would post it; () where there is nothing to say."""
    kind = FIELD_TYPES[options.type]
    if kind.sample:
        return tuple(kind.sample(options, asked))
    return tuple(kind.offers(options))[: 2 if kind.many else 1]

"""Fields that come with others: the text of a choice "other"."""

from collections.abc import Iterator, Mapping

from formkit.fields.base import FieldOptions
from formkit.fields.chosen import OTHER, Choosing
from formkit.fields.text import OtherOptions
from formkit.model import FieldValue


def with_added(fields: Mapping[str, FieldOptions]) -> dict[str, FieldOptions]:
    """The fields of a spec, each with those it brings behind it; one that the spec has itself stays as it is."""
    return dict(_with_added(fields))


def _with_added(fields: Mapping[str, FieldOptions]) -> Iterator[tuple[str, FieldOptions]]:
    for name, options in fields.items():
        yield name, options
        if isinstance(options, Choosing) and options.other and other_of(name) not in fields:
            shown = {**(options.show_if or {}), name: (OTHER,)}
            yield other_of(name), OtherOptions(of=name, required=True, show_if=shown, width=options.width)


def other_of(name: str) -> str:
    """The field of the text that belongs to the choice "other" of a field."""
    return f"{name}_other"


def chosen_by_text(fields: Mapping[str, FieldOptions], values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """What fields hold instead where "other" was written and not chosen; another choice stays as it is."""
    found: dict[str, FieldValue] = {}
    for _, options in _texts(fields, values):
        before = values.get(options.of, "")
        if isinstance(before, tuple) and OTHER not in before:
            found[options.of] = (*before, OTHER)
        elif not before:
            found[options.of] = (OTHER,)
    return found


def as_said(fields: Mapping[str, FieldOptions], values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """The values as people read them: in place of "other" its text, which has no line of its own then."""
    found = dict(values)
    for name, options in _texts(fields, values):
        chosen = values.get(options.of, "")
        several = (chosen,) if isinstance(chosen, str) else chosen
        if OTHER in several:
            text = str(found.pop(name))
            said = tuple(text if one == OTHER else one for one in several)
            found[options.of] = text if isinstance(chosen, str) else said
    return found


def _texts(fields: Mapping[str, FieldOptions], values: Mapping[str, FieldValue]) -> Iterator[tuple[str, OtherOptions]]:
    """The texts of "other" that say something."""
    for name, options in fields.items():
        if isinstance(options, OtherOptions) and values.get(name):
            yield name, options

"""`show_if` and `when`: the fields and values they name, and rings of fields that wait for each other."""

from collections.abc import Iterator, Mapping

from formkit.errors import quoted
from formkit.fields import FIELD_TYPES, FieldOptions
from formkit.fields.chosen import Choosing, offered_values
from formkit.fields.scales import RatingOptions
from formkit.rules import Rule
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps

Conditions = Iterator[tuple[str, Steps, Mapping[str, tuple[str, ...]]]]
_TICK = ("true", "false", "yes", "no", "on", "off")


def names_exist(draft: Draft) -> None:
    for form, path, condition in _conditions(draft):
        names = draft.names[form]
        for name in condition:
            options = draft.forms[form].fields.get(name)
            if name not in names:
                hint = did_you_mean(name, names, otherwise="its fields are")
                message, meant = (
                    f"'{path[-1]}' waits for {quoted(name)}, which is no field of this form",
                    nearest(name, names),
                )
                draft.wrong((*path, name), message, hint, rule="field-unknown", at_key=True, name=name, meant=meant)
            elif options and not FIELD_TYPES[options.type].takes_input:
                hint = "wait for a field that the visitor fills in"
                message = f"'{path[-1]}' waits for {quoted(name)}, which takes no answer"
                draft.wrong((*path, name), message, hint, rule="condition-on-no-answer", at_key=True, name=name)


def values_are_offered(draft: Draft) -> None:
    for form, path, condition in _conditions(draft):
        for name, said in condition.items():
            offered = _offered(draft.forms[form].fields.get(name))
            for value in said if offered else ():
                if value not in offered and not (offered is _TICK and value.lower() in _TICK):
                    hint = did_you_mean(value, offered, otherwise=f"'{name}' offers")
                    message, near = f"{quoted(value)} is not among the choices of '{name}'", nearest(value, offered)
                    draft.wrong((*path, name), message, hint, rule="condition-value-unknown", value=value, meant=near)


def nothing_waits_for_itself(draft: Draft) -> None:
    for form_id, form in draft.forms.items():
        waits = {name: [*(options.show_if or ())] for name, options in form.fields.items()}
        for ring in _rings(waits):
            said = " -> ".join([*ring, ring[0]])
            message = f"these fields wait for each other in a circle: {said}"
            rule: Rule = "conditions-in-a-ring"
            if len(ring) == 1:
                rule, message = "condition-on-itself", f"the field '{ring[0]}' waits for itself"
            path, hint = ("forms", form_id, "fields", ring[0], "show_if"), "take show_if out of one of them"
            draft.wrong(path, message, hint, rule=rule, at_key=True, names=", ".join(ring))


def _conditions(draft: Draft) -> Conditions:
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            yield form_id, ("forms", form_id, "fields", name, "show_if"), options.show_if or {}
        for index, destination in enumerate(form.deliver_to):
            yield form_id, ("forms", form_id, "deliver_to", index, "when"), destination.when or {}


def _offered(options: FieldOptions | None) -> tuple[str, ...]:
    """What a field can be answered with; () where that is free or not known."""
    if isinstance(options, Choosing):
        return tuple(offered_values(options))
    if isinstance(options, RatingOptions):
        return tuple(str(stars) for stars in range(1, options.max + 1))
    kind = options.type if options else ""
    return _TICK if kind in ("checkbox", "consent") else tuple(map(str, range(11))) if kind == "nps" else ()


def _rings(waits: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Each ring once, from the field that stands first in the file."""
    done: set[str] = set()
    for start in waits:
        trail: list[str] = []
        todo = [(start, 0)]
        while todo:
            name, depth = todo.pop()
            del trail[depth:]
            if name in trail:
                ring = trail[trail.index(name) :]
                if not done.intersection(ring):
                    yield ring
                done.update(ring)
            elif name in waits and name not in done:
                trail.append(name)
                todo.extend((other, depth + 1) for other in waits[name])
        done.add(start)

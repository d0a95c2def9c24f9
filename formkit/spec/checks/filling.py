"""What a form says of its own filling in: which fields a link may fill, and what comes with a field."""

from collections.abc import Iterator

from formkit.errors import quoted
from formkit.fields import FIELD_TYPES, FieldOptions, can_be_typed_by_links
from formkit.fields.added import other_of
from formkit.fields.chosen import OTHER, Choosing
from formkit.fields.text import OtherOptions
from formkit.spec.models import Form
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft


def links_fill_in_what_is_seen(draft: Draft) -> None:
    for form_id, form in draft.forms.items():
        for index, name in enumerate(form.prefill):
            path, options = ("forms", form_id, "prefill", index), form.fields.get(name)
            if name not in draft.names[form_id]:
                hint = did_you_mean(name, draft.names[form_id], otherwise="its fields are")
                message, meant = (
                    f"'prefill' names {quoted(name)}, which is no field of this form",
                    _near(draft, form_id, name),
                )
                draft.wrong(path, message, hint, rule="field-unknown", name=name, meant=meant)
            elif options and not can_be_typed_by_links(options):
                message = f"'prefill' names {quoted(name)}, a field that only the visitor may fill in"
                hint = "take it out: a link may fill in what is seen, and agrees to nothing"
                draft.wrong(path, message, hint, rule="prefill-not-allowed", name=name)


def other_has_names_of_its_own(draft: Draft) -> None:
    """`other: true` adds the choice `other` and the field `<name>_other`."""
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            if not isinstance(options, Choosing) or not options.other:
                continue
            path = ("forms", form_id, "fields")
            if OTHER in [choice.value for choice in options.choices]:
                hint = "take it out of 'choices', or take 'other: true' out"
                message = f"the choice {quoted(OTHER)} stands here twice"
                draft.wrong((*path, name, "other"), message, hint, rule="choice-twice", at_key=True, value=OTHER)
            if not isinstance(form.fields[other_of(name)], OtherOptions):
                message = f"'other' of {quoted(name)} needs the name {quoted(other_of(name))}"
                taken, hint = other_of(name), "give this field another name"
                draft.wrong((*path, taken), message, hint, rule="name-taken", at_key=True, name=taken)


def steps_hold_each_field_once(draft: Draft) -> None:
    """Every field that is seen stands in one step; what comes with a field goes with it."""
    for form_id, form in draft.forms.items():
        path, seen = ("forms", form_id, "steps"), set[str]()
        for number, index, name in _in_steps(form):
            here, known = (*path, number, "fields", index), draft.names[form_id]
            if name not in known:
                hint = did_you_mean(name, known, otherwise="its fields are")
                message, meant = f"'steps' names {quoted(name)}, which is no field of this form", nearest(name, known)
                draft.wrong(here, message, hint, rule="field-unknown", name=name, meant=meant)
            elif name in seen:
                hint = "take it out of one of them"
                draft.wrong(
                    here, f"the field {quoted(name)} is in two steps", hint, rule="field-in-two-steps", name=name
                )
            seen.add(name)
        for name, options in form.fields.items() if form.steps else ():
            if name not in seen and options.type != "hidden" and not isinstance(options, OtherOptions):
                hint = "name it under 'fields' of one of them"
                message = f"the field {quoted(name)} is in no step"
                draft.wrong(path, message, hint, rule="field-in-no-step", at_key=True, name=name)


def fields_have_ids_of_their_own(draft: Draft) -> None:
    """Pages make them of names: `contact-size`, `contact-size-hint`, `contact-size-0` for the first box."""
    if not any("-" in name for form_id, form in draft.forms.items() for name in (form_id, *form.fields)):
        return
    taken: dict[str, tuple[str, str]] = {}
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            owners = [taken.setdefault(one, (form_id, name)) for one in _ids(f"{form_id}-{name}", options)]
            if other := next((owner for owner in owners if owner != (form_id, name)), None):
                whose = quoted(other[1]) + (f" of {quoted(other[0])}" if other[0] != form_id else "")
                message = f"on a page, {quoted(name)} can't be told from parts of {whose}"
                hint = "give it another name, such as with _ in place of -"
                path = ("forms", form_id, "fields", name)
                draft.wrong(path, message, hint, rule="names-too-alike", at_key=True, name=name, other=other[1])


def _near(draft: Draft, form: str, name: str) -> str:
    return nearest(name, draft.names[form])


def _ids(base: str, options: FieldOptions) -> list[str]:
    kind = FIELD_TYPES[options.type]
    several = getattr(options, "items", None) or [*kind.offers(options)]
    boxes = [f"{base}-{at}" for at in range(len(several))] if kind.group and several else [base]
    parts = ("hint", "error", "kept") if options.type == "file" else ("hint", "error")
    return [*boxes, *(f"{boxes[0]}-{part}" for part in parts)]


def _in_steps(form: Form) -> Iterator[tuple[int, int, str]]:
    for number, step in enumerate(form.steps):
        for index, name in enumerate(step.fields):
            yield number, index, name

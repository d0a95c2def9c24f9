"""What a click on the outline means for the file: the edits that move, copy or remove a thing, and leave it sound."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from formkit import forms
from formkit.errors import FormkitError
from formkit.fields.added import other_of
from formkit.source import Source
from formkit.spec import Form, Section, Site
from formkit.spec.spelled import said_at
from formkit.web.studio.stepping import Edits, Plan, into_step, joining, out_of_step, own_fields, placing
from formkit.web.studio.wordings import Steps

_JOINED = r"[\s,:;–—-]*"  # what stands between a placeholder and the words before it


def moving(site: Site, path: Steps, to: int, step: int | None = None) -> Plan:
    """To the place `to` of its own list, or of a `step` of its form."""
    move = {"op": "move", "path": [*path], "to": to}
    if path[0] != "forms" or path[2] != "fields":
        return Plan([move], (*path[:-1], to))
    form, name = _field(site, path)
    if step is not None:
        return placing(site, path, step, to)
    return Plan([move, *_to_step_beside(form, name, to)], path)


def copying(site: Site, source: Source, path: Steps) -> Plan:
    """A copy right behind it."""
    if path[0] == "forms":
        form, name = _field(site, path)
        key = free(name, form.fields)
        edits = [{"op": "copy", "path": [*path], "key": key}, *into_step(form, key, forms.step_of(form, name))]
        return Plan(edits, (*path[:-1], key))
    after = (*path[:-1], int(path[-1]) + 1)
    shown = _form_of(site, path)
    if not shown:
        return Plan([{"op": "copy", "path": [*path]}], after)
    key = free(shown, site.forms)
    section = {"op": "add", "path": [*path[:-1]], "at": after[-1], "value": {"form": key}}
    return Plan([section, {"op": "copy", "path": ["forms", shown], "key": key}], after)


def removing(site: Site, source: Source, path: Steps) -> Plan:
    """Away with it, and with what can't be without it; what takes its place is selected."""
    if path[0] == "forms" and path[2] == "steps":
        return joining(site, path)
    if path[0] == "forms":
        form, name = _field(site, path)
        edits = [*_without(form, name, source), {"op": "take", "path": [*path]}]
        return Plan(edits, _field_beside(form, path))
    if path[0] in ("pages", "legal") and len(path) == 2:
        return Plan([{"op": "take", "path": [*path]}], ("site",), page="index.html")
    edits = [{"op": "take", "path": [*path]}]
    form_id = _form_of(site, path)
    if form_id and _times_shown(site, form_id) == 1:
        edits.append({"op": "take", "path": ["forms", form_id]})
    if path[-2] != "items":
        return Plan(edits, _neighbour(site, path))
    left = len(said_at(source.data, path[:-1]) or ()) - 1
    return Plan(edits, (*path[:-1], min(int(path[-1]), left - 1))) if left else Plan(_emptied(source, path), path[:-3])


def free(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number behind it that no other one has."""
    base = re.sub(r"_\d+$", "", name)
    if name not in taken:
        return name
    return next(one for n in range(2, len(taken) + 3) if (one := f"{base}_{n}") not in taken)


def _emptied(source: Source, path: Steps) -> Edits:
    """The edits that take the last thing out of a section, which stays, if only by its name."""
    section, kind = path[:-3], str(path[-3])
    parts = said_at(source.data, path[:-2])
    if isinstance(parts, dict) and len(parts) > 1:
        return [{"op": "take", "path": [*path[:-1]]}]
    return [{"op": "put", "path": [*section], "value": kind}]


def _field(site: Site, path: Steps) -> tuple[Form, str]:
    form = site.forms.get(str(path[1]))
    if form is None or len(path) != 4 or path[3] not in form.fields:
        raise FormkitError("There is no such field any more", "load the page again", rule="edit-place-gone")
    return form, str(path[3])


def _sections(site: Site, path: Steps) -> tuple[Section, ...]:
    return site.pages[str(path[1])].sections if path[0] == "pages" else site.sections


def _neighbour(site: Site, path: Steps) -> Steps:
    """The section that takes the place of one that goes, else the one before it."""
    return (*path[:-1], min(int(path[-1]), len(_sections(site, path)) - 2))


def _field_beside(form: Form, path: Steps) -> Steps:
    """The field that takes the place of one that goes, else the one before it; the form of the last one."""
    names = own_fields(form)
    at = names.index(str(path[3]))
    beside = [*names[at + 1 : at + 2], *names[max(0, at - 1) : at]]
    return (*path[:3], beside[0]) if beside else path[:2]


def _form_of(site: Site, path: Steps) -> str:
    """The form that a section shows, or ""."""
    sections = _sections(site, path)
    number = path[2 if path[0] == "pages" else 0 :][1:2]
    found = sections[int(number[0])] if number and len(path) in (2, 4) else None
    return found.form if found and found.kind == "form" else ""


def _times_shown(site: Site, form: str) -> int:
    lists = [site.sections, *(page.sections for page in site.pages.values())]
    return sum(one.form == form for sections in lists for one in sections)


def _to_step_beside(form: Form, name: str, to: int) -> Edits:
    """A field that moves beside fields of another step of the form goes into that step."""
    if not form.steps:
        return []
    rest = [one for one in own_fields(form) if one != name]
    beside = forms.step_of(form, rest[max(0, min(to, len(rest)) - 1)])
    own = forms.step_of(form, name)
    return [] if beside == own else [*into_step(form, name, beside), *out_of_step(form, name)]


def _without(form: Form, name: str, source: Source) -> Iterator[dict[str, Any]]:
    """Edits of all that names a field: conditions, destinations, the subject, steps, links."""
    gone = {name, other_of(name)} & {*form.fields}
    written = said_at(source.data, ("forms", form.id)) or {}
    for other, options in form.fields.items():
        path = ("fields", other, "show_if")
        waits = name in (options.show_if or ()) and other not in gone
        if waits and said_at(source.data, ("forms", form.id, *path)):
            yield _less(form, path, name, options.show_if or ())
    yield from _destinations(form, name, written)
    for key in ("subject", "autoreply", "thanks"):
        yield from _unsaid(form, key, gone, written.get(key))
    yield from out_of_step(form, name)
    if name in form.prefill:
        at = form.prefill.index(name)
        yield {"op": "take", "path": ["forms", form.id, "prefill", *([at] if form.prefill[1:] else [])]}


def _destinations(form: Form, name: str, written: Any) -> Iterator[dict[str, Any]]:
    """A destination that waits for this answer alone never gets anything any more."""
    waiting = [at for at, one in enumerate(form.deliver_to) if name in (one.when or ())]
    for at in reversed(waiting if isinstance(written.get("deliver_to"), list) else []):
        when = form.deliver_to[at].when or {}
        alone = len(when) == 1 and len(waiting) < len(form.deliver_to)
        path = ["deliver_to", at]
        yield {"op": "take", "path": ["forms", form.id, *path]} if alone else _less(form, [*path, "when"], name, when)


def _less(form: Form, path: Sequence[Any], name: str, condition: Collection[str]) -> dict[str, Any]:
    return {"op": "take", "path": ["forms", form.id, *path, *([name] if len(condition) > 1 else [])]}


def _unsaid(form: Form, key: str, gone: Collection[str], written: Any) -> Iterator[dict[str, Any]]:
    """A text of the form without the placeholders of fields that go."""
    said = written.items() if isinstance(written, dict) else [(None, written)] if written else []
    for code, words in said:
        left = words
        for name in gone:
            left = re.sub(rf"{_JOINED}\{{{name}\}}", "", left)
        if left != words:
            left = left.strip(" ,:;–—-")
            path = ["forms", form.id, key, *([code] if code else [])]
            yield {"op": "put", "path": path, "value": left} if left else {"op": "take", "path": path[:3]}

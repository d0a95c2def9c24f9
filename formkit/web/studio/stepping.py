"""The pages of a form by clicking: a form is cut, two pages are joined, a question goes over a border."""

from dataclasses import dataclass
from typing import Any

from formkit import forms
from formkit.errors import FormkitError
from formkit.fields.text import OtherOptions
from formkit.spec import Form, Site
from formkit.web.studio.said import said, table, tongues
from formkit.web.studio.wordings import Steps

Edits = list[dict[str, Any]]


@dataclass(frozen=True)
class Plan:
    """Edits as the browser sends them back, and the path of what is selected afterwards.

    `told` says, for people, what goes along with what they asked for.
    """

    edits: Edits
    select: Steps
    page: str = ""
    told: str = ""


def own_fields(form: Form) -> list[str]:
    """The fields that the file names: not those that come with others."""
    return [name for name, options in form.fields.items() if not isinstance(options, OtherOptions)]


def groups(form: Form) -> list[list[str]]:
    """The fields of each page of a form, in the order in which they are seen."""
    asked = [name for name in own_fields(form) if form.fields[name].type != "hidden"]
    return [[name for name in asked if forms.step_of(form, name) == n] for n in range(len(form.steps) or 1)]


def cutting(site: Site, path: Steps) -> Plan:
    """One page more: the one at the path is cut in two, else the last one, or the longest where that asks one thing."""
    form = site.forms[str(path[1])]
    pages = groups(form)
    longest = max(range(len(pages)), key=lambda n: (len(pages[n]) > 1 and n == len(pages) - 1, len(pages[n])))
    number = int(path[3]) if len(path) > 3 else longest
    if len(pages[number]) < 2:
        raise FormkitError(said("palette.no_cut"), said("palette.no_cut_hint"))
    place, stays = [*path[:2], "steps"], pages[number][: (len(pages[number]) + 1) // 2]
    goes = pages[number][len(stays) :]
    fresh = {"title": _title(site, "page_next" if form.steps else "page_two"), "fields": goes}
    if not form.steps:
        first = {"title": _title(site, "page_one"), "fields": stays}
        return Plan([{"op": "put", "path": place, "value": [first, fresh]}], (*place, 1))
    kept = [name for name in form.steps[number].fields if name in stays]
    edits = [{"op": "put", "path": [*place, number, "fields"], "value": kept}]
    return Plan([*edits, {"op": "add", "path": place, "at": number + 1, "value": fresh}], (*place, number + 1))


def joining(site: Site, path: Steps) -> Plan:
    """A page goes; what it asks is asked on the one before it, what the first one asks on the next."""
    form, number = site.forms[str(path[1])], int(path[3])
    if not 0 <= number < len(form.steps):
        raise IndexError
    if len(form.steps) < 3:
        return Plan([{"op": "take", "path": [*path[:3]]}], path[:2])
    beside = number - 1 if number else 1
    first, second = sorted((number, beside))
    both = [*form.steps[first].fields, *form.steps[second].fields]
    put = {"op": "put", "path": [*path[:3], beside, "fields"], "value": both}
    return Plan([put, {"op": "take", "path": [*path]}], (*path[:3], max(number - 1, 0)))


def placing(site: Site, path: Steps, step: int, to: int) -> Plan:
    """A question becomes number `to` (from 0) of a page."""
    form, name = site.forms[str(path[1])], str(path[3])
    pages, own = groups(form), own_fields(form)
    there = [one for one in pages[step] if one != name]
    if name not in form.fields or step < 0:
        raise IndexError
    rest = [one for one in own if one != name]
    at = rest.index(there[to]) if to < len(there) else rest.index(there[-1]) + 1 if there else own.index(name)
    stands = [one for one in own if one in there or one == name].index(name) == min(to, len(there))
    edits: Edits = [] if stands else [{"op": "move", "path": [*path], "to": at}]
    if name not in pages[step]:
        edits += [*into_step(form, name, step), *out_of_step(form, name)]
    return Plan(edits, path)


def into_step(form: Form, name: str, step: int) -> Edits:
    """The edits that name a field in a step of its form, where it has steps."""
    return [{"op": "add", "path": ["forms", form.id, "steps", step, "fields"], "value": name}] if form.steps else []


def out_of_step(form: Form, name: str) -> Edits:
    """The edits that take a field out of its step. A step goes with its last field; one left alone goes, too."""
    for number, step in enumerate(form.steps):
        if name in step.fields:
            path = ["forms", form.id, "steps"]
            if step.fields[1:]:
                return [{"op": "take", "path": [*path, number, "fields", step.fields.index(name)]}]
            return [{"op": "take", "path": [*path, number] if len(form.steps) > 2 else path}]
    return []


def _title(site: Site, name: str) -> str | dict[str, str]:
    """A heading to start from, in each language of the site that the Studio speaks; the others are told as missing."""
    known = {site.language, *tongues()}
    words = {code: table(code)[f"start.{name}"] for code in site.languages if code in known}
    return words if len(site.languages) > 1 else words[site.language]

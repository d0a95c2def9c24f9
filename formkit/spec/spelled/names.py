"""What goes along when a form or field gets another name, or a form goes: the places that name it."""

from collections.abc import Iterator
from typing import Any

from formkit.edit import Edit, Put, Rename, Take
from formkit.spec.spelled.way import Path, get

_TEMPLATES = ("subject", "autoreply")  # texts in which {name} stands for what was sent


def along(data: Any, edit: Edit) -> list[Edit]:
    """The edits that come before a Rename or Take, so that nothing names what is no more."""
    path = edit.path
    if isinstance(edit, Take) and _is_form(path):
        return [Take(place) for place, _ in reversed(list(_sections_of(data, path[1])))]
    if isinstance(edit, Rename) and _is_form(path):
        return [Put((*place, *inner), edit.key) for place, inner in _sections_of(data, path[1])]
    if isinstance(edit, Rename) and _is_form(path[:2]) and path[2:3] == ("fields",) and len(path) == 4:
        return list(_field_renamed(data, path, edit.key))
    return []


def _is_form(path: Path) -> bool:
    return len(path) == 2 and path[0] == "forms"


def _sections_of(data: Any, form: Any) -> Iterator[tuple[Path, Path]]:
    """The sections that show a form, and where in each it is named."""
    pages = get(data, ("pages",))
    lists: list[Path] = [("sections",), *(("pages", slug, "sections") for slug in (_dict(pages)))]
    for path in lists:
        sections = get(data, path)
        for number, section in enumerate(sections if isinstance(sections, list) else ()):
            said = get(section, ("form",)) if isinstance(section, dict) else None
            if said == form:
                yield (*path, number), ("form",)
            elif isinstance(said, dict) and said.get("form") == form:
                yield (*path, number), ("form", "form")


def _field_renamed(data: Any, path: Path, new: str) -> Iterator[Edit]:
    form, old = path[:2], str(path[3])
    said = _dict(get(data, form))
    holders: list[Path] = [(*form, "fields", name, "show_if") for name in _dict(said.get("fields"))]
    holders += [place for place, _ in _parts(said.get("deliver_to"), (*form, "deliver_to"), "when")]
    yield from (Rename((*place, old), new) for place in holders if old in _dict(get(data, place)))
    for place, names in (
        ((*form, "prefill"), said.get("prefill")),
        *_parts(said.get("steps"), (*form, "steps"), "fields"),
    ):
        yield from (Put(one, new) for one, name in _texts(names, place) if name == old)
    for key in _TEMPLATES:
        for one, text in _texts(said.get(key), (*form, key)):
            if f"{{{old}}}" in text:
                yield Put(one, text.replace(f"{{{old}}}", f"{{{new}}}"))


def _parts(value: Any, path: Path, key: str) -> Iterator[tuple[Path, Any]]:
    """What stands at a key of each part of a list, or of the one part."""
    if isinstance(value, dict) and key in value:
        yield (*path, key), value[key]
    for number, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict) and key in one:
            yield (*path, number, key), one[key]


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or those of a list or mapping, with their places."""
    if isinstance(value, str):
        yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    yield from (((*path, step), one) for step, one in pairs if isinstance(one, str))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

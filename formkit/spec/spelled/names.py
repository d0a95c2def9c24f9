"""What goes along when a form, field or page gets another name, or a form goes: the places that name it.

What a preset gives by the old name is written out first.
"""

import re
from collections.abc import Iterator
from typing import Any

from formkit.edit import Edit, Put, Rename, Take
from formkit.spec.filled import preset_of
from formkit.spec.spelled.forms import form_in_force, plain
from formkit.spec.spelled.way import Path, Way, get
from formkit.words import Text

_TEMPLATES = ("subject", "autoreply", "thanks")  # texts in which {name} stands for what was sent


def along(data: Any, edit: Edit) -> list[Edit]:
    """The edits that come before a Rename or Take, so that nothing names what is no more."""
    path = edit.path
    if isinstance(edit, Take) and _is_form(path):
        return [Take(place) for place, _ in reversed(list(_sections_of(data, path[1])))]
    if isinstance(edit, Rename) and _is_form(path):
        return list(_form_renamed(data, path, edit.key))
    if isinstance(edit, Rename) and _is_form(path[:2]) and path[2:3] == ("fields",) and len(path) == 4:
        return list(_field_renamed(data, path, edit.key))
    if isinstance(edit, Rename) and path[:1] == ("pages",) and len(path) == 2:
        return [*_page_renamed(data, str(path[1]), edit.key)]
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


def _form_renamed(data: Any, path: Path, new: str) -> Iterator[Edit]:
    old, said = str(path[1]), get(data, path)
    if said == {}:
        yield Put((*path, "preset"), preset_of(old, {}))
    yield from (Put((*place, *inner), new) for place, inner in _sections_of(data, old))
    link = re.compile(rf"(\]\([^\s)]*#form-){re.escape(old)}((?:-\d+)?[\s)])")  # [Write to us](#form-contact)
    for place, text in _strings(data, ()):
        if "#form-" in text and (made := link.sub(rf"\g<1>{new}\2", text)) != text:
            yield Put(place, made)


def _page_renamed(data: Any, old: str, new: str) -> Iterator[Edit]:
    """[Prices](../page.html#top), by the whole address, too, from each language; and what is shown after sending."""
    url = str(get(data, ("site", "url")) or "").rstrip("/")
    begun = "|".join(re.escape(f"{one}/") for one in (url, re.sub(r"\w+://[^/]*", "", url)))
    codes = "|".join(map(re.escape, Way(data, (), (), fill=True).languages))
    link = re.compile(rf"(\]\(\s*<?(?:{begun})?(?:(?:\.|\.\.|{codes})/)*){re.escape(old)}(?=\.html[\s)>?#])")
    after = re.compile(rf"^(/(?:(?:{codes})/)?){re.escape(old)}(?=\.html(?:[?#]|$))")
    for place, text in _strings(data, ()):
        leads = after if place[2:] == ("next",) and _is_form(place[:2]) else link
        if (made := leads.sub(rf"\g<1>{new}", text)) != text:
            yield Put(place, made)


def _strings(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of the file, with its place."""
    if isinstance(data, str):
        yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, one in pairs:
        yield from _strings(one, (*path, step))


def _field_renamed(data: Any, path: Path, new: str) -> Iterator[Edit]:
    form, old = path[:2], str(path[3])
    said = _dict(get(data, form))
    yield from _written_out(data, path, new)
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


def _written_out(data: Any, path: Path, new: str) -> Iterator[Edit]:
    """What the preset gives by the old name: options of the field, conditions that wait for it, texts that say it."""
    form, old, way = path[:2], str(path[3]), Way(data, path, (), fill=True)
    said, force = _dict(get(data, form)), form_in_force(way)
    for name, options in _dict(force.get("fields")).items():
        own = _dict(_dict(said.get("fields")).get(name))
        if name == old:
            yield from (Put((*path, key), plain(one, way.languages)) for key, one in options.items() if key not in own)
        elif "show_if" not in own and old in (waits := _dict(options).get("show_if") or {}):
            renamed = {new if key == old else key: plain(one) for key, one in waits.items()}
            yield Put((*form, "fields", name, "show_if"), renamed)
    for key in _TEMPLATES:
        text = force.get(key) if key not in said else None
        if isinstance(text, Text) and any(f"{{{old}}}" in words for _, words in text.by_language):
            anew = tuple((code, words.replace(f"{{{old}}}", f"{{{new}}}")) for code, words in text.by_language)
            yield Put((*form, key), plain(Text(anew), way.languages))


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

"""From a line of the file to the thing that stands there."""

from typing import Any

from formkit.source import Place, Source
from formkit.spec.models import SECTION_KINDS
from formkit.web.studio.written import Steps, value_at


def path_of(source: Source, line: int, column: int) -> Steps:
    """The path, in the long form, of what stands at a place (from 1); the nearest before it where nothing begins there.

    A place where a mapping begins is that of its first key as well: then the key is meant.
    """
    at = (line, column)
    exact = [path for path, place in source.keys.items() if place == at and path]
    exact = exact or [path for path, place in source.values.items() if place == at and path]
    found = exact[0] if exact else _before(source, at)
    return long_path(source.data, found)


def _before(source: Source, at: Place) -> Steps:
    """The last thing that begins before a place."""
    begun = [(place, len(path), path) for path, place in source.values.items() if place <= at]
    return max(begun, key=lambda one: one[:2])[2] if begun else ()


def long_path(data: Any, path: Steps) -> Steps:
    """A path as the file has it -> as edits name it: `about: words` is the text of the section."""
    if path[:2] == ("site", "language"):
        return ("site", "languages")
    found = _in_section(data, path)
    said = value_at(data, path)
    if found == ("site", "theme") and isinstance(said, str):
        return ("site", "theme", "name")
    return found


def _in_section(data: Any, path: Steps) -> Steps:
    """`- about: words` and `- faq: [...]` leave out what they are."""
    at = next((n for n, step in enumerate(path) if step == "sections" and n in (0, 2)), None)
    if at is None or len(path) < at + 3 or path[at + 2] not in SECTION_KINDS:
        return path
    kind, rest = path[at + 2], path[at + 3 :]
    parts = value_at(data, path[: at + 3])
    if isinstance(parts, list):
        return (*path[: at + 3], "items", *rest)
    if isinstance(parts, str):
        return (*path[: at + 3], "form" if kind == "form" else "text")
    return path

"""What a browser sent as JSON: bodies, and paths in an address. What can't be read is as if nothing had been sent."""

import json
import re
from collections.abc import Iterable
from typing import Any

from flask import request

MOST_DEPTH = 100  # of a body; a file has less
HALF = re.compile("[\ud800-\udfff]")  # of a letter: JSON and names of files can hold it, no page can


def body() -> dict[str, Any] | None:
    """The mapping in the body of the request; None for anything else."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:  # a million brackets
        return None
    return found if isinstance(found, dict) and not _too_deep(found) else None


def _too_deep(value: object) -> bool:
    layer = [value]
    for _ in range(MOST_DEPTH):
        layer = [inner for one in layer for inner in _parts(one)]
    return bool(layer)


def _parts(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def steps(text: str, *, most: int = 50) -> tuple[str | int, ...] | None:
    """A path, a JSON list of at most so many keys and numbers; None for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    sound = isinstance(found, list) and len(found) <= most and all(_is_step(step) for step in found)
    return tuple(found) if sound else None


def _is_step(value: object) -> bool:
    return (type(value) is int and value >= 0) or (isinstance(value, str) and not HALF.search(value))

"""What a browser sent as JSON: bodies, and paths in an address. What can't be read is as if nothing had been sent."""

import json
import re
from typing import Any

from flask import request

_HALF = re.compile("[\ud800-\udfff]")  # of a letter: JSON can spell it, no page can show it


def body() -> dict[str, Any] | None:
    """The mapping in the body of the request; None for anything else."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:  # a million brackets
        return None
    return found if isinstance(found, dict) else None


def steps(text: str, *, most: int = 50) -> tuple[str | int, ...] | None:
    """A path, a JSON list of at most so many keys and numbers; None for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    sound = isinstance(found, list) and len(found) <= most and all(_is_step(step) for step in found)
    return tuple(found) if sound else None


def _is_step(value: object) -> bool:
    return type(value) is int or (isinstance(value, str) and not _HALF.search(value))

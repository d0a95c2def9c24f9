"""How a place is followed through what is written, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from formkit.edit import Edit
from formkit.source import Step
from formkit.words import languages

Path = tuple[Step, ...]


@dataclass(frozen=True)
class Way:
    """How far a path was followed: `data` as it is by then, the place `done`, the steps to come, the edits made.

    `here` says that the step before led nowhere else: the value is a text, an address line, not a part with keys.
    """

    data: Any
    done: Path
    rest: Path
    fill: bool
    edits: tuple[Edit, ...] = ()
    here: bool = False

    @property
    def value(self) -> Any:
        return get(self.data, self.done)

    @property
    def step(self) -> Step:
        return self.rest[0]

    @property
    def languages(self) -> list[str]:
        """Those of the site, the default one first."""
        site = get(self.data, ("site",)) or {}
        said = (site.get("languages") or site.get("language")) if isinstance(site, dict) else None
        known = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        return [one for one in known if one in languages()] or ["en"]


class Here:
    """A step that leads nowhere else: what it names stands where the way has come to."""


HERE = Here()
Answer = Edit | Here | list[Edit] | None
Rule = Callable[[Way], Answer]


def get(data: Any, path: Path) -> Any:
    for step in path:
        fits = isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int) and step < len(data))
        data = (data.get(step) if isinstance(data, dict) else data[step]) if fits else None
    return data

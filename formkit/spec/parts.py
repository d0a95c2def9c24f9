"""A file part by part, so that a mistake in one hides neither the Problems of another nor the checks of a sound one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from formkit.errors import PictureError, Problem, Wrong, as_text
from formkit.fields.orders import OrderItem, OrderOptions
from formkit.rules import Rule
from formkit.schema import Model
from formkit.source import Source, Step
from formkit.spec.commas import after_a_comma, also_text, rest_of_text
from formkit.spec.models import NESTED, Business, Form, Head, Legal, Section, SubPage
from formkit.spec.wording import Mistake, as_written, mistakes, unknown_key
from formkit.words import Text

Part = TypeVar("Part", bound=Model)
Steps = tuple[Step, ...]
MOST_MISTAKES = 100  # that are told of one part, so that no file takes long
_OURS = {"id", "kind"}
_STAND_IN: Mapping[str, Any] = {"name": "?", "fields": {}}


@dataclass
class Draft:
    """What could be read of a file: the sound parts, and every Problem so far. `names` are the fields as written.

    `sections` are by their place, such as ("sections", 0) or ("pages", "prices", "sections", 2).

    `endpoint` is where forms post unless the spec says so: "" for the page's own host, None when nobody asks.
    """

    source: Source
    workspace: Path
    head: Head | None = None
    business: Business | None = None
    sections: dict[Steps, Section] = field(default_factory=dict)
    pages: dict[str, SubPage] = field(default_factory=dict)
    legal: Legal | None = None
    forms: dict[str, Form] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    endpoint: str | None = None

    @cached_property
    def texts(self) -> list[tuple[Steps, Text]]:
        """Every Text of the sound parts, and where it stands; to be asked when all of them are read."""
        parts: list[tuple[Steps, Model | None]] = [(("site",), self.head), (("business",), self.business)]
        parts += [((*place, section.kind), section) for place, section in self.sections.items()]
        parts += [(("pages", slug), page) for slug, page in self.pages.items()]
        parts += [(("legal",), self.legal)]
        parts += [(("forms", name), form) for name, form in self.forms.items()]
        return [found for path, part in parts if part is not None for found in _texts_of(part, path)]

    def notice(
        self, path: Steps, message: str, hint: str = "", *, rule: Rule, at_key: bool = False, **values: object
    ) -> None:
        """Tells what is as well to know. `values` are what the rule is told with."""
        problem = self.source.problem(path, message, hint, rule=rule, at_key=at_key, values=as_text(values))
        self._add(replace(problem, severity="notice"))

    def wrong(
        self, path: Steps, message: str, hint: str = "", *, rule: Rule, at_key: bool = False, **values: object
    ) -> None:
        """Tells what must be mended. `values` are what the rule is told with."""
        self._add(self.source.problem(path, message, hint, rule=rule, at_key=at_key, values=as_text(values)))

    def refused(self, path: Steps, error: Wrong | PictureError) -> None:
        """Tells what an error says of what stands at a path."""
        rule = error.rule or "picture-broken"
        self._add(self.source.problem(path, error.message, error.hint, rule=rule, values=error.values))

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _texts_of(value: Any, path: Steps) -> Iterator[tuple[Steps, Text]]:
    if isinstance(value, Text):
        yield path, value
        return
    parts = vars(value) if isinstance(value, Model) else value
    pairs: Iterable[tuple[Any, object]] = parts.items() if isinstance(parts, dict) else enumerate(parts)
    for step, one in pairs:
        if isinstance(one, (Text, Model, dict, tuple)):
            yield from _texts_of(one, (*path, step))


@cache
def keys_of(model: type[Model]) -> list[str]:
    """The keys that a person may write in a part."""
    return [info.alias or name for name, info in model.model_fields.items() if name not in _OURS]


def read_part(draft: Draft, model: type[Part], data: Any, *, path: Steps, owner: str) -> Part | None:
    """The part, else None. After a mistake its cure is tried (the key that was meant, or none), to find the others."""
    if not isinstance(data, dict):
        kind = "a list" if isinstance(data, list) else "text"
        meant = as_written(data)
        hint = f"write {meant or 'each as key: value'}"
        message = f"{owner} must have keys on indented lines below it, not {kind}"
        draft.wrong(path, message, hint, rule="parts-wanted", write=meant)
        return None
    gone = {key for key, value in data.items() if value is None}
    data = _without_empty(draft, data, path) if _has_empty(data) else data
    for _ in range(4):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            nested = {**NESTED, **({"items": OrderItem} if model is OrderOptions else {})}
            known = {"": keys_of(model), **{key: keys_of(part) for key, part in nested.items()}}
            told = islice(mistakes(error, owner, known), MOST_MISTAKES)
            found = [one for one in told if not _follows(one, gone)]
            _report(draft, found, path)
            data = _cured(draft, data, found, path, gone) if found else {**_stand_in(model), **data}
    return None


def read_keys(draft: Draft, data: dict[str, Any], known: Sequence[str], *, path: Steps, owner: str) -> dict[str, Any]:
    """The known keys of a mapping; each unknown one is told, and read as the one that was meant."""
    unknown = (key for key in data if key not in known)
    found = [unknown_key((key,), known, owner) for key in islice(unknown, MOST_MISTAKES)]
    _report(draft, found, path)
    return _cured(draft, data, found, path, set()) if found else data


def _stand_in(model: type[Model]) -> dict[str, Any]:
    return {name: value for name, value in _STAND_IN.items() if name in model.model_fields}


def _follows(mistake: Mistake, gone: set[str]) -> bool:
    """True for a lack that follows from another mistake."""
    return mistake.kind == "missing" and str(mistake.path[0]) in gone


def _report(draft: Draft, found: Sequence[Mistake], path: Steps) -> None:
    meant = {(*one.path[:-1], one.meant) for one in found if one.meant}
    for one in found:
        if one.kind == "missing" and one.path in meant:
            continue
        here = (*path, *(one.path[:-1] if one.kind == "missing" else one.path))
        stray = _holder(draft.source.data, here) if one.kind == "unknown" and not one.meant else None
        text = also_text(draft.source, here, stray) if stray else ""
        hint = f"{one.hint}; text that holds a comma stands in quotes: {text}" if text else one.hint
        values = {**one.values, "write": text} if text else one.values
        draft.wrong(here, one.message, hint, rule=one.rule, at_key=one.at_key, **values)


def _cured(draft: Draft, data: dict[str, Any], found: Sequence[Mistake], path: Steps, gone: set[str]) -> dict[str, Any]:
    data = _copy(data)
    for one in found:
        holder = _holder(data, one.path)
        if one.kind == "unknown" and holder is not None:
            value = holder.pop(str(one.path[-1]), None)
            if one.meant and one.meant not in holder and value is not None:
                holder[one.meant] = value
                draft.source.renamed[(*path, *one.path[:-1], one.meant)] = (*path, *one.path)
        elif one.path and one.kind != "missing":
            data.pop(str(one.path[0]), None)
            gone.add(str(one.path[0]))
        elif one.kind == "missing":
            gone.add(str(one.path[0]))
    return data


def _holder(data: Any, path: Steps) -> dict[str, Any] | None:
    for step in path[:-1]:
        fits = isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int) and step < len(data))
        data = (data.get(step) if isinstance(data, dict) else data[step]) if fits else None
    return data if isinstance(data, dict) and path[-1:] and path[-1] in data else None


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _has_empty(data: Any) -> bool:
    if isinstance(data, (dict, list)):
        return any(map(_has_empty, data.values() if isinstance(data, dict) else data))
    return data is None


def _without_empty(draft: Draft, data: Any, path: Steps) -> Any:
    """The data without keys and list lines that have nothing behind them; each is told."""
    if isinstance(data, dict):
        for key in [key for key, value in data.items() if value is None]:
            hint, rule, meant = _empty(draft, (*path, key), data)
            draft.wrong((*path, key), f"'{key}' is empty", hint, rule=rule, key=key, write=meant)
        return {key: _without_empty(draft, value, (*path, key)) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the list")
        for index in [index for index, value in enumerate(data) if value is None]:
            hint = "write its text, or take the dash out"
            draft.wrong((*path, index), f"one of '{name}' is empty", hint, rule="entry-empty")
        return [_without_empty(draft, value, (*path, index)) for index, value in enumerate(data) if value is not None]
    return data


def _empty(draft: Draft, path: Steps, data: Mapping[str, Any]) -> tuple[str, Rule, str]:
    """The hint for a key with nothing behind it, its rule, and how it should be written where that is known."""
    key = str(path[-1])
    if key == "accent":
        hint = 'a # begins a comment: put the colour in quotes, as in accent: "#a3324f"'
        return hint, "colour-needs-quotes", 'accent: "#a3324f"'
    if meant := as_written(key):
        return f"a blank is missing after its colon: write {meant}", "blank-after-colon", meant
    if after_a_comma(draft.source, path):
        meant = rest_of_text(draft.source, path, data)
        hint = "a comma begins the next part: put what holds one in quotes" + (f", as in {meant}" if meant else "")
        return hint, "comma-needs-quotes", meant
    return "write what belongs there, or take the line out", "is-empty", ""

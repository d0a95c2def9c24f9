"""What pydantic finds wrong -> what, where and what to do now, in our words. Its own sentences never reach a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from re import fullmatch
from typing import Any

from pydantic import ValidationError

from formkit.errors import Wrong, quoted
from formkit.rules import Rule
from formkit.source import Step
from formkit.spec.near import did_you_mean, nearest

Path = tuple[Step, ...]

_KEYS = "must have keys and values on the indented lines below it"
_WORDS: Mapping[str, tuple[str, str, Rule]] = {
    "dict_type": (_KEYS, "write each as key: value", "parts-wanted"),
    "model_type": (_KEYS, "write each as key: value", "parts-wanted"),
    "tuple_type": ("must be a list", "write [one, two], or each on a line of its own after a dash", "list-wanted"),
    "list_type": ("must be a list", "write [one, two], or each on a line of its own after a dash", "list-wanted"),
    "string_type": ("must be text", "put it in quotes", "text-wanted"),
    "greater_than_equal": ("must be {ge} or more", "", "number-too-small"),
    "less_than_equal": ("must be {le} or less", "", "number-too-large"),
    "too_short": ("is empty", "write at least one, or take the line out", "is-empty"),
    "too_long": ("holds {actual_length}, more than the {max_length} there may be", "take some out", "too-many"),
}
_TOLD = {"ge": "least", "le": "most", "actual_length": "has", "max_length": "most"}  # pydantic's names, and ours
_EXAMPLES = {
    "name": "write it below, for example name: Rose Garden",
    "choices": "write them below it, for example choices: [Question, Order, Praise]",
    "text": "write it below, for example text: We answer within a day.",
    "value": "write it as {value: small, label: A small one}",
    "label": "write it as {value: small, label: A small one}",
    "currency": "write currency: EUR below it, or once below business: for all",
    "ask": "for example {ask: Which flower is in our name?, answer: rose}",
    "answer": "for example {ask: Which flower is in our name?, answer: rose}",
}


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a part: `path` below the part, what to say, and the cure that lets checking go on."""

    path: Path
    message: str
    hint: str
    rule: Rule
    values: Mapping[str, object] = field(default_factory=dict)
    at_key: bool = False
    kind: str = ""
    meant: str = ""


def mistakes(error: ValidationError, owner: str, known: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Every mistake of a part. `owner` is the part in words; `known` the keys there may be, by the key above or ""."""
    for found in error.errors(include_url=False):
        path = tuple(found["loc"])
        above = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
        if found["type"] == "extra_forbidden":
            yield unknown_key(path, known.get(above, ()), f"'{above}'" if above else owner)
        elif found["type"] == "missing":
            key = str(path[-1])
            whose = f"{'one of ' if isinstance(path[-2], int) else ''}'{above}'" if above else owner
            hint = _EXAMPLES.get(key, f"write {key}: below it")
            yield Mistake(path, f"{whose} has no '{key}'", hint, "part-missing", {"missing": key}, True, "missing")
        else:
            yield _worded(path, found)


def as_written(text: object) -> str:
    """`name:Rose` or `name = Rose`, which is text, as it was meant: `name: Rose`; "" for other words."""
    found = fullmatch(r"([A-Za-z_][\w-]*)(?::(?=[^\s/])|\s*=\s*)(.+)", str(text))
    return f"{found[1]}: {found[2][:60]}" if found else ""


def unknown_key(path: Path, known: Sequence[str], owner: str) -> Mistake:
    """A key that can't stand where it does; `known` are those that can."""
    key = str(path[-1])
    hint = did_you_mean(key, known, otherwise=f"{owner} can have") if known else "take it out, or look at its spelling"
    near = nearest(key, known)
    values = {"key": key, "meant": near}
    return Mistake(path, f"unknown key {quoted(key)}", hint, "key-unknown", values, True, "unknown", near)


def _worded(path: Path, found: Any) -> Mistake:
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        path = (*path, *cause.at)
        return Mistake(path, cause.message.replace("{key}", _key(path, cause)), cause.hint, cause.rule, cause.values)
    if found["type"] == "literal_error":
        return _not_offered(path, found)
    unknown: tuple[str, str, Rule] = ("can't be read as it stands", "look at its spelling", "value-unreadable")
    message, hint, rule = _WORDS.get(found["type"], unknown)
    known = found.get("ctx", {})
    values = {ours: known[name] for name, ours in _TOLD.items() if name in known}
    if message == _KEYS and (meant := as_written(found["input"])):
        hint, values = f"write it with a blank after the colon: {meant}", {"write": meant}
    return Mistake(path, f"'{_key(path)}' {message.format_map(known)}", hint, rule, values)


def _not_offered(path: Path, found: Any) -> Mistake:
    offered = [word.strip("' ") for word in found["ctx"]["expected"].replace(" or ", ", ").split(",")]
    offered = [word for word in offered if word]
    message = f"'{_key(path)}' can't be {quoted(found['input'])}"
    said = str(found["input"])
    values = {"value": said, "meant": nearest(said, offered)}
    return Mistake(path, message, did_you_mean(said, offered, otherwise="it can be"), "not-offered", values)


def _key(path: Path, cause: Wrong | None = None) -> str:
    above = path[: len(path) - len(cause.at)] if cause else path
    return next((str(step) for step in reversed(above) if isinstance(step, str)), "this")

"""What can be chosen, by clicking: lines are changed, added, moved or deleted, and conditions that name them follow."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from formkit.errors import FormkitError
from formkit.slug import slug
from formkit.spec import Site
from formkit.web.studio.controls import Maker
from formkit.web.studio.following import Following
from formkit.web.studio.kinds.choices import Chosen, choices_of
from formkit.web.studio.stepping import Plan
from formkit.web.studio.wordings import Steps

MOST_LINES = 1000  # that are pasted at once


def choosing(maker: Maker, site: Site, path: Steps, asked: Mapping[str, Any]) -> Plan:
    """What a browser asks for: one more choice, one gone, one with other words, or other `lines`.

    `was` and `before` are what it has seen. Raises FormkitError where that is no more, KeyError for anything else.
    """
    labels = [one.label for one in choices_of(maker, path)]
    if "add" in asked:
        if _one_line(asked["add"]) in map(_one_line, labels):
            raise FormkitError(maker.say("choice_twice"))
        return becoming(maker, site, path, [*labels, str(asked["add"])])
    if "lines" in asked:
        if labels != asked["before"]:
            raise KeyError
        return _pasted(maker, site, path, [_one_line(line) for line in asked["lines"]][:MOST_LINES])
    at = int(asked["at"])
    if labels[at] != asked["was"]:
        at = labels.index(asked["was"])
    put = [str(asked["to"])] if "to" in asked else []
    return becoming(maker, site, path, [*labels[:at], *put, *labels[at + 1 :]])


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _pasted(maker: Maker, site: Site, path: Steps, lines: Sequence[str]) -> Plan:
    """As `becoming`; what is written several times is taken once, and told, unless the file has it as often."""
    before = Counter(_one_line(one.label) for one in choices_of(maker, path))
    seen: Counter[str] = Counter()
    once = []
    for line in lines:
        seen[line] += 1
        if seen[line] <= max(1, before[line]):
            once.append(line)
    plan = becoming(maker, site, path, once)
    doubles = [line for line, n in seen.items() if line and n > max(1, before[line])]
    told = maker.say("choice_doubles", names=", ".join(doubles)) if doubles else ""
    return replace(plan, told=" ".join(filter(None, (told, plan.told))))


def becoming(maker: Maker, site: Site, path: Steps, lines: Sequence[str]) -> Plan:
    """The choices of the field at a path become these lines.

    Raises FormkitError where none is left, or one gets the words of another.
    """
    old = choices_of(maker, path)
    found = [line for line in map(_one_line, lines) if line]
    if not found:
        raise FormkitError(maker.say("choice_last"))
    order, renamed = turned([_one_line(one.label) for one in old], found)
    stays = {old[one].label for one in order if isinstance(one, int) and one not in renamed}
    if stays.intersection(renamed.values()):
        raise FormkitError(maker.say("choice_twice"))
    gone = [n for n in range(len(old)) if n not in order]
    words: dict[str, str | None] = {old[n].value: text for n, text in renamed.items() if old[n].plain}
    fresh = _fresh(maker, [one for one in order if isinstance(one, str)], {one.value for one in old})
    values = [old[one].value if isinstance(one, int) else _value(fresh[one]) for one in order]
    following = Following(maker, site, path, words | {old[n].value: None for n in gone}, values)
    edits = [*following.edits(), *_lines((*path, "choices"), old, order, renamed, fresh)]
    return Plan(edits, path, told=" ".join(following.told([old[n].label for n in gone])))


def turned(before: Sequence[str], after: Sequence[str]) -> tuple[list[int | str], dict[int, str]]:
    """Lines as numbers of those before and as new texts; and those of them that only have other words.

    Lines with other words are those that stand, as many as before, between lines that stay.
    """
    order: list[int | str] = []
    spans = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left = {before[n]: n for tag, first, end, _, _ in spans if tag != "equal" for n in reversed(range(first, end))}
    renamed: dict[int, str] = {}
    for tag, first, end, start, stop in spans:
        if tag == "equal":
            order += range(first, end)
            continue
        own = [n for n in range(first, end) if before[n] not in after[start:stop] and before[n] not in after]
        fresh = [text for text in after[start:stop] if text not in left]
        pairs = dict(zip(fresh, own, strict=True)) if len(own) == len(fresh) else {}
        for text in after[start:stop]:
            order.append(left.get(text, pairs.get(text, text)))
        renamed |= {n: text for text, n in pairs.items()}
    return [one for one in dict.fromkeys(order) if one not in before], renamed


def _lines(
    place: Steps,
    old: Sequence[Chosen],
    order: Sequence[int | str],
    renamed: Mapping[int, str],
    fresh: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:
    """The edits of the list itself: what goes, what has other words, then each line behind the one before it."""
    stand: list[int | str] = [n for n in range(len(old)) if n in order]
    yield from ({"op": "take", "path": [*place, n]} for n in reversed(range(len(old))) if n not in order)
    for n, text in renamed.items():
        yield {"op": "put", "path": [*place, stand.index(n), *old[n].inner], "value": text}
    blocks = SequenceMatcher(None, stand, order, autojunk=False).get_matching_blocks()
    stay = {one for first, _, size in blocks for one in stand[first : first + size]}
    for at, one in enumerate(order):
        to = stand.index(order[at - 1]) + 1 if at else 0
        if isinstance(one, str):
            yield {"op": "add", "path": [*place], "at": to, "value": fresh[one]}
        elif one in stay:
            continue
        else:
            now = stand.index(one)
            to -= now < to
            if now != to:
                yield {"op": "move", "path": [*place, now], "to": to}
            stand.remove(one)
        stand.insert(to, one)


def _fresh(maker: Maker, texts: Sequence[str], taken: set[str]) -> dict[str, Any]:
    """New choices by their texts. In one language of several each has a word of its own, that no other choice has."""
    if len(maker.written.languages) == 1:
        return {text: text for text in texts}
    found: dict[str, Any] = {}
    for text in texts:
        base = slug(text) or "choice"
        value = base if base not in taken else next(one for n in count(2) if (one := f"{base}-{n}") not in taken)
        taken = {*taken, value}
        found[text] = {"value": value, "label": {maker.language: text}}
    return found


def _value(choice: Any) -> str:
    return str(choice["value"] if isinstance(choice, dict) else choice)

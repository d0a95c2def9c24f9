"""What can be chosen, by clicking: lines are changed, added, moved or deleted, and conditions that name them follow."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from formkit.errors import FormkitError
from formkit.slug import slug
from formkit.spec import Site
from formkit.spec.spelled import said_at
from formkit.web.studio.controls import Maker
from formkit.web.studio.kinds.choices import Chosen, choices_of
from formkit.web.studio.plans import removing
from formkit.web.studio.stepping import Edits, Plan
from formkit.web.studio.wordings import Steps

MOST_LINES = 1000  # that are pasted at once
Turned = Mapping[str, str | None]  # what a choice is called now, None where it is gone


def choosing(maker: Maker, site: Site, path: Steps, asked: Mapping[str, Any]) -> Plan:
    """What a browser asks for: one more choice, one gone, one with other words, or other `lines`.

    `was` and `before` are what it has seen. Raises FormkitError where that is no more, KeyError for anything else.
    """
    labels = [one.label for one in choices_of(maker, path)]
    if "add" in asked:
        return becoming(maker, site, path, [*labels, str(asked["add"])])
    if "lines" in asked:
        if labels != asked["before"]:
            raise KeyError
        return becoming(maker, site, path, [str(line) for line in asked["lines"]][:MOST_LINES])
    at = int(asked["at"])
    if labels[at] != asked["was"]:
        at = labels.index(asked["was"])
    put = [str(asked["to"])] if "to" in asked else []
    return becoming(maker, site, path, [*labels[:at], *put, *labels[at + 1 :]])


def becoming(maker: Maker, site: Site, path: Steps, lines: Sequence[str]) -> Plan:
    """The choices of the field at a path become these lines. Raises FormkitError where none is left or one is twice."""
    old = choices_of(maker, path)
    found = [line for line in (" ".join(line.split()) for line in lines) if line]
    if not found:
        raise FormkitError(maker.say("choice_last"))
    if len(found) > len(old) and found[-1] in found[:-1]:
        raise FormkitError(maker.say("choice_twice"))
    order, renamed = turned([" ".join(one.label.split()) for one in old], found)
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


class Following:
    """What names choices of a field that are called otherwise now, or are gone."""

    def __init__(self, maker: Maker, site: Site, path: Steps, words: Turned, left: Sequence[str]) -> None:
        self.maker, self.site, self.path, self.words, self.left = maker, site, path, words, left
        self.form = maker.written.in_force(str(path[1]))
        self.always: list[str] = []  # what is asked always now, by label
        self.deleted: list[str] = []
        self.unreached: list[str] = []

    def edits(self) -> Edits:
        name = str(self.path[3])
        return [*self._begun(), *self._fields(name), *self._destinations(name)]

    def told(self, gone: Sequence[str]) -> Iterator[str]:
        """What goes along with the choices that are gone, in a sentence each."""
        lists = {"gone_always": self.always, "gone_with": self.deleted, "gone_target": self.unreached}
        found = {key: names for key, names in lists.items() if names}
        if found:
            yield self.maker.say("gone_choice", name=", ".join(gone))
        yield from (self.maker.say(key, names=", ".join(names)) for key, names in found.items())

    def _begun(self) -> Edits:
        """What is chosen at first: what a preset says can't be taken out, so that another one takes its place."""
        begun, path = str(self.form["fields"][self.path[3]].get("default", "")), [*self.path, "default"]
        if begun not in self.words:
            return []
        word = self.words[begun]
        if word is None and said_at(self.maker.written.source.data, path) is not None:
            return [{"op": "take", "path": path}]
        return [{"op": "put", "path": path, "value": word or self.left[0]}]

    def _fields(self, name: str) -> Iterator[dict[str, Any]]:
        for other, one in self.form["fields"].items():
            condition = one.get("show_if")
            left = self._values(condition, name)
            path = (*self.path[:3], other, "show_if")
            if left:
                yield _said([*path, name], left)
            elif left is not None and said_at(self.maker.written.source.data, path) is None:  # of the preset
                self.deleted.append(self.maker.field_label(other, one))
                yield from removing(self.site, self.maker.written.source, path[:4]).edits
            elif left is not None:
                alone = len(condition) == 1
                self.always += [self.maker.field_label(other, one)] if alone else []
                yield {"op": "take", "path": [*path] if alone else [*path, name]}

    def _destinations(self, name: str) -> Iterator[dict[str, Any]]:
        """One that waits for what nobody can answer any more goes; of all of them, only their conditions."""
        ways = self.maker.written.at((*self.path[:2], "deliver_to")) or []
        left = [self._values(one.get("when") if isinstance(one, dict) else None, name) for one in ways]
        waiting = [at for at, values in enumerate(left) if values == []]
        for at in reversed(range(len(ways))):
            path = [*self.path[:2], "deliver_to", at]
            if values := left[at]:
                yield _said([*path, "when", name], values)
            elif at in waiting and len(waiting) < len(ways):
                self.unreached.append(str(ways[at].get("mail") or at + 1))
                yield {"op": "take", "path": path}
            elif at in waiting:
                yield {"op": "take", "path": [*path, "when", *([name] if len(ways[at]["when"]) > 1 else [])]}

    def _values(self, condition: Any, name: str) -> list[str] | None:
        """The values that a condition names after the change; None where it changes nothing."""
        said = condition.get(name) if isinstance(condition, dict) else None
        values = [str(one) for one in (said if isinstance(said, list | tuple) else [said])]
        if not any(one in self.words for one in values):
            return None
        after = [self.words.get(one, one) for one in values]
        return list(dict.fromkeys(one for one in after if one is not None))


def _said(path: list[Any], values: Sequence[str]) -> dict[str, Any]:
    return {"op": "put", "path": path, "value": values[0] if len(values) == 1 else [*values]}

"""Conditions, and what is chosen at first, follow what can be answered: called otherwise, or gone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from formkit.spec import Site
from formkit.spec.spelled import said_at
from formkit.web.studio.controls import Maker
from formkit.web.studio.plans import removing
from formkit.web.studio.stepping import Edits
from formkit.web.studio.wordings import Steps

Turned = Mapping[str, str | None]  # what a choice is called now, None where it is gone


class Following:
    """What names choices of a field that are called otherwise now, or are gone."""

    def __init__(self, maker: Maker, site: Site, path: Steps, words: Turned, left: Sequence[str]) -> None:
        self.maker, self.site, self.path, self.words, self.left = maker, site, path, words, left
        self.form = maker.written.in_force(str(path[1]))
        self.always: list[str] = []  # what is asked always now, by label
        self.deleted: list[str] = []
        self.unreached: list[str] = []

    def edits(self) -> Edits:
        return [*self._begun(), *self.conditions()]

    def conditions(self) -> Edits:
        """Those of questions and of destinations."""
        name = str(self.path[3])
        return [*self._fields(name), *self._destinations(name)]

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


def loosened(maker: Maker, path: Steps, answers: Collection[str] | None) -> list[dict[str, Any]]:
    """The edits that take answers out of conditions that nobody can give any more."""
    site = maker.written.site
    gone = [one for one in named(maker, path) if answers is not None and one.lower() not in map(str.lower, answers)]
    return Following(maker, site, path, dict.fromkeys(gone), ()).conditions() if site and gone else []


def named(maker: Maker, path: Steps) -> Iterator[str]:
    """The answers of a field that conditions of its form name."""
    form, name = maker.written.in_force(str(path[1])), path[-1]
    others = form.get("fields", {}).values() if isinstance(form.get("fields"), dict) else ()
    ways = form.get("deliver_to", []) if isinstance(form.get("deliver_to"), list) else []
    for condition in (
        *(one.get("show_if") for one in others),
        *(one.get("when") for one in ways if isinstance(one, dict)),
    ):
        said = condition.get(name) if isinstance(condition, dict) else None
        yield from (str(one) for one in (said if isinstance(said, list | tuple) else [said]) if one is not None)

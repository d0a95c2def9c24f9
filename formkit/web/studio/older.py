"""Which translations are older than their original: told by the versions of the file alone.

A translation is as old as the version in which its words came beside their original. It is found again by these words,
so that things may be moved. What the versions don't say for certain is not told.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from sys import intern
from threading import Lock
from types import MappingProxyType
from typing import Any

from formkit.edit import SpecFile, Version
from formkit.errors import FormkitError
from formkit.source import Source, Step
from formkit.words import languages

MOST_READ = 500_000  # letters of versions for one answer: a tenth of a second, or a few
MOST_SHOWN = 160  # letters, up to the end of the word
AROUND = 40
Place = tuple[tuple[Step, ...], str]  # the path of a text, and a language
_Key = tuple[str, str, str]  # the shape of a path, a language, and the words in it


@dataclass(frozen=True)
class Pair:
    """A translation and its original."""

    language: str
    original: str
    words: str

    @property
    def name(self) -> str:
        """The same for the same words, wherever they stand."""
        said = "\0".join((self.language, self.original, self.words))
        return sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Older:
    """A translation that is older than its original; `was` is how that read when the translation was written."""

    pair: Pair
    was: str

    @property
    def shown(self) -> str:
        """As much of it as shows what is different now."""
        letters = zip(self.was, self.pair.original, strict=False)
        alike = min(len(self.was), len(self.pair.original))
        begin = next((at for at, pair in enumerate(letters) if len({*pair}) > 1), alike)
        first = self.was.rfind(" ", 0, begin - AROUND) + 1 if begin > AROUND else 0
        end = self.was.find(" ", first + MOST_SHOWN)
        return f"{'… ' if first else ''}{self.was[first : end if end >= 0 else None]}{' …' if end >= 0 else ''}"


@dataclass(frozen=True)
class Told:
    """The older translations by their places; not `whole` while there are versions that were not read yet."""

    older: Mapping[Place, Older]
    whole: bool = True


@dataclass(frozen=True)
class _Pairs:
    """The translations of one version: the originals that stand beside each, and the shape of each pair's path."""

    originals: Mapping[_Key, tuple[str, ...]]
    shapes: Mapping[Pair, str]


_State = tuple[_Key, str]  # where a translation stands in a version, and the original beside it
_Head = tuple[int, str, str, frozenset[str]]  # a version by number and name, the first language, and what was noted


@dataclass
class Ages:
    """What the versions of a file say of its translations; each of them is read once."""

    file: SpecFile
    read: Callable[[str], Source]
    _lock: Lock = field(default_factory=Lock)
    _known: dict[tuple[str, str], _Pairs | None] = field(default_factory=dict)
    _ends: tuple[_Head | None, Mapping[_State, str]] = (None, MappingProxyType({}))

    def told(self, first: str, asked: Mapping[Place, Pair]) -> Told:
        """Which of these are older than their words in the language `first`. May be called from any thread."""
        with self._lock:
            return self._told(first, asked)

    def all_told(self, first: str, asked: Mapping[Place, Pair]) -> Mapping[Place, Older]:
        """The same, once every version is read: of a long history that takes seconds."""
        while not (found := self.told(first, asked)).whole:
            pass
        return found.older

    def _told(self, first: str, asked: Mapping[Place, Pair]) -> Told:
        lineage, left = self.file.lineage(), MOST_READ
        walk = _Walk(asked, frozenset(one.note for one in lineage if one.note))
        self._forget(lineage)
        for step, version in zip(walk.steps(), (*lineage[:1], *lineage[-1:], *lineage[1:]), strict=False):
            if (version.version, first) not in self._known:
                if left <= 0:
                    return walk.told(whole=False)
                left -= self._look(version, first)
            if pairs := self._known[version.version, first]:
                step(pairs)
                head, ends = self._ends
                if head == (version.number, version.version, first, walk.fitting) and step == walk.back:
                    walk.settle(ends)
        walk.end()
        if lineage[1:] and self._known.get((lineage[1].version, first)):  # it stays while one types
            self._ends = (lineage[1].number, lineage[1].version, first, walk.fitting), walk.ends
        return walk.told()

    def _look(self, version: Version, first: str) -> int:
        """Reads a version; how many letters that were."""
        text, pairs = "", None
        try:
            text = self.file.text_at(version.version) or ""
            source = self.read(text)
            pairs = _pairs(source.data, first) if source.whole else None
        except FormkitError:  # it is damaged, or a state in which nobody can read it
            pass
        self._known[version.version, first] = pairs
        return len(text)

    def _forget(self, lineage: list[Version]) -> None:
        kept = {one.version for one in lineage}
        self._known = {key: pairs for key, pairs in self._known.items() if key[0] in kept}


@dataclass
class _Walk:
    """From the version in force back to where each translation came: `open` are those that came earlier yet, as they
    stand in the version that was looked at last, `second` all as they stood in the one before that in force.
    `came` is the original of those that are found, `fitting` are the names of pairs that somebody has looked at.
    """

    asked: Mapping[Place, Pair]
    fitting: frozenset[str]
    open: dict[Place, _State] = field(default_factory=dict)
    second: Mapping[Place, _State] | None = None
    came: dict[Place, str] = field(default_factory=dict)
    newer: _Pairs = field(default_factory=lambda: _Pairs({}, {}))

    def steps(self) -> Iterator[Callable[[_Pairs], None]]:
        """What to do with the version in force, with the oldest, and with each from the newest on."""
        yield self.begin
        yield self.spare
        while self.open:
            yield self.back

    def begin(self, pairs: _Pairs) -> None:
        for place, pair in self.asked.items():
            key = (_shape(place[0]), pair.language, pair.words)
            if pair.original in pairs.originals.get(key, ()):
                self.open[place] = (key, pair.original)
        self.newer = pairs

    def spare(self, oldest: _Pairs) -> None:
        """A pair that was together from the beginning fits."""
        self.open = {place: one for place, one in self.open.items() if self.asked[place] not in oldest.shapes}

    def back(self, older: _Pairs) -> None:
        for place, (key, original) in [*self.open.items()]:
            was, came = (one.originals.get(key, ()).count(original) for one in (older, self.newer))
            if self.fitting and Pair(key[1], original, key[2]).name in self.fitting:
                self._found(place)
            elif not was:
                self._moved(place, older)
            elif came > was:  # somebody wrote the pair once more
                self._found(place)
        self.newer = older
        self.second = self.second or dict(self.open)

    def settle(self, ends: Mapping[_State, str]) -> None:
        """What is known of a version from another time."""
        for place, state in [*self.open.items()]:
            if state in ends:
                self._found(place, ends[state])

    def end(self) -> None:
        """What is still open is as old as the oldest version, or older."""
        for place in [*self.open]:
            self._found(place)

    @property
    def ends(self) -> Mapping[_State, str]:
        """Beside what the translations came that stood in the version before that in force."""
        return {state: self.came[place] for place, state in (self.second or {}).items()}

    def told(self, *, whole: bool = True) -> Told:
        pairs = self.asked
        older = {place: was for place, was in self.came.items() if was not in ("", pairs[place].original)}
        return Told({place: Older(pairs[place], was) for place, was in older.items()}, whole)

    def _moved(self, place: Place, older: _Pairs) -> None:
        """To where the translation stood, and beside what; found where that is not certain, or nowhere."""
        (shape, language, words), original = self.open[place]
        key, pair = (shape, language, words), Pair(language, original, words)
        was, came = (Counter(one.originals.get(key, ())) for one in (older, self.newer))
        gone, new = was - came, came - was
        if gone.total() == new.total() == 1 and original in new:
            self.open[place] = (key, next(iter(gone)))
        elif pair in older.shapes:
            self.open[place] = ((older.shapes[pair], language, words), original)
        else:
            self._found(place)

    def _found(self, place: Place, was: str | None = None) -> None:
        _, original = self.open.pop(place)
        self.came[place] = original if was is None else was


def _pairs(data: Any, first: str) -> _Pairs:
    originals: dict[_Key, tuple[str, ...]] = {}
    shapes: dict[Pair, str] = {}
    for path, said in _texts(data, ()):
        shape, original = intern(_shape(path)), intern(str(said.get(first, "")))
        for language, words in said.items():
            if language != first:
                pair = Pair(intern(str(language)), original, intern(str(words)))
                key = (shape, pair.language, pair.words)
                originals[key] = (*originals.get(key, ()), original)
                shapes[pair] = shape
    return _Pairs(originals, shapes)


def _texts(value: Any, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Mapping[str, str]]]:
    """The texts by language in a file as it was read."""
    if isinstance(value, dict):
        if value and all(key in languages() and isinstance(one, str) for key, one in value.items()):
            yield path, value
            return
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    for one in value if isinstance(value, list) else ():
        yield from _texts(one, path)


def _shape(path: tuple[Step, ...]) -> str:
    """A path without what changes when things are moved, added, or written in their short form."""
    inner = path[2:] if path[:1] == ("pages",) and "sections" in path[2:3] else path
    keys = [str(step) for step in inner if isinstance(step, str) and step != "items"]
    return "/".join(keys[:-1] if keys[-1:] in (["text"], ["label"]) else keys)

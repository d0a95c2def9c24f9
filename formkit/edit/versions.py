"""A spec as the Studio keeps it: read, saved, merged with what others changed, taken back and brought again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from formkit.edit.history import LOCK, History
from formkit.edit.merging import Clash, merge
from formkit.edit.saving import (
    PATIENCE_S,
    Gone,
    alone,
    beside,
    changed_at,
    clear_up,
    decoded,
    encoded,
    gone,
    in_words,
    read_bytes,
    unkept,
    version_of,
)
from formkit.edit.steps import OUTSIDE_RUN, Step, Steps, added, redone, undone, without
from formkit.errors import FormkitError

FOUND = "as it was found"
OUTSIDE = "changed outside the Studio"
BEGUN = "begun"
MOST_WORDS = 200


@dataclass(frozen=True)
class Text:
    """A spec as it is on disk, byte order mark and line ends kept."""

    text: str
    version: str


@dataclass(frozen=True)
class Saved(Text):
    """What stands on disk after saving; `merged` when it holds changes by others that the saver had not seen."""

    merged: bool = False


@dataclass(frozen=True)
class Version:
    """One entry of the list: `number` for `restore`, `at` in UTC, `what` in words; `here` is the one in force.

    `note` is what was said of the file without a change of it.
    """

    number: int
    at: datetime
    what: str
    version: str
    here: bool = False
    note: str = ""


class SpecFile:
    """The spec at `path`; its versions are kept in the folder `history`. Every method raises FormkitError in words.

    Another thread or process that saves is waited for, `patience` seconds at most.
    """

    def __init__(self, path: Path, history: Path, *, patience: float = PATIENCE_S) -> None:
        self.path = path.absolute()
        self._patience = patience
        self._history = History(history.absolute())

    def read(self, now: datetime | None = None) -> Text:
        """The file as it is; a change by another program becomes a version of its own."""
        data = read_bytes(self.path)
        if not self._history.ends_with(version_of(data)):
            with suppress(FormkitError), self._alone():
                data = self._looked(now)
        return Text(decoded(data, self.path), version_of(data))

    def begin(self, now: datetime) -> None:
        """The file is a new one: undo stops at it, and does not go back into a deleted one of its name."""
        with self._alone():
            data = self._looked(now)
            before = self._history.load()
            step = Step(0, now, BEGUN, version_of(data), len(data), now)
            steps = replace(added(before, step), past=(), future=())
            if before.current and before.current.what in (FOUND, OUTSIDE):  # this very one
                steps = without(steps, before.place)
            with self._history.turning(steps, data):
                pass

    def save(self, text: str, *, base: str, what: str, now: datetime, run: str = "", over: str = "") -> Saved:
        """Put `text`, made from the version `base`, in the place of the file. Raises Clash, and writes nothing then.

        Savings of one `run` of typing within a minute are one version. It is a Clash, too, when another version than
        `over` is in force.
        """
        encoded(text, self.path)
        with self._alone():
            there = self._looked(now)
            if over not in ("", version_of(there)):
                raise Clash(text, decoded(there, self.path), "")
            merged = version_of(there) != base
            data = encoded(self._merged(text, base, there) if merged else text, self.path)
            if data != there:
                self._add(data, what, now, run=run)
        return Saved(data.decode("utf-8"), version_of(data), merged)

    def note(self, note: str, *, what: str, now: datetime) -> None:
        """Says something of the file as it is: a version of its own with the same bytes, which undo takes back."""
        with self._alone():
            data = self._looked(now)
            with self._history.turning(added(self._history.load(), _step_of(data, what, now, note)), data):
                pass

    def undo(self, now: datetime) -> Text:
        """One version back; what was changed outside meanwhile is taken back first."""
        return self._stepped(undone, lambda steps: steps.past, now=now)

    def redo(self, now: datetime) -> Text:
        """One version forward again, until something else is saved."""
        return self._stepped(redone, lambda steps: steps.future, now=now)

    def restore(self, number: int, now: datetime, *, what: str = "") -> Text:
        """A version of the list as a new one, which undo takes back; writes a deleted file anew."""
        with self._alone():
            there = None
            with suppress(Gone):
                there = self._looked(now)
            step = self._step(number)
            data = self._kept(step)
            text = decoded(data, self.path)
            if data != there:
                self._add(data, what or step.what, now)
        return Text(text, step.version)

    def versions(self) -> list[Version]:
        """Every version that is kept, the newest first."""
        steps = self._steps()
        return [_version(one, steps) for one in reversed(steps.all)]

    def lineage(self) -> list[Version]:
        """The version in force and those that it came from, the newest first; none that was taken back."""
        steps = self._steps()
        known = {one.number: one for one in steps.all}
        return [_version(known[number], steps) for number in (steps.place, *reversed(steps.past)) if number in known]

    @property
    def noted(self) -> int:
        """How many notes count for the version in force."""
        return sum(bool(one.note) for one in self.lineage())

    def text_of(self, number: int) -> str:
        """A version of the list."""
        return decoded(self._kept(self._step(number)), self.path)

    def text_at(self, version: str) -> str | None:
        """The text of a version by its name; None when it is not kept any more."""
        data = self._history.bytes_of(version)
        return None if data is None else decoded(data, self.path)

    @property
    def can_undo(self) -> bool:
        return bool(self._steps().past)

    @property
    def can_redo(self) -> bool:
        return bool(self._steps().future)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self.path.parent.is_dir():
            raise gone(self.path)
        try:
            self._history.make()
            with alone(self._history.folder / LOCK, patience=self._patience):
                yield
        except OSError as error:
            raise unkept(error, self.path, self._history.folder) from error

    def _looked(self, now: datetime | None) -> bytes:
        """The bytes of the file, once they are in the history; a list of it that was damaged is made anew."""
        data = read_bytes(self.path)
        version = version_of(data)
        self._history.settle(version)
        clear_up(self.path)
        damaged = self._history.damaged(version)
        steps = self._history.mended(version) if damaged else self._history.load()
        if steps.current and steps.current.version == version:
            self._history.keep(data)
            return data
        with self._history.turning(self._changed(steps, data, now), data):
            pass
        return data

    def _changed(self, steps: Steps, data: bytes, now: datetime | None) -> Steps:
        """With what another program wrote, when the file says that it did: after the last version, before `now`."""
        with in_words(self.path, "read"):
            at = changed_at(self.path.stat())
        at = min(at, now) if now else at
        last = steps.all[-1].at if steps.all else at
        run = OUTSIDE_RUN if steps.all and at >= last else ""
        step = Step(0, max(at, last), OUTSIDE if steps.all else FOUND, version_of(data), len(data), max(at, last))
        return added(steps, step, run=run)

    def _merged(self, text: str, base: str, there: bytes) -> str:
        theirs = decoded(there, self.path)
        known = self._history.bytes_of(base)
        if known is None:
            if text == theirs:
                return text
            raise Clash(text, theirs, "")
        return merge(decoded(known, self.path), text, theirs)

    def _add(self, data: bytes, what: str, now: datetime, *, run: str = "") -> None:
        step, steps = _step_of(data, what, now), self._history.load()
        there = steps.current is not None and steps.current.version == step.version  # the file was deleted
        self._put(steps if there else added(steps, step, run=run), data)

    def _put(self, steps: Steps, data: bytes) -> None:
        with self._history.turning(steps, data), in_words(self.path, "save"), beside(self.path, data) as move:
            move()

    def _stepped(
        self, step: Callable[[Steps], Steps], ways: Callable[[Steps], tuple[int, ...]], *, now: datetime
    ) -> Text:
        """To the nearest version whose bytes are whole."""
        with self._alone():
            self._looked(now)
            steps = self._history.load()
            while ways(steps):
                after = step(steps)
                data = self._history.bytes_of(after.current.version) if after.current else None
                if data is not None:
                    text = decoded(data, self.path)
                    self._put(after, data)
                    return Text(text, version_of(data))
                steps = without(steps, after.place)
        word = "undo" if step is undone else "redo"
        raise FormkitError(
            f"There is nothing to {word}.", "Every version that is kept stands in the history.", rule="nothing-to-undo"
        )

    def _steps(self) -> Steps:
        """The versions, once a change by another program is among them."""
        with suppress(FormkitError):
            self.read()
        return self._history.load()

    def _step(self, number: int) -> Step:
        step = self._history.load().step(number)
        if step is None:
            raise FormkitError(
                f"Version {number} is not kept any more.", "Choose another one of the list.", rule="version-gone"
            )
        return step

    def _kept(self, step: Step) -> bytes:
        data = self._history.bytes_of(step.version)
        if data is None:
            raise FormkitError(
                f"Version {step.number} is damaged.", "Choose another one of the list.", rule="version-gone"
            )
        return data


def _step_of(data: bytes, what: str, now: datetime, note: str = "") -> Step:
    at, words = now.astimezone(UTC), " ".join(what.split())[:MOST_WORDS]
    return Step(0, at, words, version_of(data), len(data), at, note)


def _version(one: Step, steps: Steps) -> Version:
    return Version(one.number, one.at, one.what, one.version, one.number == steps.place, one.note)

"""Whatever is saved, undone, redone, restored and changed outside, in any order: as in a plain list."""

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.edit.shelf import NINE, opened, outside, spec_file

TEXTS = st.sampled_from(["a: 1\n", "a: 2\n", "b: 1\r\n", "", "c"])


class Undoing(RuleBasedStateMachine):
    """`line` is what undo and redo walk along, `here` where it stands, `every` all that can be restored."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="formkit-"))
        self.file = spec_file(self.folder, "first")
        self.file.read()
        self.line, self.here, self.every, self.minutes = ["first"], 0, ["first"], 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def now(self) -> datetime:
        self.minutes += 5
        return NINE + timedelta(minutes=self.minutes)

    def put(self, text: str) -> None:
        if text != self.line[self.here]:
            self.line = [*self.line[: self.here + 1], text]
            self.here += 1
            self.every.append(text)

    @rule(text=TEXTS)
    def save(self, text: str) -> None:
        self.file.save(text, base=self.file.read().version, what="x", now=self.now)
        self.put(text)

    @rule(text=TEXTS, seen=st.booleans())
    def change_outside(self, text: str, *, seen: bool) -> None:
        if text == self.line[self.here]:
            return
        _ = self.now
        outside(self.file.path, text, minutes=self.minutes)
        self.put(text)
        if seen:
            self.file.read()
        else:
            self.undo()

    @precondition(lambda self: self.here > 0)
    @rule()
    def undo(self) -> None:
        self.here -= 1
        assert self.file.undo(self.now).text == self.line[self.here]

    @precondition(lambda self: self.here + 1 < len(self.line))
    @rule()
    def redo(self) -> None:
        self.here += 1
        assert self.file.redo(self.now).text == self.line[self.here]

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.every)))
        self.put(self.every[number - 1])
        assert self.file.restore(number, self.now).text == self.line[self.here]

    @rule()
    def restart(self) -> None:
        self.file = opened(self.folder)

    @invariant()
    def it_is_as_in_the_list(self) -> None:
        assert self.file.read().text == self.line[self.here]
        assert (self.file.can_undo, self.file.can_redo) == (self.here > 0, self.here + 1 < len(self.line))
        assert [self.file.text_of(one.number) for one in reversed(self.file.versions())] == self.every


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=8, stateful_step_count=18)

"""What goes wrong, in words a novice can act on."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "notice"]


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake in a file. `line` and `column` count from 1; a notice does not stop a build."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        word = "" if self.severity == "error" else "notice: "
        return f"{place}{word}{self.message}" + (f"\n    {self.hint}" if self.hint else "")


class Wrong(ValueError):
    """A value that can't stand in a file. `{key}` in its message is the key above it; `at` leads further down."""

    def __init__(self, message: str, hint: str = "", *, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at


def quoted(value: object, *, most: int = 60) -> str:
    """What a person wrote, in quotes: one line, no control characters, not longer than `most`."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value)[: most + 1])
    return f"'{text[:most]}…'" if len(text) > most else f"'{text}'"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 spec`, `2 specs`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class FormkitError(Exception):
    """The user's mistake or a broken set-up: `message` says what, `hint` what to do now."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SpecError(FormkitError):
    """A spec that can't be used, with every Problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["SpecError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # a build on two cores sends it from one process to another


class PictureError(FormkitError):
    """A picture that can't be shown; `picture` is its path as the spec names it, below form_specs/."""

    def __init__(self, picture: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.picture = picture

    def __reduce__(self) -> tuple[type["PictureError"], tuple[str, str, str]]:
        return type(self), (self.picture, self.message, self.hint)


class DeliveryError(FormkitError):
    """A try that failed. `message` keeps the other side's own words; `permanent` ends the tries."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class StoreUnavailable(FormkitError):
    """The database can't take or give data just now (locked, full, read-only, unreachable)."""

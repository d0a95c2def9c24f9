"""What goes wrong, in words a novice can act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from formkit.rules import Rule

Severity = Literal["error", "notice"]


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake in a file. `line` and `column` count from 1; a notice does not stop a build.

    `rule` and `values` say the same as the message, for readers with words of their own.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: Rule | Literal[""] = field(default="", compare=False)
    values: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        word = "" if self.severity == "error" else "notice: "
        return f"{place}{word}{self.message}" + (f"\n    {self.hint}" if self.hint else "")


class Wrong(ValueError):
    """A value that can't stand in a file. `{key}` in its message is the key above it; `at` leads further down."""

    def __init__(
        self, message: str, hint: str = "", *, rule: Rule, at: tuple[str | int, ...] = (), **values: object
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at
        self.rule = rule
        self.values = as_text(values)


def quoted(value: object, *, most: int = 60) -> str:
    """What a person wrote, in quotes: one line, no control characters, not longer than `most`."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value)[: most + 1])
    return f"'{text[:most]}…'" if len(text) > most else f"'{text}'"


def as_text(values: Mapping[str, object]) -> dict[str, str]:
    """What a rule is told with, as text: one line each, without control characters, bounded."""
    return {name: quoted(value, most=200)[1:-1] for name, value in values.items()}


def counted(number: int, one: str, many: str = "") -> str:
    """`1 spec`, `2 specs`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class FormkitError(Exception):
    """The user's mistake or a broken set-up: `message` says what, `hint` what to do now; `rule` as of a Problem."""

    def __init__(self, message: str, hint: str = "", *, rule: Rule | Literal[""] = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.rule = rule
        self.values = as_text(values)


class SpecError(FormkitError):
    """A spec that can't be used, with every Problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["SpecError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # a build on two cores sends it from one process to another


class PictureError(FormkitError):
    """A picture that can't be shown; `picture` is its path as the spec names it, below form_specs/."""

    def __init__(self, picture: str, message: str, hint: str = "", rule: Rule = "picture-broken") -> None:
        super().__init__(message, hint, rule=rule, picture=picture)
        self.picture = picture

    def __reduce__(self) -> tuple[type["PictureError"], tuple[str, str, str, str]]:
        return type(self), (self.picture, self.message, self.hint, self.rule)


class DeliveryError(FormkitError):
    """A try that failed. `message` keeps the other side's own words; `permanent` ends the tries."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class StoreUnavailable(FormkitError):
    """The database can't take or give data just now (locked, full, read-only, unreachable)."""

"""What can be wrong with an address, each by a name that stays: readers with words of their own say it by that name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from formkit.errors import FormkitError

Rule = Literal[
    "moved", "not-formkit", "form-unknown", "answered", "not-secure", "not-asked-back", "origin-refused", "no-address",
    "no-host", "late", "certificate", "refused", "unread", "redirects", "out-of-time",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True)
class Fault:
    """What is wrong: `words` say it, and what to do; `rule` and `values` say the same."""

    rule: Rule
    words: str
    values: Mapping[str, str] = field(default_factory=dict)


class Unreachable(FormkitError):
    """Nobody answered at an address, or not in time."""

    def __init__(self, rule: Rule, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message, hint)
        self.fault = Fault(rule, message, {name: str(value) for name, value in values.items()})


class OutOfTime(Unreachable):
    """An address was not even asked: all that was asked before took too long."""

"""What a check of `formkit doctor` found, and the check itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from formkit.errors import FormkitError
from formkit.settings import Settings

State = Literal["fine", "notice", "broken"]
Rule = Literal[  # what can be found, each by a name that stays: readers with words of their own say it by that name
    "specs-fine", "specs-none", "spec-mistakes",
    "folder-fine", "folder-unwritable",
    "database-fine", "database-trouble",
    "outbox-fine", "outbox-failed", "outbox-waits", "held-back",
    "key-fine", "key-missing", "key-weak",
    "address-fine", "address-missing", "address-open", "proxies-unknown", "debug-on",
    "env-readable", "setting-unread",
    "server-fine", "server-missing", "sender-fine", "sender-missing", "sender-other", "mail-fine", "mail-trouble",
    "alarm-fine", "alarm-missing", "alarm-wrong", "alarm-same", "alarm-mail-fine", "alarm-mail-trouble",
    "clock-fine", "clock-wrong", "test-sent", "test-refused", "trouble",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True)
class Finding:
    """What a check found: how it is, in words that follow the name of the thing, and what to do now.

    `rule` and `values` say the same, for readers with words of their own.
    """

    state: State
    rule: Rule
    words: str
    hint: str = ""
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def fine(rule: Rule, words: str, hint: str = "", **values: object) -> Finding:
    return Finding("fine", rule, words, hint, values=_as_text(values))


def notice(rule: Rule, words: str, hint: str = "", **values: object) -> Finding:
    return Finding("notice", rule, words, hint, values=_as_text(values))


def broken(rule: Rule, words: str, hint: str = "", **values: object) -> Finding:
    return Finding("broken", rule, words, hint, values=_as_text(values))


def _as_text(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


@dataclass(frozen=True)
class Check:
    """One thing to look at. What it raises as FormkitError is a finding too, by the name `trouble`."""

    name: str
    look: Callable[[Settings], Iterable[Finding]]
    settings: tuple[str, ...] = ()  # it makes no sense before these can be read
    trouble: Rule = "trouble"

    def findings(self, settings: Settings) -> list[Finding]:
        try:
            return [replace(finding, name=self.name) for finding in self.look(settings)]
        except FormkitError as error:
            found = broken(self.trouble, error.message, error.hint, said=error.message)
            return [replace(found, name=self.name)]

"""What a check of `formkit doctor` found, and the check itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from formkit.errors import FormkitError
from formkit.settings import Settings

State = Literal["fine", "notice", "broken"]


@dataclass(frozen=True)
class Finding:
    """What a check found: how it is, in words that follow the name of the thing, and what to do now."""

    state: State
    words: str
    hint: str = ""
    name: str = ""


fine = partial(Finding, "fine")
notice = partial(Finding, "notice")
broken = partial(Finding, "broken")


@dataclass(frozen=True)
class Check:
    """One thing to look at. What it raises as FormkitError is a finding too."""

    name: str
    look: Callable[[Settings], Iterable[Finding]]
    settings: tuple[str, ...] = ()  # it makes no sense before these can be read

    def findings(self, settings: Settings) -> list[Finding]:
        try:
            return [replace(finding, name=self.name) for finding in self.look(settings)]
        except FormkitError as error:
            return [Finding("broken", error.message, error.hint, self.name)]

"""Evidence: all that the guards may look at, and Suspicion: what they say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from formkit.model import History, Posted, Spend, Visitor
from formkit.spam.folded import folded
from formkit.spec import Form

LONG_TEXT = 60  # letters that two people hardly write alike
_WORDY = ("text", "textarea")
SERIES, LATELY = timedelta(minutes=10), timedelta(days=7)


@dataclass(frozen=True)
class Suspicion:
    """Why something may be spam, in words for the owner. `hard` is enough alone; of soft ones it takes two."""

    reason: str
    hard: bool = True


@dataclass(frozen=True)
class Token:
    """Something we signed that came back, a time stamp or a proof of work.

    `state` is "none" (nothing came), "fine", "expired" or "forged"; `uses` are what each use of it is remembered by.
    """

    state: str = "none"
    uses: tuple[str, ...] = ()
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Evidence:
    """One post, as the guards see it. `answers` are the names and values that are not ours; `site` is the site's id.

    `rate_limit` is how many posts a minute one address may send to all forms, 0 for no limit.
    """

    site: str
    form: Form
    posted: Posted
    answers: tuple[tuple[str, str], ...]
    visitor: Visitor
    now: datetime
    stamp: Token = Token()
    proof: Token = Token()
    rate_limit: int = 0
    history: History = History()  # noqa: RUF009 - frozen

    @cached_property
    def written(self) -> tuple[str, ...]:
        """What was said in words; what a field that the spec doesn't know holds counts as such."""
        types = {name: options.type for name, options in self.form.fields.items()}
        said = (value for name, value in self.answers if types.get(name, "text") in _WORDY)
        return tuple(value for value in said if value.strip())

    @cached_property
    def text(self) -> str:
        """All that was written freely."""
        return "\n".join(self.written)

    @cached_property
    def folded(self) -> str:
        """The same without capitals, accents and needless blanks."""
        return folded(self.text)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The mail addresses that were given as an answer, in small letters."""
        return tuple(value.strip().casefold() for _, value in self.answers if _is_address(value.strip()))

    @cached_property
    def text_hash(self) -> str:
        """What tells equal long texts, whoever sends them; "" for a short one."""
        longest = max((folded(text) for text in self.written), key=len, default="")
        return sha256(longest.encode("utf-8", "replace")).hexdigest()[:32] if len(longest) >= LONG_TEXT else ""

    @property
    def uses(self) -> tuple[str, ...]:
        """What may be spent already."""
        return (*self.proof.uses, *self.stamp.uses)

    @property
    def spends(self) -> tuple[Spend, ...]:
        """What counts as used once this post is stored."""
        left = ((one, [use for use in one.uses if use not in self.history.spent]) for one in (self.proof, self.stamp))
        return tuple(Spend(uses[0], one.until) for one, uses in left if uses and one.until)


def _is_address(text: str) -> bool:
    before, at, host = text.partition("@")
    return bool(before and at and "." in host) and len(text) < 255 and not any(letter.isspace() for letter in text)

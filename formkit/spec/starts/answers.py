"""What "New site" asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class StartAnswers:
    """What "New site" asks; whatever is "" was not answered, and stands in the spec as a note.

    `trade` is an id of `trades()`, else found by `kind`, what the business is in its owner's words. `country` is its
    code or its name, `timezone` (IANA) that of the computer. Hours are `hours`, a line as people write it, else
    `week`: day (mon..sun) -> `09:00-18:00`, or `closed`.
    """

    name: str
    email: str
    trade: str = ""
    kind: str = ""
    languages: tuple[str, ...] = ("en",)
    phone: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    timezone: str = ""
    hours: str = ""
    week: Mapping[str, str] = field(default_factory=dict)
    theme: str = ""
    accent: str = ""

"""One mistake of writing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from formkit.rules import Rule

LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Slip:
    """One mistake of writing; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    hint: str
    rule: Rule
    values: Mapping[str, str] = field(default_factory=dict)

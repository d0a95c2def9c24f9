"""One mistake of writing."""

import re
from dataclasses import dataclass

LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Slip:
    """One mistake of writing; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    hint: str

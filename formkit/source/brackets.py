"""Between brackets: what keeps `{ }` or `[ ]` from being read, where the reader only misses the closing one."""

import re
from collections.abc import Sequence

from formkit.errors import as_text, quoted
from formkit.source.slip import Slip

NEVER_CLOSED = "a quote opens here and is never closed"
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_TOKEN = re.compile(r"[\"']|[\[{,]|:(?=\s|$)|\s+|.")
_KEY_BEFORE = re.compile(r"([\w-]+)\s*$")
_COMMA = "write a comma between two parts, as in {name: Rose, price: 3}"


def in_brackets(lines: Sequence[str], began: tuple[int, int], at: tuple[int, int]) -> Slip | None:
    """The mistake between the bracket at `began` and the place `at` where reading stopped (both from 0)."""
    for number in range(began[0], min(at[0] + 1, len(lines))):
        if slip := _quotes(lines[number], number, began[1] if number == began[0] else 0):
            return slip
    line = lines[at[0]] if at[0] < len(lines) else ""
    sign = line[at[1] : at[1] + 1]
    if sign in ("[", "{"):
        message = f"text that holds a bracket {sign} needs quotes"
        return Slip(at[0] + 1, at[1] + 1, message, "put the whole text in quotes", "bracket-needs-quotes")
    return _comment(lines[began[0]], began) or _comma(lines, began, at)


def stray(lines: Sequence[str], at: tuple[int, int]) -> Slip | None:
    """A comma or a dash between brackets where a part of them would stand."""
    line = lines[at[0]] if at[0] < len(lines) else ""
    sign = line[at[1] : at[1] + 1]
    if sign == ",":
        hint = "take it out, or write what is missing"
        return Slip(at[0] + 1, at[1] + 1, "a comma too many stands here", hint, "comma-too-many")
    if sign == "-":
        message = "a dash can't stand between brackets, where commas part the parts"
        return Slip(at[0] + 1, at[1] + 1, message, "take it out, or put the text in quotes", "dash-in-brackets")
    return None


def unclosed(lines: Sequence[str], last: int) -> tuple[int, int] | None:
    """The nearest bracket, from the line `last` (from 0) upwards, whose line has not as many closing ones."""
    for number in range(min(last, len(lines) - 1), -1, -1):
        line = lines[number]
        for opens, closes in ("{}", "[]"):
            if line.count(opens) > line.count(closes):
                return number, line.rindex(opens)
    return None


def _quotes(line: str, number: int, column: int) -> Slip | None:
    """The first quote of a line that isn't closed on it, or behind which nothing can follow."""
    fresh = True  # whether a value begins here: a quote within a word is a letter
    while column < len(line):
        token = _TOKEN.match(line, column)
        sign = token[0] if token else line[column]
        if fresh and sign in _CLOSED:
            closed = _CLOSED[sign].match(line, column)
            if not closed:
                hint = f"write the closing quote {sign}"
                return Slip(number + 1, column + 1, NEVER_CLOSED, hint, "quote-never-closed")
            if slip := _behind(line, number, column, closed.end()):
                return slip
            sign = closed[0]
        fresh = sign in ("{", "[", ",", ":") or (fresh and sign.isspace())
        column += len(sign)
    return None


def _behind(line: str, number: int, column: int, end: int) -> Slip | None:
    rest = line[end:].lstrip()
    if not rest or rest[0] in ",]}:#":
        return None
    if rest[0] in "\"'" or line[end : end + 1].isspace():
        return _lacks_comma(number + 1, end + 1, f"before {quoted(rest, most=20)}")
    sign = line[column]
    other = '"' if sign == "'" else "'"
    message = f"a quote ({sign}) inside ends the text too early"
    hint = f"close it where the text ends, or put it in {other} quotes"
    return Slip(number + 1, column + 1, message, hint, "quote-ends-early", as_text({"sign": sign, "other": other}))


def _lacks_comma(line: int, column: int, where: str) -> Slip:
    return Slip(line, column, f"a comma is missing {where}", _COMMA, "comma-missing")


def _comment(line: str, began: tuple[int, int]) -> Slip | None:
    """A # that hides the closing bracket."""
    sign = line.find(" #", began[1])
    if sign < 0 or not re.search(r"[\]}]", line[sign:]):
        return None
    message = "a # after a blank begins a comment: the rest of this line is not read"
    return Slip(began[0] + 1, sign + 2, message, "put the whole text in quotes", "hash-hides-rest")


def _comma(lines: Sequence[str], began: tuple[int, int], at: tuple[int, int]) -> Slip | None:
    """Two parts with none between them: on one line, or where a further line that is closed follows."""
    line = lines[at[0]] if at[0] < len(lines) else ""
    key = _KEY_BEFORE.search(line[: at[1]])
    if line[at[1] : at[1] + 1] != ":" or not key:
        return None
    if line[: key.start()].rstrip().endswith(":"):
        said, hint = "text that holds a colon needs quotes", "put the whole text in quotes"
        return Slip(at[0] + 1, key.start() + 1, said, hint, "colon-needs-quotes")
    if at[0] == began[0]:
        return _lacks_comma(at[0] + 1, key.start() + 1, f"before {quoted(key[1])}")
    deeper = _indent(line) > _indent(lines[began[0]]) and re.search(r"[\]}]", line[at[1] :])
    return _lacks_comma(at[0], len(lines[at[0] - 1]) + 1, "at the end of this line") if deeper else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

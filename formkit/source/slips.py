"""What YAML stumbled over -> what, where and what to do now. Its own words never reach a person."""

import re
from collections.abc import Callable, Iterator, Mapping

from formkit.errors import as_text
from formkit.rules import Rule
from formkit.source.brackets import NEVER_CLOSED, in_brackets, stray, unclosed
from formkit.source.levels import joined_dash, left_edge, misplaced, without_colon
from formkit.source.slip import LINE_END, Slip

_QUOTE = "put the text in quotes"
_ALIKE = "indent the lines of one list alike, and put text that holds a colon or quotes in quotes"
_ESCAPE = "YAML doesn't know this backslash escape"
_COLON = "a colon or an indent stands where it can't"
_NO_COLON = "a colon is missing on this line"
_EDGE = "this can't stand at the left edge (a second document ---?)"
_FELLOWS = "this line is not indented like its fellows"
_SLIPS: tuple[tuple[str, bool, str, str, Rule], ...] = (
    # what libyaml says, whether the fault began earlier (its context), our words, the cure, the rule
    ("could not find expected ':'", True, _NO_COLON, "write it as name: value", "colon-missing"),
    ("mapping values are not allowed", False, _COLON, _ALIKE, "colon-or-indent"),
    ("while parsing a flow sequence", True, "a list that begins here with [ is never closed", "write the bracket ]",
     "bracket-never-closed"),
    ("while parsing a flow mapping", True, "keys that begin here with { are never closed", "write the closing brace }",
     "bracket-never-closed"),
    ("found unexpected ':'", True, "text that holds a colon needs quotes", "put the whole text in quotes",
     "colon-needs-quotes"),
    ("while parsing a flow node", True, "a bracket that opens here is never closed", "write the closing one: } or ]",
     "bracket-never-closed"),
    ("unknown escape character", False, _ESCAPE, r"use single quotes: '\d+'", "backslash-unknown"),
    ("hexdecimal number", False, _ESCAPE, r"use single quotes: '\d+'", "backslash-unknown"),
    ("invalid Unicode character", False, "this backslash escape is no character", "type the character itself",
     "backslash-unknown"),
    ("quoted scalar", True, NEVER_CLOSED, "write the closing quote", "quote-never-closed"),
    ("block scalar", False, "| or > must end its line, the text be indented below", "write text: | and go on below",
     "long-text-below"),
    ("cannot start any token", False, "a value can't begin with this character", _QUOTE, "sign-needs-quotes"),
    ("did not find expected alphabetic", False, "a value can't begin with * or & (an alias)", _QUOTE,
     "sign-needs-quotes"),
    ("while scanning a tag", False, "a value can't begin with ! (a tag)", _QUOTE, "sign-needs-quotes"),
    ("directive", False, "a line can't begin with %", _QUOTE, "sign-needs-quotes"),
    ("mapping keys are not allowed", False, "a value can't begin with ? and a blank", _QUOTE, "sign-needs-quotes"),
    ("document start", False, _EDGE, "one file is one site", "left-edge"),
    ("block sequence entries are not allowed", False, "a list can't begin with a dash here", "begin on the next",
     "dash-behind-colon"),
    ("expected", False, _FELLOWS, _ALIKE, "unlike-its-neighbours"),
)  # fmt: skip
_INDENT = re.compile(r"(?:^|(?<=[\r\n]))[ \t]+")
_BLANKS = re.compile("[ \t]*[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_STARTS = re.compile(r"(?P<before>\s*(?:- )?[\w-]+:\s+|\s*-\s+)(?P<sign>[@`%])")
_SWALLOWED = re.compile(r"\s*(?:- )?([A-Za-z_][\w-]*):(?![\s/]|$)\S")


_OPENED = re.compile(r"(\s*(?:- )?[\w-]+:\s+|\s*-\s+)([\"'])(.*)$")
_NO_COLON_BEFORE = re.compile(r"(\s*(?:- )?)([A-Za-z_][\w-]*)\s+([{\[\"'].*)$")
_BRACED = re.compile(r"(\s*(?:- )?[\w-]+:\s+|\s*-\s+)([{\[][^{}\[\]]*[}\]]\s*[^\s,}\]#].*)$")
_COLON_INSIDE = re.compile(r"\s*(?:- )?([\w-]+):\s+([^\"'\[{|>#\s].*:\s.*)$")


def slips(text: str, said: str, *, at: tuple[int, int], began: tuple[int, int] | None) -> list[Slip]:
    """Everything that keeps `text` from being YAML. `said` are libyaml's words; `at` and `began` its places, from 0."""
    lines = LINE_END.split(text)
    found = [slip for number, line in enumerate(lines, 1) for slip in _in_line(line, number)]
    main = _main(lines, said, at, began)
    if any(abs(slip.line - main.line) < 2 for slip in found):
        return found[:50]
    return sorted((main, *found[:50]), key=lambda slip: slip.line)


def tab_slips(text: str) -> Iterator[Slip]:
    """Every line that a tab indents."""
    for number, line in enumerate(LINE_END.split(text), 1):
        lead = _lead(line)
        if "\t" in lead and line.strip():
            hint = "YAML is indented with blanks: put two for the tab"
            yield Slip(number, lead.index("\t") + 1, "a tab stands here", hint, "tab-at-start")


def without_tabs(text: str) -> str:
    """The text as it was meant: two blanks for each tab that indents a line."""
    return _INDENT.sub(lambda found: found[0].replace("\t", "  "), text)


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _in_line(line: str, number: int) -> Iterator[Slip]:
    if found := _BLANKS.match(line):
        message = "a blank that is no ordinary one (a no-break space?) indents this line"
        hint = "delete the blanks before the text and type them anew"
        yield Slip(number, found.end(), message, hint, "odd-blank-at-start")
    elif found := _STARTS.match(line):
        message = f"a value can't begin with {found['sign']}"
        meant = _in_quotes(line[found.end("before") :])
        column, hint = len(found["before"]) + 1, f"put it in quotes: {meant}"
        yield Slip(number, column, message, hint, "sign-needs-quotes", as_text({"write": meant}))


def _in_quotes(text: str) -> str:
    short = text.strip()[:40].replace("'", "''")
    return f"'{short}'"


def _main(lines: list[str], said: str, at: tuple[int, int], began: tuple[int, int] | None) -> Slip:
    line, column = min(at[0], len(lines) - 1), at[1]
    if "flow node" in said:
        began = unclosed(lines, line) or began
        if (found := stray(lines, at)) and began and began[0] >= line:
            return found
    if began and "flow" in said and (found := in_brackets(lines, began, (line, column))):
        return found
    for words, earlier, message, hint, rule in _SLIPS:
        if words in said:
            line, column = began if earlier and began else (line, column)
            return _better(lines, Slip(line + 1, column + 1, message, hint, rule))
    hint = "look at it and at the line above"
    return Slip(line + 1, column + 1, "YAML can't read this line", hint, "line-unreadable")


def _better(lines: list[str], slip: Slip) -> Slip:
    """A closer reading of the line itself, and of those above where the fault shows only later."""
    closer = _CLOSER.get(slip.message, (_curly,) if "quote" in slip.message else ())
    return next((found for look in closer if (found := look(lines, slip))), slip)


def _misplaced(lines: list[str], slip: Slip) -> Slip | None:
    return misplaced(lines, slip.line)


def _left_edge(lines: list[str], slip: Slip) -> Slip | None:
    return left_edge(lines, slip.line)


def _joined_dash(lines: list[str], slip: Slip) -> Slip | None:
    return joined_dash(lines, slip.line)


def _before_bracket(lines: list[str], slip: Slip) -> Slip | None:
    found = _NO_COLON_BEFORE.match(lines[slip.line - 1])
    if not found:
        return None
    meant = f"{found[2]}: {found[3][:40]}"
    values, hint = as_text({"write": meant}), f"write it as {meant}"
    return Slip(slip.line, found.end(2) + 1, "a colon is missing here", hint, "colon-missing", values)


def _braced(lines: list[str], slip: Slip) -> Slip | None:
    found = _BRACED.match(lines[slip.line - 1])
    if not found:
        return None
    meant, message = _in_quotes(found[2]), "text that begins with a bracket needs quotes"
    values, hint = as_text({"write": meant}), f"put the text in quotes: {meant}"
    return Slip(slip.line, found.end(1) + 1, message, hint, "bracket-needs-quotes", values)


def _no_colon(lines: list[str], slip: Slip) -> Slip | None:
    return without_colon(lines, slip.line)


def _colon_above(lines: list[str], slip: Slip) -> Slip | None:
    """The nearest line above that says something may have been meant as a key."""
    above = (number for number in range(slip.line - 1, 0, -1) if lines[number - 1].strip())
    return without_colon(lines, next(above, 0))


def _closes_nothing(lines: list[str], slip: Slip) -> Slip | None:
    sign = lines[slip.line - 1][slip.column - 1 : slip.column]
    message = f"this bracket {sign} closes nothing"
    if sign not in ("}", "]"):
        return None
    return Slip(slip.line, slip.column, message, "take it out", "bracket-closes-nothing")


def _colon_inside(lines: list[str], slip: Slip) -> Slip | None:
    found = _COLON_INSIDE.match(lines[slip.line - 1])
    if not found:
        return None
    meant, message = _in_quotes(found[2]), "text that holds a colon needs quotes"
    values, hint = as_text({"write": meant}), f"put the text in quotes: {meant}"
    return Slip(slip.line, found.start(2) + 1, message, hint, "colon-needs-quotes", values)


def _swallowed(lines: list[str], slip: Slip) -> Slip | None:
    for number in (slip.line, slip.line - 1):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        if found := _SWALLOWED.match(line):
            meant = f"{found[1]}: {line[found.end() - 1 :].strip()[:40]}"
            values, hint = as_text({"write": meant}), f"write it as {meant}"
            return Slip(
                number, line.index(":") + 1, "a blank is missing after the colon", hint, "blank-after-colon", values
            )
    return None


def _curly(lines: list[str], slip: Slip) -> Slip | None:
    for number in (slip.line, slip.line - 1):
        found = re.search("[“”„«»‘’]", lines[number - 1] if 0 < number <= len(lines) else "")
        if found:
            message = "this line has typographic quotes, which are plain letters to YAML"
            hint = 'put the whole text in straight quotes: "..."'
            return Slip(number, found.start() + 1, message, hint, "curly-quotes")
    return None


def _open_quote(lines: list[str], slip: Slip) -> Slip | None:
    """The nearest line, from there upwards, whose text begins with a quote that ends too early or not at all."""
    last = slip.line
    for number in range(min(last, len(lines)), max(last - 20, 0), -1):
        found = _OPENED.match(lines[number - 1])
        column = found.end(1) + 1 if found else 0
        if found and found[2] not in found[3]:
            return Slip(number, column, NEVER_CLOSED, "write the closing quote", "quote-never-closed")
        if found and number == last and found[2] in found[3].rstrip()[:-1]:
            other = '"' if found[2] == "'" else "'"
            message, hint = f"a quote ({found[2]}) inside ends the text too early", f"put it in {other} quotes instead"
            values = as_text({"sign": found[2], "other": other})
            return Slip(number, column, message, hint, "quote-ends-early", values)
    return None


_CLOSER: Mapping[str, tuple[Callable[[list[str], Slip], Slip | None], ...]] = {
    _FELLOWS: (_open_quote, _closes_nothing, _before_bracket, _swallowed, _braced, _joined_dash, _misplaced),
    _COLON: (_colon_inside, _before_bracket, _braced, _joined_dash, _swallowed, _curly, _colon_above, _misplaced),
    _EDGE: (_left_edge,),
    _NO_COLON: (_swallowed, _curly, _misplaced, _no_colon),
}

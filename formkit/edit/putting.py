"""A value in place of another: comments behind it stay, the way it is written too where it can."""

import re
from dataclasses import dataclass

from formkit.edit.edits import EditError, Value
from formkit.edit.lines import column, dashes_at, line_break, line_end, line_start, next_line, width_at
from formkit.edit.plain import text_of
from formkit.edit.tree import Entry, Node
from formkit.edit.written import (
    Manner,
    Written,
    below_bar,
    block_lines,
    in_brackets,
    is_guessed,
    is_plain,
    item,
    needs_lines,
    scalar,
    written,
)

LONGEST = 120  # columns of a line with brackets, before its parts get lines of their own
_COLON = re.compile(r"[ \t]*:")
_BAR_COMMENT = re.compile(r"[|>][-+\d]*([ \t]+#[^\r\n]*)")
_COMMENT = re.compile(r"([ \t]+)#")


class Cramped(Exception):
    """Brackets can't hold what is to stand between them; `node` is what needs lines of its own first."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


@dataclass(frozen=True)
class _Head:
    """Where a key or dash ends, and the column at which it stands."""

    end: int
    column: int


def put(text: str, entry: Entry, value: Value) -> str:
    """The text with another value behind a key or dash. Raises Cramped."""
    if entry.holder.flow:
        return _between(text, entry, value)
    node = entry.node
    lines = block_lines(value) if isinstance(value, str) and node.style in ("|", ">") else None
    if lines and _plain_bar(text, node) and not (node.style == ">" and any(line[:1] in (" ", "\t") for line in lines)):
        return _below_bar(text, node, lines)
    said = _said(text, entry, value)
    if not said.below and node.kind == "text" and node.text is not None and node.style not in ("|", ">"):
        return _beside_comment(text, node, said.here)
    return set_down(text, entry, said)


def _between(text: str, entry: Entry, value: Value) -> str:
    node = entry.node
    said = in_brackets(value) if isinstance(value, dict | list | tuple) else _scalar(node, value, flow=True)
    make_room(text, entry.holder, len(said) - (node.end - node.start), lines=needs_lines(value))
    if node.kind == "text" and node.text is None and not node.style and entry.holder.kind == "map":
        return text[: entry.key_end] + ": " + said + text[node.end :]
    made = text[: node.start] + said + text[node.end :]
    return realigned(made, outer_end(text, entry, node.end), len(said) - (node.end - node.start))


def make_room(text: str, holder: Node, more: int, *, lines: bool = False) -> None:
    """Raises Cramped when brackets on one line would become too long with so many `more` letters, or must hold lines.

    Brackets over several lines, or with comments, stay what they are.
    """
    outer = _outer(holder)
    start = line_start(text, outer.start)
    whole = outer.end <= line_end(text, outer.start) and "#" not in text[outer.start : outer.end]
    pairs = any(text[node.start] not in "{[" for node in _inner(outer))
    wide = more > 0 and line_end(text, start) - start + more > LONGEST
    if whole and outer.entries and not pairs and (wide or lines):
        raise Cramped(outer)


def _outer(node: Node) -> Node:
    """The outermost brackets around brackets."""
    while node.parent and node.parent.holder.flow:
        node = node.parent.holder
    return node


def outer_end(text: str, entry: Entry, start: int) -> int:
    """Where an entry ends, or the brackets that it stands in; `start` when that is on another line than `start`."""
    end = _outer(entry.holder).end if entry.holder.flow else entry.end
    return end if end <= line_end(text, start) else start


def realigned(text: str, end: int, grown: int) -> str:
    """The text with a comment that stands apart behind a value back at its column, while there is room.

    `end` is where the value ended before it has `grown` by so many letters, on its own line.
    """
    found = _COMMENT.match(text, end + grown)
    if not found or len(found[1]) < 2 or "\t" in found[1]:
        return text
    return text[: end + grown] + " " * max(len(found[1]) - grown, 2) + text[found.end(1) :]


def _inner(node: Node) -> list[Node]:
    """The node and the lists and mappings in it."""
    return [node, *(one for entry in node.entries if entry.node.kind != "text" for one in _inner(entry.node))]


def opened(text: str, node: Node) -> str:
    """The text with the parts of brackets on lines of their own."""
    entry, end = node.parent, line_break(text, node.start)
    if entry is None:
        return text[: node.start] + end.join(_parts(text, node)) + text[node.end :]
    deep = _head(text, entry).column
    if entry.holder.kind == "list":
        inner = deep + 1 + gap_of(text, entry)
        lines = (end + " " * inner).join(_parts(text, node))
        return set_down(text, entry, Written(lines.split(end)[0], lines[len(lines.split(end)[0]) :]))
    inner = deep + (width_at(text, entry.holder) if node.kind == "map" else dashes_at(text, entry.holder))
    return set_down(text, entry, Written("", "".join(end + " " * inner + part for part in _parts(text, node))))


def _parts(text: str, node: Node) -> list[str]:
    if node.kind == "list":
        return [f"- {text[one.start : one.end]}" for one in node.entries]
    pairs = ((text[one.start : one.key_end], text[one.node.start : one.node.end]) for one in node.entries)
    return [f"{key}: {value}" if value else f"{key}:" for key, value in pairs]


def under(text: str, entry: Entry, key: str) -> str:
    """The text with a value below a key of its own. Raises Cramped."""
    node = entry.node
    if entry.holder.kind == "list" or (node.kind == "text" and node.text is None):
        return put(text, entry, {key: node.data})
    if not entry.holder.flow and (_many_lines(text, node) or not _same_line(text, entry.key_end, node)):
        return _under_lines(text, entry, key)
    raw = text[node.start : node.end]
    plain = node.kind != "text" or node.style or is_plain(raw, flow=True)
    said = f"{{{scalar(key, flow=True)}: {raw if plain else scalar(raw, flow=True)}}}"
    if entry.holder.flow:
        make_room(text, entry.holder, len(said) - len(raw))
        return text[: node.start] + said + text[node.end :]
    if line_end(text, node.start) - line_start(text, node.start) + len(said) - len(raw) <= LONGEST:
        return _beside_comment(text, node, said)
    manner = manner_of(text, entry.holder)
    below = f"{manner.end}{' ' * (manner.column + manner.width)}{scalar(key)}: {raw}"
    return set_down(text, entry, Written("", below))


def _under_lines(text: str, entry: Entry, key: str) -> str:
    """A value of many lines below a key of its own: each line goes deeper."""
    head, node, manner = _head(text, entry), entry.node, manner_of(text, entry.holder)
    rest = text[head.end : node.end]
    first, comment = head.end, ""
    if not _same_line(text, head.end, node):
        first = line_end(text, head.end)
        comment, rest = text[head.end : first], text[first : node.end]
    deeper = re.sub(r"(\r\n|\r|\n)(?=[^\r\n])", r"\g<1>" + " " * manner.width, rest)
    line = manner.end + " " * (manner.column + manner.width) + scalar(key) + ":"
    return text[: head.end] + comment + line + deeper + text[node.end :]


def _said(text: str, entry: Entry, value: Value) -> Written:
    """The value as it would stand there."""
    node, manner = entry.node, manner_of(text, entry.holder)
    beside = "" if node.empty or node.kind == "text" else "flow" if node.flow else "block"
    if isinstance(value, dict) and not beside and _a_word(entry):
        beside = "block"
    if not isinstance(value, dict | list | tuple) and not needs_lines(value):
        return Written(_scalar(node, value))
    if entry.holder.kind == "map":
        return written(value, manner, beside=beside)
    gap = gap_of(text, entry)
    lines = item(value, manner, beside=beside, gap=gap)[manner.column + 1 + gap :]
    first, end, rest = lines.partition(manner.end)
    return Written(first, end + rest)


def _a_word(entry: Entry) -> bool:
    """Whether it is all that an item of a list says, as a section does: its parts get lines of their own."""
    above = entry.holder.parent
    return len(entry.holder.entries) == 1 and above is not None and above.holder.kind == "list"


def manner_of(text: str, holder: Node) -> Manner:
    """How the neighbours in a block are written."""
    start = holder.entries[0].start
    return Manner(column(text, start), width_at(text, holder), dashes_at(text, holder), line_break(text, start))


def gap_of(text: str, entry: Entry) -> int:
    """How many blanks stand behind a dash."""
    gap = entry.node.start - entry.start - 1
    return gap if 0 < gap < 8 and not text[entry.start + 1 : entry.node.start].strip(" ") else 1


def _passing(node: Node) -> bool:
    """Whether its quotes are there for half typed words alone: for a blank at the end, or a Y that could mean yes."""
    text = node.text or ""
    blank = text == f"{text.rstrip(' ')} " and is_plain(text[:-1], flow=True)
    return node.style == '"' and (blank or (len(text) == 1 and is_guessed(text)))


def _scalar(node: Node, value: Value, *, flow: bool = False) -> str:
    style = node.style if node.style in ("'", '"') and not _passing(node) else ""
    guessed = node.kind == "text" and not node.style and node.text is not None and is_guessed(node.text)
    return scalar(value, flow=flow, style=style, guessed=guessed)


def set_down(text: str, entry: Entry, said: Written) -> str:
    """The text with what is said in place of the whole value; a comment on the line of its key stays there."""
    head, node = _head(text, entry), entry.node
    comment, end = _comment_and_end(text, head.end, node)
    here = f" {said.here}" if said.here else ""
    if entry.holder.kind == "list" and said.here:
        here = " " * gap_of(text, entry) + said.here
    return text[: head.end] + here + comment + said.below + text[end:]


def _comment_and_end(text: str, head: int, node: Node) -> tuple[str, int]:
    """The comment behind a key, or else behind its value, with the blanks before it; and where all of it ends."""
    behind = text[head : line_end(text, head)]
    end = line_end(text, node.end)
    if not _same_line(text, head, node):
        return behind.rstrip(), end
    if node.style in ("|", ">"):
        found = _BAR_COMMENT.match(text, node.start)
        return (found[1] if found else ""), end
    if node.kind != "text" and not node.flow:
        return "", end
    return text[node.end : end].rstrip(), end


def _same_line(text: str, head: int, node: Node) -> bool:
    return node.start <= line_end(text, head)


def _head(text: str, entry: Entry) -> _Head:
    if entry.holder.kind == "list":
        return _Head(entry.key_end, column(text, entry.start))
    found = _COLON.match(text, entry.key_end)
    if not found:
        raise EditError(
            "the file is written in a way that can't be changed here",
            "change it in the file itself",
            rule="edit-place-unwritable",
        )
    return _Head(found.end(), column(text, entry.start))


def _beside_comment(text: str, node: Node, said: str) -> str:
    """Text in place of text, and the comment behind it."""
    made = text[: node.start] + said + text[node.end :]
    grown = len(said) - (node.end - node.start)
    return made if _many_lines(text, node) else realigned(made, node.end, grown)


def _many_lines(text: str, node: Node) -> bool:
    return line_end(text, node.start) < node.end


def _plain_bar(text: str, node: Node) -> bool:
    """Whether the lines below a | or > say themselves how far they are indented."""
    header = re.match(r"[|>][-+\d]*", text[node.start :])
    return bool(header) and not any(letter.isdigit() for letter in header[0]) and _many_lines(text, node)  # type: ignore[index]


def _below_bar(text: str, node: Node, lines: list[str]) -> str:
    """Other lines below the same | or >."""
    first, end = line_end(text, node.start), line_break(text, node.start)
    old = text[next_line(text, node.start) : node.end]
    indent = len(old) - len(old.lstrip("\r\n \t")) - _above_first(old)
    if node.style == ">":
        lines = _folded(lines, max(len(line) for line in re.split("[\r\n]+", old)) - indent)
    return text[:first] + below_bar(lines, indent, end) + text[node.end :]


def _above_first(old: str) -> int:
    lead = old[: len(old) - len(old.lstrip("\r\n \t"))]
    return max(lead.rfind("\n"), lead.rfind("\r")) + 1


def _folded(lines: list[str], width: int) -> list[str]:
    """Lines that read back below a > as those given: each is wrapped, an empty one more after each."""
    made: list[str] = []
    for number, line in enumerate(lines):
        made += [""] if number else []
        made += _wrapped(line, max(width, 40)) if line else []
    return made


def _wrapped(line: str, width: int) -> list[str]:
    made = [""]
    for word in re.split(r"(?<=\S) (?=\S)", text_of(line)):
        if made[-1] and len(made[-1]) + len(word) >= width:
            made.append(word)
        else:
            made[-1] += f" {word}" if made[-1] else word
    return made

"""Lines of a text by indexes: where they begin and end, how far they are indented, which comments belong to what."""

import re

from formkit.edit.tree import Entry, Node

_BREAK = re.compile("\r\n|\r|\n")
_COMMENT = re.compile("([ \t]*)#")
_EMPTY = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of an index ends, before its line end."""
    found = _BREAK.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, index: int) -> int:
    """Where the line below the one of an index begins."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def column(text: str, index: int) -> int:
    return index - line_start(text, index)


def line_break(text: str, index: int) -> str:
    """The line end of the line of an index, else that of the one above, else the first of the file."""
    index -= text[max(index - 1, 0) : index + 1] == "\r\n"
    start = line_start(text, index)
    found = _BREAK.search(text, index) or _BREAK.search(text, max(start - 2, 0)) or _BREAK.search(text)
    return found[0] if found else "\n"


def above(text: str, start: int) -> int:
    """Where the line above begins, of a line that begins at `start`."""
    return line_start(text, end_above(text, start))


def end_above(text: str, start: int) -> int:
    """Where the line above ends, before its line end."""
    return max(start - (2 if text[max(start - 2, 0) : start] == "\r\n" else 1), 0)


def begins_line(text: str, index: int) -> bool:
    return not text[line_start(text, index) : index].strip(" \t")


def lead_start(text: str, entry: Entry, limit: int) -> int:
    """Where an entry on lines of its own begins, with the comments right above it that are no deeper than it is.

    Nothing above `limit` is its own; nor is the heading of the file, which begins on its first line.
    """
    start = own = line_start(text, entry.start)
    deepest = entry.start - start
    while own > limit:
        higher = above(text, own)
        found = _COMMENT.match(text, higher, own)
        if not found or len(found[1]) > deepest or higher < limit:
            break
        own = higher
    return start if own == 0 and entry.holder.parent is None and entry.index == 0 else own


def tail_end(text: str, end: int, deep: int) -> int:
    """Where the lines of an entry end that stands at column `deep`: with the deeper comments right below it."""
    at = next_line(text, end)
    while (found := _COMMENT.match(text, at)) and len(found[1]) > deep:
        at = next_line(text, at)
    return at


def blank_before(text: str, index: int) -> int:
    """Where the empty lines right above the line that begins at `index` begin."""
    while index > 0:
        higher = above(text, index)
        if text[higher:index].strip():
            break
        index = higher
    return index


def blank_after(text: str, index: int) -> int:
    """Where the empty lines that begin at `index` end."""
    while index < len(text) and (found := _EMPTY.match(text, index)):
        index = found.end()
    return index


def depth_of(text: str, holder: Node) -> int:
    """The column at which the entries of a block stand."""
    return column(text, holder.entries[0].start)


def width_at(text: str, holder: Node) -> int:
    """How many blanks its neighbours put before what stands below a key: 2 where nothing says it."""
    inner = (one.node for one in holder.entries if one.node.kind == "map")
    found = next((width for node in inner if (width := _step(text, node))), 0)
    node: Node | None = holder
    while node and not found:
        found = _step(text, node)
        node = node.parent.holder if node.parent else None
    return found or _first(text, _root(holder), "map") or 2


def dashes_at(text: str, holder: Node) -> int:
    """How far the dashes of a list stand right of its key in this file: by the nearest, else the first; else 2."""
    node: Node | None = holder
    while node:
        for one in node.entries:
            if _block(one.node, "list") and node.kind == "map":
                return column(text, one.node.start) - column(text, one.start)
        node = node.parent.holder if node.parent else None
    found = _first(text, _root(holder), "list")
    return 2 if found is None else found


def _block(node: Node, kind: str) -> bool:
    return node.kind == kind and not node.flow and bool(node.entries)


def _step(text: str, node: Node) -> int:
    """The indent of a block mapping below its key, else 0."""
    if not _block(node, "map") or not node.parent or node.parent.holder.kind != "map" or node.parent.holder.flow:
        return 0
    return column(text, node.start) - column(text, node.parent.start)


def _root(node: Node) -> Node:
    while node.parent:
        node = node.parent.holder
    return node


def _first(text: str, node: Node, kind: str) -> int | None:
    """The indent of the first block of a kind below a key, in the order of the file."""
    if node.flow:
        return None
    for one in node.entries:
        if node.kind == "map" and _block(one.node, kind):
            return column(text, one.node.start) - column(text, one.start)
        if (found := _first(text, one.node, kind)) is not None:
            return found
    return None

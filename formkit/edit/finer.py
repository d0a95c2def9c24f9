"""A mapping or list in place of another, as edits of what differs: the comments of all that stays survive."""

from typing import Any

from formkit.edit.edits import Add, Edit, Path, Put, Take, Value
from formkit.edit.plain import text_of
from formkit.edit.tree import Node

MOST = 20  # edits; where more differs it is written anew


def says(node: Node, value: Value) -> bool:
    """Whether a node says a value already, numbers and true without quotes."""
    if isinstance(value, dict):
        pairs = zip(node.entries, value.items(), strict=False)
        known = node.kind == "map" and len(node.entries) == len(value)
        return known and all(entry.step == key and says(entry.node, one) for entry, (key, one) in pairs)
    if isinstance(value, list | tuple):
        items = zip(node.entries, value, strict=False)
        known = node.kind == "list" and len(node.entries) == len(value)
        return known and all(says(entry.node, one) for entry, one in items)
    if node.text is None or text_of(node.text).rstrip("\n") != text_of(value).rstrip("\n"):
        return False
    return isinstance(value, str) or not node.style


def finer(node: Node, path: Path, value: Value) -> list[Edit]:
    """The edits that make a node say a value; [] where it has to be written anew."""
    made: list[Edit] = []
    if node.kind == "map" and isinstance(value, dict) and _in_order(node, value):
        made = _of_mapping(node, path, value)
    if node.kind == "list" and isinstance(value, list | tuple) and node.entries:
        made = _of_list(node, path, list(value))
    return made if len(made) <= MOST else []


def _in_order(node: Node, value: dict[str, Any]) -> bool:
    """Whether some keys stay, none stands twice, and new ones come last."""
    old = [entry.step for entry in node.entries]
    kept = [key for key in old if key in value]
    return bool(kept) and len(set(old)) == len(old) and list(value)[: len(kept)] == kept


def _of_mapping(node: Node, path: Path, value: dict[str, Any]) -> list[Edit]:
    known = {entry.step: entry.node for entry in node.entries}
    puts = [Put((*path, key), one) for key, one in value.items() if key not in known or not says(known[key], one)]
    return [*puts, *(Take((*path, key)) for key in known if key not in value)]


def _of_list(node: Node, path: Path, value: list[Any]) -> list[Edit]:
    """What is alike at both ends stays; between, one takes the place of another, and the rest comes or goes."""
    old = [entry.node for entry in node.entries]
    first = _alike(old, value)
    last = _alike(old[first:][::-1], value[first:][::-1])
    if not first and not last and len(old) != len(value):
        return []
    gone, new = len(old) - first - last, value[first : len(value) - last]
    both = min(gone, len(new))
    puts = [Put((*path, first + number), one) for number, one in enumerate(new[:both])]
    adds = [Add(path, one, at=first + both + number) for number, one in enumerate(new[both:])]
    takes = [Take((*path, number)) for number in range(first + gone - 1, first + both - 1, -1)]
    return [*puts, *adds, *takes]


def _alike(old: list[Node], value: list[Any]) -> int:
    return next(
        (number for number, (node, one) in enumerate(zip(old, value, strict=False)) if not says(node, one)),
        min(len(old), len(value)),
    )

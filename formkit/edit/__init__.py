"""One small change of a spec file. The law of this folder: text in, text out, and all else of the file stays as it is.

A change is made at the places that YAML's events give, never by writing the whole file anew: comments, order, quotes,
blank lines and line ends survive. What comes out is read back by formkit.source: it says exactly what was meant, or
the change is refused. Nothing here knows what a spec means, but for what may stay empty (plain.py).
- `edits.py`    what can be asked for, and how it comes from a browser
- `plain.py`    the same edits on plain data: what the file must say afterwards
- `tree.py`     text -> nodes with their places
- `lines.py`    lines, line ends, indents; which comments belong to what
- `written.py`  a value -> YAML
- `blocks.py`   entries on lines of their own: insert, take, reorder
- `flows.py`    the same between brackets
- `putting.py`  a value in place of another
- `change.py`   edits one after another, and the reading back
"""

from formkit.edit.change import change
from formkit.edit.edits import Add, Copy, Edit, EditError, Move, Put, Rename, Take, edits_of
from formkit.edit.plain import applied, same

__all__ = [
    "Add", "Copy", "Edit", "EditError", "Move", "Put", "Rename", "Take", "applied", "change", "edits_of", "same",
]  # fmt: skip

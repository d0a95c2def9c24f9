"""A spec as text that is changed: text in, text out, and how it is kept on disk.

The law of this folder: one change touches one place, all else of the file stays byte for byte. Places come from YAML's
events, never from writing the file anew; what comes out is read back and says exactly what was meant, or is refused.
Nothing here knows what a spec means, but for what may stay empty (plain.py).
- `change.py`   edits one after another, and the reading back
- `edits.py`    what can be asked for, and how it comes from a browser
- `plain.py`    the same edits on plain data: what the file must say afterwards
- `tree.py`     text -> nodes with their places
- `lines.py`    lines, line ends, indents; which comments belong to what
- `written.py`  a value -> YAML
- `putting.py`  a value in place of another; `finer.py` a mapping or list, as edits of what differs
- `blocks.py`   entries on lines of their own: insert, take, reorder
- `flows.py`    the same between brackets
- `versions.py` SpecFile: read, save, undo, redo, restore
- `saving.py`   a file replaced whole, by one at a time; what a disk refuses, in words
- `making.py`   a file that was not there before; `pictures.py` a picture beside the spec
- `merging.py`  two changes of one text become one; `following.py` edits of an older state in a newer one
- `history.py`  the versions of a file in a folder
- `steps.py`    what undo takes back and redo brings again
"""

from formkit.edit.change import change
from formkit.edit.edits import Add, Copy, Edit, EditError, Move, Put, Rename, Take, Under, edits_of
from formkit.edit.following import followed, found_again, slot
from formkit.edit.history import FOUND_AGAIN
from formkit.edit.merging import Clash, Place, merge
from formkit.edit.plain import applied, same
from formkit.edit.saving import Trouble
from formkit.edit.versions import BEGUN, FOUND, OUTSIDE, Saved, SpecFile, Text, Version

__all__ = [
    "BEGUN", "FOUND", "FOUND_AGAIN", "OUTSIDE", "Add", "Clash", "Copy", "Edit", "EditError", "Move", "Place", "Put",
    "Rename", "Saved", "SpecFile", "Take", "Text", "Trouble", "Under", "Version", "applied", "change", "edits_of",
    "followed", "found_again", "merge", "same", "slot",
]  # fmt: skip

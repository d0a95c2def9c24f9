"""A spec as text that is changed: text in, text out, and how it is kept on disk.

- `versions.py` SpecFile: read, save, undo, redo, restore
- `saving.py`   a file replaced whole, by one at a time; what a disk refuses, in words
- `merging.py`  two changes of one text become one
- `history.py`  the versions of a file in a folder
- `steps.py`    what undo takes back and redo brings again
"""

from formkit.edit.merging import Clash, Place, merge
from formkit.edit.versions import FOUND, OUTSIDE, Saved, SpecFile, Text, Version

__all__ = ["FOUND", "OUTSIDE", "Clash", "Place", "Saved", "SpecFile", "Text", "Version", "merge"]

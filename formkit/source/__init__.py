"""YAML with places: the only reader of spec files.

The law of this folder: the schema decides the type, never YAML; what comes out is plain dicts, lists and text,
each with its line and column, or every Problem. Aliases, tags and merge keys never get in.
- `reading.py`  bytes -> Source, within limits of size, depth and number
- `letters.py`  bytes -> text, and letters that can't stand in it
- `slips.py`    what YAML stumbled over, in words a novice can act on
- `levels.py`   indents: beside which lines a line can stand
- `brackets.py` what is missing between { } or [ ]
- `blocks.py`   a file by its outermost keys: what can't be read below one hides nothing below another
"""

from formkit.source.letters import MAX_BYTES, Place
from formkit.source.reading import MAX_DEPTH, MAX_NODES, Plain, Source, Step, parse_source, read_source

__all__ = [
    "MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Place", "Plain", "Source", "Step", "parse_source", "read_source",
]  # fmt: skip

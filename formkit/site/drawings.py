"""An SVG -> its pixels, for what takes no SVG: social cards and the icons of home screens.

It is drawn in a process of its own, with little time and memory: a strange file can take all of both, or end the
process that reads it. Words in it are set in the font that travels with formkit.
"""

import re
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from formkit.pictures import Picture

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

SIDE = 1200  # pixels of the longer side
SECONDS, BYTES = 10, 1_000_000_000
_FONTS = sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf"))
_READS_FILES = re.compile(
    rb"""href\s*=\s*(?!\s*["'](?:\#|data:))|<!ENTITY(?!\s+\S+\s+(["'])[^"'<&]*\1)""", re.IGNORECASE
)
_CHILD = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
from resvg_py import svg_to_bytes
svg = sys.stdin.buffer.read().decode('utf-8-sig')
drawn = svg_to_bytes(svg_string=svg, width=int(sys.argv[1]), skip_system_fonts=True, font_files=sys.argv[3:],
                     font_family='Noto Sans', sans_serif_family='Noto Sans', serif_family='Noto Sans')
sys.stdout.buffer.write(bytes(drawn))
"""


def drawn(found: Picture) -> "Pixels | None":
    """The drawing as RGBA, its longer side SIDE pixels; None for one that can't be drawn, or that names other files."""
    if _READS_FILES.search(found.data):
        return None
    return _pixels(_png(found))


@lru_cache(maxsize=4)  # the card of each language shows the same ones
def _png(found: Picture) -> bytes:
    width = max(1, round(found.width * SIDE / max(found.width, found.height)))
    command = [sys.executable, "-c", _CHILD, str(width), str(BYTES), *_FONTS]
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(command, input=found.data, capture_output=True, timeout=SECONDS, check=True).stdout  # noqa: S603 - our own
    return b""


def _pixels(png: bytes) -> "Pixels | None":
    from PIL import Image

    with suppress(Exception), Image.open(BytesIO(png), formats=("PNG",)) as image:  # whatever came out of that process
        return image.convert("RGBA")
    return None

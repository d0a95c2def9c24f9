"""A site as it is opened from a disk, without a host: every link must name a file that is there."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINK = re.compile(r'\s(?:href|src|srcset)="([^"]*)"')


def disk_faults(folder: Path) -> list[str]:
    """Links of pages that lead nowhere there; 404.html is for hosts alone."""
    pages = [page for page in sorted(folder.rglob("*.html")) if page.name != "404.html"]
    return [f"{page.relative_to(folder)}: {link}" for page in pages for link in _links(page) if not _leads(page, link)]


def _links(page: Path) -> Iterator[str]:
    for said in LINK.findall(page.read_text("utf-8")):
        yield from (part.split()[0] for part in unescape(said).split(", ") if part.split())


def _leads(page: Path, link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme) or not parts.path or (page.parent / unquote(parts.path)).is_file()

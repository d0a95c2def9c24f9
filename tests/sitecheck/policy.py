"""What a page allows itself: nothing but its own style and scripts, by their hashes (CSP Level 3)."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from tests.sitecheck.walk import Shown

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ENDPOINT = r"(https://[\w.:-]+|http://127\.0\.0\.1:\d+)"  # of the matrix: another port of this machine
STRICT = {
    "default-src": r"'none'",
    "style-src": r"'sha256-[\w+/=]+'",
    "script-src": r"'none'|'sha256-[\w+/=]+'( 'sha256-[\w+/=]+')*",
    "base-uri": r"'none'",
    "form-action": rf"'self'( {ENDPOINT})*",
    "connect-src": rf"'none'|'self'( {ENDPOINT})?",
    "img-src": r"'self' data:",
}


def policy_faults(pages: Iterable[Shown]) -> list[str]:
    """What a page of ours allows beyond that."""
    return [f"{shown.name}: {one}" for shown in pages if not shown.name.endswith("pasted") for one in _against(shown)]


def _against(shown: Shown) -> Iterator[str]:
    found = META.search(shown.html)
    said = dict(one.strip().split(" ", 1) for one in unescape(found[1]).split(";")) if found else {}
    for name, allowed in STRICT.items():
        if not re.fullmatch(allowed, said.get(name, "")):
            yield f"{name} is {said.get(name)}"

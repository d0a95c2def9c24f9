"""What goes from the page into a phone: a vCard, and a QR code."""

import re
from typing import Any

from formkit.site.feeds.crawlers import absolute
from formkit.spec.models import Address, Site
from formkit.spec.phones import e164
from formkit.words import locale_of

CODED = 600  # bytes: a denser code can't be read from paper
QUIET = 4  # modules around the code that stay light (ISO/IEC 18004, 6.3.8)
FOLD = 75  # octets of a line, without its CRLF (RFC 2426, 2.6)

_DARK = re.compile(rb"\x00+")
_MARK, _CONTROL = re.compile(r"([\\,;])"), re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")


def vcard(site: Site, language: str) -> str:
    """The business as vCard 3.0 (RFC 2426): CRLF, folded, for a UTF-8 file of type text/vcard."""
    return "".join(f"{_folded(f'{name}:{value}')}\r\n" for name, value in _lines(site, language) if value)


def coded(site: Site, language: str, path: str) -> str:
    """What the QR code says: the address of `path`, without one the vCard; "" where that is too long."""
    card = absolute(site, path) or vcard(site, language)
    return card if len(card.encode()) < CODED else ""


def qr_svg(text: str) -> str:
    """A QR code (ISO/IEC 18004, level M) as an SVG file, black on nothing, quiet zone included."""
    from zxingcpp import QRCode, create_barcode

    said = {} if text.isascii() else {"eci": "UTF-8"}  # else scanners guess between that and Latin-1
    code: Any = create_barcode(text, QRCode, ec_level="M", **said)
    modules = memoryview(code.to_image(add_quiet_zones=False))
    size = len(modules) + 2 * QUIET
    opened = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    return f'{opened}<path stroke="#000" d="{_drawn(modules.tobytes(), len(modules))}"/></svg>'


def _drawn(modules: bytes, width: int) -> str:
    """The dark modules as a path: each run in a row is a line, moved to from where the last one ended."""
    steps, x, y = [], 0, 0
    for row in range(width):
        for run in _DARK.finditer(modules[row * width : (row + 1) * width]):
            steps.append(f"m{run.start() - x} {row - y}h{run.end() - run.start()}")
            x, y = run.end(), row
    return f"M{QUIET} {QUIET}.5{''.join(steps).removeprefix('m0 0')}"  # a code begins with a dark module


def _lines(site: Site, language: str) -> list[tuple[str, str]]:
    head, business = site.head, site.business
    name = _escaped(site.say(head.name, language))
    country = business.address.country if business.address else ""
    note = head.description or head.tagline
    return [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("FN", name),
        ("N", f"{name};;;;"),
        ("ORG", name),
        ("X-ABShowAs", "COMPANY"),  # without it, an iPhone files a business under people
        ("TEL;TYPE=WORK,VOICE", e164(business.phone, country) or _escaped(business.phone)),
        ("EMAIL;TYPE=INTERNET,WORK", _escaped(business.email)),
        ("ADR;TYPE=WORK", _address(business.address, language)),
        ("URL", absolute(site, "")),
        ("NOTE", _escaped(site.say(note, language))),
        ("END", "VCARD"),
    ]


def _address(address: Address | None, language: str) -> str:
    if address is None:
        return ""
    parts = (address.street, address.city, address.region, address.postcode, _country(address.country, language))
    return ";;" + ";".join(_escaped(part) for part in parts) if any(parts) else ""


def _country(code: str, language: str) -> str:
    """`US` -> `United States`; what is no code of a country stays as it is."""
    return str(locale_of(language).territories.get(code.upper(), code))


def _escaped(text: str) -> str:
    """Text as a value of a vCard: one line, with `\\`, `,` and `;` behind a backslash."""
    kept = _LINE_END.sub(r"\\n", _MARK.sub(r"\\\1", text.strip()))
    return _CONTROL.sub(" ", kept)


def _folded(line: str) -> str:
    """The line cut between characters so that no part has more than 75 octets; each further one begins with a space."""
    if len(line.encode("utf-8", "replace")) <= FOLD:
        return line
    parts, width = [""], 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if width + octets > FOLD:
            parts.append(" ")
            width = 1
        parts[-1] += character
        width += octets
    return "\r\n".join(parts)

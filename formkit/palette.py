"""One accent colour -> every colour of a page, light and dark, with contrasts that hold for any accent (WCAG 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

Rgb = tuple[float, float, float]
Palette = Mapping[str, str]

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
ENOUGH = 4.5
TEXT = 4.6  # WCAG 1.4.3 asks for 4.5 to 1
EDGE = 3.1  # WCAG 1.4.11 asks for 3 to 1


@lru_cache(maxsize=256)  # every page of a site asks
def palette_css(accent: str, scheme: str = "both") -> str:
    """`#a3324f` -> the custom properties of the page as CSS; `scheme` is "light", "dark" or "both"."""
    light, dark = (f":root{{{_rules(palettes(accent, scheme)[name])};color-scheme:" for name in ("light", "dark"))
    if scheme != "both":
        return f"{light}{scheme}}}"
    return f"{light}light}}@media (prefers-color-scheme:dark){{{dark}dark}}}}"


def palettes(accent: str, scheme: str = "both") -> Mapping[str, Palette]:
    """The colours for readers with a light and with a dark screen; a theme of one scheme has the same for both."""
    light, dark = light_palette(accent), dark_palette(accent)
    return {"light": dark if scheme == "dark" else light, "dark": light if scheme == "light" else dark}


@lru_cache(maxsize=256)
def light_palette(accent: str) -> Palette:
    """The custom properties of the light page, each `#rrggbb`."""
    own = _parse(accent)
    paper, tint = _mix(own, (255, 253, 250), 0.025), _mix(own, (247, 243, 238), 0.07)
    blush = _mix(own, (255, 247, 241), 0.14)
    on_field = WHITE if _ratio(own, WHITE) >= TEXT else BLACK
    return _written(
        accent=_until(own, tint, BLACK, TEXT),
        fill=own,
        on_fill=on_field,
        field=own,
        on_field=on_field,
        glow=_mix(_away(on_field), own, 0.14),
        paper=paper,
        card=WHITE,
        tint=tint,
        veil=_until(_mix(own, WHITE, 0.08), BLACK, WHITE, _ratio(tint, BLACK)),
        blush=blush,
        ripe=_until(own, blush, BLACK, TEXT),
        ink=_mix(own, (26, 22, 20), 0.08),
        soft=_until(_mix(own, (96, 89, 84), 0.12), tint, BLACK, TEXT),
        line=_until(_mix(own, (150, 142, 136), 0.15), tint, BLACK, EDGE),
        hair=_mix(own, (228, 222, 215), 0.10),
        bad=(179, 18, 30),
    )


@lru_cache(maxsize=256)
def dark_palette(accent: str) -> Palette:
    """The custom properties of the dark page, each `#rrggbb`."""
    own = _parse(accent)
    paper, tint = _mix(own, (19, 17, 17), 0.05), _mix(own, (33, 30, 29), 0.10)
    blush = _mix(own, (36, 29, 28), 0.16)
    field = _until(_mix(own, (20, 17, 17), 0.42), WHITE, BLACK, 7)
    light = _until(own, tint, WHITE, 6)
    return _written(
        accent=light,
        fill=light,
        on_fill=paper,
        field=field,
        on_field=WHITE,
        glow=_mix(BLACK, field, 0.28),
        paper=paper,
        card=_mix(own, (28, 25, 25), 0.05),
        tint=tint,
        veil=_until(_mix(own, (15, 17, 19), 0.16), WHITE, BLACK, _ratio(tint, WHITE)),
        blush=blush,
        ripe=_until(own, blush, WHITE, 6),
        ink=_mix(own, (243, 239, 235), 0.05),
        soft=_until(_mix(own, (178, 170, 165), 0.10), tint, WHITE, TEXT),
        line=_until(_mix(own, (120, 112, 108), 0.12), tint, WHITE, EDGE),
        hair=_mix(own, (62, 57, 55), 0.12),
        bad=(255, 150, 145),
    )


@dataclass(frozen=True)
class Shift:
    """How far an accent was moved to be readable as words on the page: shares of black or white mixed in, 0 to 1."""

    darkened: float
    light: str
    lightened: float
    dark: str


def shift_of(accent: str) -> Shift:
    """What became of the accent in words and links of the light page and of the dark one."""
    light, dark = light_palette(accent), dark_palette(accent)
    return Shift(
        _share(accent, light["accent"], BLACK), light["accent"], _share(accent, dark["accent"], WHITE), dark["accent"]
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb`, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    return _ratio(_parse(one), _parse(other))


def text_on(colour: str) -> str:
    """White where it is readable on the colour, else black: one of them always has 4.5 to 1 (WCAG 1.4.3)."""
    return "#ffffff" if contrast(colour, "#ffffff") >= ENOUGH else "#000000"


def _ratio(one: Rgb, other: Rgb) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _until(colour: Rgb, ground: Rgb, goal: Rgb, ratio: float) -> Rgb:
    """The colour, moved towards `goal` as little as gives it `ratio` against `ground`."""
    steps = (_round(_mix(goal, colour, step / 50)) for step in range(51))
    return next((found for found in steps if _ratio(found, ground) >= ratio), goal)


def _share(before: str, after: str, goal: Rgb) -> float:
    """How much of `goal` was mixed into a colour, 0 to 1, by the part that had the longest way to go."""
    ways = [(end - a, b - a) for a, b, end in zip(_parse(before), _parse(after), goal, strict=True)]
    whole, gone = max(ways, key=lambda way: abs(way[0]))
    return gone / whole if whole else 0.0


def _mix(part: Rgb, rest: Rgb, share: float) -> Rgb:
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(part, rest, strict=True))
    return red, green, blue


def _away(colour: Rgb) -> Rgb:
    return BLACK if colour == WHITE else WHITE


def _round(colour: Rgb) -> Rgb:
    red, green, blue = (float(round(part)) for part in colour)
    return red, green, blue


def _parse(text: str) -> Rgb:
    digits = text.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(letter * 2 for letter in digits)
    red, green, blue = (float(int(wide[at : at + 2], 16)) for at in (0, 2, 4))
    return red, green, blue


def _written(**colours: Rgb) -> Palette:
    return {name.replace("_", "-"): "#" + "".join(f"{round(p):02x}" for p in c) for name, c in colours.items()}


def _rules(palette: Palette) -> str:
    return ";".join(f"--{name}:{value}" for name, value in palette.items())

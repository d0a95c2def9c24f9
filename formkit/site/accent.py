"""The owner's accent colour, made readable on a light and on a dark page (WCAG 2.2, 1.4.3)."""

from dataclasses import dataclass

ENOUGH = 4.5
LIGHT_PAGE = "#ffffff"
DARK_PAGE = "#16171a"
BLACK, WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class AccentPair:
    """The accent for a light and a dark page, each with the colour of text on it, all `#rrggbb`.

    `adjusted` says that the owner's colour was too pale for the light page, and that theirs is not quite this one.
    """

    light: str
    on_light: str
    dark: str
    on_dark: str
    adjusted: bool


def accent_pair(accent: str) -> AccentPair:
    """`#a3324f` -> colours that have a contrast of 4.5 to 1 or more with the page, moved as little as that takes."""
    own = accent.lower()
    light, dark = _moved(own, LIGHT_PAGE, BLACK), _moved(own, DARK_PAGE, WHITE)
    return AccentPair(light, text_on(light), dark, text_on(dark), adjusted=light != own)


def text_on(colour: str) -> str:
    """White where it is readable on the colour, else black: one of them always has 4.5 to 1."""
    return WHITE if contrast(colour, WHITE) >= ENOUGH else BLACK


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb`, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(_parts(one)), _luminance(_parts(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(parts: tuple[int, ...]) -> float:
    red, green, blue = (_linear(part / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _moved(colour: str, page: str, goal: str) -> str:
    steps = (_mixed(colour, goal, step / 100) for step in range(101))
    return next(found for found in steps if contrast(found, page) >= ENOUGH)


def _mixed(colour: str, goal: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(goal), strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))

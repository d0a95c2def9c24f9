from colorsys import hsv_to_rgb

import pytest

from formkit.site.accent import DARK_PAGE, LIGHT_PAGE, accent_pair, contrast

WHEEL = [
    "#" + "".join(f"{round(255 * part):02x}" for part in hsv_to_rgb(hue / 12, saturation, value))
    for hue in range(12)
    for saturation in (0, 0.5, 1)
    for value in (0, 0.5, 1)
]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("accent", sorted(set(WHEEL)))
def test_any_accent_becomes_readable(accent: str) -> None:
    pair = accent_pair(accent)
    assert contrast(pair.light, LIGHT_PAGE) >= 4.5
    assert contrast(pair.dark, DARK_PAGE) >= 4.5
    assert contrast(pair.light, pair.on_light) >= 4.5
    assert contrast(pair.dark, pair.on_dark) >= 4.5


def test_a_readable_accent_is_kept() -> None:
    pair = accent_pair("#A3324F")
    assert (pair.light, pair.on_light, pair.adjusted) == ("#a3324f", "#ffffff", False)


def test_a_pale_accent_is_told() -> None:
    assert accent_pair("#ffd54f").adjusted

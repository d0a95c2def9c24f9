import pytest
from hypothesis import given
from hypothesis import strategies as st

from formkit.palette import contrast, dark_palette, light_palette, palette_css, palettes, shift_of, text_on

ACCENTS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GROUNDS = ("paper", "card", "tint", "veil")


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
@given(accent=ACCENTS)
def test_every_accent_makes_a_readable_page(palette, accent: str) -> None:  # type: ignore[no-untyped-def]
    found = palette(accent)
    for ground in GROUNDS:
        assert all(contrast(found[name], found[ground]) >= 4.5 for name in ("accent", "ink", "soft", "bad"))
        assert contrast(found["line"], found[ground]) >= 3


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
@given(accent=ACCENTS)
def test_text_on_a_colour_is_readable(palette, accent: str) -> None:  # type: ignore[no-untyped-def]
    found = palette(accent)
    assert contrast(found["on-field"], found["field"]) >= 4.5
    assert contrast(found["on-field"], found["glow"]) >= 4.5
    assert contrast(found["on-fill"], found["fill"]) >= 4.5
    assert all(contrast(found[name], found["blush"]) >= 4.5 for name in ("ink", "ripe", "bad"))


def test_the_page_has_both_schemes() -> None:
    css = palette_css("#a3324f")
    assert css.startswith(":root{--accent:#a3324f;")
    assert "@media (prefers-color-scheme:dark){:root{--accent:" in css
    assert "color-scheme:light}" in css
    assert css.endswith("color-scheme:dark}}")


def test_a_theme_of_one_scheme_has_its_colours_on_every_screen() -> None:
    css = palette_css("#a3324f", "dark")
    assert f"--paper:{dark_palette('#a3324f')['paper']}" in css
    assert "@media" not in css
    assert css.endswith("color-scheme:dark}")
    assert palettes("#a3324f", "dark")["light"] == dark_palette("#a3324f")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", ["#a3324f", "#ffd54f", "#777777", "#000000", "#ffffff"])
def test_text_on_any_colour_is_readable(colour: str) -> None:
    assert contrast(colour, text_on(colour)) >= 4.5


@given(accent=ACCENTS)
def test_an_accent_is_moved_one_way_at_most_a_whole_way(accent: str) -> None:
    shift = shift_of(accent)
    assert 0 <= shift.darkened <= 1
    assert 0 <= shift.lightened <= 1


def test_a_colour_that_can_be_read_is_not_moved() -> None:
    assert (shift_of("#a3324f").darkened, shift_of("#ffd54f").lightened) == (0, 0)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formkit.site.accent import contrast
from formkit.site.palette import dark_palette, light_palette, palette_css

ACCENTS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GROUNDS = ("paper", "card", "tint")


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


def test_the_page_has_both_schemes() -> None:
    css = palette_css("#a3324f")
    assert css.startswith(":root{--accent:#a3324f;")
    assert "@media (prefers-color-scheme:dark){:root{--accent:" in css

"""The words of the editor have the room that they need, on a laptop and in each language of the Studio."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from formkit.web.studio.said import tongues
from tests.web.studio.conftest import LAPTOP, at_rose

LACKS = """(box) => {
  const style = getComputedStyle(box);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = style.font;
  const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return Math.max(0, Math.ceil(pen.measureText(box.placeholder).width - room));
}"""


@pytest.mark.parametrize("language", tongues())
def test_the_search_says_its_words_whole(new_page: Callable[..., Page], address: str, language: str) -> None:
    page = at_rose(new_page(**{**LAPTOP, "locale": language}), address)
    expect(page.locator("#entries .entry").first).to_be_visible()
    assert page.locator("#sought").evaluate(LACKS) == 0

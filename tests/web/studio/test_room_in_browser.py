"""The words of the Studio have the room that they need, on a laptop and in each language of the Studio."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from formkit.web.studio.said import tongues
from tests.chromium import barriers
from tests.web.studio.conftest import LAPTOP, at_rose

SPEC = """
site: {name: Rose Garden, languages: [ru, en]}
business:
  email: hello@rosegarden.example
  currency: EUR
  hours: {mon-fri: ["09:00-12:30", "13:30-18:00"], sat: "10:00-16:00"}
forms:
  contact:
    preset: contact
    fields:
      bunch: {type: order, items: [{name: Roses, price: 5}]}
      topic: {type: select, choices: [Question, Order]}
      email: {}
"""
PANELS = [  # paths, and what is in each panel
    (["business"], ".week"),
    (["forms", "contact", "fields", "bunch"], ".goods"),
    (["forms", "contact", "fields", "topic"], ".one-by-one"),
    (["forms", "contact"], ".pieces"),
]
# what in a place is wider than its room, lies over something else, or is a word broken in two
CROWDED = r"""(place) => {
  const name = (one) => `${one.localName} ${(one.innerText || one.ariaLabel || one.placeholder || '').slice(0, 40)}`;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (what) => [...place.querySelectorAll(what)].filter(seen);
  const edges = (one) => parseFloat(getComputedStyle(one).paddingLeft) + parseFloat(getComputedStyle(one).paddingRight);
  const pen = document.createElement('canvas').getContext('2d');
  const words = (one, text) => {
    pen.font = getComputedStyle(one).font;
    return pen.measureText(text).width + edges(one);
  };
  const natural = (one) => {
    const free = one.parentElement.appendChild(one.cloneNode());
    free.style.cssText = 'position: absolute; width: max-content';
    const width = free.offsetWidth;
    free.remove();
    return width;
  };
  const needs = (one) => {
    if (one.type === 'time') return natural(one);
    return one.placeholder && !one.value ? words(one, one.placeholder) : one.scrollWidth;
  };
  const found = [];
  for (const one of all('button, input, label, legend, h2, summary')) {
    if (one.clientWidth && Math.floor(needs(one)) > one.offsetWidth + 1) found.push(`cut: ${name(one)}`);
  }
  const lines = (one) => {
    const said = one.parentElement.appendChild(one.cloneNode());
    said.value = one.value || one.placeholder;
    const height = said.scrollHeight;
    said.remove();
    return height;
  };
  for (const one of all('textarea')) if (lines(one) > one.clientHeight + 1) found.push(`cut: ${name(one)}`);
  const whole = 'button, label, legend, h2, summary, b, strong, span, th, td';
  const text = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, ({ parentElement: here }) => (
    here.matches(whole) && seen(here) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  while (text.nextNode()) {
    for (const word of text.currentNode.data.matchAll(/[\p{L}\p{M}]+/gu)) {
      const range = document.createRange();
      range.setStart(text.currentNode, word.index);
      range.setEnd(text.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) found.push(`broken: ${word[0]}`);
    }
  }
  const boxes = all('button, input, label').map((one) => [one, one.getBoundingClientRect()]);
  const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  boxes.forEach(([one, box], at) => boxes.slice(at + 1).forEach(([other, its]) => {
    if (over(box, its) && !one.contains(other)) found.push(`${name(one)} lies over ${name(other)}`);
  }));
  return found;
}"""


def crowded(place: Locator) -> list[str]:
    found: list[str] = place.evaluate(CROWDED)
    return found


@pytest.mark.parametrize("language", tongues())
def test_nothing_is_cut_and_no_word_is_broken(
    new_page: Callable[..., Page], file: Path, address: str, language: str
) -> None:
    page = at_rose(new_page(**{**LAPTOP, "locale": language}), address)
    expect(page.locator("#entries .entry").first).to_be_visible()
    assert crowded(page.locator("#palette .find")) == []
    expect(page.locator("#panel .themes")).to_be_visible()
    assert crowded(page.locator("#panel .themes")) == []
    for path, part in PANELS:
        page.evaluate("path => document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path } }))", path)
        expect(page.locator(f"#panel {part}").first).to_be_visible()
        assert crowded(page.locator("#panel")) == []
    page.set_viewport_size({"width": 768, "height": 1024})
    assert page.locator(".tabs").evaluate("tabs => tabs.scrollWidth - tabs.clientWidth") == 0
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("#tab-texts").click()
    expect(page.locator("#texts-show")).to_be_visible()
    assert crowded(page.locator(".texts-top")) == []
    page.set_viewport_size(LAPTOP["viewport"])
    page.goto(f"{page.url.partition('/s/')[0]}/new")
    expect(page.locator("#progress")).to_contain_text("8")
    page.locator("body").evaluate("body => body.classList.remove('steps')")  # all questions at once
    assert crowded(page.locator("#talk")) == []


def test_a_wide_table_of_a_guide_is_scrolled_and_no_word_in_it_is_broken(
    new_page: Callable[..., Page], address: str
) -> None:
    page = at_rose(new_page(viewport={"width": 320, "height": 640}), address)
    page.goto(f"{page.url.partition('/s/')[0]}/guide/publishing")
    assert crowded(page.locator(".guide")) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert barriers(page) == []


APART = """() => {
  const [name, tools] = ['.site', '.tools'].map((part) => document.querySelector(part).getBoundingClientRect());
  return name.right <= tools.left;
}"""


@pytest.mark.parametrize("language", tongues())
def test_on_a_phone_the_page_has_the_room_and_nothing_of_the_bars_is_hidden(
    new_page: Callable[..., Page], file: Path, address: str, language: str
) -> None:
    page = at_rose(new_page(viewport={"width": 390, "height": 844}, locale=language), address)
    expect(page.locator("#outline .thing").first).to_be_attached()
    for width, height, most in ((390, 844, 0.25), (320, 640, 0.33)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.locator(".stage").evaluate("stage => stage.getBoundingClientRect().top") <= most * height
        for part in (".tools #undo", ".tools #redo", "#saved", "#tab-publish", "#language"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)
        small = "all => all.filter((one) => one.offsetHeight < 24 || one.offsetWidth < 24).map((one) => one.id)"
        assert page.locator(":is(.top, .tabs, .switch, .view) :is(a, button, select):visible").evaluate_all(small) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(APART)
        assert barriers(page) == []


@pytest.mark.parametrize("viewport", [LAPTOP["viewport"], {"width": 320, "height": 640}])
def test_what_a_tab_holds_is_scrolled_in_the_tab_alone(
    new_page: Callable[..., Page], file: Path, address: str, viewport: ViewportSize
) -> None:
    page = at_rose(new_page(viewport=viewport), address)
    expect(page.locator("#outline .thing").first).to_be_attached()
    for tab in page.get_by_role("tab").all():
        tab.click()
        shown = page.get_by_role("tabpanel")
        expect(shown.locator("h2, iframe, .ace_editor, .texts").first).to_be_attached()
        assert page.evaluate("document.documentElement.scrollHeight") == viewport["height"], shown.get_attribute("id")


def test_on_a_phone_what_is_wrong_is_told_beside_its_control_and_nothing_moves_while_it_is_written(
    editor: Page,
) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.get_by_role("button", name="Properties").click()
    editor.evaluate("document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path: ['business'] } }))")
    mail = editor.get_by_label("Mail address", exact=True)
    before = mail.bounding_box()
    mail.fill("hello@rose")
    expect(editor.locator("#c-business-email .errors")).to_contain_text("The end of this address is missing")
    expect(editor.locator("#broken")).to_contain_text("the last good page is shown")
    assert mail.bounding_box() == before
    editor.get_by_role("button", name="The page").click()
    expect(editor.locator("#broken")).to_be_visible()


def test_what_leads_back_stands_in_the_column(editor: Page) -> None:
    editor.locator("#outline .thing", has_text="Topic").first.click()
    back = editor.locator("#panel .above button").first
    expect(back).to_be_visible()
    left = "one => one.getBoundingClientRect().left"
    assert back.evaluate(left) == editor.locator("#panel h2").evaluate(left)


COVERED = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, bottom - 3);
  return top < 0 || bottom > innerHeight || hit !== document.activeElement;
}"""


def test_words_below_the_page_cover_nothing_that_is_written_in(editor: Page) -> None:
    editor.set_viewport_size({"width": 512, "height": 350})
    editor.get_by_role("button", name="Properties").click()
    editor.get_by_label("Name of the site", exact=True).focus()
    editor.evaluate("document.getElementById('told').textContent = 'It is kept in this browser. '.repeat(12)")
    editor.evaluate("scrollTo(0, scrollY + document.activeElement.getBoundingClientRect().bottom - innerHeight)")
    editor.evaluate("document.getElementById('told').append('And saved as soon as possible. '.repeat(4))")
    editor.wait_for_function(f"() => !({COVERED})()")


def test_words_above_the_page_push_nothing_that_is_written_in_out_of_sight(editor: Page) -> None:
    editor.set_viewport_size({"width": 512, "height": 350})
    editor.get_by_role("button", name="Properties").click()
    name = editor.get_by_label("Name of the site", exact=True)
    name.focus()
    editor.evaluate("scrollTo(0, 0)")
    box = name.bounding_box()
    assert box
    editor.set_viewport_size({"width": 512, "height": round(box["y"] + box["height"]) + 20})
    editor.evaluate("document.getElementById('saved').textContent = 'No connection. '.repeat(20)")
    editor.wait_for_function(f"() => !({COVERED})()")

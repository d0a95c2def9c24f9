"""Stars and the eleven numbers of an NPS question, by the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import reach_receipt, send
from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      name: {type: text, label: Your name}
      stars: {type: rating, label: Our flowers, required: true}
      recommend: {type: nps, label: Would you recommend us, required: true}
"""


@pytest.fixture
def live(start_live: Callable[..., Live], page: Page) -> Live:
    found = start_live(SPEC)
    page.goto(found.site)
    page.get_by_label("Your name").focus()
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_arrows_choose_and_each_question_is_one_stop_of_the_tab_key(live: Live, page: Page) -> None:
    press(page, "Tab", "Space", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page.get_by_label("4 of 5")).to_be_checked()
    press(page, "Tab", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(page.get_by_role("radio", name="10")).to_be_focused()
    press(page, "Shift+Tab")
    expect(page.get_by_label("4 of 5")).to_be_focused()
    send(page)
    reach_receipt(page)
    assert [live.stored()[0].fields[name] for name in ("stars", "recommend")] == ["4", "10"]


def test_whoever_chooses_by_keyboard_sees_where_they_are(live: Live, page: Page) -> None:
    ring = "document.activeElement.closest('label').matches(':has(:focus-visible)')"
    outline = "getComputedStyle(document.activeElement.closest('label')).outlineWidth"
    for keys in (("Tab", "Space"), ("Tab", "Space")):
        press(page, *keys)
        assert (page.evaluate(ring), page.evaluate(outline)) == (True, "3px")


def test_what_is_chosen_stands_out_where_a_reader_has_colours_of_their_own(live: Live, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.get_by_label("3 of 5").check()
    page.get_by_role("radio", name="9").check()
    stars = page.evaluate(
        "[...document.querySelectorAll('.stars label')].map(l => getComputedStyle(l, '::before').content)"
    )
    assert [star[1] for star in stars] == [*"★★★☆☆"]
    fills = page.evaluate(
        "[...document.querySelectorAll('.scale label')].map(l => getComputedStyle(l).backgroundColor)"
    )
    assert [fill for fill in fills if fills.count(fill) == 1] == [fills[9]]


def test_a_mistake_leads_to_its_first_star(live: Live, page: Page) -> None:
    send(page)
    press(page, "Tab", "Enter", "Space")
    expect(page.get_by_label("1 of 5")).to_be_checked()
    expect(page.get_by_label("1 of 5")).to_be_focused()


def test_whoever_listens_is_told_what_the_ends_of_a_scale_mean(live: Live, page: Page) -> None:
    ends = page.get_by_role("radio", name="0", exact=True), page.get_by_role("radio", name="10", exact=True)
    for end, words in zip(ends, ("Not at all likely", "Extremely likely"), strict=True):
        expect(end).to_have_accessible_description(words)
    expect(page.get_by_role("radio", name="5", exact=True)).to_have_accessible_description("")


def test_a_star_is_called_by_its_number_alone(live: Live, page: Page) -> None:
    tree = page.get_by_role("group", name="Our flowers").aria_snapshot()
    assert ('radio "3 of 5"' in tree, "★" in tree) == (True, False)

"""Another name in the data, by clicking: everything that names it follows, and one undo takes all back."""

from json import dumps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chromium import barriers
from tests.web.studio.conftest import Visit

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections:
  - about: "Ask [us](#form-ask)."
  - form: ask
forms:
  ask:
    fields:
      name: {type: text}   # who
      topic: {type: select, choices: [Question, Order], other: true}
      more: {type: text, show_if: {topic: Order}}
    deliver_to: [{mail: a@rosegarden.example, when: {topic: Order}}, hello@rosegarden.example]
    steps: [{title: One, fields: [name, topic]}, {title: Two, fields: more}]
    subject: "{topic} from {name}"
"""
TOPIC = ("forms", "ask", "fields", "topic")


def plan(studio: Visit, path: tuple[str, ...], to: str) -> Any:
    asked = {"do": "name", "to": to, "path": dumps(path)}
    return studio.client.get("/_studio/s/rose/plan", query_string=asked, headers={"Accept": "application/json"}).json


def test_a_question_gets_another_name_wherever_it_is_named(studio: Visit, file: Path) -> None:
    found = plan(studio, TOPIC, "about")
    assert found["select"] == ["forms", "ask", "fields", "about"]
    assert studio.post("s/rose/change", {"edits": found["edits"]}).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("topic", "about")
    assert studio.post("s/rose/undo", {}).status_code == 200
    assert file.read_text("utf-8") == SPEC


def test_so_does_a_form(studio: Visit, file: Path) -> None:
    studio.post("s/rose/change", {"edits": plan(studio, ("forms", "ask"), "write_us")["edits"]})
    said = (
        SPEC.replace("#form-ask", "#form-write_us")
        .replace("form: ask", "form: write_us")
        .replace("  ask:", "  write_us:")
    )
    assert file.read_text("utf-8") == said


@pytest.mark.parametrize(("to", "message"), [
    ("Über", "Only small letters from a to z, digits, - and _, and a letter first."),
    ("name", "This name is taken."),
    ("topic_other", "This name is taken."),
])  # fmt: skip
def test_a_name_that_can_not_be_is_told(studio: Visit, file: Path, to: str, message: str) -> None:
    assert plan(studio, TOPIC, to)["message"] == message


def test_a_name_that_would_break_the_file_is_told_with_the_reason(studio: Visit, file: Path) -> None:
    found = plan(studio, TOPIC, "csrf_token")
    assert found["message"] == "This would break the site"
    assert "formkit uses it itself" in found["hint"]


def test_the_control_is_folded_away_and_knows_what_is_taken(studio: Visit, file: Path) -> None:
    folded = studio.get(f"s/rose/panel?path={dumps(TOPIC)}").text.partition('<details class="more">')[2]
    assert 'data-kind="name"' in folded
    assert "&#34;taken&#34;: [&#34;name&#34;, &#34;more&#34;]" in folded


PAGES = """\
site: {name: Rose Garden, languages: [en, tr], url: https://rose.example/shop}
business: {email: hello@rosegarden.example}
sections:
  - about:
      text:
        en: "[a](page.html) [b](./page.html#top) [c](tr/page.html) [d](https://rose.example/shop/page.html?x)"
        tr: "[a](page.html) [b](../page.html) [c](/shop/tr/page.html) [d](https://rose.example/shop/tr/page.html)"
  - text: {text: "[other](https://else.example/page.html) [mine](homepage.html) [file](files/page.html) page.html"}
pages:
  page:   # ours
    title: {en: Prices, tr: Fiyatlar}
    sections: [text: {text: "[here](page.html)"}]
forms:
  contact: {preset: contact, next: /tr/page.html}
"""
PAGE = ("pages", "page")


def test_a_page_gets_another_address_and_links_to_it_follow(studio: Visit, file: Path) -> None:
    file.write_text(PAGES, "utf-8")
    found = plan(studio, PAGE, "prices")
    assert found["select"] == ["pages", "prices"]
    asked = {"edits": found["edits"], "page": "tr/page.html"}
    answer = studio.post("s/rose/change", asked).json
    first, kept, rest = PAGES.replace("  page: ", "  prices: ").partition("  - text: {text:")
    rest = kept + rest.replace("[here](page", "[here](prices").replace("next: /tr/page", "next: /tr/prices")
    assert file.read_text("utf-8") == first.replace("page.html", "prices.html") + rest
    assert (answer["outline"]["page"], answer["sound"]) == ("tr/prices.html", True)
    assert answer["moved"] == [[["pages", "page"], ["pages", "prices"]]]
    answer = studio.post("s/rose/undo", {"page": "tr/prices.html"}).json
    assert (answer["outline"]["page"], answer["moved"]) == ("tr/page.html", [[["pages", "prices"], ["pages", "page"]]])
    assert file.read_text("utf-8") == PAGES


@pytest.mark.parametrize("to", ["index", "tr", "imprint"])
def test_an_address_that_is_ours_is_taken(studio: Visit, file: Path, to: str) -> None:
    file.write_text(PAGES, "utf-8")
    assert plan(studio, PAGE, to)["message"] == "This name is taken."


def test_the_address_of_a_page_stands_in_its_panel(studio: Visit, file: Path) -> None:
    file.write_text(PAGES, "utf-8")
    shown = studio.get(f"s/rose/panel?path={dumps(PAGE)}").text.partition('<details class="more">')[0]
    assert 'data-kind="name"' in shown
    assert 'value="page"' in shown


def test_the_page_in_the_middle_stays_while_its_address_changes(editor: Page, file: Path) -> None:
    file.write_text(PAGES, "utf-8")
    editor.reload()
    editor.locator("#leaf").select_option("Prices")
    editor.frame_locator("#view").get_by_role("heading", level=1, name="Prices").click()
    word = editor.get_by_label("Word in the address")
    word.fill("prices")
    word.press("Enter")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    expect(editor.locator("#leaf")).to_have_value("prices")
    expect(editor.locator("#c-pages-prices-id input")).to_be_focused()
    assert "[here](prices.html)" in file.read_text("utf-8")
    assert barriers(editor, "#panel") == []
    editor.get_by_role("button", name="Undo", exact=True).click()
    expect(editor.locator("#leaf")).to_have_value("page")
    expect(editor.get_by_label("Word in the address")).to_have_value("page")
    assert file.read_text("utf-8") == PAGES


def addressed(studio: Visit, file: Path, title: str, *, page: str = "page") -> str:
    """The address that a page gets by its title, "" where it keeps its own."""
    spec = PAGES.replace("  page: ", f"  {page}: ").replace("{en: Prices, tr: Fiyatlar}", title)
    file.write_text(spec + "\n", "utf-8")
    asked = {"do": "address", "path": dumps(["pages", page])}
    found = studio.client.get("/_studio/s/rose/plan", query_string=asked).json
    assert found["select"] == ["pages", found["edits"][0]["key"] if found["edits"] else page]
    return str(found["edits"][0]["key"]) if found["edits"] else ""


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("{en: Our prices, tr: Fiyatlar}", "our-prices"),
        ("{tr: Fiyat Listesi}", "fiyat-listesi"),
        ("Цены", "tseny"),
        ("Contact", "contact-page"),
        ("Page", ""),
        ("價格", ""),
        ("{en: New page, tr: Fiyatlar}", ""),
        ("Yeni sayfa", ""),
    ],
)
def test_a_new_page_gets_its_address_from_its_title(studio: Visit, file: Path, title: str, address: str) -> None:
    assert addressed(studio, file, title) == address


def test_an_address_that_somebody_gave_stays(studio: Visit, file: Path) -> None:
    assert addressed(studio, file, "Prices", page="what-it-costs") == ""


def test_two_pages_of_one_title_are_told_apart(studio: Visit, file: Path) -> None:
    more = "  prices: {title: Prices, sections: [hours]}\nforms:"
    file.write_text(PAGES.replace("forms:", more), "utf-8")
    asked = {"do": "address", "path": dumps(PAGE)}
    found = studio.client.get("/_studio/s/rose/plan", query_string=asked).json
    assert found["edits"] == [{"op": "rename", "path": ["pages", "page"], "key": "prices-2"}]


def test_an_old_page_keeps_its_address_when_its_title_changes(editor: Page, file: Path) -> None:
    file.write_text(PAGES, "utf-8")
    editor.reload()
    editor.locator("#leaf").select_option("Prices")
    editor.frame_locator("#view").get_by_role("heading", level=1, name="Prices").click()
    asked: list[str] = []
    editor.on("request", lambda seen: asked.append(seen.url) if "do=address" in seen.url else None)
    editor.get_by_label("Heading of the page").fill("What it costs")
    editor.get_by_label("Word in the address").focus()
    expect(editor.locator("#leaf option:checked")).to_have_text("What it costs")
    editor.locator("#undo").click()
    expect(editor.locator("#leaf option:checked")).to_have_text("Prices")
    assert asked == []


@pytest.mark.parametrize("in_place", [True, False])
def test_a_page_just_added_is_addressed_when_its_title_is_written(editor: Page, file: Path, in_place: bool) -> None:
    file.write_text(PAGES.partition("pages:")[0] + "forms: {contact: {}}\n", "utf-8")
    editor.reload()
    editor.get_by_role("searchbox", name="Search what to add").fill("another page")
    editor.get_by_role("button", name="Another page").click()
    expect(editor.locator("#leaf")).to_have_value("page")
    expect(editor.get_by_label("Word in the address")).to_have_value("page")
    before = file.read_text("utf-8")
    if in_place:
        view = editor.frame_locator("#view")
        view.get_by_role("heading", level=1, name="New page").dblclick()
        expect(view.locator("[contenteditable]")).to_be_focused()
        editor.keyboard.type("Our prices")
        editor.keyboard.press("Enter")
    else:
        editor.get_by_label("Heading of the page").fill("Our prices")
        editor.get_by_label("What search engines say of it").focus()
    expect(editor.locator("#leaf")).to_have_value("our-prices")
    expect(editor.locator("#told")).to_contain_text("The address of this page is our-prices.html now.")
    expect(editor.get_by_label("Word in the address")).to_have_value("our-prices")
    assert "[a](our-prices.html)" in file.read_text("utf-8")
    editor.get_by_role("button", name="Undo", exact=True).click()
    expect(editor.locator("#leaf")).to_have_value("page")
    assert file.read_text("utf-8") == before


def test_a_title_that_is_taken_back_at_once_gives_its_page_no_address(editor: Page, file: Path) -> None:
    file.write_text(PAGES.partition("pages:")[0] + "forms: {contact: {}}\n", "utf-8")
    editor.reload()
    editor.get_by_role("searchbox", name="Search what to add").fill("another page")
    editor.get_by_role("button", name="Another page").click()
    expect(editor.get_by_label("Word in the address")).to_have_value("page")
    before = file.read_text("utf-8")
    held: list[Route] = []
    editor.route("**/plan?*do=address*", lambda route: held.append(route))
    editor.get_by_label("Heading of the page").fill("Our prices")
    with editor.expect_request("**/plan?*do=address*"):
        editor.get_by_label("What search engines say of it").focus()
    expect(editor.locator("#leaf option:checked")).to_have_text("Our prices")
    answer = held[0].fetch()
    editor.locator("#undo").click()
    expect(editor.locator("#told")).to_contain_text("Taken back: ")
    held[0].fulfill(response=answer)
    editor.get_by_label("What search engines say of it").fill("What flowers cost")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    words = "    description: {en: What flowers cost}\n"
    assert file.read_text("utf-8") == f"{before}{words}"

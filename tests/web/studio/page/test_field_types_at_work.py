"""Every type of field in a real browser: added, configured, moved, removed, taken back; the file says each step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from formkit.fields import FIELD_TYPES, FieldOptions
from formkit.fields.base import InputOptions
from formkit.settings import Settings
from formkit.source import parse_source
from formkit.web.dev import Reloader
from formkit.web.studio.faces import Face, faces
from formkit.web.studio.said import table
from tests.web.studio.page.working import dropped, opened, said, saved

SHOP = """\
# The flower shop.
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, currency: EUR}
sections: [form: contact]
forms:
  contact:
    fields:
      # how we call them
      name: {type: text, label: Your name}   # as on the card
      # what it is about
      topic: {type: select, label: Topic, choices: [Question, Order]}
      message: {type: textarea, label: Your message}
"""
LABEL, NOTE = "Why?", "# somebody has thought about it"
NEWS = """() => {
  window.news = new Promise((heard) => addEventListener('studio:changed', () => heard(), { once: true, capture: true }))
}"""
STANDS = """([name, at]) => {
  const lines = [...document.querySelectorAll('#outline li li li')];
  const parts = [...document.getElementById('view').contentDocument.querySelectorAll('[data-field]')];
  return lines.findIndex((line) => line.dataset.id.endsWith(`"${name}"]${name}`)) === at
    && parts.findIndex((part) => part.dataset.field === name) === (name === 'hidden' ? -1 : at);
}"""
USUAL = (*InputOptions.model_fields, "help")  # what every type of field has


@dataclass
class Form:
    """The form of a shop in its editor."""

    page: Page
    view: FrameLocator
    file: Path
    reloader: Reloader
    note: str = ""

    def line(self, name: str) -> Locator:
        """The line of a field in the list."""
        return self.page.locator(f"#outline li[data-id$='\"{name}\"]{name}'] .thing")

    def part(self, name: str) -> Locator:
        """A field in the page."""
        return self.view.locator(f"[data-field={name}]")

    def entry(self, kind: str) -> Locator:
        return self.page.locator(f'.entry[data-name="field.{kind}"]')

    def control(self, name: str, key: str) -> Locator:
        return self.page.locator(f"#c-forms-contact-fields-{name}-{key}")

    def is_seen(self, kind: str) -> bool:
        """Whether visitors see fields of this type."""
        return kind != "hidden"

    def added(self, add: Callable[[], None]) -> str:
        """The name of a new field."""
        add()
        said(self.page, "Added")
        return list(self._fields())[2]

    def commented(self, name: str) -> None:
        """Another program writes a comment above a field; the editor has heard of it."""
        self.page.evaluate(NEWS)
        text = self.file.read_text("utf-8")
        self.file.write_text(text.replace(f"      {name}:", f"      {NOTE}\n      {name}:"), "utf-8")
        self.reloader.saved()
        self.page.evaluate("() => window.news")
        self.note = f"      {NOTE}\n"

    def configured(self, name: str, kind: str) -> dict[str, Any]:
        """Its example is seen; its label is typed, whether it is required is switched, what its type has is set."""
        example = table("en")[f"example.{kind}"]
        expect(self.control(name, "type").locator(".example")).to_have_text(f"For instance: {example}")
        self.page.locator("#panel .more > summary").click()
        self.control(name, "label").locator("input").press("Control+a")
        self.page.keyboard.type(LABEL)
        required = self.control(name, "required").locator("input")
        required.click()
        told = {"label": LABEL, "required": str(required.is_checked()).lower()}
        own = self.own(FIELD_TYPES[kind].options)
        return {**told, **{face.key: WAYS[face.kind](self.control(name, face.key), face) for face in own}}

    def own(self, options: type[FieldOptions]) -> list[Face]:
        """What a type has of its own, limits and choices among it; where it has nothing, its help."""
        known = faces(options)
        return [one for one in known if one.key not in USUAL] or [one for one in known if one.key == "help"]

    def says(self, name: str, told: dict[str, Any], *, at: int) -> None:
        """The field stands there in the file, with its comment; in the list, and in the page where it is seen."""
        self.page.wait_for_function(STANDS, arg=[name, at])
        fields = self._fields()
        assert list(fields)[at] == name
        assert {key: fields[name].get(key) for key in told} == told
        assert f"{self.note}      {name}:" in self.file.read_text("utf-8")

    def is_rid_of(self, name: str) -> None:
        """The file is what it was."""
        self.page.wait_for_function(STANDS, arg=[name, -1])
        assert self.file.read_text("utf-8") == SHOP

    def _fields(self) -> dict[str, Any]:
        """The fields as the file says them, in their order."""
        saved(self.page)
        data = parse_source(self.file.read_bytes(), "shop.yaml").data
        return dict(data["forms"]["contact"]["fields"])


@pytest.fixture(scope="module")
def shop(at_work: Settings) -> Path:
    place = at_work.specs / "types.yaml"
    place.write_text(SHOP, "utf-8")
    return place


@pytest.fixture
def form(page: Page, shop: Path, reloader: Reloader) -> Form:
    """All types in one editor: each leaves the file as it was; where one failed, the next begins anew."""
    if not page.url.endswith("/s/types/") or shop.read_text("utf-8") != SHOP:
        shop.write_text(SHOP, "utf-8")
        opened(page, shop)
        page.locator("#entries summary", has_text="Questions of a form").click()
    return Form(page, page.frame_locator("#view"), shop, reloader)


def typed(box: Locator, face: Face) -> str:
    words = f"{face.key} of ours"
    box.locator("input, textarea").first.fill(words)
    return words


def counted(box: Locator, face: Face) -> str:
    usual = {"min": "2", "max": "9"}
    number = face.limits.get("most" if face.key.startswith("max") else "least") or usual[face.key]
    box.locator("input").fill(number)
    return number


def ticked(box: Locator, face: Face) -> str:
    tick = box.locator("input[type=checkbox]")
    tick.click()
    return str(tick.is_checked()).lower()


def dated(box: Locator, face: Face) -> str:
    box.locator("select").select_option("today" if face.key == "min" else "+")
    return "today" if face.key == "min" else "today+1"


def timed(box: Locator, face: Face) -> str:
    time = "09:00" if face.key == "min" else "18:00"
    box.locator("input").fill(time)
    return time


def chosen(box: Locator, face: Face) -> str:
    return box.locator("select").select_option(index=box.locator("option").count() - 1)[0]


def ticked_some(box: Locator, face: Face) -> list[str]:
    box.locator(".chip input:not(:checked)").first.check()
    return [one.input_value() for one in box.locator(".chip input:checked").all()]


def in_rows_and_lines(box: Locator, face: Face) -> list[str]:
    """Choices: one is written anew, one is new, it goes up; then they are pasted as lines."""
    rows = box.locator(".rows > li")
    rows.first.locator("input").fill("Pink")
    box.locator(".add input").fill("Red")
    box.locator(".add input").press("Enter")
    expect(rows).to_have_count(4)
    rows.last.get_by_role("button", name="Move Red up").click()
    expect(rows.nth(2).locator("input")).to_have_value("Red")
    box.locator("summary").click()
    lines = box.locator("textarea")
    assert lines.input_value().splitlines()[0] == "Pink"
    assert lines.input_value().splitlines()[2] == "Red"
    lines.fill("Pink\nRed\nWhite\n")
    lines.press("Tab")
    expect(rows).to_have_count(3)
    return ["Pink", "Red", "White"]


def sold(box: Locator, face: Face) -> Any:
    """Things to order: the first has another name and price, the last ones go."""
    rows = box.locator(".rows > li")
    for left in (2, 1):
        rows.last.locator("[data-mark^=take]").click()
        expect(rows).to_have_count(left)
    rows.first.get_by_label("Name").fill("Rose")
    rows.first.get_by_label("Price").fill("3.50")
    return [{"name": "Rose", "price": "3.50"}]


WAYS: dict[str, Callable[[Locator, Face], Any]] = {
    "line": typed, "text": typed, "number": counted, "yesno": ticked, "day": dated, "time": timed, "choice": chosen,
    "some": ticked_some, "choices": in_rows_and_lines, "goods": sold,
}  # fmt: skip


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_each_type_is_added_configured_moved_removed_and_taken_back_by_mouse(form: Form, kind: str) -> None:
    name = form.added(lambda: dropped(form.page, form.entry(kind), form.part("topic"), at=(0.5, 0.9)))
    form.commented(name)
    told = form.configured(name, kind)
    form.says(name, told, at=2)
    if form.is_seen(kind):
        dropped(form.page, form.page.locator("#chosen [data-deed=drag]"), form.part("name"), at=(0.5, 0.1))
        form.says(name, told, at=0)
    dropped(form.page, form.line(name), form.line("message"), at=(0.5, 0.9))
    form.says(name, told, at=3)
    form.page.locator(f"{'#chosen' if form.is_seen(kind) else '#deeds'} [data-deed=remove]").click()
    form.is_rid_of(name)
    form.page.locator("#told button").click()
    said(form.page, "Taken back: ")
    form.says(name, told, at=3)
    form.page.locator("#redo").click()
    form.is_rid_of(name)


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_each_type_is_added_moved_removed_and_taken_back_by_keyboard(form: Form, kind: str) -> None:
    form.line("topic").press("Enter")
    name = form.added(lambda: form.entry(kind).press("Enter"))
    form.line(name).press("Alt+ArrowUp")
    form.says(name, {"type": kind}, at=1)
    form.view.locator("body").press("Alt+ArrowUp")
    form.says(name, {"type": kind}, at=0)
    form.line(name).press("Delete")
    form.is_rid_of(name)
    form.page.keyboard.press("Control+z")
    form.says(name, {"type": kind}, at=0)
    form.page.keyboard.press("Control+y")
    form.is_rid_of(name)

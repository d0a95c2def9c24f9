"""What stands in braces in a text: what takes its place is told, and what a translation makes of it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import barriers
from tests.web.studio.conftest import Visit

SPEC = """\
site: {name: Rose Garden, languages: [en, tr], tagline: "{en}"}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      name: {type: text, label: {en: Your name, tr: Adınız}}
    subject: {en: "{name} ({reference})", tr: "{name} ({reference})"}
"""
CELL = "Form: contact › Subject of the mail you get, Türkçe"


def turkish(studio: Visit, file: Path, subject: str) -> str:
    """What stands beside the Turkish subject."""
    file.write_text(SPEC.replace(', tr: "{name} ({reference})"', subject and f', tr: "{subject}"'), "utf-8")
    found = re.findall(r'<p class="told[^>]*>(.*?)</p>', studio.get("s/rose/texts").text)
    assert len(found) == 2, found
    return str(found[1])


def test_what_takes_their_place_is_told_in_one_sentence(studio: Visit, file: Path) -> None:
    notes = re.findall(r'<small class="note"[^>]*>(.*?)</small>', studio.get("s/rose/texts").text)
    said = "Leave what stands in braces as it is: {name} becomes the answer to “Your name”, "
    assert notes == [f"{said}{{reference}} becomes the number of the message."]


def test_where_nothing_takes_their_place_that_is_told(studio: Visit, file: Path) -> None:
    file.write_text(SPEC + '    thanks: {en: "Thanks, {name}", tr: Sağ olun}\n', "utf-8")
    table = studio.get("s/rose/texts").text
    assert "What stands in braces isn&#39;t replaced here: visitors read it as it is." in table
    assert "Missing here: {name}" not in table


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("{reference} - {name}", ""),
        ("{name}", "Missing here: {reference}."),
        ("{ name } (reference)", "Missing here: {name}, {reference}."),
        (
            "{nmae} ({reference})",
            "This form has no question “nmae”. Choose another one, or take it out. Did you mean “name”?",
        ),
        ("", ""),
    ],
)
def test_what_a_translation_makes_of_them_is_told_beside_it(
    studio: Visit, file: Path, subject: str, sentence: str
) -> None:
    assert turkish(studio, file, subject) == sentence


def test_a_text_for_all_languages_lacks_none(studio: Visit, file: Path) -> None:
    file.write_text(SPEC.replace('{en: "{name} ({reference})", tr: "{name} ({reference})"}', '"{name}"'), "utf-8")
    assert re.findall(r'<p class="told[^>]*>(.*?)</p>', studio.get("s/rose/texts").text) == ["", ""]


def test_the_table_stays_while_something_is_wrong(studio: Visit, file: Path) -> None:
    file.write_text(SPEC.replace("hello@rosegarden.example", "hello@rosegarden"), "utf-8")
    assert "Mend it in the tab File" in studio.get("s/rose/texts").text  # what can't be read at all is not shown
    file.write_text(SPEC + "    deliver_to: [{mail: a@rosegarden.example, when: {topic: Order}}]\n", "utf-8")
    assert 'class="texts"' in studio.get("s/rose/texts").text


def test_it_is_told_while_one_types(editor: Page, file: Path) -> None:
    editor.get_by_role("tab", name="Translations").click()
    cell = editor.get_by_label(CELL)
    cell.fill("{nmae} ({reference})")
    expect(cell).to_have_accessible_description(re.compile("Leave what stands.*no question “nmae”", re.DOTALL))
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(editor.locator("#texts-count")).to_contain_text("This form has no question “nmae”.")
    expect(cell).to_be_focused()
    assert barriers(editor, "#texts") == []
    editor.get_by_role("tab", name="Page", exact=True).focus()
    expect(cell).to_have_value("{nmae} ({reference})")
    cell.fill("({reference})")
    expect(editor.locator("p.told", has_text="Missing here: {name}.")).to_be_visible()
    expect(cell).not_to_have_attribute("aria-invalid", "true")
    assert 'tr: "({reference})"' in file.read_text("utf-8")

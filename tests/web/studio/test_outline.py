"""What can be selected in a page, and where it stands in the file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from formkit.source import Source, parse_source
from formkit.spec import Site, check_source
from formkit.spec.spelled import said_at
from formkit.web.studio.outline import outline
from tests.web.studio.conftest import Visit

EXAMPLES = sorted((Path(__file__).parents[3] / "form_specs").glob("*.yaml"))
TWO = """
site: {name: Rose Garden, tagline: Flowers, languages: [en, tr]}
business: {email: hello@rosegarden.example, hours: {mon: 09:00-18:00}}
sections:
  - banner: Closed on Monday.
  - about: {text: {en: "We are **three**.", tr: "Üç kişiyiz."}}
  - faq: [{name: Do you deliver?, text: Yes.}]
  - form: contact
  - form: order
forms:
  contact: {}
  order: {fields: {note: {type: note, text: Hello}, size: {type: radio, choices: [Small, Large], other: true}}}
pages:
  prices: {title: Prices, sections: [text: "None.", contact]}
legal: [imprint]
"""


def read(raw: str) -> tuple[Site, Source]:
    source = parse_source(raw.encode(), "rose.yaml")
    site, problems = check_source(source, Path("rose.yaml"), Path())
    assert site, problems
    return site, source


def things(page: str = "index.html", raw: str = TWO) -> list[dict[str, Any]]:
    """Every thing of a page, each before its parts."""
    found: list[dict[str, Any]] = list(outline(*read(raw), page)["things"])
    for one in found:
        found += one["parts"]
    return found


def texts(page: str = "index.html", raw: str = TWO) -> dict[str, dict[str, Any]]:
    """The texts of a page by what is shown."""
    return {text["shown"]: text for one in things(page, raw) for text in one["texts"]}


def test_each_section_is_found_by_its_id_and_knows_its_place() -> None:
    found = {one["anchor"]: one["path"] for one in outline(*read(TWO), "index.html")["things"] if one["anchor"]}
    assert found == {
        "banner": ("sections", 0), "hero": ("site",), "about": ("sections", 1), "faq": ("sections", 2),
        "form-contact": ("sections", 3), "form-order": ("sections", 4),
    }  # fmt: skip


def test_items_and_fields_are_parts_of_their_section() -> None:
    paths = [one["path"] for one in things()]
    assert ("sections", 2, "faq", "items", 0) in paths
    assert ("forms", "contact", "fields", "email") in paths
    assert ("forms", "order", "fields", "size_other") not in paths  # comes with `size`, and stands nowhere


def test_a_page_of_its_own_is_led_by_its_title() -> None:
    found = things("tr/prices.html")
    assert [one["path"] for one in found[1:3]] == [("pages", "prices"), ("pages", "prices", "sections", 0)]
    assert found[1]["anchor"] == "heading"


def test_a_choice_that_is_a_word_alone_is_changed_with_what_stands_in_the_data_unless_it_is_waited_for() -> None:
    place = ("forms", "order", "fields", "size", "choices")
    assert {texts()[word]["path"] for word in ("Small", "Large")} == {(*place, 0), (*place, 1)}
    assert texts(raw=TWO.replace("[Small,", "[{en: Small},"))["Small"]["path"] == (*place, 0, "en")
    waited = TWO.replace("{fields: {note:", "{fields: {why: {show_if: {size: Large}}, note:")
    assert texts(raw=waited)["Large"]["path"] == (*place, 1, "label")
    assert texts("tr/index.html")["Small"]["path"][-1] in ("label", "tr")


def test_a_legal_page_is_one_thing() -> None:
    assert [one["path"] for one in things("imprint.html")] == [("site",), ("legal", "imprint"), ("business",)]


def test_an_unknown_page_is_the_first_one() -> None:
    assert outline(*read(TWO), "gone.html")["page"] == "index.html"


def test_words_by_language_are_put_in_their_language() -> None:
    said = texts("tr/index.html")["Üç kişiyiz."]
    assert (said["path"], said["others"]) == (("sections", 1, "about", "text", "tr"), None)


def test_prose_is_known_by_how_it_reads_and_given_as_it_was_written() -> None:
    said = texts()["We are three."]
    assert (said["words"], said["prose"]) == ("We are **three**.", True)


def test_plain_words_become_words_by_language_when_another_one_is_written() -> None:
    assert texts()["Flowers"]["others"] is None
    said = texts("tr/index.html")["Flowers"]
    assert (said["path"], said["others"]) == (("site", "tagline"), {"en": "Flowers"})


def test_words_of_a_preset_keep_their_other_languages_when_one_is_written() -> None:
    said = texts("tr/index.html")["Adınız"]
    assert (said["path"], said["others"]) == (("forms", "contact", "fields", "name", "label"), {"en": "Your name"})


def test_usual_words_in_one_language_become_plain_words() -> None:
    one = TWO.replace("[en, tr]", "[en]").replace(', tr: "Üç kişiyiz."', "")
    assert texts(raw=one)["Email"]["others"] is None


def test_what_a_click_can_do_leaves_a_page_that_works() -> None:
    can = {one["path"]: one["can"] for one in things()}
    assert can["sections", 1] == ("move", "copy", "remove")
    alone = things(raw="site: {name: Rose}\nsections: [hero]")
    assert alone[1]["can"] == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_text_of_the_examples_says_what_stands_at_its_path(path: Path) -> None:
    source = parse_source(path.read_bytes(), path.name)
    site, _ = check_source(source, path, path.parents[1])
    assert site
    for text in (text for one in _all(outline(site, source, "index.html")["things"]) for text in one["texts"]):
        written = said_at(source.data, text["path"])
        assert written is None or written == text["words"] or isinstance(written, Mapping), text


def _all(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for thing in found for one in (thing, *_all(thing["parts"]))]


def test_the_studio_tells_the_outline(studio: Visit) -> None:
    answer = studio.get("s/rose/outline?page=tr/index.html").json
    assert answer
    assert answer["language"] == "tr"
    assert [one["mark"] for one in answer["things"]][:: len(answer["things"]) - 1] == ["header", "footer"]

"""Every text of a site that its owner wrote."""

from pathlib import Path

import pytest

from formkit.source import parse_source
from formkit.spec import Site, check_source
from formkit.web.studio.phrases import Group, groups_of
from formkit.web.studio.said import table
from formkit.words import Text

SPEC = """
site: {name: Rose Garden, tagline: {en: Fresh, tr: Taze}, languages: [en, tr]}
business: {email: hello@rosegarden.example, hours: {en: Always, tr: Her zaman}}
sections:
  - form: contact
  - about: Three sisters
  - faq: [{name: Why?, text: {en: So}}]
  - hero: {image: images/a.svg, alt: ""}
pages:
  prices:
    title: {en: Prices, tr: Fiyatlar}
    sections:
      - services:
          title: What it costs
          items: [{name: Bouquet, price: {en: On request}}, {name: Rose, price: 3.50}]
legal: {imprint: {en: "Owner: Ada", tr: "Sahibi: Ada"}}
forms:
  contact:
    preset: contact
    fields:
      name: {label: {en: You, tr: Siz}}
      topic: {type: select, label: Topic, choices: [Question, {value: order, label: {en: An order}}]}
    thanks: {tr: Sağ olun}
    steps: [{title: First, fields: [name, topic]}]
    spam: {question: {ask: Which flower?, answer: rose}}
  unseen: {title: Nobody sees it, preset: callback}
"""


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[Group]:
    return groups_in(SPEC, tmp_path_factory.mktemp("phrases"))


def groups_in(text: str, folder: Path) -> list[Group]:
    site, source = site_in(text, folder)
    return groups_of(site, source, table("en"))


def site_in(text: str, folder: Path) -> tuple[Site, object]:
    (folder / "form_specs" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "form_specs" / "images" / "a.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"
    )
    source = parse_source(text.encode(), "rose.yaml")
    site, problems = check_source(source, folder / "form_specs" / "rose.yaml", folder)
    assert site, problems
    return site, source.data


def test_they_stand_in_the_order_of_the_pages(groups: list[Group]) -> None:
    assert [group.title for group in groups] == [
        "The site", "Your business", "Form: Write to us", "About us", "Questions and answers", "Page: Prices",
        "Services: What it costs", "Form: Nobody sees it", "Pages the law asks for",
    ]  # fmt: skip
    assert [group.leaf for group in groups] == ["", "", "", "", "", "prices", "prices", "", ""]


def test_each_says_where_it_stands_in_words(groups: list[Group]) -> None:
    ways = {group.where(one): one.path for group in groups for one in group.phrases}
    assert ways["Form: Write to us › You › The question"] == ("forms", "contact", "fields", "name", "label")
    assert ways["Form: Write to us › Topic › Choice 2"] == (
        "forms",
        "contact",
        "fields",
        "topic",
        "choices",
        1,
        "label",
    )
    assert ways["Form: Write to us › Step 1 › Heading of this page"] == ("forms", "contact", "steps", 0, "title")
    assert ways["Form: Write to us › A question that only people can answer"] == (
        "forms",
        "contact",
        "spam",
        "question",
        "ask",
    )
    assert ways["Services: What it costs › Bouquet › Price"] == (
        "pages", "prices", "sections", 0, "services", "items", 0, "price",
    )  # fmt: skip
    assert ways["Questions and answers › Why? › Answer"] == ("sections", 2, "faq", "items", 0, "text")


def test_what_is_written_in_short_has_the_place_of_the_long_form(groups: list[Group]) -> None:
    paths = [one.path for group in groups for one in group.phrases]
    assert ("sections", 1, "about", "text") in paths
    assert ("business", "hours", "text") in paths
    assert ("legal", "imprint", "text") in paths


def test_formkit_s_own_words_are_not_listed(groups: list[Group]) -> None:
    paths = [one.path for group in groups for one in group.phrases if one.path[:2] == ("forms", "contact")]
    assert ("forms", "contact", "title") not in paths
    assert ("forms", "contact", "thanks") in paths


def test_a_text_for_all_languages_is_missing_in_none(groups: list[Group]) -> None:
    name, tagline, *_ = groups[0].phrases
    assert (name.same, name.words("tr")) == (True, "Rose Garden")
    assert (tagline.same, tagline.words("tr"), tagline.words("ru")) == (False, "Taze", "")


def test_a_picture_that_only_decorates_has_no_words(groups: list[Group]) -> None:
    assert not [one for group in groups for one in group.phrases if one.path[-1] == "alt"]


def test_a_number_needs_no_translation(groups: list[Group]) -> None:
    prices = [one.text for group in groups for one in group.phrases if one.path[-1] == "price"]
    assert prices == [Text((("en", "On request"),))]

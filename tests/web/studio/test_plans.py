"""What a click adds, moves, copies or removes leaves a file that works."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formkit.spec import Site
from formkit.web.studio.desk import Desk
from formkit.web.studio.outline import outline
from formkit.web.studio.palette import adding, entries
from formkit.web.studio.plans import Plan, copying, free, moving, removing
from formkit.web.studio.said import table, tongues
from formkit.web.studio.wordings import Steps
from formkit.words import Text, languages
from tests.web.studio.changed import after, opened

EXAMPLES = sorted((Path(__file__).parents[3] / "form_specs").glob("*.yaml"))
SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections:
  - hero
  - faq: {items: [{name: Do you deliver?, text: "Yes."}]}
  - form: order
forms:
  order:
    fields:
      name: {type: text}
      topic: {type: select, choices: [Wedding, Other]}
      day: {type: date, show_if: {topic: Wedding}}
    deliver_to:
      - {mail: weddings@rosegarden.example, when: {topic: Wedding}}
      - hello@rosegarden.example
    subject: "{name}: {topic}"
    steps: [{title: You, fields: [name]}, {title: It, fields: [topic, day]}]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path / "site", SPEC)


def removed(desk: Desk, *path: str | int) -> Site:
    reading = desk.now()
    assert reading.site
    assert reading.source
    return after(desk, removing(reading.site, reading.source, path))


def test_a_field_goes_with_all_that_names_it(desk: Desk) -> None:
    form = removed(desk, "forms", "order", "fields", "topic").forms["order"]
    assert [*form.fields] == ["name", "day"]
    assert form.fields["day"].show_if is None
    assert [one.mail for one in form.deliver_to] == ["hello@rosegarden.example"]
    assert form.subject == Text.of("{name}")
    assert [step.fields for step in form.steps] == [("name",), ("day",)]


def test_a_step_goes_with_its_last_field_and_one_alone_is_none(desk: Desk) -> None:
    assert removed(desk, "forms", "order", "fields", "name").forms["order"].steps == ()


def test_the_last_entry_of_a_section_goes_and_the_section_stays(desk: Desk) -> None:
    site = removed(desk, "sections", 1, "faq", "items", 0)
    assert [(one.kind, one.items) for one in site.sections[:2]] == [("hero", ()), ("faq", ())]


def test_a_form_goes_with_the_section_that_shows_it(desk: Desk) -> None:
    site = removed(desk, "sections", 2)
    assert ([one.kind for one in site.sections], [*site.forms]) == (["hero", "faq"], [])


def test_the_next_section_is_selected_when_one_goes(desk: Desk) -> None:
    reading = desk.now()
    assert reading.site
    assert reading.source
    gone = [removing(reading.site, reading.source, ("sections", at)).select for at in range(3)]
    assert gone == [("sections", 0), ("sections", 1), ("sections", 1)]


def test_so_is_the_next_field_and_the_one_before_the_last(desk: Desk) -> None:
    reading = desk.now()
    assert reading.site
    assert reading.source
    fields = ("forms", "order", "fields")
    gone = [removing(reading.site, reading.source, (*fields, name)).select for name in ("name", "topic", "day")]
    assert gone == [(*fields, "topic"), (*fields, "day"), (*fields, "topic")]


def test_a_field_moves_into_the_step_of_its_neighbours(desk: Desk) -> None:
    form = after(desk, moving(_site(desk), ("forms", "order", "fields", "name"), 2)).forms["order"]
    assert [*form.fields] == ["topic", "day", "name"]
    assert form.steps == ()  # the page that it came from asks nothing any more


def test_a_copied_form_has_a_name_of_its_own(desk: Desk) -> None:
    reading = desk.now()
    assert reading.site
    assert reading.source
    site = after(desk, copying(reading.site, reading.source, ("sections", 2)))
    assert [one.form for one in site.sections[2:]] == ["order", "order_2"]
    assert site.forms["order_2"].fields == site.forms["order"].fields


USUAL = "site: {name: Rose}\nbusiness: {email: hello@rosegarden.example}\nforms: {contact: {}}\n"


def test_a_form_more_stands_once_on_a_page_that_nobody_wrote(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", USUAL)
    reading = desk.now()
    assert reading.site
    assert reading.source
    with app.test_request_context():
        added = adding(reading.site, "form.callback", page="index.html", beside=())
    copied = copying(reading.site, reading.source, ("sections", 2))
    for plan, name in ((added, "callback"), (copied, "contact_2")):
        assert [one.form for one in after(desk, plan).sections if one.form] in ([name, "contact"], ["contact", name])


def test_a_field_that_is_added_on_a_page_of_the_law_is_shown_where_its_form_is(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC + "legal: [imprint]\n")
    with app.test_request_context():
        plan = adding(_site(desk), "field.email", page="tr/imprint.html", beside=("legal", "imprint"))
    assert plan.page == "tr/index.html"
    assert plan.select in _paths(after(desk, plan), plan.page)


def test_a_new_field_stands_behind_the_one_that_is_selected_and_in_its_step(desk: Desk, app: Flask) -> None:
    with app.test_request_context():
        plan = adding(_site(desk), "field.email", page="index.html", beside=("forms", "order", "fields", "name"))
    form = after(desk, plan).forms["order"]
    assert [*form.fields] == ["name", "email", "topic", "day"]
    assert form.steps[0].fields == ("name", "email")


def test_words_to_start_from_are_those_of_the_page_only_and_missing_in_the_other_language(
    desk: Desk, app: Flask
) -> None:
    with app.test_request_context():
        site = after(desk, adding(_site(desk), "section.team", page="tr/index.html", beside=("sections", 0)))
        field = after(desk, adding(_site(desk), "field.select", page="tr/index.html", beside=("sections", 3)))
    person = site.sections[1].items[0]
    assert (person.name, person.role) == (Text.of("Ad"), Text((("tr", "Ne yaptığı"),)))
    assert field.forms["order"].fields["choice"].label == Text((("tr", "Sorunuz"),))


@pytest.mark.parametrize("language", languages())
def test_something_can_be_added_to_a_page_in_every_language(language: str, tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC.replace("[en, tr]", f"[{language}]"))
    with app.test_request_context():
        site = after(desk, adding(_site(desk), "section.banner", page="index.html", beside=("sections", 0)))
    words = table(language if language in tongues() else "en")
    assert site.sections[1].text == Text.of(words["start.news"])


def test_what_is_added_while_nothing_is_selected_stands_before_the_forms_at_the_foot(desk: Desk, app: Flask) -> None:
    with app.test_request_context():
        site = after(desk, adding(_site(desk), "section.team", page="index.html", beside=()))
    assert [one.kind for one in site.sections] == ["hero", "faq", "team", "form"]


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free("answer", ("answer", "answer_2")) == "answer_3"
    assert free("answer_2", ("answer", "answer_2")) == "answer_3"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_everything_can_be_added_to_every_example(path: Path, tmp_path: Path, app: Flask) -> None:
    raw = path.read_text("utf-8")
    desk = opened(tmp_path / "site", raw, pictures=path.parent / "images")
    with app.test_request_context():
        for entry in entries():
            if entry["name"] != "section.hero":
                plan = adding(_site(desk), entry["name"], page="index.html", beside=("sections", 0))
                assert plan.select in _paths(after(desk, plan), plan.page)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_everything_of_a_site_can_be_moved_copied_and_removed(path: Path, tmp_path: Path) -> None:
    desk = opened(tmp_path / "site", path.read_text("utf-8"), pictures=path.parent / "images")
    reading = desk.now()
    assert reading.site
    assert reading.source
    found = _things(outline(reading.site, reading.source, "index.html")["things"])
    for thing in {one["kind"]: one for one in found}.values():  # the last one of each kind
        plans: dict[str, Plan] = {
            "move": moving(reading.site, thing["path"], 0),
            "copy": copying(reading.site, reading.source, thing["path"]),
            "remove": removing(reading.site, reading.source, thing["path"]),
        } if thing["can"] else {}  # fmt: skip
        for deed in thing["can"]:
            after(desk, plans[deed])


def _site(desk: Desk) -> Site:
    site = desk.now().site
    assert site
    return site


def _paths(site: Site, page: str) -> list[Steps]:
    return [one["path"] for one in _things(outline(site, None, page or "index.html")["things"])]


def _things(found: Any) -> list[dict[str, Any]]:
    return [one for thing in found for one in (thing, *_things(thing["parts"]))]

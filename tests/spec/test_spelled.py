"""Short forms written out: the site stays the same, and the place can be changed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formkit.edit import Add, Copy, Move, Put, Rename, Take, change
from formkit.schema import Model
from formkit.source import parse_source
from formkit.spec import DAYS, Site, check_file
from formkit.spec.models import Section
from formkit.spec.spelled import said_at, spelled, stands_at
from formkit.words import Text
from tests.spec.accepted import EXAMPLES, ROOT, accepted

HEAD = "site: {name: Rose, languages: [en, tr]}\nbusiness: {email: a@shop.example, phone: +1 217 555 0100}\n"
SHORT = (
    "site: {name: Rose}\nbusiness: {email: hello@rose.example}\nforms: {contact: {}}\n",
    """\
site: {name: Rose, language: tr, theme: petal}
business:
  email: a@shop.example
  address: 1 Main St
  hours:
    # all week
    mon-fri: 09:00-12:00, 14:00-18:00  # long
    sat, sun: closed
sections:
  - hero
  - about: |   # who we are
      Three sisters,

      one shop
  - banner: {en: Closed, tr: Kapalı}
  - services:   # what we do
    # the best one
    - name: A
      price: 3
    - {name: B}
  - steps: [{name: "One"}, {name: 'Two'}]
  - form: ask
pages:
  more: {title: More, sections: [hero, text: Words]}
legal: [imprint, privacy]
forms:
  ask:
    fields:
      topic: {type: select, choices: [A, B, {en: C, tr: Ç}]}
      colour: {type: radio, choices: {r: Red, g: Green}}
      email: {type: email, show_if: {topic: A}}
    deliver_to: a@shop.example, b@shop.example
    prefill: topic
    spam: {question: {ask: "What grows here?", answer: rose}}
  order: {preset: order, deliver_to: {mail: c@shop.example}}
  booking: {}
""",
    HEAD + "forms: {order: {}, write: {preset: contact}}\nlegal: {privacy: yes, imprint: Words of ours}\n",
    HEAD.replace("phone", "hours: By appointment, phone") + "sections: []\nforms: {nps: {}}\n",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("spelled")
    shutil.copytree(ROOT / "form_specs" / "images", made / "form_specs" / "images")
    return made


FILES = {one.stem: one.read_bytes().decode("utf-8") for one in (*EXAMPLES, *accepted())}


@pytest.mark.parametrize("text", [*FILES.values(), *SHORT], ids=[*FILES, *map(str, range(len(SHORT)))])
def test_what_is_spelled_out_leaves_the_site_as_it_is(text: str, workspace: Path) -> None:
    site, before = site_of(text, workspace)
    data = parse_source(text.encode(), "x").data
    tried = {str(edits): edits for path in places(site) if (edits := spelled(data, [Put(path, "x")])[:-1])}
    for edits in tried.values():
        assert differing(before, site_of(change(text, edits), workspace)[1]) <= {"title", "label", "button"}, edits


def differing(before: Any, after: Any, key: str = "") -> set[str]:
    """The keys at which words are now that pages show anyway; "" for any other difference."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return {found for name in before for found in differing(before[name], after[name], name)}
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return {found for one, other in zip(before, after, strict=True) for found in differing(one, other)}
    return set() if before == after else {key if before is None else ""}


def site_of(text: str, workspace: Path) -> tuple[Site, Any]:
    spec = workspace / "form_specs" / "shop.yaml"
    spec.write_text(text, "utf-8")
    site, problems = check_file(spec, workspace)
    assert site is not None, (text, problems)
    return site, meant(site, site.languages)


def meant(value: Any, spoken: tuple[str, ...]) -> Any:
    """A site as it is understood: each text in each of its languages."""
    if isinstance(value, Text):
        return [value.say(code, default=spoken[0]) for code in spoken]
    if isinstance(value, Model):
        value = {key: one for key, one in vars(value).items() if key != "preset"}
    if isinstance(value, dict):
        return {key: meant(one, spoken) for key, one in value.items()}
    return [meant(one, spoken) for one in value] if isinstance(value, tuple | list) else value


def places(site: Site) -> Iterator[tuple[str | int, ...]]:
    """The long-form places of everything that a site says, and of some things that it doesn't."""
    named = {"site": site.head, "business": site.business, "pages": site.pages, "legal": site.legal}
    for key, part in {**named, "sections": site.sections, "forms": site.forms}.items():
        yield from below(part, (key,), site.languages)
    yield from (("business", "hours", day) for day in DAYS if site.business.hours and site.business.hours.days)
    yield from (("business", "address", "region"), ("site", "languages", 1), ("legal", "imprint", "text"))
    yield from (("forms", form, "fields", "new") for form in site.forms)


def below(value: Any, path: tuple[str | int, ...], spoken: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, Text):
        yield from ((*path, code) for code in spoken)
    if isinstance(value, Section):
        path = (*path, value.kind)
        yield from ((*path, "title"), (*path, "text", spoken[-1]))
    if path == ("business", "hours"):
        return
    parts = vars(value) if isinstance(value, Model) else value
    pairs = parts.items() if isinstance(parts, dict) else enumerate(parts if isinstance(parts, tuple) else ())
    for step, one in pairs:
        if step not in ("kind", "id", "options") and one is not None:
            yield from below(one, (*path, step), spoken)


def after(text: str, *edits: Any) -> str:
    return change(text, spelled(parse_source(text.encode(), "x").data, edits))


def test_the_usual_sections_are_written_before_one_is_changed() -> None:
    made = after(SHORT[0], Put(("sections", 0, "hero", "title", "en"), "Hello"))
    assert made == SHORT[0] + "sections:\n  - hero:\n      title: Hello\n  - contact\n  - form: contact\n"


def test_all_fields_of_a_preset_are_named_before_one_is_changed() -> None:
    made = after(SHORT[0], Put(("forms", "contact", "fields", "email", "label", "en"), "Your mail"))
    fields = "{name: {}, email: {label: Your mail}, message: {}}"
    assert made.endswith(f"forms: {{contact: {{preset: contact, fields: {fields}}}}}\n")


def test_both_languages_of_a_preset_are_written_before_one_is_changed() -> None:
    made = after(HEAD + "forms: {write: {preset: contact}}\n", Put(("forms", "write", "title", "tr"), "Yazın"))
    assert made.endswith("forms: {write: {preset: contact, title: {en: Write to us, tr: Yazın}}}\n")


def test_usual_words_are_written_beside_those_of_one_language() -> None:
    text = HEAD + "sections:\n  - hours\nforms: {ask: {fields: {mail: {type: email}}}}\n"
    made = after(text, Put(("sections", 0, "hours", "title", "tr"), "Ne zaman"))
    assert "  - hours:\n      title: {en: Opening hours, tr: Ne zaman}\n" in made
    made = after(text, Put(("forms", "ask", "fields", "mail", "label", "tr"), "Adres"))
    assert "mail: {type: email, label: {en: Email, tr: Adres}}" in made


def test_the_default_language_alone_needs_nothing() -> None:
    assert after("site: {name: Rose}\n", Put(("site", "name", "en"), "Tulip")) == "site: {name: Tulip}\n"


def test_new_words_of_a_site_in_two_languages_are_those_of_one_of_them() -> None:
    made = after(HEAD + "sections:\n  - about: {title: Us}\n", Put(("sections", 0, "about", "text", "en"), "We"))
    assert "about: {title: Us, text: {en: We}}" in made


def test_another_language_stands_beside_the_default_one() -> None:
    assert after("site: {name: Rose}\n", Put(("site", "name", "tr"), "Gül")) == "site: {name: {en: Rose, tr: Gül}}\n"


def test_text_of_a_section_goes_below_a_key_with_its_comment() -> None:
    made = after(SHORT[1], Put(("sections", 1, "about", "title"), "We"))
    assert (
        "  - about:\n      text: |   # who we are\n        Three sisters,\n\n        one shop\n      title: We\n"
        in made
    )


def test_items_go_below_a_key_with_their_comments() -> None:
    made = after(SHORT[1], Put(("sections", 3, "services", "title"), "We do"))
    items = "      items:\n      # the best one\n      - name: A\n        price: 3\n      - {name: B}\n"
    assert f"  - services:   # what we do\n{items}      title: We do\n" in made


def test_a_day_is_taken_out_of_its_week() -> None:
    made = after(SHORT[1], Put(("business", "hours", "wed"), "closed"))
    assert made.count("# all week\n    mon-tue: 09:00-12:00, 14:00-18:00  # long\n    wed: closed") == 1
    assert "\n    thu-fri: 09:00-12:00, 14:00-18:00" in made


def test_the_implicit_destination_is_written_before_another() -> None:
    made = after(SHORT[0], Add(("forms", "contact", "deliver_to"), "b@rose.example"))
    assert "deliver_to: [hello@rose.example, b@rose.example]" in made


def test_a_section_whose_only_text_goes_stays() -> None:
    text = "site: {name: Rose}\nsections:\n  - about: Words\n"
    assert after(text, Take(("sections", 0, "about", "text"))).endswith("sections:\n  - about\n")


def test_what_is_moved_or_copied_is_written_out_first() -> None:
    made = after(SHORT[0], Move(("sections", 2), 0))
    assert made.endswith("sections:\n  - form: contact\n  - hero\n  - contact\n")
    made = after(SHORT[0], Copy(("forms", "contact", "fields", "name"), "name2"))
    assert "fields: {name: {}, name2: {}, email: {}, message: {}}" in made


NAMED = """\
site: {name: Rose}
sections:
  - form: ask   # here
  - hours
  - form: {form: ask, title: Ask}
forms:
  ask:
    fields:
      topic: {choices: [A, B], type: select}
      more: {show_if: {topic: A}}
    deliver_to: [{mail: a@shop.example, when: {topic: A}}, b@shop.example]
    steps: [{title: One, fields: [topic, more]}]
    prefill: topic
    subject: {en: "{topic}: {name}", tr: topic}
"""


def test_a_field_gets_its_new_name_wherever_it_is_named() -> None:
    made = after(NAMED, Rename(("forms", "ask", "fields", "topic"), "about"))
    assert made == NAMED.replace("topic", "about").replace("tr: about", "tr: topic")


def test_what_is_said_when_it_was_sent_names_it_anew() -> None:
    text = NAMED + "    thanks: So, {topic}.\n"
    assert after(text, Rename(("forms", "ask", "fields", "topic"), "about")).endswith("thanks: So, {about}.\n")


def test_what_a_preset_gives_by_the_old_name_is_written_out(workspace: Path) -> None:
    text = "site: {name: Rose}\nbusiness: {email: a@shop.example}\nforms:\n  order: {}\n"
    before = site_of(text, workspace)[0].forms["order"]
    for old, new in (("handover", "way"), ("name", "who"), ("email", "mail")):
        text = after(text, Rename(("forms", "order", "fields", old), new))
    form = site_of(text, workspace)[0].forms["order"]
    assert [*form.fields] == ["order", "who", "phone", "mail", "date", "way", "address"]
    assert form.fields["address"].show_if == {"way": ("delivery",)}
    assert form.subject == Text.of("Order from {who} for {date}")
    for old, new in (("name", "who"), ("email", "mail")):
        assert form.fields[new].model_dump(exclude={"label"}) == before.fields[old].model_dump(exclude={"label"})


def test_a_form_gets_its_new_name_wherever_it_is_shown_and_linked() -> None:
    text = NAMED.replace("  - hours\n", '  - about: "Ask [us](#form-ask) or [them](index.html#form-ask-2)"\n')
    assert after(text, Rename(("forms", "ask"), "say")) == text.replace("ask", "say")


def test_a_form_of_the_presets_name_keeps_its_preset() -> None:
    text = "site: {name: Rose}\nforms: {booking: {}}\n"
    assert "visit: {preset: booking}" in after(text, Rename(("forms", "booking"), "visit"))


def test_with_a_form_go_the_sections_that_show_it() -> None:
    text = NAMED + "  order: {}\n"
    made = after(text, Take(("forms", "ask")))
    assert made == "site: {name: Rose}\nsections:\n  - hours\nforms:\n  order: {}\n"


SAID: list[tuple[list[Any], Any, Any]] = [
    (["site", "theme", "name"], "petal", "petal"),
    (["site", "languages", 0], "tr", "tr"),
    (["site", "name", "tr"], "Rose", "Rose"),
    (["site", "name", "en"], None, None),
    (["business", "address", "street"], "1 Main St", "1 Main St"),
    (["business", "hours", "thu"], "09:00-12:00, 14:00-18:00", "09:00-12:00, 14:00-18:00"),
    (["business", "hours", "thu", 1], "14:00-18:00", "14:00-18:00"),
    (["sections", 2, "banner", "text", "en"], "Closed", "Closed"),
    (["sections", 3, "services", "items", 1, "name"], "B", "B"),
    (["sections", 5, "form", "form"], "ask", "ask"),
    (["legal", "privacy", "checked"], None, None),
    (["forms", "ask", "fields", "topic", "choices", 2, "label", "en"], "C", "C"),
    (["forms", "ask", "fields", "colour", "choices", 1, "label"], "Green", "Green"),
    (["forms", "ask", "deliver_to", 1, "mail"], "b@shop.example", "b@shop.example"),
    (["forms", "ask", "spam", "question", "answer", 0], "rose", "rose"),
    (["forms", "booking", "preset"], None, "booking"),
    (["forms", "booking", "deliver_to", 0, "mail"], None, "a@shop.example"),
    (["forms", "order", "fields", "phone", "type"], None, "tel"),
    (["forms", "order", "fields", "name", "label", "tr"], None, "Adınız"),
]


@pytest.mark.parametrize(("path", "said", "stands"), SAID)
def test_what_stands_at_a_place_is_found_through_short_forms(path: list[Any], said: Any, stands: Any) -> None:
    data = parse_source(SHORT[1].encode(), "x").data
    assert (said_at(data, path), stands_at(data, path)) == (said, stands)

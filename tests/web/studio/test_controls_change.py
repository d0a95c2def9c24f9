"""What a control sends is what it shows afterwards, however short the file says it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formkit.edit import Put, change
from formkit.source import parse_source
from formkit.spec.spelled import spelled
from formkit.web.studio.controls import Control, Maker, places_of
from formkit.web.studio.panels import panel_of
from formkit.web.studio.written import Steps
from tests.web.studio.making import maker_of

SHORT = """\
site: {name: Rose, languages: [en, tr], theme: petal}
business: {email: a@rosegarden.example, address: 12 Main Street, hours: By appointment}
sections:
  - hero
  - about: Three sisters
  - banner: {en: Open, tr: Açık}
  - services: [{name: Bouquet, price: 35}, {name: {en: Wreath}, price: {from: 20}}]
  - form: contact
pages:
  prices: {title: Prices, sections: [text: Hello]}
legal: [imprint, privacy]
forms:
  contact: {}
  own:
    fields:
      topic: {type: select, choices: [Question, Order]}
      kind: {type: radio, choices: {a: An a, b: A b}}
      things: {type: order, currency: EUR, items: {Rose: 3.50}}
    deliver_to: [a@rosegarden.example, {mail: b@rosegarden.example, when: {topic: Order}}]
    steps: [{title: One, fields: [topic]}, {title: Two, fields: kind}]
"""
LEAST = "site: {name: Rose}\nbusiness: {email: a@rosegarden.example}\nforms: {contact: {}}\n"
TYPED = {
    "line": "Some words", "text": "Some words", "email": "c@rosegarden.example", "phone": "+1 217 555 0100",
    "url": "https://rose.example", "number": 7, "subject": "Hi {name}", "time": "10:00",
}  # fmt: skip


def places(maker: Maker) -> Iterator[Steps]:
    """Everything of a spec that has a panel of its own."""
    data = maker.written.data
    yield from (("site",), ("business",), ("legal",))
    yield from _sections((), data["sections"])
    for slug, page in data["pages"].items():
        yield "pages", slug
        yield from _sections(("pages", slug), page["sections"])
    for form in data["forms"]:
        yield "forms", form
        yield from (("forms", form, "fields", name) for name in maker.written.in_force(form)["fields"])


def _sections(above: Steps, sections: list[dict[str, Any]]) -> Iterator[Steps]:
    for number, section in enumerate(sections):
        yield *above, "sections", number
        for kind, parts in section.items():
            yield from ((*above, "sections", number, kind, "items", at) for at in range(len(parts.get("items", ()))))


def sent(control: Control) -> Any:
    if control.kind == "yesno":
        return not control.value
    return control.choices[-1].value if control.kind == "choice" and control.choices else TYPED.get(control.kind)


@pytest.mark.parametrize(("spec", "language"), [(SHORT, "tr"), (LEAST, "en")], ids=["short", "least"])
def test_what_is_put_into_a_control_is_shown_by_it(spec: str, language: str, tmp_path: Path) -> None:
    maker = maker_of(spec, tmp_path, language=language)
    for path in places(maker):
        shown = panel_of(maker, path)
        assert shown.path == path
        for control in places_of(shown.controls):
            if (value := sent(control)) is not None:
                after = change(spec, spelled(parse_source(spec.encode(), "rose.yaml").data, [Put(control.path, value)]))
                again = panel_of(maker_of(after, tmp_path, language=language), path)
                found = next(one.value for one in places_of(again.controls) if one.place == control.place)
                assert str(found) == str(value), control.path

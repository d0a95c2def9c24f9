"""The fields of an empty form are made once for all sites that ask the same, and for nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from formkit.fields import FIELD_TYPES
from formkit.forms import compile
from formkit.site.fieldview import Drawn, fields_of, unfilled_fields
from formkit.spec import Form, read_site
from formkit.words import words

SPEC = """\
site: {{name: {name}, languages: [en, tr]}}
business: {{email: {name}@example.com}}
forms:
  {form}
"""
FORM = "contact: {fields: {topic: {type: select, choices: [Question, Order]}, name: {label: Your name}}}"
CHANGES = {
    "its name": ("contact:", "orders:"),
    "a label": ("Your name", "Your names"),
    "a choice": ("Order]", "Orders]"),
    "a rule": ("{label:", "{required: true, label:"),
    "a text in another language": ("Your name", "{en: Your name, tr: Adınız}"),
    "a link that fills in": ("contact: {", "contact: {prefill: [name], "),
    "a question against spam": ("contact: {", "contact: {spam: {question: {ask: Which flower?, answer: rose}}, "),
}


def form(folder: Path, said: str, name: str = "Rose") -> Form:
    spec = folder / "form_specs" / f"{name.lower()}.yaml"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(SPEC.format(name=name, form=said), "utf-8")
    return next(iter(read_site(spec, folder).forms.values()))


def test_two_sites_that_ask_the_same_share_their_fields(tmp_path: Path) -> None:
    one, other = form(tmp_path, FORM), form(tmp_path, FORM.replace("contact: {", "contact: {title: Hi, "), "Lily")
    assert unfilled_fields(one, words("en", "en")) is unfilled_fields(other, words("en", "en"))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_asked_otherwise_is_made_anew(tmp_path: Path, change: str) -> None:
    one, other = form(tmp_path, FORM), form(tmp_path, FORM.replace(*CHANGES[change]), "Lily")
    before, after = (unfilled_fields(asked, words("en", "en")) for asked in (one, other))
    assert before is not after
    afresh = fields_of(other, compile(other, "en", default="en")(), words("en", "en"))
    assert [replace(one, control=None) for one in after] == [replace(one, control=None) for one in afresh]


def test_each_language_has_its_own_words(tmp_path: Path) -> None:
    said = form(tmp_path, FORM.replace("Your name", "{en: Your name, tr: Adınız}"))
    assert [unfilled_fields(said, words(code, "en"))[1].label for code in ("en", "tr")] == ["Your name", "Adınız"]


@pytest.mark.parametrize("kind", [name for name, kind in FIELD_TYPES.items() if kind.takes_input])
def test_a_drawn_control_looks_like_the_control_itself(tmp_path: Path, kind: str) -> None:
    asked = form(tmp_path, f"contact: {{fields: {{it: {FIELD_TYPES[kind].example}}}}}")
    (view,) = fields_of(asked, compile(asked, "en", default="en")(), words("en", "en"))
    drawn = Drawn(view.control)
    for _ in range(2):
        assert drawn(**view.attributes) == view.control(**view.attributes)
    assert drawn.label.text == view.control.label.text

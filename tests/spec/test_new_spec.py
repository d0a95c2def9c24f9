"""The spec that `formkit new` writes."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formkit.source import parse_source
from formkit.spec import check_file
from formkit.spec.checks.business import TYPES
from formkit.spec.new import Answers, new_spec
from formkit.spec.trades import _EVERYDAY, business_type

ROSES = Answers("Rose Garden", "Florist", "hello@rosegarden.example", "+1 217 555 0100", "en, tr")
# what a terminal can give: everything but halves of characters
hostile = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def read(answers: Answers) -> Any:
    return parse_source(new_spec(answers).encode(), "new.yaml").data


@pytest.mark.parametrize(
    "answers",
    [
        ROSES,
        replace(ROSES, address="12 Market Street, Springfield", hours="Mon-Fri 9-18: ring the bell"),
        replace(ROSES, name="Ali's #1 Café: Çay & Kahve", kind="tea, coffee and a chat", language="tr", phone=""),
        replace(ROSES, name="no", kind=""),
    ],
    ids=["plain", "all", "awkward", "word for no"],
)
def test_it_is_a_valid_spec(answers: Answers, tmp_path: Path) -> None:
    path = tmp_path / "form_specs" / "new.yaml"
    path.parent.mkdir()
    path.write_text(new_spec(answers), "utf-8")
    site, problems = check_file(path, tmp_path)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert site
    assert site.head.name.say("") == answers.name
    assert list(site.forms["contact"].fields) == ["name", "email", "message"]


def test_lines_that_wait_are_sound_when_their_mark_alone_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "form_specs" / "new.yaml"
    path.parent.mkdir()
    lines = [line for line in new_spec(ROSES).splitlines() if "logo:" not in line]
    path.write_text("\n".join(re.sub(r"^( *)#(?=\w|  )", r"\1", line) for line in lines) + "\n", "utf-8")
    site, problems = check_file(path, tmp_path)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert site
    assert site.legal.imprint
    assert site.legal.privacy
    assert (site.head.accent, len(site.sections), len(site.forms)) == ("#a3324f", 6, 2)


def test_its_first_line_gives_editors_completion() -> None:
    assert new_spec(ROSES).splitlines()[0] == "# yaml-language-server: $schema=.formkit/schema.json"


def test_plain_answers_are_written_plainly() -> None:
    text = new_spec(ROSES)
    assert "  name: Rose Garden\n" in text
    assert "  type: Florist\n" in text
    assert "  phone: +1 217 555 0100\n" in text
    assert "  languages: [en, tr]\n" in text


def test_what_was_not_answered_is_shown_as_a_note() -> None:
    assert "  #hours: {mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}\n" in new_spec(ROSES)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("florist", "Florist"),
        ("Bar or pub", "BarOrPub"),
        ("Flower shop", "Florist"),
        ("bookshop", "BookStore"),
        ("we fix bikes", ""),
    ],
)
def test_a_business_type_is_known_by_its_words(said: str, kind: str) -> None:
    assert business_type(said) == kind


def test_everyday_words_mean_types_that_there_are() -> None:
    assert set(_EVERYDAY) <= set(TYPES)


def test_what_a_business_does_becomes_the_line_below_its_name() -> None:
    assert read(replace(ROSES, kind="We fix bikes"))["site"]["tagline"] == "We fix bikes"


@given(hostile, hostile, hostile)
@example("yes", "01234", "a: b # c")
@example("- x", "{a: b}", "\u2028\x00\x85\ufeff\ufffe\U0001f600")
@example("{schema}", "<<", '"\\')
def test_it_reads_back_as_it_was_answered(name: str, phone: str, hours: str) -> None:
    spec = read(replace(ROSES, name=name, phone=phone, address=hours, hours=hours))
    assert spec["site"]["name"] == name
    assert spec["business"] == {
        "type": "Florist",
        "email": "hello@rosegarden.example",
        "phone": phone,
        "address": hours,
        "hours": hours,
    }
    assert list(spec) == ["site", "business", "forms"]

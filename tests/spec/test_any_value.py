"""Any value in any place of a full spec: never a crash, never a word of a library, never a flood."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spec.workspace import check

FULL = """\
site:
  name: Rose Garden
  tagline: {en: Fresh flowers, tr: Taze}
  description: Flowers
  url: https://rosegarden.example
  endpoint: https://forms.rosegarden.example
  languages: [en, tr]
  theme: plain
  accent: "#a3324f"
  origins: [https://shop.example]
business:
  type: Florist
  email: hello@rosegarden.example
  phone: +1 555 010 0100
  address: {street: 1 Main St, city: Springfield, postcode: "62701", country: US}
  hours: {mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}
  timezone: America/Chicago
  price_range: $$
  messengers: {whatsapp: +1 555 010 0100, telegram: rosegarden}
  links: {instagram: https://instagram.com/rosegarden}
sections:
  - about:
      title: About us
      text: Three sisters
  - services: {items: [{name: Bouquet, text: By appointment, price: from $120}]}
  - form: contact
forms:
  contact:
    preset: contact
    title: Write to us
    fields:
      name: {type: text, label: Your name, required: true, max: 100, pattern: '[a-z]+'}
      email: {type: email, required: true, width: half}
      topic: {type: select, choices: [Question, Order, Complaint], default: Order}
      order_no: {type: number, label: Order number, show_if: {topic: Complaint}, min: 1}
      day: {type: date, min: 2026-01-01}
      at: {type: time, max: 18:00}
      stars: {type: rating, max: 5}
      message: {type: textarea, required: true, max: 5000, rows: 4}
    deliver_to:
      - mail: orders@rosegarden.example
        when: {topic: Order}
      - mail: hello@rosegarden.example
    subject: "{topic} from {name}"
    accepts: formspree
    allow_next: [rosegarden.example]
    next: /danke
"""
ODD = [
    "", "~", "[]", "{}", "''", "[[]]", "[{}]", "[~]", "{a: b}", "{a: ~}", "{a: {b: [c]}}", "[a, [b], {c: d}]", "true",
    "-1", "1e999", "9" * 400, ".nan", "2024-02-30", "25:61", "٣", "'\\0'", '"\\0\\n\\u202e"', "../../etc/passwd",
    "/etc/passwd", "'*'", "🌸", "{en: x}", "{xx: y}", "{en: [a]}", "'{name} {0.__class__} %s {{7*7}}'", "a@b, c@d",
    "'<script>'", "x" * 5000, "|", "{<<: a}", "*a", "&a b", "!!set {a}",
]  # fmt: skip
LIBRARY = re.compile(r"Input should|pydantic|validat|Extra inputs|Field required|Traceback|None|type=|\bstr\b|\bdict\b")
PLACES = [found.start(2) for found in re.finditer(r"(: |- |, |\[|\{)(?=([\w\"'{\[+#$]))", FULL)]


def judged(text: str, workspace: Path) -> str:
    site, problems = check(text, workspace)
    assert (site is None) == any(one.severity == "error" for one in problems)
    assert len(problems) <= 51
    said = "\n".join(f"{one.message} {one.hint}" for one in problems)
    assert len(said) < 20_000
    lines = len(re.split("\r\n?|\n", text))
    assert all(1 <= one.line <= lines and one.column >= 1 for one in problems)
    return said


def value_at(start: int) -> int:
    """Where the value that starts here ends: a bracket, a quote or a word."""
    pairs = {"{": r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "[": r"\[[^\[\]]*\]", '"': r'"[^"]*"', "'": "'[^']*'"}
    found = re.compile(pairs.get(FULL[start], r"[^,\]}\n]*")).match(FULL, start)
    return found.end() if found else start + 1


def test_the_full_spec_is_sound(tmp_path: Path) -> None:
    assert judged(FULL, tmp_path) == ""


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_is_told_in_our_words_where_it_stands(odd: str, tmp_path: Path) -> None:
    for start in PLACES[ODD.index(odd) % 4 :: 4]:
        said = judged(FULL[:start] + odd + FULL[value_at(start) :], tmp_path)
        assert not LIBRARY.search(said), (FULL[start : start + 30], odd, said)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(0, len(FULL)), length=st.integers(0, 40), typed=st.text(st.characters(codec="utf-8"), max_size=12)
)
def test_a_spec_that_was_typed_over_is_told_without_a_crash(
    start: int, length: int, typed: str, tmp_path: Path
) -> None:
    judged(FULL[:start] + typed + FULL[start + length :], tmp_path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.permutations(FULL.splitlines()))
def test_lines_in_any_order_are_told_without_a_crash(lines: list[str], tmp_path: Path) -> None:
    judged("\n".join(lines), tmp_path)

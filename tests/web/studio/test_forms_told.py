"""What the panel of a form tells: conditions as sentences, who gets the messages, an example of the subject."""

from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from formkit.fields import FIELD_TYPES
from formkit.web.studio.said import table
from tests.web.studio.making import control, panel

HEAD = "site: {name: Rose}\nbusiness: {email: a@rosegarden.example, currency: EUR}\nforms:\n  ask:\n"
FIELDS = "    fields:\n" + "".join(
    f"      f_{name}: {{type: {name}"
    + {"select": ", choices: [A]", "radio": ", choices: [A]", "checkboxes": ", choices: [A], other: true"}.get(name, "")
    + {"note": ", text: Hello", "hidden": ", default: x", "order": ", items: {Rose: 3}"}.get(name, "")
    + "}\n"
    for name in FIELD_TYPES
)


def asked(spec: str, tmp_path: Path, *path: str | int) -> dict[str, Any]:
    """The fields that a condition can ask, by name."""
    return {one["name"]: one for one in control(panel(spec, tmp_path, *path[:4]), *path[4:]).extra["fields"]}


def test_a_condition_can_ask_every_kind_of_question_in_its_own_way(tmp_path: Path) -> None:
    found = asked(HEAD + FIELDS, tmp_path, "forms", "ask", "fields", "f_text", "show_if")
    assert {name[2:] for name in found} == {*FIELD_TYPES} - {"text", "note", "order", "file"}
    assert {name[2:] for name, one in found.items() if one["said"] == "tick"} == {"checkbox", "consent"}
    assert {name[2:] for name, one in found.items() if one["said"] == "some"} == {"checkboxes"}
    assert {name[2:]: one["typed"] for name, one in found.items() if one["typed"] != "text"} == {
        "number": "number", "date": "date", "time": "time",
    }  # fmt: skip
    chosen = {name[2:]: len(one["choices"]) for name, one in found.items() if one["choices"]}
    assert chosen == {"select": 1, "radio": 1, "checkboxes": 2, "checkbox": 2, "consent": 2, "rating": 5, "nps": 11}


def test_it_never_asks_what_waits_for_the_question_itself(tmp_path: Path) -> None:
    spec = HEAD + "    fields:\n      a: {}\n      b: {show_if: {a: x}}\n      c: {show_if: {b: x}}\n      d: {}\n"
    assert [*asked(spec, tmp_path, "forms", "ask", "fields", "a", "show_if")] == ["d"]
    assert [*asked(spec, tmp_path, "forms", "ask", "fields", "c", "show_if")] == ["a", "b", "d"]


@pytest.mark.parametrize("language", ["en", "tr", "ru"])
def test_the_language_orders_the_words_of_a_condition(language: str) -> None:
    said = {key: text for key, text in table(language).items() if key.startswith("panel.if_")}
    for key, wanted in {"show": 1, "send": 1, "one": 2, "some": 2, "tick": 2}.items():
        assert len([name for _, name, _, _ in Formatter().parse(said[f"panel.if_{key}"]) if name]) == wanted


@pytest.mark.parametrize(("ways", "told"), [
    ("", "Messages go to a@rosegarden.example, the address of your business. It stays when you add another one."),
    ("    deliver_to: b@x.example\n", ""),
    ("    deliver_to: [b@x.example, {mail: c@x.example, when: {a: x}}]\n",
     "Gets every message, whatever was answered: b@x.example."),
    ("    deliver_to: {mail: c@x.example, when: {a: x}}\n",
     "What is meant for none of them goes to a@rosegarden.example."),
])  # fmt: skip
def test_who_gets_what_is_told(tmp_path: Path, ways: str, told: str) -> None:
    spec = HEAD + "    fields: {a: {}}\n" + ways
    assert control(panel(spec, tmp_path, "forms", "ask"), "deliver_to").extra["told"] == told


def test_every_answer_that_can_stand_in_the_subject_has_an_example(tmp_path: Path) -> None:
    made = control(panel(HEAD + FIELDS, tmp_path, "forms", "ask"), "subject")
    assert {one.value for one in made.choices} <= {*made.extra["samples"]}
    assert made.extra["samples"]["f_select"] == "A"
    assert made.extra["samples"]["site"] == "Rose"


def test_the_last_choice_and_the_last_question_can_not_be_deleted(tmp_path: Path) -> None:
    spec = HEAD + "    fields: {a: {type: select, choices: [A]}}\n"
    [row] = control(panel(spec, tmp_path, "forms", "ask"), "fields").rows
    assert row.value["deeds"]["take"] is None


def test_at_the_border_of_a_page_the_arrows_lead_to_the_next_one(tmp_path: Path) -> None:
    spec = HEAD + "    fields: {a: {}, b: {}, c: {}, h: {type: hidden, default: x}}\n"
    spec += "    steps: [{title: One, fields: [a, b]}, {title: Two, fields: c}]\n"
    rows = control(panel(spec, tmp_path, "forms", "ask"), "fields").rows
    ways = [[(row.value["deeds"][way] or {}).get("step") for way in ("up", "down")] for row in rows]
    assert ways == [[None, 0], [0, 1], [0, None], [None, None]]
    assert rows[2].value["deeds"]["up"] == {"do": "move", "path": rows[2].path, "step": 0, "to": 2}
    page = panel(spec, tmp_path, "forms", "ask", "steps", 1)
    assert (page.title, [row.title for row in control(page, "fields").rows]) == ("Page 2 of 2 of the form", ["C"])


def test_another_type_takes_out_of_conditions_what_nobody_can_answer_any_more(tmp_path: Path) -> None:
    spec = HEAD + "    fields:\n      a: {type: select, choices: [x, z], other: true}\n"
    spec += "      b: {show_if: {a: [x, other]}}\n      c: {show_if: {a: other}}\n"
    shown = panel(spec, tmp_path, "forms", "ask", "fields", "a")
    loosed = control(shown, "type").extra["loosed"]
    assert (loosed["radio"], loosed["text"]) == ([], [])
    for kind in ("checkbox", "rating", "note", "order"):
        assert [one["op"] for one in loosed[kind]] == ["take", "take"]
    fields = ["forms", "ask", "fields"]
    assert [(one["op"], [*one["path"]]) for one in control(shown, "other").extra["loosed"]] == [
        ("put", [*fields, "b", "show_if", "a"]), ("take", [*fields, "c", "show_if"]),
    ]  # fmt: skip

"""What can be chosen, by clicking: what names a choice follows it, and no click breaks the site."""

from pathlib import Path
from typing import Any

import pytest

from formkit.edit import edits_of
from formkit.errors import FormkitError
from formkit.fields.chosen import Choosing
from formkit.spec import Form
from formkit.web.studio.choosing import becoming, choosing, turned
from formkit.web.studio.kinds.choices import choices_of
from formkit.web.studio.meanwhile import edited
from formkit.web.studio.stepping import Plan
from tests.web.studio.changed import after, opened
from tests.web.studio.making import EXAMPLES, maker_of

SPEC = """\
site: {name: Rose}
business: {email: a@rosegarden.example}
forms:
  ask:
    fields:
      topic: {type: select, choices: [Question, Order, Complaint], default: Order}
      number: {label: Order number, show_if: {topic: [Complaint, Order]}}
      why: {show_if: {topic: Complaint}}
      agree: {type: checkbox}
      both: {show_if: {topic: Complaint, agree: true}}
    deliver_to:
      - {mail: angry@rosegarden.example, when: {topic: Complaint}}
      - a@rosegarden.example
"""
TOPIC = ("forms", "ask", "fields", "topic")


def planned(
    tmp_path: Path, lines: list[str], spec: str = SPEC, path: tuple[str, ...] = TOPIC
) -> tuple[Plan, str, Form]:
    """The plan, the file and the form afterwards, which must be sound."""
    desk = opened(tmp_path / "site", spec)
    site = desk.now().site
    assert site
    plan = becoming(maker_of(spec, tmp_path), site, path, lines)
    form = after(desk, plan).forms[path[1]]
    return plan, edited(spec, edits_of(plan.edits), desk.now().source) if plan.edits else spec, form


def test_a_line_with_other_words_is_followed_by_conditions_and_the_default(tmp_path: Path) -> None:
    assert planned(tmp_path, ["Question", "Order", "Anger"])[1] == SPEC.replace("Complaint", "Anger")
    assert planned(tmp_path / "2", ["Question", "Wish", "Complaint"])[1] == SPEC.replace(
        "topic: [Complaint, Order]", "topic: [Complaint, Wish]"
    ).replace("Question, Order, Complaint], default: Order", "Question, Wish, Complaint], default: Wish")


def test_one_that_goes_leaves_the_conditions_and_says_what_that_means(tmp_path: Path) -> None:
    plan, text, form = planned(tmp_path, ["Question", "Order"])
    assert form.fields["number"].show_if == {"topic": ("Order",)}
    assert form.fields["why"].show_if is None
    assert form.fields["both"].show_if == {"agree": ("yes",)}
    assert [one.mail for one in form.deliver_to] == ["a@rosegarden.example"]
    assert plan.told == (
        "Deleted: Complaint. Asked always now, because it waited for this answer alone: Why. "
        "Gets no more messages, because it waited for this answer alone: angry@rosegarden.example."
    )
    assert [line for line in SPEC.splitlines() if line not in text.splitlines()] == [
        line for line in SPEC.splitlines() if "Complaint" in line
    ]


def test_the_last_destination_stays_and_waits_for_nothing(tmp_path: Path) -> None:
    spec = SPEC.replace("      - a@rosegarden.example\n", "")
    plan, _, form = planned(tmp_path, ["Question"], spec)
    assert [(one.mail, one.when) for one in form.deliver_to] == [("angry@rosegarden.example", None)]
    assert "default" not in str(plan.told)


def test_what_nothing_names_goes_without_a_word(tmp_path: Path) -> None:
    plan, text, _ = planned(tmp_path, ["Order", "Complaint"])
    assert (plan.told, text) == ("", SPEC.replace("Question, ", ""))


def test_a_question_of_a_preset_goes_with_what_it_waits_for(tmp_path: Path) -> None:
    spec = "site: {name: Rose}\nbusiness: {email: a@rosegarden.example}\nforms: {order: {}}\n"
    path = ("forms", "order", "fields", "handover")
    plan, _, form = planned(tmp_path, ["I pick it up"], spec, path)
    assert "address" not in form.fields
    assert "Deleted with it" in plan.told


def test_what_a_preset_chooses_at_first_gives_way_to_the_next(tmp_path: Path) -> None:
    spec = "site: {name: Rose}\nbusiness: {email: a@rosegarden.example}\nforms: {order: {}}\n"
    for lines, first in ((["Bring it to me"], "delivery"), (["At the market", "At noon", "Never"], "At the market")):
        form = planned(tmp_path / first, lines, spec, ("forms", "order", "fields", "handover"))[2]
        assert form.fields["handover"].default == first  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["rose-garden", "bike-workshop"])
def test_every_choice_of_a_site_can_go_and_can_be_called_otherwise(name: str, tmp_path: Path) -> None:
    path = EXAMPLES / "form_specs" / f"{name}.yaml"
    desk = opened(tmp_path / "site", path.read_text("utf-8"), pictures=path.parent / "images")
    site, maker = desk.now().site, maker_of(path.read_text("utf-8"), tmp_path / "site")
    assert site
    for form in site.forms.values():
        for field in [one for one, options in form.fields.items() if isinstance(options, Choosing)]:
            place = ("forms", form.id, "fields", field)
            first, *_, last = [one.label for one in choices_of(maker, place)]
            for asked in ({"at": 0, "was": first}, {"at": 0, "was": last}, {"at": 0, "was": first, "to": "New"}):
                after(desk, choosing(maker, site, place, asked))


def test_words_of_a_choice_with_a_value_of_its_own_leave_the_conditions_alone(tmp_path: Path) -> None:
    spec = SPEC.replace("Question, Order, Complaint]", "Question, Order, {value: Complaint, label: Moan}]")
    assert planned(tmp_path, ["Question", "Order", "Anger"], spec)[1] == spec.replace("Moan", "Anger")


def test_in_one_of_two_languages_the_others_stay(tmp_path: Path) -> None:
    spec = SPEC.replace("Rose}", "Rose, languages: [en, tr]}").replace("Complaint]", "{en: Complaint, tr: Şikâyet}]")
    renamed = planned(tmp_path / "1", ["Question", "Order", "Anger"], spec)[1]
    assert "[Question, Order, {value: Complaint, label: {en: Anger, tr: Şikâyet}}]" in renamed
    added = planned(tmp_path / "2", ["Question", "Order", "Complaint", "Thanks a lot"], spec)[1]
    assert "{en: Complaint, tr: Şikâyet}, {value: thanks-a-lot, label: {en: Thanks a lot}}]" in added


def test_a_plain_choice_of_two_languages_is_called_otherwise_in_lists_and_data_too(tmp_path: Path) -> None:
    spec = SPEC.replace("Rose}", "Rose, languages: [en, tr]}")
    assert planned(tmp_path, ["Question", "Order", "Anger"], spec)[1] == spec.replace("Complaint", "Anger")


def test_a_choice_in_one_of_two_languages_is_called_otherwise_in_lists_and_data_too(tmp_path: Path) -> None:
    spec = SPEC.replace("Rose}", "Rose, languages: [en, tr]}").replace("Complaint], d", "{en: Complaint}], d")
    renamed = planned(tmp_path, ["Question", "Order", "Anger"], spec)[1]
    assert renamed == spec.replace("Complaint", "Anger")


def test_the_word_of_a_plain_choice_in_another_language_leaves_its_value(tmp_path: Path) -> None:
    spec = SPEC.replace("Rose}", "Rose, languages: [en, tr]}")
    desk = opened(tmp_path / "site", spec)
    site = desk.now().site
    assert site
    plan = becoming(maker_of(spec, tmp_path, language="tr"), site, TOPIC, ["Question", "Order", "Şikâyet"])
    assert "{value: Complaint, label: {en: Complaint, tr: Şikâyet}}" in edited(
        spec, edits_of(plan.edits), desk.now().source
    )


@pytest.mark.parametrize(("before", "now", "order", "renamed"), [
    ("abc", "abc", [0, 1, 2], {}),
    ("abc", "axc", [0, 1, 2], {1: "x"}),
    ("abc", "xyz", [0, 1, 2], {0: "x", 1: "y", 2: "z"}),
    ("abc", "bca", [1, 2, 0], {}),
    ("abc", "axyc", [0, "x", "y", 2], {}),
    ("abcd", "ax", [0, "x"], {}),
    ("ab", "ba", [1, 0], {}),
    ("abc", "abcc", [0, 1, 2], {}),
    ("abcd", "acxb", [0, 2, "x", 1], {}),
])  # fmt: skip
def test_lines_are_renamed_moved_added_or_gone(
    before: str, now: str, order: list[Any], renamed: dict[int, str]
) -> None:
    assert turned([*before], [*now]) == (order, renamed)


@pytest.mark.parametrize(
    "lines", ["Complaint,Order,Question", "Order,Complaint,New,Question", "New,Question,Newer,Order"]
)
def test_the_lines_are_what_was_pasted(tmp_path: Path, lines: str) -> None:
    form = planned(tmp_path, lines.split(","))[2]
    assert [choice.value for choice in form.fields["topic"].choices] == lines.split(",")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("asked", "message"), [
    ({"lines": ["", " "], "before": ["Question", "Order", "Complaint"]}, "One choice must stay."),
    ({"at": 0, "was": "Question", "to": "Order"}, "There is such a choice already."),
    ({"add": "Order"}, "There is such a choice already."),
])  # fmt: skip
def test_what_can_not_be_is_told(tmp_path: Path, asked: dict[str, Any], message: str) -> None:
    site = opened(tmp_path / "site", SPEC).now().site
    assert site
    with pytest.raises(FormkitError, match=message):
        choosing(maker_of(SPEC, tmp_path), site, TOPIC, asked)

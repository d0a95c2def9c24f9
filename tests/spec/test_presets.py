"""Presets: forms that work as they are, in every language, for any business."""

from pathlib import Path
from typing import Any

import pytest

from formkit.forms import compile
from formkit.spec import Site, read_site
from formkit.spec.presets import PRESETS, preset_form
from formkit.words import languages, words

HOURS = {"mon-fri": "09:00-18:00", "sat": "10:00-16:00", "sun": "closed"}
every_preset = pytest.mark.parametrize("name", PRESETS)


def times(hours: Any) -> list[str]:
    """What a visitor can choose from in a callback form of a business with these hours."""
    form = preset_form("callback", business={"hours": hours} if hours else {}, languages=("en",))
    return [choice["value"] for choice in form["fields"]["time"]["choices"]]


def site_with(form: str, folder: Path) -> Site:
    spec = folder / "form_specs" / "shop.yaml"
    spec.parent.mkdir()
    spec.write_text(f"site: {{name: Shop}}\nbusiness: {{email: a@shop.example}}\nforms:\n  {form}\n")
    return read_site(spec, folder)


@every_preset
def test_a_preset_is_a_whole_form(name: str, tmp_path: Path) -> None:
    form = site_with(f"talk: {{preset: {name}}}", tmp_path).forms["talk"]
    assert form.title
    assert form.thanks
    assert form.button
    assert any(options.required for options in form.fields.values())


@every_preset
@pytest.mark.parametrize("language", languages())
def test_a_preset_speaks_every_language(name: str, language: str) -> None:
    form = preset_form(name, business={}, languages=[language])
    for part in ("title", "intro", "subject", "button", "thanks"):
        assert form[part].by_language == ((language, words(language)(f"preset_{name}_{part}")),)


@every_preset
def test_a_subject_names_only_fields_of_its_form(name: str) -> None:
    form = preset_form(name, business={}, languages=languages())
    for _, subject in form["subject"].by_language:
        assert "{" not in subject.format_map(dict.fromkeys(form["fields"], "x"))


@every_preset
def test_a_preset_asks_for_the_needed_things_first(name: str) -> None:
    fields = preset_form(name, business={}, languages=["en"])["fields"].values()
    needed = [bool(options.get("required")) for options in fields]
    assert needed[0]
    assert len(needed) <= 7


def test_contact_asks_for_three_things() -> None:
    assert list(preset_form("contact", business={}, languages=["en"])["fields"]) == ["name", "email", "message"]


@pytest.mark.parametrize(
    ("hours", "windows"),
    [
        (HOURS, ["09:00-11:00", "11:00-13:00", "13:00-15:00", "15:00-17:00", "17:00-18:00"]),
        ({"mon": "09:00-12:30", "tue": ["08:00-10:00", "14:00-16:30"]}, ["08:00-10:00", "10:00-12:30", "14:00-16:30"]),
        ({"fri": "20:00-02:00"}, ["20:00-22:00", "22:00-24:00"]),
        ({"mon": "09:00-09:30"}, ["09:00-09:30"]),
    ],
)
def test_a_call_can_be_had_while_somebody_is_there(hours: dict[str, Any], windows: list[str]) -> None:
    assert times(hours) == ["soon", *windows]


def test_a_window_is_said_as_clocks_go_there() -> None:
    business = {"hours": {"mon": "08:30-12:30", "fri": "22:00-02:00"}, "address": {"country": "US"}}
    choices = preset_form("callback", business=business, languages=["en"])["fields"]["time"]["choices"][1:]
    assert [choice["label"].say("en") for choice in choices] == ["8:30 am–10:30 am", "10:30 am–12:30 pm", "10 pm–12 am"]
    assert choices[0]["label"].say("tr") == "08:30–10:30"


@pytest.mark.parametrize(
    "hours", [None, "", "by appointment", {"mon": "closed"}, {"someday": "9-5"}, ["mon"], {"mon": {}}]
)
def test_without_known_hours_a_part_of_the_day_is_chosen(hours: Any) -> None:
    assert times(hours) == ["soon", "morning", "afternoon", "evening"]


def test_a_booking_lies_within_the_opening_hours(tmp_path: Path) -> None:
    def limits(hours: Any) -> Any:
        time = preset_form("booking", business={"hours": hours}, languages=["en"])["fields"]["time"]
        return time.get("min"), time.get("max")

    assert limits(HOURS) == ("09:00", "18:00")
    assert limits({"fri": "20:00-02:00"}) == (None, None)
    assert limits("by appointment") == (None, None)


def test_an_order_asks_where_to_bring_it_only_when_it_is_brought(tmp_path: Path) -> None:
    form = site_with("order: {}", tmp_path).forms["order"]
    filled = {"order": "Roses", "name": "Ada", "phone": "+1 555 010 0100", "date": "2026-12-31", "handover": "pickup"}
    from formkit.model import Posted

    assert compile(form, "en")(Posted(tuple(filled.items()))).validate()
    brought = compile(form, "en")(Posted(tuple({**filled, "handover": "delivery"}.items())))
    assert not brought.validate()
    assert list(brought.errors) == ["address"]


def test_what_a_spec_says_itself_wins(tmp_path: Path) -> None:
    form = site_with("contact: {preset: contact, title: Talk to us, fields: {message: {label: Tell us}}}", tmp_path)
    contact = form.forms["contact"]
    assert words("en").say(contact.title) == "Talk to us"
    assert contact.fields["message"].required
    assert words("en").say(contact.fields["message"].label) == "Tell us"

"""New site: what was answered becomes a file, or is told what it lacks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from formkit.settings import Settings
from formkit.spec import check_file
from formkit.web.studio.asked import STEPS
from formkit.web.studio.said import table, tongues
from tests.web.studio.conftest import Visit

ROSES = {"trade": "florist", "name": "Gül & Çiçek", "email": "gul@cicek.example", "language": "en", "also": ["tr"]}
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def specs(settings: Settings) -> Path:
    return settings.specs


def send(studio: Visit, path: str, said: dict[str, Any], headers: dict[str, str] | None = None) -> TestResponse:
    """What a form sends: `said` and the token."""
    return studio.client.post(f"/_studio/{path}", data=said | {"csrf_token": studio.token}, headers=headers)


def test_the_talk_is_one_form_that_works_without_scripts(studio: Visit) -> None:
    page = studio.get("new").text
    assert re.findall(r'<fieldset data-step="(\w+)"', page) == [*STEPS]
    assert '<form id="talk" method="post" action="/_studio/new" novalidate>' in page
    assert 'formaction="/_studio/new/preview" formtarget="preview"' in page


def test_a_finished_talk_is_a_sound_file_and_its_editor(studio: Visit, specs: Path, settings: Settings) -> None:
    answer = send(studio, "new", ROSES | {"mon_open": "1", "mon_from": "09:00", "mon_to": "18:00", "country": "TR"})
    assert (answer.status_code, answer.location) == (303, "/_studio/s/gul-cicek/")
    site, problems = check_file(specs / "gul-cicek.yaml", settings.workspace)
    assert problems == []
    assert site
    assert (site.languages, site.business.timezone, site.head.theme.name) == (("en", "tr"), "Europe/Istanbul", "petal")
    assert [day for day, times in site.business.hours.days.items() if times] == ["mon"]  # type: ignore[union-attr]
    assert studio.get("s/gul-cicek/").status_code == 200
    assert json.loads((specs / ".formkit" / "schema.json").read_text("utf-8"))["title"]


def test_a_script_is_told_where_the_editor_is(studio: Visit) -> None:
    answer = send(studio, "new", ROSES, SCRIPT)
    assert (answer.status_code, answer.json) == (201, {"location": "/_studio/s/gul-cicek/"})


def test_a_new_site_does_not_go_back_into_a_deleted_one_of_its_name_which_can_still_be_had_again(
    studio: Visit, specs: Path
) -> None:
    file, there = specs / "gul-cicek.yaml", "s/gul-cicek/"
    send(studio, "new", ROSES)
    assert "The new site" in studio.get(f"{there}history").text
    before = file.read_text("utf-8")
    edits = [{"op": "put", "path": ["site", "tagline"], "value": "Since 1962"}]
    assert studio.post(f"{there}change", {"edits": edits, "what": "Tagline"}).json["undo"]
    file.unlink()
    send(studio, "new", ROSES | {"email": "other@cicek.example"})
    fresh = file.read_text("utf-8")
    assert not studio.get(f"{there}state").json["undo"]
    assert studio.post(f"{there}undo", {}).status_code == 422
    page = studio.get(f"{there}history").text
    words = ["The new site", "Below is what another site of this name was", "Tagline", "The new site"]
    assert re.findall("|".join(words), page) == words
    oldest = int(re.findall(r'data-number="(\d+)"', page)[-1])
    assert studio.post(f"{there}restore", {"number": oldest}).json["undo"]
    assert file.read_text("utf-8") == before
    assert not studio.post(f"{there}undo", {}).json["undo"]
    assert file.read_text("utf-8") == fresh


def test_no_file_is_ever_overwritten(studio: Visit, specs: Path) -> None:
    before = (specs / "rose.yaml").read_bytes()
    places = [send(studio, "new", ROSES | {"name": "Rose"}).location for _ in range(2)]
    assert places == ["/_studio/s/rose-2/", "/_studio/s/rose-3/"]
    assert (specs / "rose.yaml").read_bytes() == before
    assert [path.name for path in specs.iterdir() if path.name.endswith("~")] == []


@pytest.mark.parametrize(("name", "site"), [("花", "florist"), ("F", "f-site"), ("../../etc", "etc")])
def test_any_name_makes_an_address(studio: Visit, name: str, site: str) -> None:
    assert send(studio, "new", ROSES | {"name": name}).location == f"/_studio/s/{site}/"


def test_a_refused_talk_keeps_what_was_typed(studio: Visit, specs: Path) -> None:
    answer = send(studio, "new", ROSES | {"email": "gul@cicek", "name": "", "kind": '"><script>', "city": "İzmir"})
    assert answer.status_code == 422
    assert '<a href="#name">Write what your business is called</a>' in answer.text
    assert '<a href="#email">Write your whole email address, such as name@example.com</a>' in answer.text
    assert 'value="gul@cicek"' in answer.text
    assert 'value="İzmir"' in answer.text
    assert 'value="florist" checked' in answer.text
    assert '<option value="en" lang="en" selected>' in answer.text
    assert '"><script>' not in answer.text
    assert [path.name for path in specs.glob("*.yaml")] == ["rose.yaml"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"email": "gul@cicek"}, "email"),
        ({"name": "  "}, "name"),
        ({"phone": "ring me"}, "phone"),
        ({"country": "Atlantis"}, "country"),
        ({"mon_open": "1", "mon_from": "09:00", "mon_to": ""}, "hours"),
        ({"tue_open": "1", "tue_from": "x: [", "tue_to": "18:00"}, "hours"),
        ({"accent": "own", "accent_own": "mud"}, "accent"),
        ({"theme": "../night"}, "theme"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(studio: Visit, said: dict[str, str], field: str) -> None:
    answer = send(studio, "new/preview", ROSES | said, SCRIPT)
    assert answer.json["wrong"] == {field: table("en")[f"new.wrong_{field}"]}
    assert "<h1" in answer.json["html"]


def test_the_page_grows_with_each_answer(studio: Visit, specs: Path) -> None:
    first = studio.get("new/preview").text
    assert "Your name" in first
    grown = send(studio, "new/preview", ROSES | {"city": "İzmir"}).text
    assert "Gül &amp; Çiçek" in grown
    assert "İzmir" in grown
    assert "Order flowers" in grown
    assert [path.name for path in specs.iterdir()] == ["rose.yaml"]


def test_nothing_runs_in_the_draft_and_it_leads_nowhere(studio: Visit) -> None:
    answer = studio.get("new/preview")
    assert "<script" not in answer.text
    assert '<base target="_blank">' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_a_business_without_a_card_of_its_own_is_offered_in_the_reader_s_language(
    studio: Visit, settings: Settings
) -> None:
    offered = studio.client.get("/_studio/new", headers={"Accept-Language": "tr"}).text.partition("<datalist")[2]
    assert '<option value="Oto yıkama">' in offered
    assert '<option value="Çiçekçi">' not in offered
    assert send(studio, "new", ROSES | {"trade": "", "kind": "Oto yıkama"}).status_code == 303
    (made,) = settings.specs.glob("gul*.yaml")
    assert "type: AutoWash" in made.read_text("utf-8")


def test_the_trade_s_own_colour_is_shown_until_one_is_chosen(studio: Visit) -> None:
    assert send(studio, "new/preview", ROSES, SCRIPT).json["accent"] == "#a3324f"
    assert "#25589b" in send(studio, "new/preview", ROSES | {"accent": "#25589b"}).text


def test_the_talk_is_in_the_reader_s_language(studio: Visit) -> None:
    page = studio.client.get("/_studio/new", headers={"Accept-Language": "tr"}).text
    assert "Ne iş yapıyorsunuz?" in page
    assert "<span>Çiçekçi</span>" in page
    assert '<option value="tr" lang="tr" selected>' in page
    assert ">Almanya</option>" in page


def test_the_language_of_the_site_is_suggested_by_the_browser(studio: Visit) -> None:
    page = studio.client.get("/_studio/new", headers={"Accept-Language": "de-AT, en;q=0.5"}).text
    assert '<option value="de" lang="de" selected>' in page


def test_the_language_that_was_chosen_for_the_studio_goes_before_that_of_the_browser(studio: Visit) -> None:
    studio.client.post("/_studio/language", data={"language": "ru", "csrf_token": studio.token})
    page = studio.client.get("/_studio/new", headers={"Accept-Language": "en-GB"}).text
    assert '<option value="ru" lang="ru" selected>' in page


@pytest.mark.parametrize(("name", "status"), [("petal", 200), ("none", 404), ("..", 404)])
def test_a_theme_is_seen(studio: Visit, name: str, status: int) -> None:
    answer = studio.get(f"new/theme/{name}")
    assert answer.status_code == status
    assert len(answer.data) < 20_000


def test_a_theme_that_cannot_be_read_is_not_offered(studio: Visit, settings: Settings) -> None:
    for name, text in (("mine", 'title = "Mine"'), ("broken", "title =")):
        (settings.workspace / "site_templates" / name).mkdir(parents=True)
        (settings.workspace / "site_templates" / name / "theme.toml").write_text(text, "utf-8")
    page = studio.get("new").text
    assert "<b>Mine</b>" in page
    assert 'value="broken"' not in page


@pytest.mark.parametrize("path", ["new", "new/preview"])
def test_nothing_is_made_without_a_token(studio: Visit, specs: Path, path: str) -> None:
    assert studio.client.post(f"/_studio/{path}", data=ROSES).status_code == 400
    assert [path.name for path in specs.glob("*.yaml")] == ["rose.yaml"]


@pytest.mark.parametrize("code", tongues()[1:])
def test_the_talk_is_said_in_each_language_of_the_studio(code: str) -> None:
    ours = {key for key in table("en") if key.startswith(("new.", "new_script."))}
    assert {key for key in ours if table(code)[key] == table("en")[key]} == set()


def test_a_town_without_a_clock_of_its_own_goes_by_that_of_the_browser(studio: Visit, specs: Path) -> None:
    said = ROSES | {"city": "Köln", "country": "DE", "timezone": "Europe/Berlin"}
    assert "by the clock of Berlin, Germany " in send(studio, "new/preview", said, SCRIPT).json["clock"]
    send(studio, "new", said)
    assert "  timezone: Europe/Berlin\n" in (specs / "gul-cicek.yaml").read_text("utf-8")


@pytest.mark.parametrize("guess", ["", "UTC"])
def test_where_the_browser_does_not_tell_its_clock_that_of_this_computer_counts(
    studio: Visit, specs: Path, monkeypatch: pytest.MonkeyPatch, guess: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert "by the clock of Paris, France " in studio.get("new").text
    send(studio, "new", ROSES | {"city": "Lyon", "country": "FR", "timezone": guess})
    assert "  timezone: Europe/Paris\n" in (specs / "gul-cicek.yaml").read_text("utf-8")


def test_no_clock_is_told_where_none_is_known(studio: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert send(studio, "new/preview", ROSES | {"country": "US"}, SCRIPT).json["clock"] == ""


def test_a_browser_that_says_the_old_name_of_its_clock_finds_its_country(studio: Visit) -> None:
    assert re.search(r'<option value="UA" data-zones="[^"]*\bEurope/Kiev\b', studio.get("new").text)

"""The tab "publish": the checklist, and the site as files, a zip, or a copy."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from formkit.channels import CHANNELS, no_files
from formkit.outbox import deliver_due
from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from tests.web.studio.conftest import Visit
from tests.web.workspaces import FILLED

READY = """
site: {name: Rose Garden, url: https://rosegarden.org, endpoint: https://forms.rosegarden.org}
business: {email: hello@rosegarden.org}
legal: {privacy: {checked: true}}
sections: [{hero: {title: Flowers}}, {form: contact}]
forms: {contact: {}}
"""


def write(settings: Settings, spec: str) -> None:
    (settings.specs / "rose.yaml").write_text(spec, "utf-8")


def lines(studio: Visit) -> dict[str, list[str]]:
    """The words of the checklist by state."""
    page = unescape(studio.get("s/rose/publish").text)
    found: dict[str, list[str]] = {"good": [], "todo": [], "soft": []}
    for state, words in re.findall(r'<li class="(\w+)">.*?<div><p>(.*?)</p>', page, re.DOTALL):
        found[state].append(words)
    return found


def test_what_is_missing_is_told_and_leads_to_its_place(studio: Visit) -> None:
    todo = lines(studio)["todo"]
    assert "Nothing says what becomes of what visitors send." in todo
    assert "https://rosegarden.example is only an example." in todo
    assert any(one.startswith("What “Write to us” sends would be lost: orders@rosegarden.example") for one in todo)
    page = unescape(studio.get("s/rose/publish").text)
    assert """data-open="page" data-path='["legal", "privacy"]'""".replace("'", '"') in page.replace("'", '"')


def test_a_site_that_lacks_nothing_turns_green_but_for_what_nobody_has_looked_at(
    studio: Visit, settings: Settings
) -> None:
    write(settings, READY)
    found = lines(studio)
    assert found["todo"] == [
        "The forms send to https://forms.rosegarden.org. Does somebody answer there?", "Not tried yet: Write to us",
    ]  # fmt: skip
    assert "What “Write to us” sends goes to hello@rosegarden.org." in found["good"]


def test_words_to_start_from_that_still_stand_are_told(studio: Visit, settings: Settings) -> None:
    ours = "text: What is new today."
    starters = f"sections: [{{banner: {{{ours}}}}}, {{faq: {{items: [{{name: Why?, {ours}}}]}}}}, "
    write(settings, READY.replace("sections: [", starters))
    page = unescape(studio.get("s/rose/publish").text)
    assert "Example texts to replace: 2" in lines(studio)["todo"]
    assert '["sections", 0, "banner", "text"]' in page
    write(settings, READY)
    assert "Example texts" not in unescape(studio.get("s/rose/publish").text)


def test_headings_with_nothing_below_them_are_told_and_lead_to_what_is_missing(
    studio: Visit, settings: Settings
) -> None:
    write(settings, READY.replace("sections: [", "sections: [hours, {faq: {title: Why}}, "))
    assert "Headings with nothing below them: 2" in lines(studio)["todo"]
    assert """data-path='["business", "hours"]'""".replace("'", '"') in page_of(studio)
    write(settings, READY.replace("sections: [", "sections: [{faq: {title: Why}}, "))
    assert """data-path='["sections", 0, "faq"]'""".replace("'", '"') in page_of(studio)
    write(settings, READY)
    assert "Headings with nothing" not in page_of(studio)


def page_of(studio: Visit) -> str:
    return unescape(studio.get("s/rose/publish").text).replace("'", '"')


def test_a_test_mail_that_has_arrived_is_seen(studio: Visit, settings: Settings, store: Store) -> None:
    studio.client.post("/f/rose/contact", data=FILLED)
    (stored,) = store.submissions()
    sender = CHANNELS["mail"].open(with_dev_defaults(settings, ""), no_files)
    deliver_due(store, {"mail": sender}, worker="w", clock=lambda: stored.received_at)
    assert "Not tried yet: old" in lines(studio)["todo"]


def test_an_endpoint_that_nobody_answers_at_says_what_to_do(studio: Visit, settings: Settings) -> None:
    write(settings, READY.replace("https://forms.rosegarden.org", "http://127.0.0.1:9"))
    answer = studio.post("s/rose/publish/reach", {}).json
    assert not answer["fine"]
    assert answer["faults"] == [
        "Nobody answers at 127.0.0.1:9. Perhaps formkit does not run there just now: ask who looks after it."
    ]
    assert "http://127.0.0.1:9 does not take what the forms send." in lines(studio)["todo"]
    turkish = studio.client.get("/_studio/s/rose/publish", headers={"Accept-Language": "tr"}).text
    assert "127.0.0.1:9 adresinde kimse yanıt vermiyor." in turkish


def test_pictures_without_words_are_counted_in_a_file_with_mistakes(studio: Visit, settings: Settings) -> None:
    write(settings, READY.replace("title: Flowers", "title: Flowers, image: images/a.jpg"))
    todo = lines(studio)["todo"]
    assert "Mistakes in the file: 1" in todo
    assert studio.post("s/rose/build", {}).json["message"] == "The site can't be built: its file has mistakes."


def test_it_is_built_and_comes_as_a_zip(studio: Visit, settings: Settings) -> None:
    assert studio.get("s/rose/site.zip").status_code == 422
    answer = studio.post("s/rose/build", {})
    assert answer.status_code == 200
    assert re.match(r"Built: \d+ files, \d+ of them new or changed\.", answer.json["message"])
    assert re.match(r"They lie in the folder .*/build/rose\.", answer.json["notices"][0])
    zipped = studio.get("s/rose/site.zip")
    assert "rose.zip" in zipped.headers["Content-Disposition"]
    assert "index.html" in ZipFile(BytesIO(zipped.data)).namelist()
    assert studio.get("s/rose/building").json == {"done": 0, "of": 0}


def test_what_to_ask_a_helper_for_is_said_in_the_reader_s_language(studio: Visit) -> None:
    page = studio.client.get("/_studio/s/rose/publish", headers={"Accept-Language": "tr"}).text
    asked = re.search("<summary>Ondan ne isteyeceğiniz</summary>(.*?)</details>", page, re.DOTALL)
    assert asked
    assert "Hep açık duran küçük bir Linux bilgisayarı" in asked[1]
    assert asked[1].count("<li>") == 5


def test_both_guides_are_one_click_away(studio: Visit) -> None:
    page = studio.get("s/rose/publish").text
    assert re.findall('href="/_studio/guide/([^"]+)"', page) == ["publishing", "going-live"]


def test_a_copy_overwrites_nothing_of_the_owner_s(studio: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    stick = tmp_path_factory.mktemp("stick")
    (stick / "rose").mkdir()
    (stick / "rose" / "index.html").write_text("mine", "utf-8")
    answer = studio.post("s/rose/copy", {"folder": str(stick)})
    assert answer.status_code == 422
    assert answer.json["message"] == f"Files of yours are in the way in {stick}/rose: index.html."
    assert answer.json["hint"].startswith("They are not overwritten.")
    (stick / "rose" / "index.html").rename(stick / "rose" / "mine.html")
    assert studio.post("s/rose/copy", {"folder": str(stick)}).json["message"].startswith(f"Copied to {stick}/rose;")
    assert (stick / "rose" / "mine.html").read_text("utf-8") == "mine"
    assert studio.post("s/rose/copy", {"folder": str(stick)}).json["message"].endswith("files written: 0.")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda place: place.write_text("mine"), "{place} bir dosya; sitenin orada bir klasöre ihtiyacı var."),
        (lambda place: place.symlink_to(place.parent / "else"), "{place} başka bir klasöre götürüyor."),
    ],
)
def test_what_stands_in_the_way_of_a_copy_is_told_in_the_reader_s_language(
    studio: Visit, make: Callable[[Path], object], words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("stick") / "rose"
    make(place)
    headers = {"X-CSRFToken": studio.token, "Accept-Language": "tr"}
    answer = studio.client.post("/_studio/s/rose/copy", json={"folder": str(place.parent)}, headers=headers)
    assert (answer.status_code, answer.json["message"]) == (422, words.format(place=place))
    assert answer.json["hint"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no folder here in which nobody may write")
def test_a_folder_in_which_nobody_may_write_is_told(studio: Visit) -> None:
    answer = studio.post("s/rose/copy", {"folder": "/sys/kernel"})
    assert answer.json["message"] == "Nothing may be written to /sys/kernel/rose."


def test_files_that_were_changed_by_hand_are_named(studio: Visit, settings: Settings) -> None:
    studio.post("s/rose/build", {})
    (settings.build / "rose" / "index.html").write_text("mine", "utf-8")
    told = studio.post("s/rose/build", {}).json["notices"]
    assert told[1:] == ["Changed by hand, and written anew: index.html"]


@pytest.mark.parametrize("spelled", ["{}", " {} ", '"{}"', "'{}'", "file://{}"])
def test_a_folder_is_known_however_it_was_pasted(
    studio: Visit, spelled: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("my stick")
    typed = spelled.format(str(stick).replace(" ", "%20") if spelled.startswith("file") else stick)
    assert studio.post("s/rose/copy", {"folder": typed}).json["message"].startswith(f"Copied to {stick}/rose;")
    assert (stick / "rose" / "index.html").is_file()


def test_the_home_folder_is_a_tilde(
    studio: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    assert studio.post("s/rose/copy", {"folder": "~"}).status_code == 200
    assert (home / "rose" / "index.html").is_file()


@pytest.mark.parametrize("folder", ["", "relative", "/no/such/folder", "~nobody-of-this-name/x", "/tmp\0", 5, None])
def test_a_folder_that_is_not_there_is_told(studio: Visit, folder: object) -> None:
    answer = studio.post("s/rose/copy", {"folder": folder})
    assert (answer.status_code, answer.json["message"][:18]) == (422, "There is no folder")


def test_formkit_s_own_folders_are_no_place_for_a_copy(studio: Visit, settings: Settings) -> None:
    answer = studio.post("s/rose/copy", {"folder": str(settings.specs)})
    assert answer.json["message"] == "This folder is where formkit works."


def test_nor_is_the_folder_above_where_the_copy_would_be_the_workspace(studio: Visit, settings: Settings) -> None:
    (settings.specs / "rose.yaml").rename(settings.specs / f"{settings.workspace.name}.yaml")
    answer = studio.post(f"s/{settings.workspace.name}/copy", {"folder": str(settings.workspace.parent)})
    assert answer.json["message"] == "This folder is where formkit works."
    assert not (settings.workspace / "index.html").exists()


def test_the_doctor_s_findings_are_shown(studio: Visit) -> None:
    page = unescape(studio.post("s/rose/publish/doctor", {}).text)
    assert "To be mended: " not in page
    assert "It is not said yet which mail server sends the messages on." in page
    later = page.index('<li class="later">')
    assert later < page.index('<li class="good">')


def test_what_the_doctor_finds_broken_stands_first_and_in_the_reader_s_language(
    studio: Visit, settings: Settings
) -> None:
    (settings.workspace / ".env").write_text("FORMKIT_RATE_LIMIT=many\n", "utf-8")
    (settings.specs / "lily.yaml").write_text("site: [", "utf-8")
    headers = {"X-CSRFToken": studio.token, "Accept-Language": "ru"}
    page = unescape(studio.client.post("/_studio/s/rose/publish/doctor", headers=headers).text)
    assert "Нужно исправить: 2" in page
    assert "Не удаётся понять настройку: FORMKIT_RATE_LIMIT" in page
    assert "В файле lily.yaml есть ошибки." in page
    assert page.rindex('<li class="todo">') < page.index('<li class="later">')

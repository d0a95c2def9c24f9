"""Files in a post: taken, refused in words, kept over a mistake elsewhere, given out by a link."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from formkit.links import link_to
from formkit.model import Upload
from formkit.settings import Settings
from formkit.store import Place, Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.files import PDF, Sent, docx, huge_header, multipart, noise, photo, picture, zipped
from tests.store.facts import NOW, upload
from tests.web.conftest import settings_of

SPEC = """
site: {name: Cycle Repairs, languages: [en, tr]}
business: {email: hello@cycle.example}
forms:
  repair:
    fields:
      name: {type: text, label: Your name, required: true, max: 100}
      photo:
        type: file
        label: A picture of the bike
        accept: [jpg, png, pdf, docx, txt]
        max_files: 2
        max_size: 1 MB
      bill: {type: file, label: The bill, accept: pdf, max_files: 1, show_if: {name: Bill}}
  free:
    fields:
      name: {type: text}
      bill: {type: file, accept: pdf, show_if: {name: Bill}}
  must:
    fields: {cv: {type: file, label: Your CV, required: true}}
"""
URL = "/f/bike/repair"
JSON = {"Accept": "application/json"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "bike.yaml").write_text(SPEC, "utf-8")
    return settings_of(tmp_path)


def post(
    client: FlaskClient,
    *files: Sent,
    field: str = "photo",
    url: str = URL,
    headers: dict[str, str] | None = None,
    **more: str | list[str],
) -> TestResponse:
    body, kind = multipart({"name": "Ada", **more}, field, files)
    return client.post(url, data=body, content_type=kind, headers=headers)


def stored(store: Store) -> tuple[Upload, ...]:
    (one,) = store.submissions()
    return tuple(file for answer in one.answers for file in answer.files)


def kept(page: TestResponse) -> list[str]:
    """The signed values of the files that the page offers to send again."""
    return [unescape(found) for found in re.findall(r'name="_kept" value="([^"]+)" checked', page.text)]


def test_a_file_is_stored_with_its_submission(client: FlaskClient, store: Store) -> None:
    assert post(client, ("bike.jpg", photo())).status_code == 303
    (file,) = stored(store)
    assert (file.name, file.media_type, file.size) == ("bike.jpg", "image/jpeg", len(photo()))
    assert store.upload_content(file.id) == photo()
    (one,) = store.submissions()
    assert one.fields["photo"] == ("bike.jpg",)
    assert [answer.text for answer in one.answers] == ["Ada", "bike.jpg (1 kB)"]


def test_the_receipt_names_the_file_and_its_size(client: FlaskClient) -> None:
    receipt = client.get(post(client, ("bike.jpg", photo()), _lang="tr").headers["Location"])
    assert "bike.jpg (1 kB)" in receipt.text


def test_nothing_chosen_is_no_file(client: FlaskClient, store: Store) -> None:
    assert post(client, ("", b"")).status_code == 303
    assert stored(store) == ()


def test_the_limits_are_told_before_choosing(client: FlaskClient) -> None:
    page = client.get(URL).text
    assert "JPG, PNG, PDF, DOCX, or TXT, up to 1 MB each, at most 2 files" in page
    assert "JPG, PNG, PDF, DOCX veya TXT, her biri en çok 1 MB, en çok 2 dosya" in client.get(f"{URL}?lang=tr").text
    assert 'enctype="multipart/form-data"' in page
    assert 'accept=".jpg,.jpeg,.png,' in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", b"<svg/>", "logo.svg: choose a file of this kind: JPG, PNG, PDF, DOCX, or TXT"),
        ("x.png.php", picture(), "x.png.php: choose a file of this kind"),
        ("x.png", b"<?php system($_GET[0]);?>", "x.png: choose a file of this kind"),
        ("x.pdf", b"MZ\x90" + bytes(50), "x.pdf: choose a file of this kind"),
        ("x.docx", docx("word/vbaProject.bin"), "x.docx: choose a file of this kind"),
        ("x.zip", zipped("a"), "x.zip: choose a file of this kind"),
        ("README", b"x", "README: choose a file of this kind"),
        ("empty.png", b"", "empty.png: this file is empty"),
        ("big.png", noise(1_100_000), "big.png: this file is larger than 1 MB"),
    ],
)
def test_what_is_not_taken_is_refused_by_name(
    client: FlaskClient, store: Store, name: str, content: bytes, said: str
) -> None:
    page = post(client, (name, content))
    assert page.status_code == 422
    assert said in unescape(page.text)
    assert 'value="Ada"' in page.text
    assert not list(store.submissions())
    assert kept(page) == []


def test_more_files_than_asked_for_are_refused(client: FlaskClient) -> None:
    page = post(client, *((f"{number}.png", picture()) for number in range(3)))
    assert "Choose fewer files: at most 2" in page.text
    assert len(kept(page)) == 2


def test_files_that_are_too_large_together_are_refused(client: FlaskClient) -> None:
    answer = post(client, *((f"{number}.txt", b"x" * 8_000_000) for number in range(3)), field="cv", url="/f/bike/must")
    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.text


def test_a_file_where_none_is_taken_is_told(client: FlaskClient) -> None:
    answer = post(client, ("bike.jpg", photo()), field="name")
    assert (answer.status_code, "This form takes no files" in answer.text) == (400, True)


def test_text_in_place_of_a_file_is_not_lost_in_silence(client: FlaskClient) -> None:
    answer = client.post(URL, json={"name": "Ada", "photo": "bike.jpg"}, headers=JSON)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["message"] == "Choose a file for “A picture of the bike”"


def test_a_form_may_be_nothing_but_a_file(client: FlaskClient, store: Store) -> None:
    assert post(client, ("cv.pdf", PDF), field="cv", url="/f/bike/must", name="").status_code == 303
    assert stored(store)[0].name == "cv.pdf"


def test_a_file_of_a_field_that_show_if_would_hide_is_kept(client: FlaskClient, store: Store) -> None:
    """Without scripts every field is on the page: who filled it meant it."""
    answer = post(client, ("bill.pdf", PDF), field="bill")
    assert [file.name for file in stored(store)] == ["bill.pdf"]
    assert "The bill" in client.get(answer.headers["Location"]).text
    (out,) = store.deliveries()
    assert [file.name for said in out.message.answers for file in said.files] == ["bill.pdf"]
    assert store.upload_content(stored(store)[0].id) == PDF


def test_a_hidden_field_takes_what_its_rules_allow_and_names_nothing_else(client: FlaskClient, store: Store) -> None:
    post(client, ("x.exe", b"MZ"), ("1.pdf", PDF), ("2.pdf", PDF), field="bill")
    (one,) = store.submissions()
    assert ([file.name for file in stored(store)], one.fields["bill"]) == (["1.pdf"], ("1.pdf",))


def test_a_hidden_field_alone_with_what_it_does_not_take_is_no_message(client: FlaskClient, store: Store) -> None:
    answer = post(client, ("x.exe", b"MZ"), field="bill", url="/f/bike/free", name="")
    assert (answer.status_code, list(store.submissions())) == (422, [])


def test_a_picture_bomb_is_never_decoded(client: FlaskClient, store: Store) -> None:
    assert post(client, ("x.png", huge_header())).status_code == 303
    assert stored(store)[0].size == len(huge_header())


def test_the_same_file_again_is_the_same_submission(client: FlaskClient, store: Store) -> None:
    answers = [post(client, ("bike.jpg", photo()), _key="visit-1") for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    post(client, ("bike.jpg", photo((50, 20))), _key="visit-1")
    assert len(list(store.submissions())) == 2


def test_a_file_outlives_a_mistake_elsewhere(client: FlaskClient, store: Store) -> None:
    page = post(client, ("bike.jpg", photo()), name="")
    assert page.status_code == 422
    assert "bike.jpg (1 kB)" in page.text
    assert post(client, ("bill.pdf", PDF), _kept=kept(page)).status_code == 303
    assert [file.name for file in stored(store)] == ["bike.jpg", "bill.pdf"]
    assert [store.upload_content(file.id) for file in stored(store)] == [photo(), PDF]
    assert store.kept_size() == 0


def test_an_unticked_file_is_left_out(client: FlaskClient, store: Store) -> None:
    assert kept(post(client, ("bike.jpg", photo()), name=""))
    assert post(client).status_code == 303
    assert stored(store) == ()


def test_a_switch_to_another_language_keeps_the_files(client: FlaskClient, store: Store) -> None:
    page = post(client, ("bike.jpg", photo()), _switch="tr")
    assert page.status_code == 200
    assert "Bu dosyalar bizde." in page.text
    assert kept(post(client, _switch="en", _kept=kept(page))) == kept(page)
    assert post(client, _kept=kept(page)).status_code == 303
    assert [file.name for file in stored(store)] == ["bike.jpg"]


def test_a_kept_file_fills_a_required_field_and_survives_two_mistakes(client: FlaskClient, store: Store) -> None:
    first = post(client, ("cv.pdf", PDF), ("x.exe", b"MZ"), field="cv", url="/f/bike/must")
    second = post(client, ("y.exe", b"MZ"), field="cv", url="/f/bike/must", _kept=kept(first))
    assert kept(first) == kept(second)
    assert not re.search(r'<input[^>]* required[^>]* type="file"', second.text)
    assert post(client, field="cv", url="/f/bike/must", _kept=kept(second)).status_code == 303
    assert [file.name for file in stored(store)] == ["cv.pdf"]


def test_who_goes_back_and_sends_something_else_sends_the_kept_file_too(client: FlaskClient, store: Store) -> None:
    value = kept(post(client, ("bike.jpg", photo()), name=""))
    for name in ("Ada", "Ada Lovelace", "Ada Lovelace"):
        assert post(client, _kept=value, name=name).status_code == 303
    ids = {file.id for one in store.submissions() for answer in one.answers for file in answer.files}
    assert len(ids) == len(list(store.submissions())) == 2
    assert {store.upload_content(one) for one in ids} == {photo()}


@pytest.mark.parametrize("change", [lambda value: f"x{value}", lambda value: value[:-1], lambda _: "a.b"])
def test_a_value_that_is_not_ours_is_asked_for_again(
    client: FlaskClient, store: Store, change: Callable[[str], str]
) -> None:
    """It may be of the time before the secret key changed: nobody's file vanishes under a thank-you."""
    (value,) = kept(post(client, ("bike.jpg", photo()), name=""))
    page = post(client, _kept=[change(value)])
    assert (page.status_code, "Choose the file again" in page.text) == (422, True)
    assert list(store.submissions()) == []
    assert post(client, _kept=[""]).status_code == 303


def test_a_file_that_was_swept_is_asked_for_again(client: FlaskClient, store: Store) -> None:
    value = kept(post(client, ("bike.jpg", photo()), name=""))
    assert store.drop_kept_uploads(datetime.now(UTC) + timedelta(hours=1)) == 0
    assert store.drop_kept_uploads(datetime.now(UTC) + timedelta(hours=3)) == 1
    page = post(client, _kept=value)
    assert "Choose the file again: it was kept for two hours only" in page.text
    assert kept(page) == []


def test_an_address_can_park_only_so_much(client: FlaskClient, store: Store) -> None:
    large = [(f"{number}.txt", b"x" * 4_900_000) for number in range(3)]
    pages = [post(client, *large, ("x.exe", b"MZ"), field="cv", url="/f/bike/must") for _ in range(3)]
    assert [len(kept(page)) for page in pages] == [3, 3, 0]
    assert store.kept_size() <= 40_000_000


def test_a_file_that_can_t_wait_is_asked_for_again(client: FlaskClient, store: Store) -> None:
    store.keep_uploads([upload(size=1_000_000_000)], Place("bike", "repair", "else", NOW), until=NOW)
    page = post(client, ("a.png", picture()), name="")
    assert kept(page) == []
    assert "Choose a file for “A picture of the bike”" in page.text


def test_who_is_told_to_wait_need_not_choose_again(settings: Settings, store: Store) -> None:
    app = create_app(replace(settings, rate_limit=1), sites=Sites(settings).load(), store=store)
    client = app.test_client()
    pages = [post(client, ("bike.jpg", photo()), name=f"Ada {number}") for number in range(2)]
    assert [page.status_code for page in pages] == [303, 429]
    assert "bike.jpg (1 kB)" in pages[1].text
    assert len(kept(pages[1])) == 1


@contextmanager
def away(client: FlaskClient, store: Store) -> Iterator[None]:
    """The database is nowhere to be found, for a while."""
    store.close()
    path = Path(client.application.extensions["formkit"].settings.workspace) / "data" / "formkit.db"
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    yield
    path.rmdir()
    path.with_suffix(".away").rename(path)


def test_a_store_that_is_away_keeps_the_text_and_asks_for_the_file(client: FlaskClient, store: Store) -> None:
    with away(client, store):
        page = post(client, ("bike.jpg", photo()))
    assert page.status_code == 503
    assert 'value="Ada"' in page.text
    assert "Choose a file for “A picture of the bike”" in page.text


def test_a_store_that_is_away_for_a_while_loses_no_file_that_it_has(client: FlaskClient, store: Store) -> None:
    value = kept(post(client, ("bike.jpg", photo()), name=""))
    with away(client, store):
        page = post(client, ("bill.pdf", PDF), _kept=value)
    assert (page.status_code, kept(page), "bike.jpg (1 kB)" in page.text) == (503, value, True)
    assert "Choose a file for “A picture of the bike”" in page.text
    assert post(client, _kept=kept(page)).status_code == 303
    assert [file.name for file in stored(store)] == ["bike.jpg"]


def test_a_store_that_is_away_asks_for_a_file_that_nobody_can_name(client: FlaskClient, store: Store) -> None:
    with away(client, store):
        page = post(client, _kept=["a.b"])
    assert (page.status_code, kept(page)) == (503, [])
    assert "Choose a file for “A picture of the bike”" in page.text


def test_a_crash_loses_no_file_that_is_kept(settings: Settings, client: FlaskClient, store: Store) -> None:
    value = kept(post(client, ("bike.jpg", photo()), name=""))
    broken = create_app(settings, sites=Sites(settings).load(), store=None)  # type: ignore[arg-type]  # breaks us
    page = post(broken.test_client(), ("bill.pdf", PDF), _kept=value)
    assert (page.status_code, kept(page), "bike.jpg (1 kB)" in page.text) == (500, value, True)
    assert "Choose a file for “A picture of the bike”" in page.text
    assert post(client, _kept=kept(page)).status_code == 303
    assert [file.name for file in stored(store)] == ["bike.jpg"]


def test_a_program_keeps_its_files_itself(client: FlaskClient, store: Store) -> None:
    assert post(client, ("bike.jpg", photo()), name="", headers=JSON).status_code == 422
    assert store.kept_size() == 0


def link(app: Flask, store: Store, *, days: int = 30) -> str:
    until = datetime.now(UTC) + timedelta(days=days)
    return link_to(stored(store)[0].id, base="", secret=app.extensions["formkit"].settings.secret_key, until=until)


def test_a_signed_link_gives_the_file_to_be_saved(app: Flask, client: FlaskClient, store: Store) -> None:
    post(client, ("çok güzel.txt", b"Hello"))
    answer = client.get(link(app, store))
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"Hello", "5")
    wanted = "attachment; filename=\"cok guzel.txt\"; filename*=UTF-8''%C3%A7ok%20g%C3%BCzel.txt"
    assert answer.headers["Content-Disposition"] == wanted
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_large_file_comes_whole(app: Flask, client: FlaskClient, store: Store) -> None:
    post(client, ("bike.png", noise(1_040_000)))
    assert client.get(link(app, store)).data == noise(1_040_000)


def test_an_old_link_says_so(app: Flask, client: FlaskClient, store: Store) -> None:
    post(client, ("a.txt", b"Hello"))
    answer = client.get(link(app, store, days=-1))
    assert (answer.status_code, "This link has expired" in answer.text) == (410, True)


@pytest.mark.parametrize("change", [("/u/", "/u/x"), ("/u/", "/u/../"), (".", "-"), (".", "/"), ("/u/", "/u/a.b?")])
def test_a_forged_link_leads_nowhere(app: Flask, client: FlaskClient, store: Store, change: tuple[str, str]) -> None:
    post(client, ("a.txt", b"Hello"))
    answer = client.get(link(app, store).replace(*change))
    assert answer.status_code == 404
    assert "Hello" not in answer.text


def test_the_value_of_a_form_is_none_for_another(app: Flask, client: FlaskClient, store: Store) -> None:
    value = kept(post(client, ("cv.pdf", PDF), ("x.exe", b"MZ"), field="cv", url="/f/bike/must"))
    assert "Choose the file again" in post(client, _kept=value).text
    assert list(store.submissions()) == []

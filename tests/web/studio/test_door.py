"""Who may come into the Studio."""

import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from formkit.settings import Settings
from formkit.store import Store
from formkit.web.studio import Door
from tests.web.studio.conftest import Visit, studio_of


def test_the_key_opens_once_and_the_browser_stays_in(client: FlaskClient, door: Door) -> None:
    path = door.path
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (303, "/_studio/")
    assert "Your sites" in client.get("/_studio/").text
    assert "key" not in client.get(path).headers["Location"]
    stranger = client.application.test_client()
    assert stranger.get(path).status_code == 403


def test_a_used_key_makes_the_terminal_show_a_new_one(client: FlaskClient, door: Door, told: list[str]) -> None:
    path = door.path
    client.get(path)
    stranger = client.application.test_client()
    assert "the terminal now shows a new one" in stranger.get(path).text
    assert told == [door.path]
    assert stranger.get(told[0]).status_code == 303


@pytest.mark.parametrize("path", ["", "?key=", "?key=wrong", "s/rose/", "s/rose/page/index.html", "s/rose/card.webp"])
def test_nobody_comes_in_without_it(client: FlaskClient, path: str, told: list[str]) -> None:
    answer = client.get(f"/_studio/{path}")
    assert answer.status_code == 403
    assert "This door has a key" in answer.text
    assert told == []


def test_nothing_is_changed_without_a_token(studio: Visit) -> None:
    answer = studio.client.post("/_studio/language", data={"language": "tr"})
    assert (answer.status_code, answer.json["message"]) == (400, "This page was open for too long")
    assert "Your sites" in studio.get("").text


class Yesterday(TimestampSigner):
    """Signs as of a day ago."""

    def get_timestamp(self) -> int:
        return int(time.time()) - 24 * 3600


def test_an_editor_that_was_left_open_since_yesterday_still_saves(studio: Visit, file: Path, door: Door) -> None:
    before, now = (URLSafeTimedSerializer(door.secret, "wtf-csrf-token", signer=one) for one in (Yesterday, None))
    studio.token = str(before.dumps(now.loads(studio.token)))
    name = {"op": "put", "path": ["site", "name"], "value": "Lily"}
    assert studio.post("s/rose/change", {"base": "", "edits": [name]}).status_code == 200
    assert "name: Lily" in file.read_text("utf-8")


def test_another_site_s_page_can_t_use_the_session(studio: Visit) -> None:
    cookie = next(iter(studio.client._cookies.values()))
    assert (cookie.same_site, cookie.http_only, cookie.path) == ("Strict", True, "/_studio")


def test_a_name_that_points_here_from_elsewhere_stays_outside(client: FlaskClient, door: Door) -> None:
    assert client.get(door.path, base_url="http://evil.example:8000").status_code == 421


def test_a_session_outlives_a_restart(studio: Visit, settings: Settings, door: Door) -> None:
    kept = settings.workspace / ".formkit" / "studio-secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert Door(settings.workspace, print).secret == door.secret


@pytest.mark.parametrize(("mode", "content"), [(0o640, b"x" * 32), (0o604, b"x" * 32), (0o600, b"short"), (0o600, b"")])
def test_a_secret_that_others_could_read_or_that_is_cut_off_is_not_used(
    tmp_path: Path, mode: int, content: bytes
) -> None:
    kept = tmp_path / ".formkit" / "studio-secret"
    kept.parent.mkdir()
    kept.write_bytes(content)
    kept.chmod(mode)
    assert Door(tmp_path, print).secret == kept.read_bytes() != content
    assert (len(kept.read_bytes()), stat.S_IMODE(kept.stat().st_mode)) == (32, 0o600)
    assert sorted(path.name for path in kept.parent.iterdir()) == [".gitignore", "studio-secret"]


def test_the_secret_stays_out_of_git(tmp_path: Path) -> None:
    Door(tmp_path, print)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert subprocess.check_output(["git", "ls-files"], cwd=tmp_path) == b""


def test_programs_that_begin_at_once_share_a_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as crowd:
        doors = list(crowd.map(lambda _: Door(tmp_path, print), range(8)))
    assert Door(tmp_path, print).secret == (tmp_path / ".formkit" / "studio-secret").read_bytes()
    assert len({door.secret for door in doors}) == 1


def test_two_workspaces_of_one_machine_have_sessions_of_their_own(tmp_path: Path) -> None:
    first, second = (Door(tmp_path / name, print) for name in ("a", "b"))
    assert first.cookie != second.cookie
    assert first.secret != second.secret


def test_the_language_is_chosen_or_that_of_the_browser(studio: Visit) -> None:
    page = studio.client.get("/_studio/", headers={"Accept-Language": "ru, en;q=0.5"})
    assert "Ваши сайты" in page.text
    studio.client.post("/_studio/language", data={"language": "tr", "csrf_token": studio.token})
    assert "Siteleriniz" in studio.get("").text


def test_the_workbench_and_its_mailbox_speak_the_language_that_was_chosen(studio: Visit) -> None:
    studio.client.post("/_studio/language", data={"language": "tr", "csrf_token": studio.token})
    for path in ("/_dev/", "/_dev/mail"):
        assert '<html lang="tr">' in studio.client.get(path, headers={"Accept-Language": "ru"}).text
    assert "language" not in studio.client.get("/rose/").request.headers.get("Cookie", "")


def test_the_workbench_leads_to_where_a_mistake_is_mended(studio: Visit, settings: Settings) -> None:
    (settings.specs / "rose.yaml").write_text("site: {name: Rose, nmae: 1}\n", "utf-8")
    studio.client.application.extensions["formkit"].sites.load()
    assert '<a href="/_studio/s/rose/">Mend it</a>' in studio.client.get("/_dev/").text


def test_the_language_that_was_chosen_stays_for_the_next_key(studio: Visit, settings: Settings, store: Store) -> None:
    studio.client.post("/_studio/language", data={"language": "tr", "csrf_token": studio.token})
    door = Door(settings.workspace, print)  # the Studio is started anew
    again = studio_of(settings, store, door).test_client()
    again._cookies = studio.client._cookies
    assert again.get(door.path).status_code == 303
    assert "Siteleriniz" in again.get("/_studio/").text


def test_the_workbench_leads_to_the_studio(client: FlaskClient) -> None:
    assert '<a href="/_studio/">Studio</a>' in client.get("/_dev/").text


def test_the_studio_s_answers_forbid_what_they_don_t_need(studio: Visit) -> None:
    headers = studio.get("").headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_only_a_visit_renews_the_session_so_that_no_late_answer_brings_an_older_one_back(studio: Visit) -> None:
    assert studio.get("s/rose/card.webp").headers.getlist("Set-Cookie") == []
    assert studio.get("s/rose/state").headers.getlist("Set-Cookie") == []
    assert all("Expires=" in studio.get(page).headers["Set-Cookie"] for page in ("", "s/rose/"))

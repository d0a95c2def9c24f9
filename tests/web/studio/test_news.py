"""What another program or window changes is told to open editors."""

from pathlib import Path

from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.web.dev import Reloader
from formkit.web.studio.news import news
from tests.web.studio.conftest import Visit


def test_the_version_is_told_at_once_and_when_it_is_another(tmp_path: Path) -> None:
    file, reloader = tmp_path / "rose.yaml", Reloader()
    file.write_text("a")
    told = news(file, reloader)
    assert [next(told), next(told)] == ["retry: 500\n\n", 'data: {"version": "ca978112ca1bbdca"}\n\n']
    reloader.saved()
    assert next(told) == ": still here\n\n"
    file.unlink()
    reloader.saved()
    assert next(told) == 'data: {"version": "gone"}\n\n'
    reloader.close()
    assert list(told) == []


def test_typing_in_one_window_is_news_for_another(tmp_path: Path) -> None:
    reloader = Reloader()
    told = news(tmp_path / "rose.yaml", reloader)
    assert [next(told), next(told)][1] == 'data: {"version": "gone"}\n\n'
    (tmp_path / "rose.yaml").write_text("a")
    reloader.typed()
    assert "ca978112ca1bbdca" in next(told)


def test_they_come_as_events_and_only_to_who_came_in(client: FlaskClient, studio: Visit, settings: Settings) -> None:
    answer = studio.get("s/rose/events")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/event-stream", "no-store")
    answer.close()
    assert client.application.test_client().get("/_studio/s/rose/events").status_code == 403
    assert studio.get("s/nothing/events").status_code == 404


def test_a_deleted_file_is_told_in_words(studio: Visit, settings: Settings) -> None:
    studio.get("s/rose/state")
    (settings.specs / "rose.yaml").unlink()
    answer = studio.get("s/rose/state")
    assert answer.json["lock"].startswith("form_specs/rose.yaml is not there any more. It was deleted,")

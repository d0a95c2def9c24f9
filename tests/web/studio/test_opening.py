"""The folder of a built site, opened on the machine of who sits here; and the guides for who sets up another one."""

import re
from pathlib import Path

import pytest
from flask import Flask

from formkit.settings import Settings
from formkit.web.studio.guides import guides
from formkit.web.studio.opening import NAME
from formkit.web.studio.said import table, tongues
from tests.web.studio.conftest import Visit


def test_the_folder_of_the_site_is_opened_once_it_was_built(
    studio: Visit, settings: Settings, opened: list[Path]
) -> None:
    answer = studio.post("s/rose/open", {"folder": "/etc"})
    assert (answer.status_code, answer.json["message"]) == (422, "The site has not been built yet.")
    assert studio.post("s/rose/build", {}).json["opens"]
    assert studio.post("s/rose/open", {}).status_code == 200
    assert opened == [settings.build / "rose"]
    assert studio.post("s/lily/open", {}).status_code == 404


def test_a_link_in_its_place_is_not_opened(
    studio: Visit, settings: Settings, opened: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings.build.mkdir()
    (settings.build / "rose").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    assert studio.post("s/rose/open", {}).status_code == 422
    assert opened == []


def test_who_sits_elsewhere_is_told_where_the_folder_is(studio: Visit, settings: Settings, opened: list[Path]) -> None:
    studio.post("s/rose/build", {})
    studio.client.environ_base["REMOTE_ADDR"] = "192.168.1.7"
    answer = studio.post("s/rose/open", {})
    assert answer.json["message"] == "The folder can’t be opened from here."
    assert str(settings.build / "rose") in answer.json["hint"]
    assert not studio.post("s/rose/build", {}).json["opens"]
    assert opened == []


def test_where_nothing_opens_folders_none_is_offered(studio: Visit, app: Flask) -> None:
    app.extensions[NAME] = None
    assert not studio.post("s/rose/build", {}).json["opens"]
    assert studio.post("s/rose/open", {}).status_code == 422


@pytest.mark.parametrize(("code", "name"), [(code, name) for code in tongues() for name in guides(code)])
def test_a_guide_is_a_page_whose_links_lead_to_guides(studio: Visit, code: str, name: str) -> None:
    studio.client.post("/_studio/language", data={"language": code, "csrf_token": studio.token})
    page = studio.get(f"guide/{name}").text
    lies = guides(code)[name].parent.name
    assert f'<article class="guide" lang="{lies if lies in tongues() else "en"}"><h1>' in page
    assert (table(code)["publish.guide_english"] in page) == (code != "en" and lies == "docs")
    assert "<!-- " not in page.partition("<article")[2]
    links = re.findall(r'<a href="([^"]+)"', page.partition("<article")[2])
    assert [link for link in links if not re.match("https://|/_studio/guide/", link)] == []
    assert [link for link in links if link.startswith("/_s") and studio.client.get(link).status_code != 200] == []


@pytest.mark.parametrize("name", ["nothing", "..%2Fpyproject", "minify"])
def test_there_is_no_other_guide(studio: Visit, name: str) -> None:
    assert studio.get(f"guide/{name}").status_code == 404

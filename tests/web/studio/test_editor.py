"""The editor, and the real page in its middle."""

import pytest

from tests.web.studio.conftest import Visit


def test_the_page_is_the_real_one_and_nothing_in_it_runs(studio: Visit) -> None:
    answer = studio.get("s/rose/page/index.html")
    assert "<h1" in answer.text
    assert "http-equiv" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_light_or_dark_as_is_asked(studio: Visit, scheme: str) -> None:
    page = studio.get(f"s/rose/page/index.html?scheme={scheme}").text
    assert f"color-scheme:{scheme}" in page
    assert "prefers-color-scheme" not in page


@pytest.mark.parametrize("path", ["index.html", "tr/index.html", "qr.svg", "tr/qr.svg"])
def test_each_file_of_a_page_is_there_before_it_is_built(studio: Visit, path: str) -> None:
    assert studio.get(f"s/rose/page/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["de/index.html", "de/qr.svg", "../rose.yaml", "%2e%2e/%2e%2e/form_specs/rose.yaml", "x"]
)
def test_there_is_nothing_else(studio: Visit, path: str) -> None:
    assert studio.get(f"s/rose/page/{path}").status_code == 404

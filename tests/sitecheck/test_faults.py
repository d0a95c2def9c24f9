"""The checks notice what is wrong: each is shown one page that is not as it should be."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.live import static_host
from tests.sitecheck.disk import disk_faults
from tests.sitecheck.judge import against
from tests.sitecheck.looks import site_faults
from tests.sitecheck.policy import policy_faults
from tests.sitecheck.walk import Fields, Shown

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A</title><main><h1>A</h1>BODY</main>'


def seen(browser: Browser, folder: Path, body: str) -> list[str]:
    with static_host(folder) as url:
        ((_, found),) = site_faults(browser, url, [Shown("page", "/page.html", PAGE.replace("BODY", body))])
    return found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p style='color:#bbb'>Pale</p>", "320 light: color-contrast"),
        ("<style>@media (min-width:50rem) { p { color: #bbb } }</style><p>Pale on a desk</p>", "1280 dark: color-"),
        ("<input name='a'>", "320 light: label"),
        ("<div style='width:40rem'>Wide</div>", "320 light: too wide"),
        ("<b style='display:block'>a</b><p style='height:30rem'>b</p><script>const later = requestAnimationFrame;"
         "later(() => later(() => { document.querySelector('b').style.padding = '4rem 0' }))</script>", "it moves by"),
        ("<script>console.error('Oh')</script>", "Oh"),
    ],
)  # fmt: skip
def test_a_fault_of_a_page_is_seen(browser: Browser, tmp_path: Path, body: str, words: str) -> None:
    assert words in " ".join(seen(browser, tmp_path, body))


def test_a_good_page_has_no_fault(browser: Browser, tmp_path: Path) -> None:
    assert seen(browser, tmp_path, "<p>Good</p>") == []


@pytest.mark.parametrize("policy", ["", "default-src 'self'", "default-src 'none'; style-src 'unsafe-inline'"])
def test_a_page_that_allows_too_much_is_seen(policy: str) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    assert "page: style-src is" in " ".join(policy_faults([Shown("page", "/", meta)]))


def test_a_link_that_needs_a_host_is_seen(tmp_path: Path) -> None:
    links = '<a href="./">Home</a><a href="https://a.example">A</a><a href="#a">B</a><img src="gone.png">'
    (tmp_path / "index.html").write_text(links, "utf-8")
    assert disk_faults(tmp_path) == ["index.html: ./", "index.html: gone.png"]


@pytest.mark.parametrize(
    ("check", "status", "words", "warned", "faults"),
    [
        ("jsonld", "WARN", "geo and image", ["geo missing", "image missing"], ["image missing"]),
        ("jsonld", "FAIL", "no name", ["geo missing"], ["no name"]),
        ("print", "PASS", "A4: 2 pages, phone number printed", [], ["A4: 2 pages, phone number printed"]),
        ("print", "PASS", "A4: 1 page, phone number printed", [], []),
        ("dark", "WARN", "looks the same", [], ["looks the same"]),
    ],
)
def test_a_warning_without_a_reason_is_a_fault(
    check: str, status: str, words: str, warned: list[str], faults: list[str]
) -> None:
    assert against({"id": check, "status": status, "detail": words, "data": {"warn": warned}}, scheme="both") == faults


def test_a_theme_for_the_night_may_always_be_dark() -> None:
    assert against({"id": "dark", "status": "WARN", "detail": "looks the same"}, scheme="dark") == []


def test_a_form_is_filled_in_as_somebody_would() -> None:
    fields = Fields(
        '<form><input type="hidden" name="_key" value="k"><div class="trap"><input name="blog"></div>'
        '<input type="email" name="mail"><label><input type="radio" name="way" value="a"></label>'
        '<select name="topic"><option value=""></option><option value="b"></option></select></form><input name="other">'
    )
    assert fields.hidden == [("_key", "k")]
    assert fields.typed == [("mail", "ayse@example.com"), ("way", "a"), ("topic", "b")]

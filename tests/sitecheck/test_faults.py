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


def seen(browser: Browser, folder: Path, body: str, *, name: str = "page") -> list[str]:
    """The faults of a page, in whatever state it was looked at."""
    with static_host(folder) as url:
        looks = list(site_faults(browser, url, [Shown(name, "/page.html", PAGE.replace("BODY", body))]))
    return [fault for _, found in looks for fault in found]


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


FORM = (
    "<form><div class='fields'><p data-required>A</p></div><p data-summary hidden STYLE>Wrong</p>"
    "<button type='submit'>Send</button></form>"
)
TOLD = """<script>for (const form of document.forms) form.onsubmit = () => {
    form.querySelector('[data-summary]').hidden = false;
    return false;
};</script>"""


def test_the_mistakes_of_the_last_form_of_a_page_are_looked_at(browser: Browser, tmp_path: Path) -> None:
    forms = FORM.replace("STYLE", "") + FORM.replace("STYLE", "style='color:#bbb'")
    assert "color-contrast" in " ".join(seen(browser, tmp_path, forms + TOLD, name="more.html"))


def test_what_moves_on_a_desk_alone_is_seen(browser: Browser, tmp_path: Path) -> None:
    moves = (
        "<b style='display:block'>a</b><p style='height:30rem'>b</p><script>const later = requestAnimationFrame;"
        "if (innerWidth > 900) later(() => later(() => { document.querySelector('b').style.padding = '6rem 0' }))"
        "</script>"
    )
    assert "1280: it moves by" in " ".join(seen(browser, tmp_path, moves, name="index.html"))


@pytest.mark.parametrize(
    ("endpoint", "fits"),
    [("https://forms.example", True), ("http://127.0.0.1:8000", True), ("http://forms.example", False)],
)
def test_a_form_may_post_to_another_host_but_not_in_the_clear(endpoint: str, fits: bool) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="form-action \'self\' {endpoint}">'
    found = " ".join(policy_faults([Shown("page", "/", meta)]))
    assert ("form-action" not in found) == fits


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

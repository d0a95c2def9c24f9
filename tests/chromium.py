"""A real browser, Debian's Chromium, that stays on this machine; what a page complains about fails its test."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

OFF = [  # Playwright turns off all but the last three; this list takes the place of its own
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",  # pages of the address bar, which every new window loads: a third of its work
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    f"--disable-features={','.join(OFF)}",
]
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "iframes": False,  # what is in them is a page of a site, which has tests of its own
    "resultTypes": ["violations"],
}
CONTRAST = {**WCAG, "runOnly": ["color-contrast"]}
OURS = re.compile(r"(http://127\.0\.0\.1:\d+/|file:///|data:|blob:)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium here: sudo apt-get install chromium")
    expect.set_options(timeout=30_000)  # ms; a busy machine is no mistake
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=180_000)
        yield started
        started.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the pages of this test logged as errors, and requests that would leave this machine: none, in the end."""
    heard: list[str] = []
    yield heard
    assert not heard


@pytest.fixture
def new_page(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """A page in a fresh context: `new_page(java_script_enabled=False)`; options are those of Playwright's contexts."""
    contexts: list[BrowserContext] = []

    def new(**options: Any) -> Page:
        wanted = {"viewport": {"width": 390, "height": 800}, "reduced_motion": "reduce", "locale": "en-GB", **options}
        contexts.append(browser.new_context(**wanted))
        contexts[-1].set_default_timeout(30_000)
        listen(contexts[-1], complaints)
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A phone."""
    return new_page()


@pytest.fixture
def bare_page(new_page: Callable[..., Page]) -> Page:
    """A phone that runs no scripts."""
    return new_page(java_script_enabled=False)


@pytest.fixture(params=["page", "bare_page"])
def any_page(request: pytest.FixtureRequest) -> Page:
    """The test runs once with scripts and once without."""
    return request.getfixturevalue(request.param)


def listen(context: BrowserContext, complaints: list[str]) -> None:
    """Hear every error in a console (breaches of the Content-Security-Policy are some) and see every request."""

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def request(seen: Request) -> None:
        if not OURS.match(seen.url):
            complaints.append(f"a request left this machine: {seen.url}")

    context.on("console", console)
    context.on("request", request)
    context.on("weberror", lambda error: complaints.append(str(error.error)))


def axe_script() -> str:
    """axe-core, which finds barriers for people with disabilities."""
    return node_module("axe-core/axe.min.js").read_text("utf-8")


def barriers(page: Page, part: str = "html") -> list[str]:
    """What in a part of a page breaks WCAG 2.2 AA, as axe-core sees it, in light or dark; words are read in both."""
    return [*seen_by_axe(page, part, WCAG), *in_the_other_scheme(page, part)]


def in_the_other_scheme(page: Page, part: str) -> list[str]:
    """What can't be read well in a part of a page where the system is dark, or light if it was dark."""
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if dark else "dark")
    found = seen_by_axe(page, part, CONTRAST)
    page.emulate_media(color_scheme="dark" if dark else "light")
    return found


def seen_by_axe(page: Page, part: str, options: Mapping[str, Any]) -> list[str]:
    """The violations that axe-core finds in a part of a page."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe_script())
    found = page.evaluate("([part, options]) => axe.run(part, options)", [part, options])
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found["violations"]]


def node_module(path: str) -> Path:
    """A file of an npm package that the tests use."""
    found = Path(__file__).parent / "formspree" / "node_modules" / path
    assert found.exists(), f"{found} is missing: run `make test`, which installs it"
    return found

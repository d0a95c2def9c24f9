"""A page in a real browser, in light and dark, on a phone and on a desk: axe-core, its width, and what moves in it."""

from collections.abc import Callable, Iterable, Iterator

from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import axe_script, listen
from tests.sitecheck.walk import Shown

LOOKS: list[tuple[int, str, list[str]]] = [  # width, colours, and the rules that this look can change; none: all
    (320, "light", []),
    (320, "dark", ["color-contrast"]),
    (1280, "light", []),
    (1280, "dark", ["color-contrast"]),
]
AXE = """async (rules) => {
    const options = {rules: {"target-size": {enabled: true}}, resultTypes: ["violations"], preload: false};
    if (rules.length) options.runOnly = {type: "rule", values: rules};
    const found = await axe.run(document, options);
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html} ${node.failureSummary}`));
}"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && (box.right > innerWidth || box.left < 0) && getComputedStyle(one).position !== "fixed";
    }).map((one) => `too wide: ${one.outerHTML.slice(0, 200)}`)"""
SEEN = 0.02  # of the screen; less is the last child of a half-read page that loses its margin (good: 0.1, web.dev/cls)
SHIFTS = """() => new Promise((done) => {
    const seen = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
    scrollTo(0, document.body.scrollHeight);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(
        seen.filter((one) => !one.hadRecentInput && one.value > SEEN).map((one) =>
            `it moves by ${one.value}: ` + one.sources.map((source) =>
            source.node && (source.node.outerHTML || source.node.textContent).slice(0, 200)).join("; "))
    ), 50)));
})""".replace("SEEN", str(SEEN))


Act = Callable[[Page], object]


def site_faults(browser: Browser, base: str, pages: Iterable[Shown]) -> Iterator[tuple[str, list[str]]]:
    """Every kind of page, those of the site also with the mistakes that the script of each form finds, the first one
    with a large picture: what it is, and what is wrong with it in any look.
    """
    for shown in pages:
        for name, act in _acts(shown):
            yield f"{shown.name}{name}", list(_looked_at(browser, base, shown, act))


def _acts(shown: Shown) -> Iterator[tuple[str, Act]]:
    if shown.looks:
        yield "", _only_look
    if shown.looks and shown.name.endswith(".html") and "data-required" in shown.html:
        yield " with mistakes", _make_mistakes
    if shown.name == "index.html" and "data-gallery" in shown.html:
        yield " with a large picture", _enlarge


def _only_look(page: Page) -> None:
    """Nothing."""


def _make_mistakes(page: Page) -> None:
    """In each form that would not send itself empty."""
    for form in page.locator("form:has(.fields:not([hidden]) > [data-required]:not([hidden]))").all():
        form.locator("button[type=submit]:visible").first.click()
        form.locator("[data-summary]").wait_for()


def _enlarge(page: Page) -> None:
    page.locator(".gallery a").first.click()


def _looked_at(browser: Browser, base: str, shown: Shown, act: Act) -> Iterator[str]:
    context = browser.new_context(reduced_motion="reduce")
    complaints: list[str] = []
    listen(context, complaints)
    page = _opened(context, f"{base}{shown.path}", shown.html)
    yield from page.evaluate(SHIFTS)
    act(page)
    yield from _faults(page)
    if shown.name == "index.html" and act is _only_look:
        desk = _opened(context, f"{base}{shown.path}", shown.html, width=1280)
        yield from (f"1280: {one}" for one in desk.evaluate(SHIFTS))
    yield from complaints
    context.close()


def _opened(context: BrowserContext, url: str, html: str, *, width: int = 320) -> Page:
    """A page at its address as the server gave it, also where that was an answer to a post."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(url)
    page.unroute(url)
    return page


def _faults(page: Page) -> Iterator[str]:
    page.evaluate(axe_script())
    for width, scheme, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width} {scheme}: {one}" for one in (*page.evaluate(AXE, rules), *page.evaluate(TOO_WIDE)))

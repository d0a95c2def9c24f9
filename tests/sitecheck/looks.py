"""A page in a real browser, in light and dark, on a phone and on a desk: axe-core, its width, and what moves in it."""

from playwright.sync_api import Page

from tests.chromium import axe_script
from tests.sitecheck.walk import Shown

LOOKS: list[tuple[int, str, list[str]]] = [  # width, colours, and the rules that this look can change; none: all
    (320, "light", []),
    (320, "dark", ["color-contrast"]),
    (1280, "light", ["color-contrast", "target-size"]),
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
SHIFTS = """() => new Promise((done) => {
    const seen = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
    scrollTo(0, document.body.scrollHeight);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(
        seen.filter((one) => !one.hadRecentInput).map((one) => `it moves by ${one.value}: ` + one.sources.map(
            (source) => source.node && (source.node.outerHTML || source.node.textContent).slice(0, 200)).join("; "))
    ), 50)));
})"""


def show(page: Page, base: str, shown: Shown) -> None:
    """Open a page at its address as the server gave it, also where that was an answer to a post."""
    page.route(f"{base}{shown.path}", lambda route: route.fulfill(body=shown.html, content_type="text/html"))
    page.goto(f"{base}{shown.path}")
    page.unroute(f"{base}{shown.path}")


def make_mistakes(page: Page) -> None:
    """Send the first form empty; the script says what is missing."""
    page.locator("form button[type=submit]").first.click()
    page.locator("[data-summary]").first.wait_for()


def enlarge(page: Page) -> None:
    """Open the first picture of a gallery."""
    page.locator(".gallery a").first.click()


def look_faults(page: Page) -> list[str]:
    """What is wrong with the page that is open, in any look."""
    found = [f"{page.viewport_size}: {one}" for one in page.evaluate(SHIFTS)]
    page.evaluate(axe_script())
    for width, scheme, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} {scheme}: {one}" for one in (*page.evaluate(AXE, rules), *page.evaluate(TOO_WIDE))]
    return found

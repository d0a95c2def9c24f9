"""Takes the pictures of the README anew: `.venv/bin/python docs/screenshots.py` from the repository's root.

A workspace of its own with the example sites, `formkit dev` on a free port, Debian's Chromium, a small phone and a
desktop. Nothing is drawn by hand: what the pictures show is what the commands give.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
DESKTOP, PHONE = {"width": 1280, "height": 1300}, {"width": 390, "height": 1300}
PAPER = "#e9e6e1"
GAP = 32


def main() -> None:
    """Write every picture into docs/images."""
    with (
        tempfile.TemporaryDirectory() as folder,
        workbench(Path(folder)) as (address, key),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        example_site(browser, f"{address}/rose-garden/")
        form_with_errors(browser, f"{address}/f/rose-garden/contact")
        receipt(browser, f"{address}/f/rose-garden/contact")
        mail(browser, f"{address}/_dev/mail")
        overview(browser, f"{address}/_dev/")
        studio(browser, address, key)
        browser.close()


@contextmanager
def workbench(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of a `formkit dev` that shows the example sites, and that of its Studio."""
    shutil.copytree(ROOT / "form_specs", folder / "form_specs")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "formkit", "dev", "--port", str(port), "--workspace", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        key = next(line for line in process.stdout if "/_studio/" in line).split()[0]
        next(line for line in process.stdout if "Ctrl-C stops" in line)
        yield f"http://127.0.0.1:{port}", key
    finally:
        process.terminate()
        process.wait()


def example_site(browser: Browser, url: str) -> None:
    """The rose garden's page on a desktop and on a phone, side by side."""
    wide, narrow = shot(page_at(browser, url, DESKTOP)), shot(page_at(browser, url, PHONE))
    wide, narrow = scaled(wide, 860), scaled(narrow, 262)
    height = max(wide.height, narrow.height)
    both = Image.new("RGB", (wide.width + narrow.width + 3 * GAP, height + 2 * GAP), PAPER)
    both.paste(wide, (GAP, GAP))
    both.paste(narrow, (wide.width + 2 * GAP, GAP))
    keep(both, "site")


def form_with_errors(browser: Browser, url: str) -> None:
    """What the visitor sees who forgot something."""
    page = page_at(browser, url, PHONE)
    page.fill("[name=name]", "Mina Aydin")
    page.fill("[name=email]", "mina.mail.example")
    page.click("button[type=submit]")
    page.wait_for_selector("[aria-invalid=true]")
    page.evaluate("scrollTo(0, 0)")
    keep(framed(scaled(shot(page), 390)), "form-errors")


def receipt(browser: Browser, url: str) -> None:
    """What the visitor sees who sent it all."""
    page = page_at(browser, url, PHONE, scripts=False)
    page.fill("[name=name]", "Mina Aydin")
    page.fill("[name=email]", "mina@mail.example")
    page.select_option("[name=topic]", "wedding")
    page.fill("[name=day]", "2027-06-12")
    page.fill("[name=message]", "Peonies for the table and a bouquet, please.\nWe are forty people, in the garden.")
    page.click("button[type=submit]")
    page.wait_for_url("**/r/*")
    keep(framed(scaled(shot(page), 390)), "receipt")


def mail(browser: Browser, url: str) -> None:
    """The owner's mail in the mailbox page."""
    page = page_at(browser, url, {"width": 900, "height": 1040})
    link = page.locator("a", has_text="wedding").first
    while not link.count():
        page.reload()
    link.click()
    page.frame_locator("iframe").get_by_text("Peonies").wait_for()
    keep(framed(scaled(shot(page), 800)), "mail")


def overview(browser: Browser, url: str) -> None:
    """The workbench: the sites at a glance."""
    keep(framed(scaled(shot(page_at(browser, url, {"width": 900, "height": 800})), 800)), "workbench")


def studio(browser: Browser, address: str, key: str) -> None:
    """New site in the middle of its talk, and the editor with a question of a form selected."""
    page = page_at(browser, key, {"width": 1280, "height": 800})
    page.goto(f"{address}/_studio/new")
    page.get_by_text("Flower shop").click()
    page.frame_locator("#preview").get_by_text("What we make").first.wait_for()
    keep(framed(scaled(shot(page), 1000)), "studio-new")
    page.goto(f"{address}/_studio/s/rose-garden/")
    page.frame_locator("#view").get_by_text("What is it about?").click()
    page.locator("#panel").get_by_text("What can be chosen").wait_for()
    keep(framed(scaled(shot(page), 1000)), "studio")


def page_at(browser: Browser, url: str, size: dict[str, int], *, scripts: bool = True) -> Page:
    """A page in a browser of its own: English, light, sharp."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        device_scale_factor=2,
        java_script_enabled=scripts,
        locale="en-US",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    return page


def shot(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def scaled(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)


def framed(image: Image.Image) -> Image.Image:
    """The picture with some paper around it, so that a white page has edges on a white README."""
    around = Image.new("RGB", (image.width + 2 * GAP, image.height + 2 * GAP), PAPER)
    around.paste(image, (GAP, GAP))
    return around


def keep(image: Image.Image, name: str) -> None:
    image.save(IMAGES / f"{name}.webp", quality=72, method=6)
    print(f"{name}.webp: {image.width} x {image.height}, {(IMAGES / f'{name}.webp').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

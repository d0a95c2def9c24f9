"""From a keystroke in a property to the page of the Studio showing it: `python bench/studio.py [KEYS]`.

In a real browser, for the largest example and for a made-up site of 60 fields and 30 pictures. Beside it, in the same
run, a fetch of the page alone: what the machine needs for it at that moment.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from measure import free_port, python, table
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
KEYS = 40
FIELDS, PICTURES = 60, 30
PAUSE_MS = 120  # between two keystrokes
WATCH = """
const view = document.getElementById('view');
window.took = [];
let since = 0;
addEventListener('input', () => { since = performance.now(); }, true);
document.addEventListener('studio:shown', () => {
  if (since) requestAnimationFrame(() => { window.took.push(performance.now() - since); since = 0; });
});
"""
FETCH = """async (path) => {
  const since = performance.now();
  await (await fetch(path)).text();
  return performance.now() - since;
}"""


def large(folder: Path) -> None:
    """The made-up site, `large`, with its pictures."""
    pictures = folder / "images"
    pictures.mkdir(exist_ok=True)
    for number in range(PICTURES):
        Image.effect_noise((800, 600), 40 + number).save(pictures / f"{number}.jpg")
    items = "\n".join(f'        - {{image: "images/{n}.jpg", alt: Picture {n}}}' for n in range(PICTURES))
    fields = "\n".join(f"      field{n}: {{type: text, label: Question {n}, max: 100}}" for n in range(FIELDS))
    text = f"""site: {{name: Large}}
business: {{email: hello@large.example}}
sections:
  - hero
  - gallery:
      title: Pictures
      items:
{items}
  - form: contact
forms:
  contact:
    fields:
{fields}
"""
    (folder / "large.yaml").write_text(text, encoding="utf-8")


@contextmanager
def studio(folder: Path) -> Iterator[str]:
    """The Studio of a workspace; yields the address that opens it."""
    command = python("-m", "formkit", "studio", "--no-browser", "--workspace", str(folder), "--port", str(free_port()))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C stops" in line:
                break
        yield re.findall(r"http://\S+key=\S+", said)[0]
    finally:
        process.terminate()
        process.wait()


def measure(page: Page, site: str, keys: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each keystroke in the site's name until the page shows it, and of each fetch of the page."""
    page.goto(f"/_studio/s/{site}/")
    name = page.locator("#panel input:visible").first
    name.focus()
    page.keyboard.press("End")
    page.evaluate(WATCH)
    fetched = []
    for number in range(keys):
        page.keyboard.type("ab"[number % 2])
        page.wait_for_function("count => window.took.length > count", arg=number)
        page.wait_for_timeout(PAUSE_MS)
        fetched.append(page.evaluate(FETCH, f"/_studio/s/{site}/page/index.html"))
    return page.evaluate("window.took"), fetched


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    rows = []
    with tempfile.TemporaryDirectory(prefix="formkit-bench-") as name, sync_playwright() as play:
        shutil.copytree(ROOT / "form_specs", Path(name) / "form_specs")
        large(Path(name) / "form_specs")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        with studio(Path(name)) as address:
            page = browser.new_page(base_url=address.partition("/_studio")[0], viewport={"width": 1280, "height": 800})
            page.goto(address)
            for site in ("rose-garden", "large"):
                took, fetched = measure(page, site, keys)
                slow = sorted(took)[int(len(took) * 0.95)]
                rows.append([site, f"{median(took):.0f} ms", f"{slow:.0f} ms", f"{median(fetched):.0f} ms"])
        browser.close()
    table(["site", "keystroke to page", "95 %", "a fetch of the page"], rows)


if __name__ == "__main__":
    main()

"""Takes the picture of each theme anew: `.venv/bin/python docs/previews.py` from the repository's root.

For every theme, or those named: the start of the page of a fitting example, as 1200 x 900 dots, into `preview.webp`
of the theme's folder. The pages are built as the owner builds them, and shown from the disk in Debian's Chromium.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
THEMES = ROOT / "site_templates"
SIZE = (1200, 900)
LARGEST = 60_000
USUAL = "rose-garden"


def main(names: list[str]) -> None:
    """Write the picture of each theme."""
    themes = names or sorted(folder.name for folder in THEMES.iterdir() if folder.is_dir())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for theme in themes:
            keep(shot(browser, built(Path(folder) / theme, theme)), theme)
        browser.close()


def built(workspace: Path, theme: str) -> Path:
    """The page of an example in the theme."""
    site = example_of(theme)
    shutil.copytree(ROOT / "form_specs", workspace / "form_specs")
    spec = workspace / "form_specs" / f"{site}.yaml"
    text = re.sub(r"^  theme: .*\n", "", spec.read_text("utf-8"), flags=re.MULTILINE)
    spec.write_text(text.replace("  name:", f"  theme: {theme}\n  name:", 1), "utf-8")
    command = [sys.executable, "-m", "formkit", "build", site, "--workspace", str(workspace)]
    subprocess.run(command, check=True, capture_output=True)
    return workspace / "build" / site / "index.html"


def example_of(theme: str) -> str:
    """The example that wears the theme, else the usual one."""
    specs = sorted((ROOT / "form_specs").glob("*.yaml"))
    worn = (spec.stem for spec in specs if f"\n  theme: {theme}\n" in spec.read_text("utf-8"))
    return next(worn, USUAL)


def shot(browser: Browser, page: Path) -> Image.Image:
    """The page without its "Open now", which depends on the hour."""
    width, height = SIZE
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-US", color_scheme="light", java_script_enabled=False
    )
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    picture = Image.open(BytesIO(tab.screenshot())).convert("RGB")
    context.close()
    return picture


def keep(picture: Image.Image, theme: str) -> None:
    """Save it as good as fits into 60 kB."""
    path = THEMES / theme / "preview.webp"
    for quality in (80, 70, 60, 50, 40):
        picture.save(path, quality=quality, method=6)
        if path.stat().st_size <= LARGEST:
            break
    print(f"{theme}: {picture.width} x {picture.height}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])

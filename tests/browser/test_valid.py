"""Every page of every example, and of a site that has everything: valid by the Nu checker of the W3C."""

from pathlib import Path

from tests.live import Live
from tests.sitecheck.nu import nu_faults
from tests.sitecheck.walk import Walk


def saved(live: Live, place: Path) -> dict[Path, str]:
    """The pages as files, and the pictures of the sites; what each is."""
    found: dict[Path, str] = {}
    for site in live.sites():
        folder = live.settings.build / site.id
        for number, shown in enumerate(Walk(live.url, site, folder, live.settings.workspace).pages()):
            file = place / f"{site.id}-{number}.html"
            file.write_text(shown.html, "utf-8")
            found[file] = f"{site.id}: {shown.name}"
        found |= {file: f"{site.id}: {file.name}" for file in folder.rglob("*.svg")}
    return found


def test_every_page_and_drawing_is_valid(examples: Live, tmp_path: Path) -> None:
    pages = saved(examples, tmp_path)
    assert [(pages[file], words) for file, words in nu_faults(list(pages))] == []
    assert len(pages) > 150


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A</title></p>", "utf-8")
    ((file, words),) = nu_faults([page])
    assert file == page
    assert words.startswith("line 1: Stray end tag “p”.")

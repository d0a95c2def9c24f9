"""How long many sites take: `python bench/build.py [SITES] [RUNS]`.

`formkit build` as a whole process, from nothing and with nothing changed, beside the bare Jinja2 render and write of
the same pages in the same run; then where the time of one site goes, in one process.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from measure import python, table, wall_s, workspace

from formkit.site import site_files, write_site
from formkit.site.images import Images
from formkit.site.pages import site_pages
from formkit.site.unchanged import look_around, unchanged
from formkit.source import read_source
from formkit.spec import check_file, find_specs
from formkit.themes import find_theme

if TYPE_CHECKING:
    from jinja2 import Environment

SITES, RUNS = 1000, 3
PARTS = 100  # sites that are looked at part by part
Rendered = tuple[Path, Any, dict[str, Any]]


def build(folder: Path, *, afresh: bool) -> float:
    """Seconds of `formkit build`."""
    if afresh:
        shutil.rmtree(folder / "build", ignore_errors=True)
    return wall_s(python("-m", "formkit", "build", "--workspace", str(folder)))


def each(work: Callable[[Any], object], items: list[Any]) -> float:
    """Milliseconds for one item."""
    start = perf_counter()
    for item in items:
        work(item)
    return (perf_counter() - start) / len(items) * 1000


def pages(folder: Path, sites: list[Any]) -> list[Rendered]:
    """Each site's pages as Jinja2 gets them: file, template and context, caught on their way through formkit."""
    caught: list[tuple[Any, dict[str, Any]]] = []
    found: list[Rendered] = []
    theme = find_theme("plain", folder)
    catching = replace(theme, environment=cast("Environment", Catching(theme.environment, caught)))
    for site in sites:
        for path, _ in site_pages(site, catching, Images(folder)):
            template, context = caught.pop()
            found.append((folder / "bare" / site.id / path, template, context))
    return found


class Catching:
    """A Jinja environment that keeps what its templates are given."""

    def __init__(self, environment: Any, caught: list[tuple[Any, dict[str, Any]]]) -> None:
        self.environment, self.caught = environment, caught

    def get_template(self, name: str) -> "Catching":
        self.template = self.environment.get_template(name)
        return self

    def render(self, context: dict[str, Any]) -> str:
        self.caught.append((self.template, context))
        return ""


def render_and_write(page: Rendered) -> None:
    """The bare part of the job."""
    path, template, context = page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template.render(context), encoding="utf-8")


def parts(folder: Path) -> dict[str, float]:
    """Milliseconds a site for each part of the work, in this process."""
    specs = find_specs(folder / "form_specs")[:PARTS]
    sites: list[Any] = []
    read = each(lambda spec: read_source(spec, spec.name), specs)
    checked = each(lambda spec: sites.append(check_file(spec, folder)[0]), specs)
    files: list[Any] = []
    rendered = each(lambda site: files.append((site.id, site_files(site, workspace=folder))), sites)
    written = each(lambda one: write_site(folder / "out", *one), files)
    bare_pages = pages(folder, sites)
    bare = each(render_and_write, bare_pages) * len(bare_pages) / len(sites)
    around = look_around(folder, "")
    asked = each(lambda spec: unchanged(spec, folder, around), specs)
    return {
        "read the YAML": read,
        "check": checked - read,
        "render, pages and feeds": rendered,
        "write beside, move over": written,
        "all of it": checked + rendered + written,
        "bare Jinja2 render and write": bare,
        "ask whether anything changed": asked,
    }


def main() -> None:
    sites = int(sys.argv[1]) if len(sys.argv) > 1 else SITES
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    with workspace(sites) as folder:
        find_theme("plain", folder)
        full, again, split = [], [], []
        for _ in range(runs):
            full.append(build(folder, afresh=True))
            again.append(build(folder, afresh=False))
            split.append(parts(folder))
    middle = {name: median(one[name] for one in split) for name in split[0]}
    bare = middle["bare Jinja2 render and write"]
    print(f"{sites} sites of one page, median of {runs} runs\n")
    rows = [
        ("formkit build", median(full), median(full) * 1000 / sites),
        ("formkit build, nothing changed", median(again), median(again) * 1000 / sites),
    ]
    table(
        ("whole process, both cores", "seconds", "ms a site", "x bare", "of the full build"),
        [(name, f"{s:.2f}", f"{ms:.2f}", f"{ms / bare:.1f}", f"{s / median(full):.0%}") for name, s, ms in rows],
    )
    table(
        (f"one process, {min(PARTS, sites)} sites", "ms a site", "x bare"),
        [(name, f"{ms:.2f}", f"{ms / bare:.1f}") for name, ms in middle.items()],
    )
    print("aims: nothing changed under 15 % of the full build")


if __name__ == "__main__":
    main()

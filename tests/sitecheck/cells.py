"""The matrix: one cell is one site, made and served; the rich site in a theme and a language, or an example."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from formkit.site import build_site
from formkit.spec import Site
from formkit.themes import find_theme, options_of, theme_names
from formkit.web.sites import Sites
from formkit.words import languages
from tests.live import Live, running, workspace_settings
from tests.sitecheck.rich import rich_spec
from tests.sitecheck.walk import Shown, Walk

EXAMPLES = Path(__file__).parents[2] / "form_specs"


@dataclass(frozen=True)
class Cell:
    """One site of the matrix, in `folder`, and every page of it as it is served. `scheme` is that of its theme."""

    site: Site
    folder: Path
    pages: Sequence[Shown]
    example: bool
    scheme: str

    @property
    def name(self) -> str:
        return self.site.id

    @property
    def elsewhere(self) -> bool:
        """Whether its forms post to another origin: the rich sites' do, as from a static host; those of examples
        to their own.
        """
        return not self.example

    @property
    def measured(self) -> bool:
        """Whether Lighthouse looks at it: each example, and each theme once."""
        return self.example or self.name.endswith("-en")


@dataclass(frozen=True)
class Wanted:
    """Which part of the matrix: the rich site in these themes and languages, or these sites by name; else all of it."""

    themes: Sequence[str] = ()
    languages: Sequence[str] = ()
    sites: Sequence[str] = ()

    def specs(self) -> dict[str, str]:
        """The rich sites, by name."""
        themes, tongues = self.themes or theme_names(EXAMPLES.parent), self.languages or list(languages())
        every = {f"{theme}-{code}": rich_spec(theme, code) for theme in themes for code in tongues}
        if "en" in tongues:
            every |= {f"{theme}-chosen": rich_spec({"name": theme, **_farthest(theme)}, "en") for theme in themes}
        return {name: spec for name, spec in every.items() if not self.sites or name in self.sites}

    def examples(self) -> list[str]:
        every = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
        rich = self.themes or self.languages
        return [name for name in every if name in self.sites or not (self.sites or rich)]


def _farthest(theme: str) -> dict[str, str]:
    """The last choice of each option of a theme."""
    return {option: choices[-1] for option, choices in options_of(theme, EXAMPLES.parent).items()}


@contextmanager
def served(wanted: Wanted, place: Path) -> Iterator[tuple[Live, list[Cell]]]:
    """The cells, while a server in the folder `place` serves them all."""
    settings = workspace_settings(place, wanted.specs())
    shutil.copytree(EXAMPLES / "images", settings.specs / "images")
    for name in wanted.examples():
        shutil.copy(EXAMPLES / f"{name}.yaml", settings.specs)
    with running(settings) as live:
        sites = Sites(live.settings).load().by_id
        yield live, [_cell(live, site, example=site.id in wanted.examples()) for site in sites.values()]


def _cell(live: Live, site: Site, *, example: bool) -> Cell:
    folder = live.settings.build / site.id
    workspace = live.settings.workspace
    if not example:
        build_site(site, live.settings.build, workspace=workspace, endpoint=live.url)
    pages = tuple(Walk(live.url, site, folder, workspace).pages())
    return Cell(site, folder, pages, example, find_theme(site.head.theme.name, workspace).scheme)

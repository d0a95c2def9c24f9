"""One site at work: its file as it is now, the last good Site of it, and its pages."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Lock

from formkit.edit import SpecFile, Text, Trouble, Version
from formkit.errors import FormkitError, Problem, SpecError
from formkit.site.images import KEPT, Images
from formkit.site.output import PRIVATE
from formkit.site.pages import site_page
from formkit.site.shelf import Shelf
from formkit.source import Source, parse_source
from formkit.spec import Site, check_source, name_of
from formkit.spec.checks import CHECKS, look
from formkit.themes import find_theme
from formkit.web.studio.older import Ages

_META_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
_SCHEME = re.compile(r"prefers-color-scheme:\s*(light|dark)")
Good = tuple[Site | None, Source | None, str]
_EVER, _NEVER = "min-width:0", "max-width:0"
_SHOWN = tuple(check for check in CHECKS if check is not look.images_say_what_they_show)  # a page is shown without it


@dataclass(frozen=True)
class Reading:
    """A spec as it was read: `source` is None where not all of it could be: then nothing is changed in it.

    `site` is the last good one, if any, `good` what the file said then, in the version `made_of`. `trouble` is why
    there is no file to read; `version` is the last one that was read then.
    """

    version: str
    source: Source | None
    site: Site | None
    problems: tuple[Problem, ...]
    good: Source | None = None
    made_of: str = ""
    trouble: Trouble | None = None

    @property
    def sound(self) -> bool:
        return all(problem.severity == "notice" for problem in self.problems)

    @property
    def fresh(self) -> bool:
        """Whether `site` is what the file says now; pictures of it may still lack their words."""
        return self.source is not None and self.source is self.good

    @property
    def of_page(self) -> "Reading":
        """As if the file still said what the page shows."""
        return replace(self, version=self.made_of, source=self.good)

    @property
    def shown(self) -> Source | None:
        """What the panel and the list show: what the file says, else what it said when it was good."""
        return self.source or self.good


@dataclass
class Desk:
    """The work on one file. Every method may be called from any thread."""

    path: Path
    workspace: Path
    _lock: Lock = field(default_factory=Lock)
    _reading: Reading | None = None
    _images: Images | None = None

    @cached_property
    def file(self) -> SpecFile:
        """The file on disk, with its history."""
        return SpecFile(self.path, self.workspace / ".formkit" / "history" / self.path.stem)

    @cached_property
    def ages(self) -> Ages:
        """How old its translations are."""
        return Ages(self.file, self.source)

    def now(self) -> Reading:
        """What the file says now, else what it said last. Raises Trouble where it can't be read, and never was."""
        try:
            return self.read(self.file.read())
        except Trouble as trouble:
            return self._without(trouble)

    def _without(self, trouble: Trouble) -> Reading:
        """The last good state, while the file can't be read."""
        with self._lock:
            last, known = self._reading, self.file.versions()
            if last is None and not known:
                raise trouble
            site, good, made_of = self._before()
            version = last.version if last else known[0].version
        problem = Problem(name_of(self.path, self.workspace), 1, 1, trouble.message, trouble.hint)
        return Reading(version, None, site, (problem,), good, made_of, trouble)

    def read(self, text: Text) -> Reading:
        """What a state of the file says; read once for each version."""
        with self._lock:
            if self._reading is None or self._reading.version != text.version:
                self._reading = self._read(text.text, text.version)
            return self._reading

    def source(self, text: str) -> Source:
        """The text of the file as data with places. Raises SpecError."""
        return parse_source(text.encode(), name_of(self.path, self.workspace))

    def _read(self, text: str, version: str) -> Reading:
        try:
            source = self.source(text)
        except SpecError as error:
            site, good, made_of = self._before()
            return Reading(version, None, site, error.problems, good, made_of)
        site, problems = check_source(source, self.path, self.workspace)
        site = site or check_source(source, self.path, self.workspace, checks=_SHOWN)[0]
        last, good, made_of = (site, source, version) if site else self._before()
        return Reading(version, source if source.whole else None, last, tuple(problems), good, made_of)

    def _before(self) -> Good:
        """The last good Site and what it was read from: of the reading before, else of the history."""
        if self._reading:
            return self._reading.site, self._reading.good, self._reading.made_of
        return next((good for one in self.file.versions() if (good := self._good(one))), (None, None, ""))

    def _good(self, one: Version) -> Good | None:
        """A version of the history as a Site, and what it was read from; None when it isn't a good one."""
        try:
            source = self.source(self.file.text_of(one.number))
        except FormkitError:
            return None
        site = check_source(source, self.path, self.workspace)[0]
        return (site, source, one.version) if site else None

    def page(self, site: Site, path: str, scheme: str = "") -> str | None:
        """One page of the site as it will be built, in the `scheme` light or dark; None when there is none.

        Raises FormkitError for a bad picture.
        """
        theme = find_theme(site.head.theme.name, self.workspace)
        html = site_page(site, theme, self.images(), path)
        return html and _framed(html, scheme)

    def images(self) -> Images:
        """The pictures of the site; read anew when the Studio has been told of another one."""
        with self._lock:
            self._images = self._images or Images(self.path.parent, Shelf(self.workspace / "build" / PRIVATE / KEPT))
            return self._images

    def pictures_changed(self) -> None:
        with self._lock:
            self._images = None


def _framed(html: str, scheme: str) -> str:
    """The page for the frame of the editor: light or dark as is asked, no scripts, and its policy comes as a header."""
    html = _SCRIPT.sub("", _META_CSP.sub("", html, count=1))
    if scheme not in ("light", "dark"):
        return html
    html = _SCHEME.sub(lambda found: _EVER if found[1] == scheme else _NEVER, html)
    return html.replace("</head>", f"<style>:root{{color-scheme:{scheme}}}</style></head>", 1)

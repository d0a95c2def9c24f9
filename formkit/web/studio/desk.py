"""One site at work: its file as it is now, the last good Site of it, and its pages."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock

from formkit.edit import SpecFile, Text
from formkit.errors import FormkitError, Problem, SpecError
from formkit.site.images import KEPT, Images
from formkit.site.output import PRIVATE
from formkit.site.pages import site_page
from formkit.site.shelf import Shelf
from formkit.source import Source, parse_source
from formkit.spec import Site, check_source, name_of
from formkit.spec.checks import CHECKS, look
from formkit.themes import find_theme

_META_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SCRIPT = re.compile(r"<script\b.*?</script>\n?", re.DOTALL)
_SCHEME = re.compile(r"prefers-color-scheme:\s*(light|dark)")
MOST_BACK = 20  # versions of the history that are looked at for a good one
_EVER, _NEVER = "min-width:0", "max-width:0"
_SHOWN = tuple(check for check in CHECKS if check is not look.images_say_what_they_show)  # a page is shown without it


@dataclass(frozen=True)
class Reading:
    """A spec as it was read: `source` is None where nothing could be read, `site` is the last good one, if any.

    `fresh` says that `site` is what the file says now; pictures of it may still lack their words.
    """

    version: str
    source: Source | None
    site: Site | None
    problems: tuple[Problem, ...]
    fresh: bool = True

    @property
    def sound(self) -> bool:
        return all(problem.severity == "notice" for problem in self.problems)


@dataclass
class Desk:
    """The work on one file. Every method may be called from any thread."""

    path: Path
    workspace: Path
    lock: RLock = field(default_factory=RLock)
    _reading: Reading | None = None
    _images: Images | None = None

    @cached_property
    def file(self) -> SpecFile:
        """The file on disk, with its history."""
        return SpecFile(self.path, self.workspace / ".formkit" / "history" / self.path.stem)

    def now(self) -> Reading:
        """What the file says now. Raises FormkitError where it can't be read."""
        return self.read(self.file.read())

    def read(self, text: Text) -> Reading:
        """What a state of the file says; read once for each version."""
        with self.lock:
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
            return Reading(version, None, self._before(), error.problems, fresh=False)
        site, problems = check_source(source, self.path, self.workspace)
        shown = site or check_source(source, self.path, self.workspace, checks=_SHOWN)[0]
        return Reading(version, source, shown or self._before(), tuple(problems), fresh=shown is not None)

    def _before(self) -> Site | None:
        """The last good Site: of the reading before, else of the history."""
        if self._reading:
            return self._reading.site
        return next((site for one in self.file.versions()[:MOST_BACK] if (site := self._site(one.number))), None)

    def _site(self, number: int) -> Site | None:
        """A version of the history as a Site; None when it isn't a good one."""
        try:
            return check_source(self.source(self.file.text_of(number)), self.path, self.workspace)[0]
        except FormkitError:
            return None

    def page(self, site: Site, path: str, scheme: str = "") -> str | None:
        """One page of the site as it will be built, in the `scheme` light or dark; None when there is none.

        Raises FormkitError for a bad picture.
        """
        theme = find_theme(site.head.theme.name, self.workspace)
        html = site_page(site, theme, self.images(), path)
        return html and _framed(html, scheme)

    def images(self) -> Images:
        """The pictures of the site; read anew when the Studio has been told of another one."""
        with self.lock:
            self._images = self._images or Images(self.path.parent, Shelf(self.workspace / "build" / PRIVATE / KEPT))
            return self._images

    def pictures_changed(self) -> None:
        with self.lock:
            self._images = None


def _framed(html: str, scheme: str) -> str:
    """The page for the frame of the editor: light or dark as is asked, no scripts, and its policy comes as a header."""
    html = _SCRIPT.sub("", _META_CSP.sub("", html, count=1))
    if scheme not in ("light", "dark"):
        return html
    html = _SCHEME.sub(lambda found: _EVER if found[1] == scheme else _NEVER, html)
    return html.replace("</head>", f"<style>:root{{color-scheme:{scheme}}}</style></head>", 1)

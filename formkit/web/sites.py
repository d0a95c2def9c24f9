"""The sites of a workspace, as the web sees them: looked up by id, never joined to a path."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from formkit.errors import Problem
from formkit.settings import Settings
from formkit.spec import Form, Site, check_file, find_specs

_HOST = re.compile(r"[a-z0-9.-]+(?=\.?(:\d*)?\Z)")
_FORM = re.compile(r"/(?:p/[^/]*/)?f/([a-z][a-z0-9_-]*)")


@dataclass(frozen=True)
class Place:
    """Where in a site an address leads: `below` its folder; None for the folder itself without its slash."""

    site: Site
    folder: Path
    below: str | None
    own_host: bool


@dataclass
class Sites:
    """All specs that can be used, and the Problems of those that can't. `load` reads them anew."""

    settings: Settings
    by_id: dict[str, Site] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    _homes: dict[str, list[tuple[str, Site]]] = field(default_factory=dict)
    _loading: Lock = field(default_factory=Lock)

    def load(self, changed: Container[Path] | None = None) -> "Sites":
        """Reads every spec, or those that have changed; one that has become unusable keeps its last good state."""
        with self._loading:
            return self._loaded(changed)

    def _loaded(self, changed: Container[Path] | None) -> "Sites":
        found: dict[str, Site] = {}
        problems: dict[str, list[Problem]] = {}
        for path in find_specs(self.settings.specs):
            if changed is not None and path not in changed and path.stem in self.by_id:
                found[path.stem] = self.by_id[path.stem]
                problems |= {path.stem: self.problems[path.stem]} if path.stem in self.problems else {}
                continue
            site, said = check_file(path, self.settings.workspace)
            errors = [problem for problem in said if problem.severity == "error"]
            usable = site if site and not errors else self.by_id.get(path.stem)
            problems |= {path.stem: errors} if errors else {}
            found |= {path.stem: usable} if usable else {}
        self.by_id, self.problems, self._homes = found, problems, _homes(found)
        return self

    def form(self, site_id: str, form_id: str) -> tuple[Site, Form] | None:
        site = self.by_id.get(site_id)
        form = site.forms.get(form_id) if site else None
        return (site, form) if site and form else None

    def keyed(self, key: str) -> tuple[Site, Form] | None:
        """By a Formspree key, `<site>.<form>`."""
        site_id, _, form_id = key.partition(".")
        return self.form(site_id, form_id)

    def places(self, host: str, path: str) -> list[Place]:
        """What an address may mean, the likeliest first: a page of the host's own site, or one below /<site>/.

        `host` is the Host header as it came, `path` has no leading slash.
        """
        homes = self._homes.get(_host(host), [])
        found = [self._place(site, home, path, own_host=True) for home, site in homes if _leads_to(home, path)]
        first = path.partition("/")[0]
        if first in self.by_id:
            found.append(self._place(self.by_id[first], first, path, own_host=False))
        return found

    def asked(self, host: str, path: str) -> Site | None:
        """The site that an address has to do with, as far as it can be told. `path` has its leading slash."""
        form = _FORM.match(path)
        if form:
            return self.by_id.get(form[1])
        return next((place.site for place in self.places(host, path.lstrip("/"))), None)

    def _place(self, site: Site, home: str, path: str, *, own_host: bool) -> Place:
        below = path.removeprefix(home).removeprefix("/") if home else path
        return Place(site, self.settings.build / site.id, None if home and path == home else below, own_host)


def _homes(sites: dict[str, Site]) -> dict[str, list[tuple[str, Site]]]:
    """Host -> the paths of its sites without outer slashes, the longest first."""
    found: dict[str, list[tuple[str, Site]]] = {}
    for site in sites.values():
        parts = urlsplit(site.head.url)
        if parts.hostname:
            found.setdefault(parts.hostname, []).append((parts.path.strip("/"), site))
    return {host: sorted(homes, key=lambda home: -len(home[0])) for host, homes in found.items()}


def _host(header: str) -> str:
    """The host of a Host header in small letters; "" for anything that is none."""
    found = _HOST.match(header.lower())
    return found[0].rstrip(".") if found else ""


def _leads_to(home: str, path: str) -> bool:
    return not home or path == home or path.startswith(f"{home}/")

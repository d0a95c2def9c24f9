"""The sites of a workspace, as the web sees them: looked up by id, never joined to a path."""

from dataclasses import dataclass, field
from pathlib import Path

from formkit.errors import Problem
from formkit.settings import Settings
from formkit.spec import Form, Site, check_file, find_specs


@dataclass
class Sites:
    """All specs that can be used, and the Problems of those that can't. `load` reads them anew."""

    settings: Settings
    by_id: dict[str, Site] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)

    def load(self) -> "Sites":
        """Reads every spec; one that has become unusable keeps its last good state."""
        found: dict[str, Site] = {}
        problems: dict[str, list[Problem]] = {}
        for path in find_specs(self.settings.specs):
            site, said = check_file(path, self.settings.workspace)
            errors = [problem for problem in said if problem.severity == "error"]
            usable = site if site and not errors else self.by_id.get(path.stem)
            problems |= {path.stem: errors} if errors else {}
            found |= {path.stem: usable} if usable else {}
        self.by_id, self.problems = found, problems
        return self

    def form(self, site_id: str, form_id: str) -> tuple[Site, Form] | None:
        site = self.by_id.get(site_id)
        form = site.forms.get(form_id) if site else None
        return (site, form) if site and form else None

    def keyed(self, key: str) -> tuple[Site, Form] | None:
        """By a Formspree key, `<site>.<form>`."""
        site_id, _, form_id = key.partition(".")
        return self.form(site_id, form_id)

    def folder(self, site_id: str) -> Path | None:
        """Where the built pages of a known site are."""
        return self.settings.build / site_id if site_id in self.by_id else None

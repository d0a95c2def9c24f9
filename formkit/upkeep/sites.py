"""The sites as their specs describe them now; what can't be read is left alone until it is mended.

Specs are read only when there is something to say or to erase: the delivery worker shall stay small.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formkit.spec import Site


def site_of(workspace: Path, site_id: str) -> "Site | None":
    """The site of this name; None when there is no spec of it, or one with mistakes."""
    from formkit.spec import check_file, find_specs

    path = next((path for path in find_specs(workspace / "form_specs") if path.stem == site_id), None)
    return check_file(path, workspace)[0] if path else None


def kept_days(workspace: Path) -> list[tuple[str, str, int]]:
    """The site, form and days of every form that says how long its messages are kept."""
    paths = [path for path in (workspace / "form_specs").glob("*.y*ml") if b"retention" in path.read_bytes()]
    if not paths:
        return []
    from formkit.spec import check_file

    sites = [site for path in paths if (site := check_file(path, workspace)[0])]
    return [(site.id, form.id, form.retention) for site in sites for form in site.forms.values() if form.retention]

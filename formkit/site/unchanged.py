"""What a site was made of, so that a site of which nothing has changed is neither checked nor rendered again.

It stands in the site's manifest beside the hashes of its files: the spec's SHA-256, formkit itself, the theme's files,
the pictures, where its forms post, and what was written. A file is known by its time and size.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import formkit
from formkit.errors import FormkitError, Problem
from formkit.site.output import Report, read_made, write_made
from formkit.spec import Site
from formkit.themes import mark, theme_mark, theme_names

_PACKAGE = Path(formkit.__file__).parent


@dataclass(frozen=True)
class Around:
    """What all sites of one build share: the endpoint of the settings, formkit itself, and every theme as it is now.

    `online` says whether the owner hears what a site lacks to go online.
    """

    endpoint: str
    formkit: str
    themes: Mapping[str, str]
    online: bool = True


@dataclass(frozen=True)
class Kept:
    """A site that stays as it is: what its last build said of it, and of its spec."""

    report: Report
    problems: tuple[Problem, ...]


def look_around(workspace: Path, endpoint: str, *, online: bool = True) -> Around:
    """Everything that may change every site, looked at once for all of them."""
    own = sorted(path for kind in ("*.py", "*.toml") for path in _PACKAGE.rglob(kind))
    themes = {}
    for name in theme_names(workspace):
        with suppress(FormkitError):  # whoever uses it is told when it is built
            themes[name] = theme_mark(name, workspace)
    return Around(endpoint, _digest([formkit.__version__, *map(mark, own)]), themes, online)


def spec_mark(spec: Path) -> str:
    """What stands in a spec, as a SHA-256; take it before the spec is read. "" when there is no such file."""
    try:
        return sha256(spec.read_bytes()).hexdigest()
    except OSError:
        return ""


def unchanged(spec: Path, workspace: Path, around: Around) -> Kept | None:
    """The site as it was built, when nothing that it was made of has changed, nor what was written; else None."""
    build = workspace / "build"
    made = read_made(build, spec.stem)
    try:
        made_of = _made_of(spec_mark(spec), made["theme"], _marks(workspace / "form_specs", made["pictures"]), around)
        files = _marks(build / spec.stem, made["files"])
        if made["made_of"] != made_of or made["files"] != files or not all(files.values()):
            return None
        return Kept(Report(spec.stem, unchanged=tuple(files)), tuple(Problem(**said) for said in made["problems"]))
    except (KeyError, TypeError):  # never built, or by a formkit that remembers other things
        return None


def remember(
    site: Site, report: Report, workspace: Path, around: Around, *, spec: str, problems: Sequence[Problem]
) -> None:
    """Note what the site was made of. `spec` is the mark of its spec from before it was read."""
    build = workspace / "build"
    files = _marks(build / site.id, (*report.written, *report.unchanged))
    made = {
        "made_of": _made_of(spec, site.head.theme, report.pictures, around),
        "theme": site.head.theme,
        "pictures": dict(report.pictures),
        "files": files,
        "problems": [asdict(problem) for problem in problems],
    }
    with suppress(OSError):  # the site is built; the next build will build it again
        write_made(build, site.id, made)


def _made_of(spec: str, theme: str, pictures: Mapping[str, str], around: Around) -> str:
    pairs = (f"{path} {known}" for path, known in sorted(pictures.items()))
    return _digest(
        [spec, around.formkit, around.endpoint, str(around.online), theme, around.themes.get(theme, ""), *pairs]
    )


def _marks(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    return {path: mark(folder / path) for path in paths}


def _digest(parts: Iterable[Any]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()

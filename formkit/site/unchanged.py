"""What a site was made of, so that a site of which nothing has changed is neither checked nor rendered again.

It stands in the site's manifest beside the hashes of its files: the spec, formkit itself, the theme, the languages, the
pictures, where its forms post. All are known by their content (SHA-256); of specs, pictures and written files the
mark of the disk is asked first, as theirs are many or large. This file imports nothing heavy.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import formkit
from formkit.errors import FormkitError, Problem
from formkit.site.output import Report, read_made
from formkit.themes import hash_of, mark, theme_hash, theme_names

if TYPE_CHECKING:
    from formkit.spec import Site

_PACKAGE = Path(formkit.__file__).parent
_FALLBACK = "en"  # lends its words to every language that lacks some


class ThemeHashes(Mapping[str, str]):
    """The hash of each theme of a workspace, made when it is first asked for; "" of one that can't be read.

    Whoever uses that is told when it is built.
    """

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._found: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._found:
            try:
                self._found[name] = theme_hash(name, self._workspace)
            except (FormkitError, OSError):
                self._found[name] = ""
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(theme_names(self._workspace))

    def __len__(self) -> int:
        return len(theme_names(self._workspace))


@dataclass(frozen=True)
class Around:
    """What all sites of one build share, by its hash: formkit itself, every theme and every language as they are now.

    `endpoint` is that of the settings. `online` says whether the owner hears what a site lacks to go online.
    """

    endpoint: str
    formkit: str
    themes: Mapping[str, str]
    languages: Mapping[str, str]
    online: bool = True


@dataclass(frozen=True)
class Kept:
    """A site that stays as it is: what its last build said of it, and of its spec."""

    report: Report
    problems: tuple[Problem, ...]


def look_around(workspace: Path, endpoint: str, *, online: bool = True) -> Around:
    """Everything that may change every site, looked at once for all of them."""
    code = sha256(f"{formkit.__version__} {hash_of(_modules())}".encode()).hexdigest()
    languages = {path.stem: hash_of([path]) for path in sorted(_PACKAGE.glob("languages/*.toml"))}
    return Around(endpoint, code, ThemeHashes(workspace), languages, online)


def _modules() -> list[str]:
    """Every file of formkit's own code."""
    return sorted(
        f"{folder}/{name}" for folder, _, names in os.walk(_PACKAGE) for name in names if name.endswith(".py")
    )


def known_by(file: Path) -> list[str]:
    """Mark and SHA-256 of a file; take them before it is read. Empty words when there is no such file."""
    try:
        return [mark(file), sha256(file.read_bytes()).hexdigest()]
    except OSError:
        return ["", ""]


def unchanged(spec: Path, workspace: Path, around: Around) -> Kept | None:
    """The site as it was built, when nothing that it was made of has changed, nor what was written; else None."""
    made = read_made(workspace / "build", spec.stem)
    try:
        if made is None or made["around"] != _around(around, made["theme"], made["languages"], own=made["own"]):
            return None
        read = {spec: made["spec"], **{workspace / "form_specs" / path: one for path, one in made["pictures"].items()}}
        if not all(_same(file, known) for file, known in read.items()):
            return None
        problems = tuple(Problem(**said) for said in made["problems"])
        return Kept(Report(spec.stem, unchanged=made["files"]), problems)
    except (KeyError, TypeError, ValueError):  # built by a formkit that remembers other things
        return None


def made_of(
    site: "Site", around: Around, pictures: Mapping[str, str], *,
    spec: list[str], problems: Iterable[Problem], folder: Path,
) -> dict[str, Any]:  # fmt: skip
    """What the site is made of, to be noted with its files.

    `pictures` are those of `folder` that it shows, with the mark that each had when it was read;
    `spec` is what its spec was `known_by` before it was read.
    """
    theme, own = site.head.theme.name, bool(site.head.endpoint)
    return {
        "around": _around(around, theme, site.languages, own=own),
        "theme": theme,
        "languages": list(site.languages),
        "own": own,
        "spec": spec,
        "pictures": {path: _still(folder / path, seen) for path, seen in pictures.items()},
        "problems": [asdict(problem) for problem in problems],
    }


def _around(around: Around, theme: str, languages: Iterable[str], *, own: bool) -> list[str]:
    """What a site has from around it; one with an endpoint of its `own` has none from there."""
    spoken = (around.languages.get(code, "") for code in (_FALLBACK, *languages))
    endpoint = "own" if own else around.endpoint
    return [around.formkit, around.themes[theme], endpoint, str(around.online), *spoken]


def _same(file: Path, known: list[str]) -> bool:
    seen, content = known
    return bool(content) and (mark(file) == seen or known_by(file)[1] == content)


def _still(file: Path, seen: str) -> list[str]:
    """What a picture is known by; nothing when it is another one than the one that was read."""
    known = known_by(file)
    return known if known[0] == seen else ["", ""]

"""Find a theme, follow `extends`, make its Jinja environment.

A theme is a folder of `site_templates/` with any of: templates, `style.css`, scripts, `theme.toml`.
Whatever it lacks comes from the theme that its `theme.toml` names in `extends`, else from plain; styles add up, the
base first. The workspace's own folder is looked at first, then the one that travels with formkit. Templates of the
themes below have two names: `page.html`, and `plain/page.html` for a theme that extends the page of plain.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formkit.errors import FormkitError
from formkit.templates import environment_of
from formkit.themefile import Options, base_of, options_in, said_by, scheme_in

if TYPE_CHECKING:
    from jinja2 import Environment

EXTRAS = ("prefill", "counter", "order", "today", "confirm", "steps")  # scripts that some forms need: `prefill.js`
_PACKAGE = Path(__file__).parent
_OWN = next(
    (folder for folder in (_PACKAGE / "site_templates", _PACKAGE.parent / "site_templates") if folder.is_dir()),
    _PACKAGE / "site_templates",
)


@dataclass(frozen=True)
class Theme:
    """A theme ready for use. `style` and `script` are minified and go into the page.

    `scheme` is "light" or "dark" where the theme has only one, else "both".
    `files_script` goes before the script where a form takes files, `proof` where one asks for a proof of work,
    those of `extras` where a form needs them (`EXTRAS`); `gallery` behind it where pictures can be looked at large,
    `hours` where opening hours stand.
    `options` are what a site may choose, the usual choice first.
    """

    name: str
    folders: tuple[Path, ...]
    environment: "Environment"
    style: str
    script: str
    proof: str
    files_script: str
    extras: Mapping[str, str]
    gallery: str
    hours: str
    scheme: str = "both"
    options: Options = field(default_factory=dict)


def theme_names(workspace: Path) -> tuple[str, ...]:
    """The themes there are, the workspace's and our own."""
    folders = (workspace / "site_templates", _OWN)
    found = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_dir()}
    return tuple(sorted(name for name in found if not name.startswith((".", "_"))))


def is_theme(name: str, workspace: Path) -> bool:
    """Whether `name` is among the `theme_names`."""
    folders = (f"{workspace}/site_templates", _OWN)
    sound = name == os.path.basename(name) and not name.startswith((".", "_")) and bool(name)
    return sound and any(os.path.isdir(f"{folder}/{name}") for folder in folders)  # any text may be asked: never raises


def find_theme(name: str, workspace: Path, known: str = "") -> Theme:
    """The theme `name`. Raises FormkitError when there is none, or when `extends` goes round in a circle.

    `known` is what `theme_hash` has said of it: the files are then not looked at again.
    """
    if known:
        return _known(name, workspace, known)
    chain = _chain(name, workspace)
    files = (file for folder in chain for file in sorted(folder.rglob("*")))
    return _load(name, chain, sha256("\0".join(f"{file} {mark(file)}" for file in files).encode()).hexdigest())


def theme_hash(name: str, workspace: Path) -> str:
    """SHA-256 of all files of the theme and of those it extends. Raises FormkitError as `find_theme` does."""
    files = (file for folder in _chain(name, workspace) for file in sorted(folder.rglob("*")) if file.is_file())
    return hash_of(files)


@dataclass(frozen=True)
class About:
    """What a theme says of itself. `preview` is a picture of it, a file in its folder, "" without one.

    `options` are what a site may choose, the usual choice first.
    """

    name: str
    title: str
    description: str
    folder: Path
    extends: str
    preview: str
    options: Options


def about_theme(name: str, workspace: Path) -> About:
    """What the `theme.toml` of a theme says. Raises FormkitError when there is no theme, or it can't be read."""
    folder = _folder(name, workspace)
    said, options = said_by(folder), options_of(name, workspace)
    title, description, picture = (str(said.get(key, "")) for key in ("title", "description", "preview"))
    shown = picture if picture and (folder / picture).is_file() else ""
    return About(name, title or name, description, folder, base_of(folder), shown, options)


def scheme_of(name: str, workspace: Path) -> str:
    """ "light" or "dark" where the theme has only one, else "both". Raises FormkitError as `find_theme` does."""
    return scheme_in(_chain(name, workspace))


def options_of(name: str, workspace: Path) -> Options:
    """What a site may choose in a theme, the usual choice of each option first. Raises FormkitError as `find_theme`."""
    return options_in(_chain(name, workspace))


def has_own(name: str, workspace: Path, template: str) -> bool:
    """Whether a template of the theme is not formkit's but its owner's. Raises FormkitError as `find_theme` does."""
    theirs = (folder for folder in _chain(name, workspace) if folder.parent.resolve() != _OWN.resolve())
    return any((folder / template).is_file() for folder in theirs)


def copy_theme(name: str, new: str, workspace: Path) -> Path:
    """Copy a theme into the workspace under a new name; returns its folder. Raises FormkitError when one is there.

    The copy is whole or not there: it is written beside its place and moved over. As every theme has what plain has,
    a copy of plain is an empty theme over it.
    """
    if new == "plain":
        raise FormkitError("plain is what every theme stands on.", f"give yours another name: theme copy {name} mine")
    from tempfile import TemporaryDirectory

    source, target = _folder(name, workspace), workspace / "site_templates" / new
    if target.exists() or target.is_symlink():
        raise FormkitError(
            f"{target} is already there.", f"give yours another name: formkit theme copy {name} my-{new}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".copy-", dir=target.parent) as beside:
        _copied(source, Path(beside) / new).rename(target)
    return target


def rendered(theme: Theme, template: str, values: Mapping[str, Any]) -> str:
    """The page of a template. Raises FormkitError with the file and the line of a mistake in a template."""
    from jinja2 import TemplateError, TemplateNotFound

    try:
        return theme.environment.get_template(template).render(values)
    except TemplateError as error:
        what = f"there is no template {error}" if isinstance(error, TemplateNotFound) else error
        raise FormkitError(
            f"{_place_of(error, theme)}: {what}", "docs/themes.md tells what templates know and can say"
        ) from error


def hash_of(files: Iterable[Path | str]) -> str:
    """SHA-256 of the names of files and what stands in them. Raises OSError."""
    found = sha256()
    for file in files:
        with open(file, "rb", buffering=0) as stream:
            data = stream.read()
        found.update(f"{os.path.basename(file)} {len(data)}\0".encode() + data)
    return found.hexdigest()


def mark(path: Path | str) -> str:
    """What changes when a file does, without reading it: its time, size and place on the disk; "" without a file."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


def minify_style(text: str) -> str:
    """CSS without comments and needless blanks."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>]|!(?=important))\s*", r"\1", re.sub(r"\s+", " ", text))
    return re.sub(r":\s+", ":", text).replace(";}", "}").strip()


def minify_script(text: str) -> str:
    """JavaScript without comment lines and indents; it must hold no text of several lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def script_mark(text: str) -> str:
    """The first line of a script's minified twin: it says of what the twin was made."""
    return f"// {sha256(text.encode()).hexdigest()}"


def _place_of(error: Exception, theme: Theme) -> str:
    """`square/sections/hero.html:3`, the template's line where it went wrong."""
    from traceback import extract_tb

    traced = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    places = [*traced, (getattr(error, "filename", None) or "", getattr(error, "lineno", None))]
    for file, line in reversed(places):
        for folder in theme.folders:
            if Path(file).is_relative_to(folder):
                return f"{Path(file).relative_to(folder.parent)}:{line}"
    return theme.name


def _chain(name: str, workspace: Path) -> tuple[Path, ...]:
    folders: list[Path] = []
    while name:
        folder = _folder(name, workspace)
        if folder in folders:
            raise FormkitError(
                f"the theme '{name}' extends itself",
                f"take extends out of {folder.name}/theme.toml, or name another theme",
            )
        folders.append(folder)
        name = base_of(folder)
    ours = _OWN / "plain"
    return tuple(folders) if folders[-1].resolve() == ours.resolve() else (*folders, ours)


def _copied(source: Path, target: Path) -> Path:
    if source.name != "plain":
        from shutil import copytree

        about = Path(copytree(source, target)) / "theme.toml"
        if about.is_file() and target.name != source.name:  # two of one title could not be told apart in a list
            title = f'title = "{target.name}"'
            about.write_text(re.sub(r"(?m)^title\s*=.*$", title, about.read_text("utf-8"), count=1), "utf-8")
        return target
    target.mkdir()
    (target / "theme.toml").write_text(f'title = "{target.name}"\nextends = "plain"\n', "utf-8")
    (target / "style.css").write_text("/* Yours: it comes after the style of plain. */\n", "utf-8")
    return target


def _folder(name: str, workspace: Path) -> Path:
    known = theme_names(workspace)
    if name not in known:
        raise FormkitError(f"there is no theme '{name}'", f"there are: {', '.join(known)}")
    mine = workspace / "site_templates" / name
    return mine if mine.is_dir() else _OWN / name


@lru_cache(maxsize=16)
def _known(name: str, workspace: Path, known: str) -> Theme:
    return _load(name, _chain(name, workspace), known)


@lru_cache(maxsize=16)
def _load(name: str, folders: tuple[Path, ...], known: str) -> Theme:
    style = "\n".join(_read(folder / "style.css") for folder in reversed(folders))
    names = ("form.js", "proof.js", "files.js", "gallery.js", "hours.js", *(f"{extra}.js" for extra in EXTRAS))
    script, proof, files, gallery, hours, *more = (_script(folders, file) for file in names)
    extras, environment, scheme = dict(zip(EXTRAS, more, strict=True)), environment_of(folders), scheme_in(folders)
    return Theme(
        name, folders, environment, minify_style(style), script, proof, files, extras, gallery, hours, scheme,
        options_in(folders),
    )  # fmt: skip


def _script(folders: tuple[Path, ...], name: str) -> str:
    """The script of the first folder that has it: its minified twin, unless the script was changed since."""
    folder = next((folder for folder in folders if (folder / name).is_file()), None)
    if folder is None:
        return ""
    text, (made_of, _, twin) = _read(folder / name), _read(folder / "minified" / name).partition("\n")
    return twin.strip() if made_of == script_mark(text) else minify_script(text)


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""

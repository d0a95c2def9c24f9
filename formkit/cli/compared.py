"""`formkit check --site URL`: what is online, beside what was built."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.ending import MISTAKE, leave
from formkit.cli.show import printable, show_json
from formkit.cli.workspace import named_specs
from formkit.errors import FormkitError, counted

if TYPE_CHECKING:
    from formkit.online import Comparison, Reached

KINDS = {
    "missing": "is not online: upload it",
    "different": "is another one online: upload it again",
    "unseen": "was not looked at, as no answer came",
    "extra": "is online, but was not built: delete it there if you don't need it",
}


def compare_online(workspace: Path, names: Sequence[str], url: str, *, as_json: bool) -> None:
    """Compare a site with its build, follow its forms, and say what was found. Raises FormkitError."""
    from formkit.online import Fetcher, compare, forms_of, reach
    from formkit.site import site_paths

    spec = _meant(workspace, names, url)
    folder = workspace / "build" / spec.stem
    paths = site_paths(folder) if folder.is_dir() else []
    if not paths:
        raise FormkitError(f"{folder} is empty: there is nothing to compare with.", "Build it first: formkit build")
    found = compare(folder, paths, url, Fetcher())
    pages = [(folder / path).read_text("utf-8") for path in paths if path.endswith(".html")]
    actions = list(dict.fromkeys(action for page in pages for action in forms_of(page)))
    reached = [reach(action, found.base, Fetcher()) for action in actions]
    if as_json:
        forms = [{"action": one.action, "fine": one.fine, "words": one.words} for one in reached]
        show_json({"site": spec.stem, "url": url, **asdict(found), "forms": forms})
    else:
        _show(url, folder, found, reached)
        _show_age(workspace, spec)
    if not found.right or not all(one.fine for one in reached):
        leave(MISTAKE)


def _show(url: str, folder: Path, found: "Comparison", reached: Sequence["Reached"]) -> None:
    for kind, words in KINDS.items():
        for path in getattr(found, kind):
            click.echo(printable(f"{path} {words}."))
    click.echo(f"{counted(len(found.same), 'file')} at {url} as in {folder}.")
    for remark in found.remarks:
        click.echo(printable(remark))
    for one in reached:
        click.echo(printable(f"Form: {one.words}" if one.fine else f"The form does not arrive: {one.words}."))


def _show_age(workspace: Path, spec: Path) -> None:
    """A build that is older than the spec says little about what should be online."""
    from formkit.settings import load_settings
    from formkit.site.unchanged import look_around, unchanged

    if unchanged(spec, workspace, look_around(workspace, load_settings(workspace).public_url)) is None:
        click.echo(f"{spec.name} has changed since it was built: formkit build, then upload and check again.")


def _meant(workspace: Path, names: Sequence[str], url: str) -> Path:
    """The named site, else the only one, else the one whose `site.url` it is. Raises FormkitError."""
    specs = named_specs(workspace, names)
    if len(specs) == 1:
        return specs[0]
    at_home = [spec for spec in specs if _home(spec, workspace) == url.rstrip("/")]
    if len(at_home) == 1:
        return at_home[0]
    example = f"formkit check --site {url} {specs[0].stem}"
    raise FormkitError(f"No spec says that it lives at {url}.", f"Name the site that you mean: {example}")


def _home(spec: Path, workspace: Path) -> str:
    from formkit.spec import check_file

    site, _ = check_file(spec, workspace)
    return site.head.url.rstrip("/") if site else ""

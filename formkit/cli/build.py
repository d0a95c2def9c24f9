"""`formkit build`: specs become files; a site with mistakes keeps what it had, the others are built."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.crowd import FEW, mapped, with_pictures, with_progress
from formkit.cli.ending import MISTAKE, in_words, leave
from formkit.cli.show import show_json
from formkit.cli.specs import show_problems
from formkit.cli.workspace import in_workspace, named_specs
from formkit.errors import FormkitError, counted

if TYPE_CHECKING:
    from formkit.site.output import Built
    from formkit.site.unchanged import Around


@click.command()
@click.argument("sites", nargs=-1)
@click.option("--zip", "as_zip", is_flag=True, help="Make build/SITE.zip too, to upload to a host.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def build(workspace: Path, sites: tuple[str, ...], *, as_zip: bool, as_json: bool) -> None:
    """Build the static files of SITES, or of all, into build/.

    A site with mistakes keeps the files it had; the others are built.
    """
    specs = named_specs(workspace, sites)
    results = list(with_progress(build_sites(workspace, specs), "Building", len(specs)))
    parcels, troubles = _put_beside(workspace / "build", [one.site for one in results if one.report], as_zip=as_zip)
    if as_json:
        beside = {"zips": [str(parcel) for parcel in parcels], "troubles": troubles}
        show_json({"sites": [_as_data(result) for result in results], **beside})
    else:
        show_built(workspace, results)
        show_parcels(parcels, troubles)
        show_leftovers(workspace)
    if troubles or not all(result.report for result in results):
        leave(MISTAKE)


def build_sites(workspace: Path, specs: Sequence[Path], *, online: bool = True) -> Iterator["Built"]:
    """Check and build each spec of which anything has changed, on all cores when there are many.

    `online` says whether to tell what a site lacks to go online.
    """
    from formkit.settings import load_settings
    from formkit.site.output import Built
    from formkit.site.unchanged import look_around, unchanged

    around = look_around(workspace, load_settings(workspace).public_url, online=online)
    kept = {spec: known for spec in specs if (known := unchanged(spec, workspace, around))}
    alone = len(specs) <= FEW  # then no other bar is shown
    built = mapped(partial(_built, workspace, around, alone=alone), [spec for spec in specs if spec not in kept])
    for spec in specs:
        yield Built(spec.stem, kept[spec].problems, kept[spec].report) if spec in kept else next(built)


def _built(workspace: Path, around: "Around", spec: Path, *, alone: bool = False) -> "Built":
    """Built `alone`, a terminal shows how far its pictures are."""
    from formkit.site.one import build_one

    return build_one(spec, workspace, around, with_pictures if alone else None)


def show_built(workspace: Path, results: Sequence["Built"], *, done: str = "") -> None:
    """What was built, and what was not and why; `done` is said in place of how many sites there are."""
    for result in results:
        for line in result.report.notices if result.report else ():
            click.echo(f"{result.site}: {line}")
    show_problems(problem for result in results for problem in result.problems)
    for result in results:
        if result.trouble:
            click.echo(f"{result.site}: {in_words(result.trouble)}")
    built = [result for result in results if result.report]
    changed = sum(bool(result.report and (result.report.written or result.report.removed)) for result in built)
    if built:
        click.echo(done or f"{counted(len(built), 'site')} in {workspace / 'build'}, {changed or 'none'} changed.")
    if len(built) < len(results):
        click.echo(f"{counted(len(results) - len(built), 'site')} not built, see above; what was built before stays.")


def show_parcels(parcels: Iterable[Path], troubles: Iterable[str] = ()) -> None:
    """Where the zips are and how large, and what could not be written beside the sites."""
    for parcel in parcels:
        click.echo(f"{parcel}, {parcel.stat().st_size / 1000:.0f} kB: upload it, or unpack it where your pages live.")
    for trouble in troubles:
        click.echo(trouble)


def show_leftovers(workspace: Path, told: Iterable[str] = ()) -> list[str]:
    """What is left in build/ of specs that are gone, but for those already told; returns all of them."""
    found = _leftovers(workspace)
    for name in found:
        if name not in told:
            place = workspace / "build" / name
            click.echo(f"{place} is left from a spec that is gone: delete it if you don't need it.")
    return found


def _put_beside(build: Path, sites: Sequence[str], *, as_zip: bool) -> tuple[list[Path], list[str]]:
    """The lines for servers, and a zip for each site when asked: the zips, and what hindered others, never raised."""
    from formkit.site import pack_site, write_server_files

    parcels: list[Path] = []
    troubles: list[str] = []
    try:
        if sites:
            write_server_files(build)
    except FormkitError as error:
        troubles.append(in_words(error))
    for site in sites if as_zip else ():
        try:
            parcels.append(pack_site(build, site))
        except FormkitError as error:
            troubles.append(in_words(error))
    return parcels, troubles


def _leftovers(workspace: Path) -> list[str]:
    from formkit.site.output import leftover_sites
    from formkit.workspace import spec_names

    names = spec_names(workspace / "form_specs")
    return leftover_sites(workspace / "build", (name.rpartition(".")[0] for name in names))


def _as_data(result: "Built") -> dict[str, object]:
    return {
        "site": result.site,
        "built": result.report is not None,
        "problems": [asdict(problem) for problem in result.problems],
        "trouble": in_words(result.trouble) if result.trouble else "",
        **(asdict(result.report) if result.report else {}),
    }

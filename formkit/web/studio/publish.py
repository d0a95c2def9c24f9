"""The tab "publish": what is still to do, what the doctor says, and the site as files, a zip, or a copy in a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, current_app, jsonify, render_template

from formkit.errors import FormkitError, SpecError
from formkit.site.one import build_one
from formkit.site.output import Built, Report
from formkit.site.parcel import copy_site, packed, unreadable
from formkit.site.unchanged import look_around
from formkit.web.state import state
from formkit.web.studio.checklist import left, rows
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.opening import built_folder, opener
from formkit.web.studio.reaching import last_look, sound_site, usual_endpoint
from formkit.web.studio.said import said
from formkit.web.studio.sent import body
from formkit.web.uploads import attachment

NAME = "formkit_publishing"


@dataclass
class Publishing:
    """How far the builds are: pictures done, and all of them."""

    building: dict[str, tuple[int, int]] = field(default_factory=dict)

    def watch(self, site: str, paths: Iterable[str], total: int) -> Iterator[str]:
        """Counts the pictures of a site as their copies are made."""
        for number, path in enumerate(paths, 1):
            self.building[site] = (number, total)
            yield path


def add_to(studio: Blueprint) -> None:
    studio.record_once(lambda setup: setup.app.extensions.update({NAME: Publishing()}))
    studio.add_url_rule("/s/<site>/publish", "publish", publish)
    studio.add_url_rule("/s/<site>/build", "build", build, methods=["POST"])
    studio.add_url_rule("/s/<site>/building", "building", building)
    studio.add_url_rule("/s/<site>/site.zip", "zip", parcel)
    studio.add_url_rule("/s/<site>/copy", "copy", copy, methods=["POST"])


def _publishing() -> Publishing:
    return cast(Publishing, current_app.extensions[NAME])


def publish(site: str) -> str:
    """The checklist, and the buttons below it; a fragment of HTML."""
    desk = desk_of(site)
    endpoint, reached = usual_endpoint(desk), last_look(site)
    found = list(rows(desk.now(), state().store, endpoint=endpoint, reached=reached, ages=desk.ages))
    return render_template(
        "studio/publish.html", id=site, rows=found, left=left(found), site=desk.now().site, place=desk.workspace
    )


def build(site: str) -> Response:
    """Makes the files of the site. 422 in words where its file has mistakes or the disk refuses."""
    report = _built(desk_of(site))
    count = len(report.written) + len(report.unchanged)
    message = said("publish.built", n=count, changed=len(report.written))
    folder = str(built_folder(site))
    return jsonify(
        message=message, notices=[said("publish.lies", folder=folder), *_noticed(report)], opens=bool(opener())
    )


def _noticed(report: Report) -> Iterator[str]:
    """What became of files that somebody changed by hand."""
    for key, paths in (("publish.edited", report.edited), ("publish.kept", report.kept)):
        if paths:
            yield said(key, files=", ".join(paths))


def building(site: str) -> Response:
    """How many pictures are done, and how many there are; zeros while nothing is built."""
    done, of = _publishing().building.get(desk_of(site).path.stem, (0, 0))
    return jsonify(done=done, of=of)


def parcel(site: str) -> Response:
    """All that was built, as one zip: the pages at its top."""
    desk_of(site)
    try:
        content = packed(built_folder(site))
    except OSError as error:
        raise unreadable(error) from error
    answer = Response(content, mimetype="application/zip")
    answer.headers["Content-Disposition"] = attachment(f"{site}.zip")
    return answer


def copy(site: str) -> Response:
    """Builds, and makes `<folder>/<site>/` the same; files there that formkit did not write stay, or stop it."""
    folder = _folder(_asked("folder"), site)
    _built(desk_of(site))
    report = copy_site(state().settings.build, site, folder)
    message = said("publish.copied", folder=str(folder / site), n=len(report.written))
    return jsonify(message=message, notices=[said("publish.copied_look"), *_noticed(report)])


def _asked(name: str) -> str:
    value = (body() or {}).get(name)
    return value.strip() if isinstance(value, str) else ""


def _folder(typed: str, site: str) -> Path:
    """The folder that an owner typed, or brought from the file manager. Raises FormkitError unless it is there, and the
    site would lie outside of the workspace."""
    try:
        folder = _path(typed).expanduser()
        there = bool(typed) and "\0" not in typed and folder.is_absolute() and folder.is_dir()
    except (RuntimeError, OSError, ValueError):  # no such user, or a name that no disk takes
        there = False
    if not there:
        raise FormkitError(said("publish.no_folder", folder=typed[:200]), said("publish.no_folder_hint"))
    ours = state().settings.workspace.resolve()
    if any(place.resolve().is_relative_to(ours) for place in (folder, folder / site)):
        raise FormkitError(said("publish.own_folder"), said("publish.own_folder_hint"))
    return folder


def _path(typed: str) -> Path:
    """A path as people paste it: `"/media/stick/my site"`, `file:///media/stick/my%20site`."""
    plain = typed.strip("\"' ")
    return Path(unquote(urlsplit(plain).path) if plain.startswith("file://") else plain)


def _built(desk: Desk) -> Report:
    """The site built as it is now. Raises FormkitError."""
    sound_site(desk)
    site, known = desk.path.stem, _publishing()
    around = look_around(desk.workspace, usual_endpoint(desk), online=False)
    try:
        made = build_one(desk.path, desk.workspace, around, lambda paths, total: known.watch(site, paths, total))
    finally:
        known.building.pop(site, None)
    return made.report or _refused(made)


def _refused(made: Built) -> Report:
    if made.trouble:
        raise made.trouble
    wrong = tuple(one for one in made.problems if one.severity == "error")
    raise SpecError(wrong) if wrong else FormkitError(said("publish.broken"))

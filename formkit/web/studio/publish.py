"""The tab "publish": what is still to do, what the doctor says, and the site as files, a zip, or a copy in a folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, render_template

from formkit.errors import FormkitError, SpecError
from formkit.health import everything, look
from formkit.online import Fetcher, reach
from formkit.settings import load_settings
from formkit.site.one import build_one
from formkit.site.output import Built, Report
from formkit.site.parcel import copy_site, packed
from formkit.site.unchanged import look_around
from formkit.spec import Site
from formkit.web.state import state
from formkit.web.studio.checklist import Reached, left, rows
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.said import said
from formkit.web.studio.sent import body
from formkit.web.uploads import attachment

NAME = "formkit_publishing"
PATIENCE_S, EACH_S = 20.0, 8.0  # for all that is asked of the endpoint, and for each answer


@dataclass
class Publishing:
    """What is known of the sites that are being published: the last look at an endpoint, and how far a build is."""

    reached: dict[str, Reached] = field(default_factory=dict)
    building: dict[str, tuple[int, int]] = field(default_factory=dict)

    def watch(self, site: str, paths: Iterable[str], total: int) -> Iterator[str]:
        """Counts the pictures of a site as their copies are made."""
        for number, path in enumerate(paths, 1):
            self.building[site] = (number, total)
            yield path


def add_to(studio: Blueprint) -> None:
    studio.record_once(lambda setup: setup.app.extensions.update({NAME: Publishing()}))
    studio.add_url_rule("/s/<site>/publish", "publish", publish)
    studio.add_url_rule("/s/<site>/publish/reach", "reach_endpoint", reach_endpoint, methods=["POST"])
    studio.add_url_rule("/s/<site>/publish/doctor", "doctor", doctor, methods=["POST"])
    studio.add_url_rule("/s/<site>/build", "build", build, methods=["POST"])
    studio.add_url_rule("/s/<site>/building", "building", building)
    studio.add_url_rule("/s/<site>/site.zip", "zip", parcel)
    studio.add_url_rule("/s/<site>/copy", "copy", copy, methods=["POST"])


def _publishing() -> Publishing:
    return cast(Publishing, current_app.extensions[NAME])


def publish(site: str) -> str:
    """The checklist, and the buttons below it; a fragment of HTML."""
    desk = desk_of(site)
    found = list(rows(desk.now(), state().store, endpoint=_usual(desk), reached=_publishing().reached.get(site)))
    return render_template("studio/publish.html", id=site, rows=found, left=left(found), site=desk.now().site)


def _usual(desk: Desk) -> str:
    """Where the forms of this workspace post unless a file says so; what can't be read, the doctor tells."""
    try:
        return load_settings(desk.workspace).public_url
    except FormkitError:
        return ""


def reach_endpoint(site: str) -> Response:
    """Follows each form to its endpoint, as a visitor's browser would; nothing is sent."""
    desk = desk_of(site)
    found = _whole(desk)
    to = found.head.endpoint or _usual(desk) or found.head.url
    faults = tuple(dict.fromkeys(_faults(found, to))) if to else ()
    _publishing().reached[site] = Reached(to, faults)
    return jsonify(fine=bool(to) and not faults, faults=faults)


def _faults(site: Site, endpoint: str) -> Iterator[str]:
    fetcher = Fetcher(PATIENCE_S, EACH_S)
    page = site.head.url or endpoint
    for form in site.forms:
        answer = reach(f"{endpoint.rstrip('/')}/f/{site.id}/{form}", page, fetcher)
        if not answer.fine:
            yield f"{answer.words[:1].upper()}{answer.words[1:]}."


def doctor(site: str) -> str:
    """What the doctor finds on this computer; a fragment of HTML."""
    desk_of(site)
    findings = look(state().settings.workspace, everything(state().now()))
    return render_template("studio/doctor.html", findings=findings)


def build(site: str) -> Response:
    """Makes the files of the site. 422 in words where its file has mistakes or the disk refuses."""
    report = _built(desk_of(site))
    count = len(report.written) + len(report.unchanged)
    folder = str(state().settings.build / site)
    notices = [*report.notices]
    return jsonify(message=said("publish.built", n=count, changed=len(report.written), folder=folder), notices=notices)


def building(site: str) -> Response:
    """How many pictures are done, and how many there are; zeros while nothing is built."""
    done, of = _publishing().building.get(site, (0, 0))
    return jsonify(done=done, of=of)


def parcel(site: str) -> Response:
    """All that was built, as one zip: the pages at its top."""
    desk_of(site)
    folder = state().settings.build / site
    if not folder.is_dir():
        raise FormkitError(said("publish.not_built"), said("publish.not_built_hint"))
    try:
        content = packed(folder)
    except OSError as error:
        raise FormkitError(f"{error.filename}: {error.strerror}", said("publish.not_built_hint")) from error
    answer = Response(content, mimetype="application/zip")
    answer.headers["Content-Disposition"] = attachment(f"{site}.zip")
    return answer


def copy(site: str) -> Response:
    """Builds, and makes `<folder>/<site>/` the same; files there that formkit did not write stay, or stop it."""
    folder = _folder(_asked("folder"), site)
    _built(desk_of(site))
    report = copy_site(state().settings.build, site, folder)
    place = str(folder / site)
    return jsonify(message=said("publish.copied", folder=place, n=len(report.written)), notices=[*report.notices])


def _asked(name: str) -> str:
    value = (body() or {}).get(name)
    return value.strip() if isinstance(value, str) else ""


def _folder(typed: str, site: str) -> Path:
    """The folder that an owner typed. Raises FormkitError unless it is there, and the site would lie outside of the
    workspace."""
    try:
        folder = Path(typed).expanduser()
        there = bool(typed) and "\0" not in typed and folder.is_absolute() and folder.is_dir()
    except (RuntimeError, OSError, ValueError):  # no such user, or a name that no disk takes
        there = False
    if not there:
        raise FormkitError(said("publish.no_folder", folder=typed[:200]), said("publish.no_folder_hint"))
    ours = state().settings.workspace.resolve()
    if any(place.resolve().is_relative_to(ours) for place in (folder, folder / site)):
        raise FormkitError(said("publish.own_folder"), said("publish.own_folder_hint"))
    return folder


def _whole(desk: Desk) -> Site:
    """The site, of a file without mistakes. Raises FormkitError."""
    reading = desk.now()
    if reading.site is None or not reading.sound:
        raise FormkitError(said("publish.broken"), said("publish.mistakes_hint"))
    return reading.site


def _built(desk: Desk) -> Report:
    """The site built as it is now. Raises FormkitError."""
    _whole(desk)
    site, known = desk.path.stem, _publishing()
    around = look_around(desk.workspace, _usual(desk), online=False)
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

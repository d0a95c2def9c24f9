"""Whether the forms of a site reach an endpoint: followed as a visitor's browser would, without sending anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from flask import Blueprint, Response, current_app, jsonify

from formkit.errors import FormkitError
from formkit.online import Fault, Fetcher, reach
from formkit.settings import load_settings
from formkit.spec import Site
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.said import advised, said

NAME = "formkit_reached"
PATIENCE_S, EACH_S = 20.0, 8.0  # for all that is asked of the endpoint, and for each answer


@dataclass(frozen=True)
class Reached:
    """What came of following the forms to an endpoint: no `faults` where all is well."""

    endpoint: str
    faults: tuple[Fault, ...] = ()

    def told(self, file: str) -> list[str]:
        """The faults in the reader's language; `file` is what the site's file is called."""
        said = (advised("reach", one.rule, {"file": file, **one.values}) for one in self.faults)
        return list(dict.fromkeys(" ".join(filter(None, one)) for one in said))


@dataclass
class Reaching:
    """The last look for each site."""

    last: dict[str, Reached] = field(default_factory=dict)


def add_to(studio: Blueprint) -> None:
    studio.record_once(lambda setup: setup.app.extensions.update({NAME: Reaching()}))
    studio.add_url_rule("/s/<site>/publish/reach", "reach_endpoint", reach_endpoint, methods=["POST"])


def last_look(site: str) -> Reached | None:
    """What came of the last look, if there was one since the program began."""
    return _known().last.get(site)


def usual_endpoint(desk: Desk) -> str:
    """Where the forms of this workspace post unless a file says so; what can't be read, the doctor tells."""
    try:
        return load_settings(desk.workspace).public_url
    except FormkitError:
        return ""


def sound_site(desk: Desk) -> Site:
    """The site, of a file without mistakes. Raises FormkitError."""
    reading = desk.now()
    if reading.site is None or not reading.sound:
        raise FormkitError(said("publish.broken"), said("publish.mistakes_hint"))
    return reading.site


def reach_endpoint(site: str) -> Response:
    """Follows each form to its endpoint."""
    desk = desk_of(site)
    found = sound_site(desk)
    to = found.head.endpoint or usual_endpoint(desk) or found.head.url
    reached = Reached(to, tuple(_faults(found, to)) if to else ())
    _known().last[site] = reached
    return jsonify(fine=bool(to) and not reached.faults, faults=reached.told(desk.path.name))


def _faults(site: Site, endpoint: str) -> Iterator[Fault]:
    fetcher = Fetcher(PATIENCE_S, EACH_S)
    page = site.head.url or endpoint
    for form in site.forms:
        answer = reach(f"{endpoint.rstrip('/')}/f/{site.id}/{form}", page, fetcher)
        if answer.fault:
            yield answer.fault


def _known() -> Reaching:
    return cast(Reaching, current_app.extensions[NAME])

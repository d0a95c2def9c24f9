"""The desks of a workspace, one for each of its files, for as long as the program runs."""

from pathlib import Path
from threading import Lock
from typing import cast

from flask import abort, current_app

from formkit.spec import find_specs
from formkit.web.state import state
from formkit.web.studio.desk import Desk

NAME = "formkit_studio"


class Desks:
    """Every site that has been opened, by its id."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._open: dict[str, Desk] = {}
        self._lock = Lock()

    def of(self, site: str) -> Desk | None:
        """The desk of a site; None when there is no such file, and there was none."""
        with self._lock:
            if site not in self._open:
                found = {path.stem: path for path in find_specs(state().settings.specs)}
                if site not in found:
                    return None
                self._open[site] = Desk(found[site], self.workspace)
            return self._open[site]


def desks() -> Desks:
    """Those of the app that handles this request."""
    return cast(Desks, current_app.extensions[NAME])


def desk_of(site: str) -> Desk:
    """The desk of a site, else the answer 404."""
    return desks().of(site) or abort(404)

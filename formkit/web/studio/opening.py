"""The folder of a built site in the file manager, for who sits in front of this machine."""

from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, current_app, jsonify, request

from formkit.errors import FormkitError
from formkit.web.state import state
from formkit.web.studio.desks import desk_of
from formkit.web.studio.said import said

NAME = "formkit_opener"


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/open", "open_folder", open_folder, methods=["POST"])


def opener() -> Callable[[Path], None] | None:
    """What shows a folder; None where nothing does, or the reader sits at another machine."""
    opens = cast(Callable[[Path], None] | None, current_app.extensions[NAME])
    return opens if request.remote_addr and ip_address(request.remote_addr).is_loopback else None


def built_folder(site: str) -> Path:
    """Where the files of the site are. Raises FormkitError before it was built."""
    folder = state().settings.build / site
    if not folder.is_dir() or folder.is_symlink():
        raise FormkitError(said("publish.not_built"), said("publish.not_built_hint"))
    return folder


def open_folder(site: str) -> Response:
    """Shows the folder of the built site, and no other. 422 where that can't be done here."""
    desk_of(site)
    folder, show = built_folder(site), opener()
    try:
        if show is None:
            raise FormkitError(said("publish.not_opened"), said("publish.not_opened_hint", folder=str(folder)))
        show(folder)
    except OSError as error:
        hint = said("publish.not_opened_hint", folder=str(folder))
        raise FormkitError(said("publish.not_opened"), hint) from error
    return jsonify(message=said("publish.opened"))

"""Takes the changes that a browser sends, writes them into the file, and answers with the page anew."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from formkit.edit import Clash, Edit, Rename, Text, Trouble, edits_of
from formkit.errors import FormkitError
from formkit.source import Source
from formkit.web.dev import Reloader
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.done import done_last
from formkit.web.studio.locks import lock_of
from formkit.web.studio.meanwhile import Moved, clash_told, joined, moved, overtaken, pages_of, saw
from formkit.web.studio.outline import outlined
from formkit.web.studio.panel import problems_of
from formkit.web.studio.said import words_of_trouble
from formkit.web.studio.sent import body

MOST_WORDS = 200  # letters of what the history says of a change


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/state", "state", state)
    studio.add_url_rule("/s/<site>/change", "change", take, methods=["POST"])
    studio.add_url_rule("/s/<site>/undo", "undo", undo, methods=["POST"])
    studio.add_url_rule("/s/<site>/redo", "redo", redo, methods=["POST"])


def state(site: str) -> Response:
    """The file and the page as they are now."""
    desk = desk_of(site)
    reading, drawn = desk.now(), _line(request.args, "drawn")
    before = saw(desk, drawn) if drawn != reading.version else None
    others = _moved(before, reading.source)
    return jsonify(moved=others, **told(desk, reading, _shown(request.args, others)))


def take(site: str) -> tuple[Response, int]:
    """Edits -> the file. 409 where another program changed the same place meanwhile, 422 where it can't be done,
    503 while the file can't be read or saved: then the browser keeps them and sends them again."""
    asked = _asked()
    desk, edits = desk_of(site), edits_of(asked.get("edits"))
    try:
        saved, others = _put_in(desk, edits, asked)
    except Clash as clash:
        there = desk.now()
        asks = clash_told(edits, asked["edits"], there.source, saw(desk, _line(asked, "base")), clash.places)
        return jsonify(conflict={**asks, "base": _line(asked, "base")}, **told(desk, there, asked)), 409
    except Trouble as trouble:
        return jsonify(message=words_of_trouble(trouble), **_seen(desk, asked)), 503
    _typed()
    pairs = [*others, *_renamed(edits)]
    return jsonify(moved=pairs, **told(desk, desk.read(saved), _shown(asked, pairs))), 200


def _put_in(desk: Desk, edits: Sequence[Edit], asked: dict[str, Any]) -> tuple[Text, Moved]:
    """Makes the edits in the file; anew, where another program saved it meanwhile.

    What was saved, and which things another hand had moved since what the browser has `drawn`. Raises Clash, EditError,
    or FormkitError in the words of a disk.
    """
    now = desk.file.read(_now())
    source = desk.read(now).source
    if source is None:
        raise Trouble("unread", "The file can't be read.", "Mend it in the tab File.")
    base, settled = _line(asked, "base"), asked.get("settled") is True
    if not settled and overtaken(edits, asked["edits"], _drawn(desk, now, base) or source):
        if overtaken(edits, asked["edits"], source):
            raise Clash("", now.text, "")
        base = now.version  # the browser has seen more than it says
    changed, made_of = joined(desk, now, edits, base, settled=settled)
    what, run = _line(asked, "what"), _line(asked, "run")
    try:
        saved = desk.file.save(changed, base=made_of, what=what, now=_now(), run=run, over=now.version)
    except Clash:
        if desk.file.read(_now()).version == now.version:
            raise
        return _put_in(desk, edits, asked)
    return saved, _moved(_drawn(desk, now, _line(asked, "drawn")), source)


def _drawn(desk: Desk, now: Text, version: str) -> Source | None:
    """What a browser shows; None where nobody knows it any more."""
    return desk.read(now).source if version == now.version else saw(desk, version)


def _moved(before: Source | None, now: Source | None) -> Moved:
    return [*moved(before.data, now.data)] if before and now and before is not now else []


def _renamed(edits: Sequence[Edit]) -> Moved:
    """The pages that these edits give another address."""
    return pages_of([(edit.path, (*edit.path[:-1], edit.key)) for edit in edits if isinstance(edit, Rename)])


def _shown(asked: Any, pairs: Moved) -> dict[str, Any]:
    """What is asked for, where the page that is shown may have another address now."""
    folder, slash, file = str(asked.get("page") or "").rpartition("/")
    now = {f"{old[1]}.html": f"{new[1]}.html" for old, new in pages_of(pairs)}
    return {**asked, "page": f"{folder}{slash}{now.get(file, file)}"}


def _seen(desk: Desk, asked: Any) -> dict[str, Any]:
    """What can be shown while the file can't be read or saved."""
    try:
        return told(desk, desk.now(), asked)
    except Trouble:
        return {}


def undo(site: str) -> Response:
    """Takes the last change back, and says which that was."""
    desk = desk_of(site)
    what = done_last(desk)
    return jsonify(what=what, **_stepped(desk, desk.file.undo))


def redo(site: str) -> Response:
    """Makes a change again, and says which that is."""
    desk = desk_of(site)
    there = _stepped(desk, desk.file.redo)
    return jsonify(what=done_last(desk), **there)


def _stepped(desk: Desk, step: Callable[[datetime], object]) -> dict[str, Any]:
    asked, before = _asked(), desk.now().source
    step(_now())
    now = desk.now()
    pairs = pages_of(_moved(before, now.source))
    return {"moved": pairs, **told(desk, now, _shown(asked, pairs))}


def told(desk: Desk, reading: Reading, asked: Any) -> dict[str, Any]:
    """What the editor must know of a state of the file. `asked` names the `page` and the `scheme` that it shows."""
    page, scheme = str(asked.get("page") or "index.html"), str(asked.get("scheme") or "")
    html = None
    if reading.fresh and reading.site:
        html = desk.page(reading.site, page, scheme) or desk.page(reading.site, "index.html", scheme)
    return {
        "version": reading.version,
        "noted": desk.file.noted,
        "sound": reading.sound,
        "fresh": reading.fresh,
        "lock": lock_of(reading),
        "html": html,
        "outline": outlined(reading, page),
        "problems": problems_of(reading),
        "undo": desk.file.can_undo,
        "redo": desk.file.can_redo,
    }


def _asked() -> dict[str, Any]:
    asked = body()
    if asked is None:
        raise FormkitError("the change can't be read", "load the page again", rule="edit-not-understood")
    return asked


def _line(asked: Mapping[str, Any], name: str) -> str:
    return " ".join(str(asked.get(name) or "").split())[:MOST_WORDS]


def _typed() -> None:
    """Builds of the workbench wait for a pause."""
    reloader: Reloader = current_app.extensions["formkit_reloader"]
    reloader.typed()


def _now() -> datetime:
    return datetime.now(UTC)

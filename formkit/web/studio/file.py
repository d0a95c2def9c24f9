"""The tab with the file itself: its text with what is wrong at which line, saved as it is typed, and what completes it.

Line ends and byte order mark travel as they are. What others changed meanwhile is merged by lines, or asked about.
"""

import json
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request

from formkit.edit import Clash, Trouble
from formkit.edit.saving import Gone, gone, version_of
from formkit.errors import FormkitError
from formkit.spec.described import WORDS
from formkit.web.dev import Reloader
from formkit.web.state import state
from formkit.web.studio.changing import told
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.panel import problems_of
from formkit.web.studio.problems import refusal
from formkit.web.studio.said import USUAL, said, said_to_scripts, spoken, table
from formkit.web.studio.sent import body

MOST_RUN = 64  # letters of the id of a run of typing


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/completions.json", "completions", offered)
    studio.add_url_rule("/s/<site>/file/pane", "file_pane", pane)
    studio.add_url_rule("/s/<site>/file", "file", show)
    studio.add_url_rule("/s/<site>/file", "save_file", save, methods=["POST"])


def offered() -> Response:
    """What may stand where in a spec (`formkit.spec.completions`); asked again, 304 as long as it is the same."""
    from formkit.spec.completions import completions

    offers = completions(state().settings.workspace)
    _translate(offers["places"], spoken())
    spelled = json.dumps(offers, ensure_ascii=False, separators=(",", ":"))
    answer = Response(spelled, mimetype="application/json")
    answer.set_etag(sha256(spelled.encode()).hexdigest()[:16])
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.make_conditional(request)
    return answer


def _translate(places: list[dict[str, Any]], language: str) -> None:
    """What a key is for, in the reader's language where the Studio says it there."""
    names = {words: name for name, words in WORDS.items()}
    own = table(language) if language != USUAL else {}
    for place in places:
        for said_of in place.get("keys", {}).values():
            said_of[0] = own.get(f"help.{names.get(said_of[0])}", said_of[0])


def pane(site: str) -> str:
    """What stands in the tab before the text does."""
    desk_of(site)
    return render_template("studio/file.html", words=said_to_scripts("file"))


def show(site: str) -> Response:
    """The text as it is on disk. 422 where it can't be read, with `gone` where there is no file."""
    desk = desk_of(site)
    try:
        text = desk.file.read(_now())
    except FormkitError as error:
        return _refused(error)
    reading = desk.read(text)
    return jsonify(
        version=text.version, text=text.text, sound=reading.sound, notes=_notes(text.text),
        problems=problems_of(reading),
    )  # fmt: skip


def save(site: str) -> Response:
    """What was typed -> the file. `text` of the answer is what stands there when others' changes are in it, too.

    409 with all three texts where both changed the same lines, 503 while it can't be saved; nothing is written then.
    """
    desk, asked = desk_of(site), body()
    if asked is None or not isinstance(asked.get("text"), str):
        hint = "Load the page again: it is kept in this browser."
        raise FormkitError("What was typed can't be read.", hint, rule="edit-not-understood")
    try:
        text = _saved(desk, asked)
    except Clash as clash:
        theirs = version_of(clash.theirs.encode())
        answer = jsonify(base=clash.base, theirs=clash.theirs, version=theirs, message=clash.message)
        return make_response(answer, 409)
    except FormkitError as error:
        return _refused(error, 503)
    reloader: Reloader = current_app.extensions["formkit_reloader"]
    reloader.typed()
    return jsonify(told(desk, desk.now(), asked) | {"text": text, "notes": _notes(text or asked["text"])})


def _saved(desk: Desk, asked: dict[str, Any]) -> str | None:
    """None when the file says what was sent, else what it says. `anew` writes a file that was deleted."""
    base, run = str(asked.get("base") or ""), str(asked.get("run") or "")[:MOST_RUN]
    save = partial(desk.file.save, asked["text"], base=base, what=said("file.what"), run=run)
    try:
        saved = save(now=_now())
    except Gone:
        if not asked.get("anew"):
            raise
        _bring_back(desk)
        saved = save(now=_now())
    return saved.text if saved.text != asked["text"] else None


def _bring_back(desk: Desk) -> None:
    """A deleted file is there again, as it was kept last. Raises Gone when it is not kept."""
    last = next((one for one in desk.file.versions() if one.here), None)
    if last is None:
        raise gone(desk.path)
    desk.file.restore(last.number, _now())


def _notes(text: str) -> list[str]:
    """What is unusual about a text and stays as it is, in words."""
    inner = text.replace("\r\n", "")
    ends = ("\r\n" in text) + ("\n" in inner) + ("\r" in inner)
    found = {"file.mark": text.startswith("\ufeff"), "file.mixed": ends > 1}
    return [said(key) for key, here in found.items() if here]


def _refused(error: FormkitError, passing: int = 422) -> Response:
    """422, or the status `passing` for what may pass."""
    message, hint = refusal(error)
    answer = jsonify(message=message, hint=hint, gone=isinstance(error, Gone))
    return make_response(answer, passing if isinstance(error, Trouble) else 422)


def _now() -> datetime:
    return datetime.now(UTC)

"""What a browser asks to do with a thing, and gets back as edits: these it sends as one change."""

import json
from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from formkit.edit import edits_of
from formkit.errors import FormkitError
from formkit.source import Source
from formkit.spec import Site, check_source
from formkit.web.studio.choosing import choosing
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.meanwhile import edited, saw, stands_now
from formkit.web.studio.naming import addressing, naming
from formkit.web.studio.palette import adding
from formkit.web.studio.panel import maker_of
from formkit.web.studio.plans import copying, moving, removing
from formkit.web.studio.said import said
from formkit.web.studio.sent import body, steps
from formkit.web.studio.stepping import Plan, cutting
from formkit.web.studio.wordings import Steps


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/plan", "plan", answer)
    studio.add_url_rule("/s/<site>/choices", "choices", choices, methods=["POST"])


def answer(site: str) -> Response:
    """The edits that a deed takes with what stood at `path` in the `version` that the browser shows."""
    desk, asked, path = desk_of(site), request.args, steps_of(request.args.get("path", ""))
    now, seen = desk.now(), asked.get("version", "")
    shown = now.of_page if now.source else now
    before = saw(desk, seen) if seen != shown.version else None
    if now.source and not now.fresh and seen != now.version:
        _path_now(now.good, now.source, path)  # refused where it is gone since the page was good
    return _answered(desk, shown, lambda site, source: _plan(site, source, _path_now(before, source, path), asked))


def choices(site: str) -> Response:
    """The edits that change what can be chosen in the field at `path`, and what names it."""
    asked = body() or {}
    path, language = steps_of(json.dumps(asked.get("path"))), str(asked.get("language") or "")
    desk = desk_of(site)
    now = desk.now()
    return _answered(desk, now, lambda site, _: choosing(maker_of(now, language), site, path, asked))


def _answered(desk: Desk, reading: Reading, make: Callable[[Site, Source], Plan]) -> Response:
    if reading.site is None or reading.source is None:
        raise FormkitError(said("palette.broken"), said("palette.broken_hint"))
    try:
        plan = make(reading.site, reading.source)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        raise _gone() from None
    if reading.sound and plan.edits:
        _leaves_it_sound(desk, reading, plan)
    answer = {**asdict(plan), "version": reading.version}  # in which the edits name their places
    return Response(json.dumps(answer), mimetype="application/json")  # keys stay in order


def _leaves_it_sound(desk: Desk, reading: Reading, plan: Plan) -> None:
    """Raises FormkitError for what would break the file, with the first reason."""
    text = edited(desk.file.text_at(reading.version) or desk.file.read().text, edits_of(plan.edits), reading.source)
    _, problems = check_source(desk.source(text), desk.path, desk.workspace)
    for problem in problems:
        if problem.severity != "notice":
            raise FormkitError(said("palette.breaks"), problem.message)


def _path_now(before: Source | None, now: Source, path: Steps) -> Steps:
    """Where it stands now, though another hand may have moved it."""
    found = path if before is None else stands_now(before.data, now.data, path)
    if found is None:
        raise _gone()
    return found


def _plan(site: Site, source: Source, path: Steps, asked: MultiDict[str, str]) -> Plan:
    """Add something behind a path or `before` it, move what is there, name it, cut the form, copy, remove it."""
    match asked.get("do"):
        case "add":
            return adding(site, asked["name"], page=asked.get("page", ""), beside=path, before="before" in asked)
        case "move":
            return moving(site, path, int(asked["to"]), asked.get("step", type=int))
        case "cut":
            return cutting(site, path)
        case "name":
            return naming(site, path, asked["to"])
        case "address":
            return addressing(site, path)
        case "copy":
            return copying(site, source, path)
        case "remove":
            return removing(site, source, path)
    raise KeyError


def steps_of(text: str) -> Steps:
    """A path as a browser writes it: a JSON list of keys and numbers. Raises FormkitError."""
    found = steps(text)
    if found is None:
        raise _gone()
    return found


def _gone() -> FormkitError:
    return FormkitError(said("palette.gone"), said("palette.gone_hint"))

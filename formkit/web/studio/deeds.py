"""What a browser asks to do with a thing, and gets back as edits: these it sends as one change."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from formkit.errors import FormkitError
from formkit.web.studio.desks import desk_of
from formkit.web.studio.palette import adding
from formkit.web.studio.plans import copying, moving, removing
from formkit.web.studio.said import said
from formkit.web.studio.sent import steps
from formkit.web.studio.wordings import Steps


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/plan", "plan", answer)


def answer(site: str) -> Response:
    """The edits that move, copy or remove what stands at `path`, or add something behind it."""
    reading = desk_of(site).now()
    if reading.site is None or reading.source is None:
        raise FormkitError(said("palette.broken"), said("palette.broken_hint"))
    path, do = steps_of(request.args.get("path", "")), request.args.get("do", "")
    try:
        if do == "add":
            page, before = request.args.get("page", ""), "before" in request.args
            return jsonify(asdict(adding(reading.site, request.args["name"], page=page, beside=path, before=before)))
        if do == "move":
            return jsonify(asdict(moving(reading.site, path, int(request.args["to"]))))
        plan = {"copy": copying, "remove": removing}[do]
        return jsonify(asdict(plan(reading.site, reading.source, path)))
    except (KeyError, IndexError, TypeError, ValueError):
        raise _gone() from None


def steps_of(text: str) -> Steps:
    """A path as a browser writes it: a JSON list of keys and numbers. Raises FormkitError."""
    found = steps(text)
    if found is None:
        raise _gone()
    return found


def _gone() -> FormkitError:
    return FormkitError(said("palette.gone"), said("palette.gone_hint"))

"""The properties of what is selected, as a piece of HTML."""

import json
from typing import Any

from flask import Blueprint, render_template, request

from formkit.errors import FormkitError
from formkit.rules import WRITING
from formkit.web.state import state
from formkit.web.studio.controls import Maker, Sayer
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.locks import lock_of
from formkit.web.studio.meanwhile import saw, stands_now
from formkit.web.studio.panels import panel_of
from formkit.web.studio.problems import in_words, told
from formkit.web.studio.said import said, spoken, table
from formkit.web.studio.sent import steps
from formkit.web.studio.written import Steps, written

MOST_STEPS = 12


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/panel", "panel", panel)
    studio.add_app_template_filter(as_json, "as_json")


def as_json(value: Any) -> str:
    """For an attribute of HTML; the keys stay in their order, which is that of the file."""
    return json.dumps(value, ensure_ascii=False)


def panel(site: str) -> str:
    """The panel of `path`; the panel of the site where nothing stands there; of the last good state, if any.

    A path of another version is that of the same thing now.
    """
    desk = desk_of(site)
    reading = desk.now()
    path = steps(request.args.get("path", ""), most=MOST_STEPS) or ("site",)
    there = _path_now(desk, reading, path, request.args.get("seen", ""))
    if there is None:
        why = said("panel.elsewhere") if reading.shown else lock_of(reading)
        return render_template("studio/panel.html", panel=None, site=site, version=reading.version, why=why)
    maker = maker_of(reading, request.args.get("language", ""))
    of_things = [one for one in reading.problems if one.rule not in WRITING] if reading.source else []
    shown = panel_of(maker, there, in_words(of_things, table(spoken()), maker))
    return render_template("studio/panel.html", panel=shown, site=site, version=reading.version)


def _path_now(desk: Desk, reading: Reading, path: Steps, seen: str) -> Steps | None:
    """Where it stands that stood there in the version `seen`; None where that is not certain, or nothing is shown."""
    before = saw(desk, seen) if seen else None
    if reading.shown is None or before is None:
        return path if reading.shown else None
    return stands_now(before.data, reading.shown.data, path)


def problems_of(reading: Reading) -> list[dict[str, Any]]:
    """What is wrong with a file that is there, in the reader's words, as JSON."""
    if reading.trouble:
        return []
    return told(reading.problems, table(spoken()), maker_of(reading, "") if reading.source else None)


def maker_of(reading: Reading, language: str) -> Maker:
    """What makes controls for who asks, of texts in a language of the site, else in its first."""
    if reading.shown is None:
        raise FormkitError(said("palette.broken"), said("palette.broken_hint"))
    file = written(reading.shown, state().settings.workspace, reading.site)
    shown = language if language in file.languages else file.languages[0]
    here = state()
    return Maker(file, Sayer(table(spoken())), shown, here.settings.workspace, spoken(), here.now().date())

"""The properties of what is selected, as a piece of HTML."""

import json
from typing import Any

from flask import Blueprint, render_template, request

from formkit.errors import FormkitError
from formkit.rules import WRITING
from formkit.web.state import state
from formkit.web.studio.controls import Maker, Sayer
from formkit.web.studio.desk import Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.locks import lock_of
from formkit.web.studio.panels import panel_of
from formkit.web.studio.problems import in_words, told
from formkit.web.studio.said import said, spoken, table
from formkit.web.studio.sent import steps
from formkit.web.studio.written import written

MOST_STEPS = 12


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/panel", "panel", panel)
    studio.add_app_template_filter(as_json, "as_json")


def as_json(value: Any) -> str:
    """For an attribute of HTML; the keys stay in their order, which is that of the file."""
    return json.dumps(value, ensure_ascii=False)


def panel(site: str) -> str:
    """The panel of `path`; the panel of the site where nothing stands there; of the last good state, if any."""
    reading = desk_of(site).now()
    if reading.shown is None:
        why, version = lock_of(reading), reading.version
        return render_template("studio/panel.html", panel=None, site=site, version=version, why=why)
    path = steps(request.args.get("path", ""), most=MOST_STEPS) or ("site",)
    maker = maker_of(reading, request.args.get("language", ""))
    of_things = [one for one in reading.problems if one.rule not in WRITING] if reading.source else []
    shown = panel_of(maker, path, in_words(of_things, table(spoken()), maker))
    return render_template("studio/panel.html", panel=shown, site=site, version=reading.version)


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

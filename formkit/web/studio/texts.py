"""The tab with the translations: every text of a site, a row each, a column for each language."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Blueprint, render_template

from formkit.spec import Site, check_source
from formkit.web.studio.braces import braces_of
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.phrases import Group, groups_of
from formkit.web.studio.said import said_to_scripts, spoken, table
from formkit.words import languages, words


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/texts", "texts", texts)


def texts(site: str) -> str:
    """The table, as a part of the editor's page; where the file can't be read, what to do."""
    desk = desk_of(site)
    reading = desk.now()
    found = reading.site if reading.fresh else as_said(desk, reading)
    if found is None or reading.source is None:
        return render_template("studio/texts.html", site=None)
    groups = groups_of(found, reading.source.data, table(spoken()))
    return render_template(
        "studio/texts.html", version=reading.version, site=found, groups=groups,
        lacking=lacking(groups, found.languages), braces_of=partial(braces_of, found),
        same=sum(one.same for group in groups for one in group.phrases),
        all=sum(len(group.phrases) for group in groups),
        speakable=[code for code in languages() if code not in found.languages],
        more=partial(_one_more, found, reading.source.data), words=said_to_scripts("texts"),
        direction=lambda code: words(code).direction,
    )  # fmt: skip


def as_said(desk: Desk, reading: Reading) -> Site | None:
    """The site as the file says it now, though it doesn't hold together; None where a part of it can't be read."""
    return check_source(reading.source, desk.path, desk.workspace, checks=())[0] if reading.source else None


def lacking(groups: Iterable[Group], codes: Iterable[str]) -> dict[str, int]:
    """How many texts say nothing in each of the languages."""
    phrases = [one for group in groups for one in group.phrases]
    return {code: sum(not one.words(code) for one in phrases) for code in codes}


def _one_more(site: Site, data: Any, code: str) -> str:
    """The edits that add a language, as JSON; where a list of them stands, its other lines stay as they are."""
    listed = isinstance(data["site"].get("languages"), list)
    path = ["site", "languages"]
    whole = {"op": "put", "path": path, "value": [*site.languages, code]}
    return json.dumps([{"op": "add", "path": path, "at": len(site.languages), "value": code} if listed else whole])

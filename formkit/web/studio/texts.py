"""The tab with the translations: every text of a site, a row each, a column for each language."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from formkit.spec import Site, check_source
from formkit.web.studio.braces import braces_of
from formkit.web.studio.changing import told
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.older import Place, Told
from formkit.web.studio.phrases import Group, groups_of, pairs
from formkit.web.studio.said import native, said, said_to_scripts, spoken, table
from formkit.web.studio.sent import body
from formkit.words import languages, words


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/texts", "texts", texts)
    studio.add_url_rule("/s/<site>/fits", "fits", fits, methods=["POST"])


def texts(site: str) -> str:
    """The table, as a part of the editor's page; where the file can't be read, what to do."""
    desk = desk_of(site)
    reading = desk.now()
    found = reading.site if reading.fresh else as_said(desk, reading)
    if found is None or reading.source is None:
        return render_template("studio/texts.html", site=None)
    groups = groups_of(found, reading.source.data, table(spoken()))
    ages, missing = desk.ages.told(found.language, pairs(groups, found)), lacking(groups, found.languages)
    return render_template(
        "studio/texts.html", version=reading.version, site=found, groups=groups, ages=ages,
        lacking=missing, todo=partial(_todo, missing, ages), braces_of=partial(braces_of, found),
        same=sum(one.same for group in groups for one in group.phrases),
        all=sum(len(group.phrases) for group in groups),
        speakable=[code for code in languages() if code not in found.languages],
        more=partial(_one_more, found, reading.source.data), words=said_to_scripts("texts"),
        direction=lambda code: words(code).direction,
    )  # fmt: skip


def as_said(desk: Desk, reading: Reading) -> Site | None:
    """The site as the file says it now, though it doesn't hold together; None where a part of it can't be read."""
    return check_source(reading.source, desk.path, desk.workspace, checks=())[0] if reading.source else None


def lacking(groups: Iterable[Group], codes: Sequence[str]) -> dict[str, int]:
    """How many texts lack their words in each of the languages."""
    found = Counter(code for group in groups for one in group.phrases for code in one.lacking(codes))
    return {code: found[code] for code in codes}


def fits(site: str) -> Response:
    """Notes in the history that a translation, by the name of its pair, still fits; the file stays as it is.

    The answer's `fits` are the words of the history, "" where that pair is not older any more.
    """
    asked, desk, what = body() or {}, desk_of(site), ""
    reading = desk.now()
    if reading.fresh and reading.site and reading.source:
        groups = groups_of(reading.site, reading.source.data, table(spoken()))
        older = desk.ages.all_told(reading.site.language, pairs(groups, reading.site))
        names = {older[place].pair.name: where for place, where in _ways(groups, older)}
        if where := names.get(name := str(asked.get("pair"))):
            what = said("texts.fits_done", where=where)
            desk.file.note(name, what=what, now=datetime.now(UTC))
    return jsonify(fits=what, **told(desk, desk.now(), asked))


def _ways(groups: Iterable[Group], older: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """The older translations with the way to each in words."""
    names = {one.path: group.where(one) for group in groups for one in group.phrases}
    for path, code in older:
        yield (path, code), said("texts.cell", where=names[path], language=native(code))


def _todo(missing: Mapping[str, int], ages: Told, code: str) -> str:
    """What is still to do in a language."""
    counts = {"texts.missing": missing[code], "texts.older": sum(place[1] == code for place in ages.older)}
    return " · ".join(said(key, n=n) for key, n in counts.items() if n) or said("texts.missing_none")


def _one_more(site: Site, data: Any, code: str) -> str:
    """The edits that add a language, as JSON; where a list of them stands, its other lines stay as they are."""
    listed = isinstance(data["site"].get("languages"), list)
    path = ["site", "languages"]
    whole = {"op": "put", "path": path, "value": [*site.languages, code]}
    return json.dumps([{"op": "add", "path": path, "at": len(site.languages), "value": code} if listed else whole])

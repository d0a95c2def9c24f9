"""The tab with the history: the versions of a file, what each looks like, and the way back to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from flask import Blueprint, Response, abort, jsonify, render_template

from formkit.edit import BEGUN, FOUND_AGAIN, Version
from formkit.errors import FormkitError, SpecError
from formkit.spec import Site, check_source
from formkit.web.studio.changing import told
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.differing import Difference, difference
from formkit.web.studio.done import what_of
from formkit.web.studio.editor import page_of
from formkit.web.studio.said import said, spoken
from formkit.web.studio.sent import body
from formkit.words import clock, day


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/history", "history", history)
    studio.add_url_rule("/s/<site>/history/<int:number>", "version", version)
    studio.add_url_rule("/s/<site>/history/<int:number>/page/<path:path>", "past_page", past_page)
    studio.add_url_rule("/s/<site>/restore", "restore", restore, methods=["POST"])


def history(site: str) -> str:
    """The list of versions, the newest first, by days."""
    versions = _versions(desk_of(site))
    damaged = any(one.what == FOUND_AGAIN for one in versions)
    days, begun = list(_by_days(versions)), [one.number for one in versions[:-1] if one.what == BEGUN]
    return render_template("studio/history.html", days=days, what=what_of, at=time_of, damaged=damaged, begun=begun)


def version(site: str, number: int) -> str:
    """One version: what it changed, and what is different from it now."""
    desk = desk_of(site)
    versions = _versions(desk)
    place = next((n for n, one in enumerate(versions) if one.number == number), None)
    if place is None:
        abort(404)
    one = versions[place]
    before = desk.file.text_of(versions[place + 1].number) if versions[place + 1 :] else None
    return render_template(
        "studio/version.html", one=one, what=what_of(one), at=moment_of(one), sound=_site_of(desk, number) is not None,
        changed=None if before is None else difference(before, desk.file.text_of(number)), now=_since(desk, one),
    )  # fmt: skip


def past_page(site: str, number: int, path: str) -> Response:
    """A page as it was in a version."""
    desk = desk_of(site)
    return page_of(desk, _site_of(desk, number), path)


def restore(site: str) -> Response:
    """Puts a version in the place of the file; undo takes that back."""
    asked = body() or {}
    number = asked.get("number")
    if type(number) is not int:
        raise FormkitError(said("history.unread"), said("history.unread_hint"))
    desk, now = desk_of(site), datetime.now(UTC)
    one = next((one for one in desk.file.versions() if one.number == number), None)
    desk.file.restore(number, now, what=_restored(one) if one else "")
    return jsonify(told(desk, desk.now(), asked))


def _restored(one: Version) -> str:
    """What the history says of it: with the day's date, for it is read on other days."""
    at = one.at.astimezone()
    return said("history.restored", when=said("history.moment", day=day(at, spoken()), time=time_of(one)))


def _versions(desk: Desk) -> list[Version]:
    """The newest first; of a file that was deleted, none is in force."""
    gone = not desk.path.exists()
    return [replace(one, here=False) if gone else one for one in desk.file.versions()]


def time_of(one: Version) -> str:
    """14:05, by the clock of this machine."""
    return clock(one.at.astimezone().timetz(), spoken())


def moment_of(one: Version) -> str:
    """Today, 14:05."""
    return said("history.moment", day=_day(one.at.astimezone().date()), time=time_of(one))


def _by_days(versions: list[Version]) -> Iterator[tuple[str, list[Version]]]:
    for at, some in groupby(versions, lambda one: one.at.astimezone().date()):
        yield _day(at), list(some)


def _day(at: date) -> str:
    today = datetime.now().astimezone().date()
    near = {today: "history.today", today - timedelta(days=1): "history.yesterday"}
    return said(near[at]) if at in near else day(at, spoken())


def _site_of(desk: Desk, number: int) -> Site | None:
    """The site as a version says it; None where it can't be read. Raises FormkitError when it is kept no more."""
    try:
        source = desk.source(desk.file.text_of(number))
    except SpecError:
        return None
    return check_source(source, desk.path, desk.workspace)[0]


def _since(desk: Desk, one: Version) -> Difference | None:
    """What is different in the file now; None for the version in force, or where there is no file."""
    try:
        return None if one.here else difference(desk.file.text_of(one.number), desk.file.read().text)
    except FormkitError:
        return None

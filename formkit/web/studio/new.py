"""New site: a short talk that ends in a finished page."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from formkit.edit import Text
from formkit.edit.making import make_file
from formkit.edit.saving import version_of
from formkit.errors import FormkitError
from formkit.slug import slug
from formkit.spec import DAYS, find_specs, json_schema
from formkit.spec.called import country_of_zone, plain
from formkit.spec.checks.business import TYPES
from formkit.spec.new import SCHEMA
from formkit.spec.starts import StartAnswers, clock_of, found_trade, start, trades
from formkit.themes import About, about_theme, is_theme, mark, theme_names
from formkit.web.state import state
from formkit.web.studio.asked import STEPS, answers_of, countries, days, draft_of, wrong_in
from formkit.web.studio.clocks import clock_name, own_clock
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.editor import PAGE_CSP
from formkit.web.studio.kinds.look import COLOURS
from formkit.web.studio.pictures import shrunk
from formkit.web.studio.said import said, said_to_scripts, spoken, table
from formkit.words import languages

THEME_WIDTH = 320  # CSS pixels of a theme's picture
_QR = re.compile(r"<img[^>]*\bqr\.svg[^>]*>")  # a draft has no such file
_USUAL_WEEK = [(f"{day}_open", "1") for day in DAYS[:5]]


@dataclass(frozen=True)
class Look:
    """A theme to choose: what its card says."""

    name: str
    title: str
    text: str
    picture: bool


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/new", "new", ask)
    studio.add_url_rule("/new", "make", make, methods=["POST"])
    studio.add_url_rule("/new/preview", "preview", preview, methods=["GET", "POST"])
    studio.add_url_rule("/new/theme/<name>", "theme", theme)


def ask() -> str:
    return _page(MultiDict(_USUAL_WEEK), [])


def preview() -> Response:
    """The draft's first page; to the script with what is wrong so far, and what suits the trade."""
    answers, path = _answers(), _free_path("draft")
    wrong = wrong_in(answers, path, _workspace())
    html = _drafted(draft_of(answers, wrong, said("new.nameless")), path)
    if _to_script():
        trade = trades()[found_trade(answers)]
        name = trade.name.say(spoken(), default="en")
        return jsonify(html=html, wrong=_told(wrong), trade=name, accent=trade.accent, clock=_clock(answers))
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = PAGE_CSP
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def make() -> AnyResponse | tuple[Response | str, int]:
    """The file is made, and its editor opened; else the talk again, with what is wrong. FormkitError: a bad disk."""
    answers = _answers()
    wrong = wrong_in(answers, _free_path(_id_of(answers)), _workspace())
    if wrong:
        return (jsonify(wrong=_told(wrong)) if _to_script() else _page(request.form, wrong)), 422
    place = url_for("studio.editor", site=_made(answers))
    return (jsonify(location=place), 201) if _to_script() else redirect(place, 303)


def theme(name: str) -> Response:
    """The picture of a theme, small."""
    about = about_theme(name, _workspace()) if is_theme(name, _workspace()) else abort(404)
    if not about.preview:
        abort(404)
    place = about.folder / about.preview
    answer = Response(shrunk(place, mark(place), THEME_WIDTH), mimetype="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _page(typed: MultiDict[str, str], wrong: list[str]) -> str:
    language = spoken()
    asked_for = (code.partition("-")[0] for code in request.accept_languages.values())
    wished = next((code for code in asked_for if code in languages()), language)
    chosen = typed.get("language") or (language if "language" in session else wished)
    return render_template(
        "studio/new.html", typed=typed, wrong=_told(wrong), steps=STEPS, themes=_looks(), colours=COLOURS,
        trades=_by_name(language), kinds=_kinds(language), countries=countries(language), days=days(language),
        chosen=chosen, tongues_of_sites=languages(), clock=_clock(_answers()),
        script_words=said_to_scripts("new_script"),
    )  # fmt: skip


def _by_name(language: str) -> list[dict[str, str]]:
    """The trades by their names in the language; the one for whom none fits is the last."""
    every = trades().values()
    cards = [{"id": one.id, "name": one.name.say(language, default="en"), "icon": one.icon} for one in every]
    return [*sorted(cards[:-1], key=lambda card: plain(card["name"])), cards[-1]]


def _kinds(language: str) -> list[str]:
    """What one may call a business, beside those that have a card of their own."""
    cards = {plain(trade.name.say(language, default="en")) for trade in trades().values()}
    names = (table(language)[f"trade.{name}"] for name in TYPES[1:])
    return sorted((name for name in names if plain(name) not in cards), key=plain)


def _looks() -> list[Look]:
    """The themes to choose from; one whose file can't be read is none of them."""
    looks = []
    for name in theme_names(_workspace()):
        with suppress(FormkitError):
            looks.append(_look(about_theme(name, _workspace())))
    return looks


def _look(about: About) -> Look:
    words = table(spoken())
    text = words.get(f"new.theme_{about.name}", about.description)
    return Look(about.name, words.get(f"new.theme_{about.name}_title", about.title), text, bool(about.preview))


def _told(wrong: list[str]) -> dict[str, str]:
    """What to do at each field, in words."""
    known = table(spoken())
    return {field: known.get(f"new.wrong_{field}", known["new.wrong"]) for field in wrong}


def _drafted(answers: StartAnswers, path: Path) -> str:
    """The first page of a spec that stands nowhere yet; its links lead nowhere."""
    text, desk = start(answers), Desk(path, _workspace())
    site = desk.read(Text(text, version_of(text.encode()))).site
    html = desk.page(site, "index.html", "light") if site else None
    return _QR.sub("", html or "").replace("<head>", '<head><base target="_blank">', 1)


def _made(answers: StartAnswers) -> str:
    """The id of the new site, whose file is on the disk."""
    text, folder = start(answers), state().settings.specs
    while not make_file(path := _free_path(_id_of(answers)), text):
        pass  # somebody was quicker: another name
    with suppress(FormkitError):  # without a history it is a site all the same
        desk_of(path.stem).file.begin(state().now())
    schema = folder / SCHEMA
    if not schema.exists():
        make_file(schema, json.dumps(json_schema(_workspace()), indent=1, ensure_ascii=False))
    return path.stem


def _free_path(wanted: str) -> Path:
    """Where a new site of that id goes: `rose`, or `rose-2` when there is one."""
    folder = state().settings.specs
    taken = {path.stem.lower() for path in find_specs(folder)}
    ids = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return folder / f"{next(one for one in ids if one not in taken)}.yaml"


def _id_of(answers: StartAnswers) -> str:
    """From its name, as visitors will read it in the address; one letter alone is an address of the endpoint."""
    found = slug(answers.name) or slug(answers.kind) or found_trade(answers)
    return found if len(found) > 1 else f"{found}-site"


def _answers() -> StartAnswers:
    """By the clock of the browser, else that of this computer."""
    found = answers_of(request.form, spoken())
    return found if country_of_zone(found.timezone) else replace(found, timezone=own_clock())


def _clock(answers: StartAnswers) -> str:
    """By which clock visitors will see whether it is open, in words."""
    zone = clock_of(answers)
    return said("new.clock", place=clock_name(zone, spoken())) if zone else ""


def _workspace() -> Path:
    return state().settings.workspace


def _to_script() -> bool:
    return request.accept_mimetypes.best == "application/json"

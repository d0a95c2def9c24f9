"""The pages of a long form, and the way of a question among them."""

from dataclasses import replace
from typing import Any

from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face
from formkit.web.studio.written import Steps, words_anyhow

Deeds = dict[str, Any]


def steps(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The buttons that cut a form into pages, and join them again."""
    return replace(
        made, value=None, extra={"pages": len(steps_of(at.force)), "fields": len(at.force.get("fields") or ())}
    )


def steps_of(form: Any) -> list[dict[str, Any]]:
    """The pages of a form as they are in force; [] where it has one."""
    said = form.get("steps")
    return [one if isinstance(one, dict) else {} for one in said] if isinstance(said, list) else []


def paged(form: Any, names: list[str]) -> list[list[str]]:
    """The fields by page; what no page names is on the first, and behind them all is what nobody sees."""
    pages = [_listed(one.get("fields")) for one in steps_of(form)]
    if not pages:
        return [names]
    unseen = [name for name in names if form["fields"][name].get("type") == "hidden"]
    on = {name: n for n, page in reversed(list(enumerate(pages))) for name in page}
    asked = [name for name in names if name not in unseen]
    return [*([name for name in asked if on.get(name, 0) == n] for n in range(len(pages))), unseen]


def headings(maker: Maker, form: Any, path: Steps) -> list[dict[str, Any]]:
    """The pages of a form, each with its heading and what can be done with it."""
    said = steps_of(form)
    titles = [words_anyhow(one.get("title"), (maker.language, *maker.written.languages)) for one in said]
    return [
        {
            "path": (*path, "steps", n), "title": title, "deeds": whole((*path, "steps", n), n, len(said)),
            "name": maker.say("page_n", n=n + 1) + (f": {title}" if title else ""),
        }
        for n, title in enumerate(titles)
    ]  # fmt: skip


def whole(path: Steps, number: int, length: int, *, copies: bool = False) -> Deeds:
    """What the buttons of a row ask for: up and down in its list, a copy, away. None can't be pressed."""
    move = {"do": "move", "path": path}
    up = {**move, "to": number - 1} if number else None
    down = {**move, "to": number + 1} if number < length - 1 else None
    more = {"copy": {"do": "copy", "path": path}} if copies else {}
    return {"up": up, "down": down, **more, "take": {"do": "remove", "path": path}}


def across(path: Steps, pages: list[list[str]], step: int, at: int) -> Deeds:
    """As `whole`, of a question on a page: at its border it goes to the next one."""
    move, page = {"do": "move", "path": path}, pages[step]
    found = whole(path, at, len(page), copies=True)
    if step == len(pages) - 1:  # of what nobody sees
        return {**found, "up": None, "down": None}
    for deed, way, to in (("up", step - 1, len(pages[step - 1])), ("down", step + 1, 0)):
        if found[deed]:
            found[deed] = {**found[deed], "step": step}
        elif 0 <= way < len(pages) - 1:
            found[deed] = {**move, "step": way, "to": to}
    return found


def beyond(deeds: Deeds, step: int) -> list[str]:
    """The deeds that lead to another page."""
    return [deed for deed, asked in deeds.items() if asked and asked.get("step", step) != step]


def _listed(said: Any) -> list[str]:
    listed = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return [one for one in listed if isinstance(one, str)]

"""The buttons of a greeting. Nobody writes them: one leads to a form, else to a messenger or a mail; one calls."""

from collections.abc import Iterator

from formkit.web.studio.controls import Control, Maker
from formkit.web.studio.written import Steps


def buttons(maker: Maker, section: Steps) -> tuple[Control, ...]:
    """For each button of the greeting at a place the way to what it comes from; to where a missing one would."""
    form, phone = _form(maker, section[:-1]), str(maker.written.at(("business", "phone")) or "")
    write: Steps = ("business", "messengers" if maker.written.at(("business", "messengers")) else "email")
    first = (
        _way(maker, ("forms", form, "title"), "hero_form", maker.form_title(form))
        if form
        else _way(maker, write, "hero_write")
    )
    call: Steps = ("business", "phone")
    return first, _way(maker, call, "hero_call", phone) if phone else _way(maker, call, "hero_no_call")


def _way(maker: Maker, path: Steps, words: str, name: str = "") -> Control:
    return Control(path, path, "way", maker.say(words, name=name))


def _form(maker: Maker, here: Steps) -> str:
    """The form that the button of a page leads to, "" where the site shows none."""
    pages: Iterator[Steps] = (("pages", slug, "sections") for slug in maker.written.data["pages"])
    for place in (here, ("sections",), *pages):
        for one in maker.written.at(place) or ():
            shown = one.get("form") if isinstance(one, dict) else None
            name = str(shown.get("form", "")) if isinstance(shown, dict) else ""
            if maker.written.at(("forms", name)) is not None:
                return name
    return ""

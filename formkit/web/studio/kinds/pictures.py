"""The control of a picture, and of the words for those who can't see it."""

from dataclasses import replace
from typing import Any

from formkit.spec.models import Item, Section
from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face, faces_by_key
from formkit.web.studio.written import Steps, words_anyhow


def picture(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """A picture, and beside it what it shows. `bare` are the edits that take it away: of a gallery, all of its line."""
    made = replace(made, value=str(made.value or ""))
    if face.name == "Head.logo":
        return replace(made, extra={"bare": _takes(made.place)})
    alt = (*at.path, "alt")
    gone = (at.path,) if _in_gallery(at) else (made.place, alt) if "alt" in at.said else (made.place,)
    parts = (_words(maker, face, at),) if made.value or "alt" in at.said else ()
    return replace(made, parts=parts, extra={"bare": _takes(*gone)})


def _words(maker: Maker, face: Face, at: Place) -> Control:
    """What the picture shows. `needed` says that no name says it, `decorates` whether it is to have no words; of those
    in a gallery, which are links, none only decorates (None)."""
    alt = faces_by_key(Item if face.name.startswith("Item") else Section)["alt"]
    made = maker.plain(alt, at)
    named = words_anyhow(at.said.get("name"), maker.written.languages)
    decorates = None if _in_gallery(at) else at.said.get("alt") == ""
    extra = {"needed": not named, "decorates": decorates, "place": made.place}
    return replace(made, kind="alt", example=maker.say.named("picture", "example"), extra=extra)


def _in_gallery(at: Place) -> bool:
    return at.path[-3:-1] == ("gallery", "items")


def _takes(*paths: Steps) -> list[dict[str, Any]]:
    return [{"op": "take", "path": path} for path in paths]

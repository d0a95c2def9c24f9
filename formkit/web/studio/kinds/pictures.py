"""The control of a picture, and of the words for those who can't see it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from formkit.spec.models import Item, Section
from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face, faces_by_key
from formkit.web.studio.written import Steps, Written, words_anyhow


def picture(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """A picture, and beside it what it shows. `bare` are the edits that take it away: of a gallery, all of its line."""
    made = replace(made, value=str(made.value or ""))
    if face.name == "Head.logo":
        return replace(made, extra={"bare": _takes(made.place)})
    alt = (*at.path, "alt")
    gone = (at.path,) if _in_gallery(at.path) else (made.place, alt) if "alt" in at.said else (made.place,)
    parts = (_words(maker, face, at),) if made.value or "alt" in at.said else ()
    return replace(made, parts=parts, extra={"bare": _takes(*gone)})


def _words(maker: Maker, face: Face, at: Place) -> Control:
    """What the picture shows. `needed` says that no name says it, `decorates` whether it is to have no words; of those
    in a gallery, which are links, none only decorates (None). `next` is another one without words, of so many `left`.
    """
    alt = faces_by_key(Item if face.name.startswith("Item") else Section)["alt"]
    made = maker.plain(alt, at)
    decorates = None if _in_gallery(at.path) else at.said.get("alt") == ""
    others = [path for path in wordless(maker.written) if path != (*at.path, "image")]
    extra = {
        "needed": not words_anyhow(at.said.get("name"), maker.written.languages), "decorates": decorates,
        "place": made.place, "next": others[:1], "left": len(others),
    }  # fmt: skip
    return replace(made, kind="alt", example=maker.say.named("picture", "example"), extra=extra)


def wordless(written: Written) -> Iterator[Steps]:
    """The places of all pictures of a file that still lack their words."""
    pages: Mapping[str, Any] = written.data["pages"]
    lists: list[tuple[Steps, list[dict[str, Any]]]] = [(("sections",), written.data["sections"])]
    lists += [(("pages", slug, "sections"), page["sections"]) for slug, page in pages.items()]
    for place, sections in lists:
        for number, section in enumerate(sections):
            for kind, said in section.items():
                yield from _lacking((*place, number, kind), said)


def _lacking(here: Steps, said: Mapping[str, Any]) -> Iterator[Steps]:
    if said.get("image") and "alt" not in said:
        yield (*here, "image")
    items = said.get("items")
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path = (*here, "items", number)
        if isinstance(item, dict) and item.get("image") and not _has_words(item, path):
            yield (*path, "image")


def _has_words(item: Mapping[str, Any], path: Steps) -> bool:
    """A name says what the picture shows, too; in a gallery, where it is a link, no words are not enough."""
    return bool(item.get("name") or (item.get("alt") if _in_gallery(path) else "alt" in item))


def _in_gallery(path: Steps) -> bool:
    return path[-3:-1] == ("gallery", "items")


def _takes(*paths: Steps) -> list[dict[str, Any]]:
    return [{"op": "take", "path": path} for path in paths]

"""A box to tick, one of several, lines, the languages of a site."""

from dataclasses import replace

from formkit.web.studio.controls import Control, Maker, Offer, Place
from formkit.web.studio.faces import Face
from formkit.web.studio.following import loosened
from formkit.web.studio.kinds.offers import offers_of
from formkit.web.studio.written import is_yes
from formkit.words import languages, words


def yes_or_no(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    said = made.value if made.own else made.usual
    made = replace(made, value=is_yes(said), usual=bool(is_yes(at.force.get(face.key)) if made.preset else face.usual))
    if face.name != "Field.other" or not made.value:
        return made
    offered = [str(one.get("value", "")) for one in at.force.get("choices") or ()]
    return replace(made, extra={"loosed": loosened(maker, at.path, offered)})


def choice(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """One of several; what stands in the file and is none of them is among them, so that it stays."""
    offers = tuple(offers_of(maker, face, at))
    said = str(made.value or "")
    known = {one.value for one in offers}
    more = (Offer(said, said),) if said and said not in known else ()
    return replace(made, value=said, usual=str(made.usual or ""), choices=(*offers, *more))


def spoken_languages(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    offers = tuple(Offer(code, words(code).native) for code in languages())
    now = list(maker.written.languages)
    return replace(made, value=now, choices=offers, extra={"before": now})


def lines(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    said = [made.value] if isinstance(made.value, str) and made.value else made.value
    return replace(made, value=[str(one) for one in said if isinstance(one, str)] if isinstance(said, list) else [])

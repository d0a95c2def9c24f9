"""Which controls a place of a site has: the panel of a section, a field, a form, the business."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from formkit.errors import Problem
from formkit.fields import FIELD_TYPES
from formkit.schema import ID, Model
from formkit.spec.checks.sections import OF_ITEMS, OF_SECTIONS
from formkit.spec.models import (
    SECTION_KINDS,
    Business,
    Form,
    FormStep,
    Head,
    Item,
    LegalPage,
    Question,
    Section,
    Spam,
    SubPage,
)
from formkit.web.studio.controls import Control, Maker, Panel, Place, belongs, once, places_of, told
from formkit.web.studio.faces import faces, faces_by_key
from formkit.web.studio.kinds import control_of, controls_of, fields_of, type_title
from formkit.web.studio.kinds.fields import fields
from formkit.web.studio.kinds.greeting import buttons
from formkit.web.studio.kinds.steps import steps_of
from formkit.web.studio.naming import OURS
from formkit.web.studio.places import path_of
from formkit.web.studio.written import Steps, words_anyhow
from formkit.words import Text, languages, words

_SITE = ("name", "tagline", "theme", "accent", "logo", "languages", "description", "url", "endpoint", "origins")
_FORM = (
    "title", "intro", "fields", "steps", "button", "thanks", "deliver_to", "subject", "autoreply", "confirm",
    "prefill", "retention", "next", "preset", "accepts", "allow_next", "allow_cc",
)  # fmt: skip
_FIRST = ("label", "type", "text", "choices", "items", "required", "accept", "help", "min", "max", "other")
_UNASKED = {"note": ("required", "label", "help"), "hidden": ("required", "label", "help", "show_if")}


def panel_of(maker: Maker, path: Steps, problems: Sequence[Problem] = ()) -> Panel:
    """The panel of what stands at a place, or of what that is a part of."""
    for length in range(len(path), 0, -1):
        make = _panel_for(path[:length])
        if make and (found := make(maker, path[:length])):
            return _with_problems(maker, replace(found, focus=path), problems)
    return _with_problems(maker, replace(_site(maker, ("site",)), focus=path), problems)


def place_of(path: Steps) -> Steps:
    """The nearest part of a path that can have a panel; () where none can."""
    return next((path[:length] for length in range(len(path), 0, -1) if _panel_for(path[:length])), ())


def _with_problems(maker: Maker, panel: Panel, problems: Sequence[Problem]) -> Panel:
    if not problems:
        return panel
    found: dict[Steps, list[Problem]] = {}
    for problem in problems:
        found.setdefault(path_of(maker.written.source, problem.line, problem.column), []).append(problem)
    mine = {path: some for path, some in found.items() if belongs(path, panel.path)}
    controls = told(panel.controls, mine)
    said = [problem for one in places_of(controls) for problem in one.errors]
    rest = once([*said, *(problem for some in mine.values() for problem in some)])[len(once(said)) :]
    return replace(panel, controls=controls, errors=rest)


def _panel_for(path: Steps) -> Callable[[Maker, Steps], Panel | None] | None:
    match path:
        case ("site",):
            return _site
        case ("business",):
            return _business
        case ("legal",):
            return _legal
        case ("pages", _):
            return _sub_page
        case ("sections", int()) | ("pages", _, "sections", int()):
            return _section
        case ("sections", int(), str(), "items", int()) | ("pages", _, "sections", int(), str(), "items", int()):
            return _item
        case ("forms", _):
            return _form
        case ("forms", _, "fields", _):
            return _field
        case ("forms", _, "steps", int()):
            return _step
    return None


def _site(maker: Maker, path: Steps) -> Panel:
    at = maker.place(("site",))
    return Panel(("site",), maker.say("title.site"), maker.say("text.site"), controls_of(maker, Head, at, _SITE))


def _business(maker: Maker, path: Steps) -> Panel:
    at = maker.place(("business",))
    return Panel(path, maker.say("title.business"), maker.say("text.business"), controls_of(maker, Business, at))


def _legal(maker: Maker, path: Steps) -> Panel:
    """Each page of the law can be there or not; what is there has words of its own."""
    controls: list[Control] = []
    for key in ("imprint", "privacy"):
        place, name = (*path, key), f"Legal.{key}"
        there = isinstance(maker.written.at(place), dict)
        controls.append(
            Control(place, place, "legal", maker.say.label(name), maker.say.help(name), value=there, own=there,
                    parts=controls_of(maker, LegalPage, maker.place(place)) if there else ())
        )  # fmt: skip
    return Panel(path, maker.say("title.legal"), maker.say("text.legal"), tuple(controls))


def _sub_page(maker: Maker, path: Steps) -> Panel | None:
    if not isinstance(maker.written.at(path), dict):
        return None
    keys = ("title", "description")
    controls = controls_of(maker, SubPage, maker.place(path), keys)
    address = replace(_name(maker, path, (*maker.written.data["pages"], *OURS)), more=False)
    return Panel(path, maker.say("title.page"), maker.say("text.page"), (*controls[:1], address, *controls[1:]))


def section_names(kind: str) -> tuple[str, ...]:
    """What words of its own a section is looked up by: where it has things, `faq.text` is the text of these."""
    return () if kind in OF_ITEMS else (kind,)


def _section(maker: Maker, path: Steps) -> Panel | None:
    said = maker.written.at(path)
    if not isinstance(said, dict) or len(said) != 1:
        return None
    kind = str(next(iter(said)))
    at = maker.place((*path, kind), *section_names(kind))
    usual = _usual_words(maker, kind, at)
    controls = (
        *_ways(maker, kind, at),
        *(_with_usual(one, usual) for one in controls_of(maker, Section, at, section_keys(kind, at.said))),
        *(buttons(maker, path) if kind == "hero" else ()),
    )
    return Panel(
        path, maker.say.named("section", kind), maker.say(f"section_text.{kind}"), controls, _above(maker, path)
    )


def _ways(maker: Maker, kind: str, at: Place) -> Iterator[Control]:
    """Where what a section shows is changed: its form, the hours and the addresses of the business."""
    places: Mapping[str, Steps] = {
        "form": ("forms", str(at.said.get("form", ""))), "hours": ("business", "hours"), "contact": ("business",),
    }  # fmt: skip
    place = places.get(kind)
    if place and (kind != "form" or maker.written.at(place) is not None):
        yield Control(place, place, "way", maker.say(f"to_{kind}"))


def _usual_words(maker: Maker, kind: str, at: Place) -> Mapping[str, str]:
    """What the page says where a section says nothing: the heading of its kind, the words of its form."""
    if kind == "form":
        force = maker.written.in_force(str(at.said.get("form", "")))
        intro = force.get("intro")
        said = intro.say(maker.language) if isinstance(intro, Text) else words_anyhow(intro, maker.written.languages)
        return {"title": maker.form_title(str(at.said.get("form", ""))), "text": said}
    if kind in ("hero", "text", "banner") or maker.language not in languages():
        return {}
    return {"title": words(maker.language)(f"site_{kind}")}


def _with_usual(control: Control, usual: Mapping[str, str]) -> Control:
    return replace(control, usual=control.usual or usual.get(str(control.place[-1]), ""))


def section_keys(kind: str, said: Mapping[str, object]) -> tuple[str, ...]:
    """What a section of a kind shows; what stands in it besides can be changed, too."""
    if kind == "form":
        usual: tuple[str, ...] = ("form", "title", "text")
    elif kind == "banner":
        usual = ("text",)
    else:
        usual = ("title", "text", *(key for key in ("image", "items") if kind in OF_SECTIONS[key]))
    more = [face.key for face in faces(Section) if face.key in said and face.key not in (*usual, "alt", "form")]
    return (*usual, *more)


def _item(maker: Maker, path: Steps) -> Panel | None:
    said = maker.written.at(path)
    if not isinstance(said, dict):
        return None
    kind = str(path[-3])
    usual = OF_ITEMS.get(kind, ("name", "text"))
    more = [face.key for face in faces(Item) if face.key in said and face.key not in (*usual, "alt")]
    controls = controls_of(maker, Item, maker.place(path, kind), (*usual, *more))
    above = ((maker.say.named("section", kind), path[:-3]),)
    what = maker.say.get(f"item.{kind}") or maker.say("item.item")
    name = words_anyhow(said.get("name"), (maker.language, *maker.written.languages))
    return Panel(path, name or what, what if name else "", controls, above)


def _form(maker: Maker, path: Steps) -> Panel | None:
    said = maker.written.at(path)
    if not isinstance(said, dict):
        return None
    force = maker.written.in_force(str(path[1]))
    at = maker.place(path, force=force)
    spam = (*path, "spam")
    controls = (
        *controls_of(maker, Form, at, _FORM),
        *controls_of(maker, Question, maker.place((*spam, "question"))),
        *controls_of(maker, Spam, maker.place(spam), ("block", "allow", "proof_of_work")),
    )
    controls = (*controls, _name(maker, path, maker.written.data["forms"]))
    return Panel(path, maker.say("title.form", name=maker.form_title(str(path[1]))), maker.say("text.form"), controls)


def _name(maker: Maker, path: Steps, taken: Iterable[str]) -> Control:
    """What the data calls a form or a field, and the address a page."""
    what = "SubPage.id" if path[0] == "pages" else "Field.id" if len(path) > 2 else "Form.id"
    place = (*path, "id")
    others = [name for name in taken if name != path[-1]]
    extra = {"taken": others, "letters": ID, "told": {key: maker.say(f"name_{key}") for key in ("letters", "taken")}}
    return Control(
        place,
        path,
        "name",
        maker.say.label(what),
        maker.say.help(what),
        value=str(path[-1]),
        own=True,
        more=True,
        extra=extra,
    )


def _field(maker: Maker, path: Steps) -> Panel | None:
    form, name = str(path[1]), str(path[3])
    force = fields_of(maker, form).get(name)
    if force is None:
        return None
    kind = str(force.get("type", "text"))
    options: type[Model] = FIELD_TYPES[kind].options if kind in FIELD_TYPES else FIELD_TYPES["text"].options
    at = maker.place(path, kind, force=force)
    known = {face.key: face for face in faces(options)}
    order = sorted(known, key=lambda key: (_FIRST.index(key) if key in _FIRST else len(_FIRST), key == "show_if"))
    controls = tuple(control_of(maker, known[key], at) for key in order)
    folded = _UNASKED.get(kind, ())
    controls = tuple(replace(one, more=True) if one.place[-1] in folded else one for one in controls)
    controls = (*controls, _name(maker, path, fields_of(maker, form)))
    return Panel(
        path, maker.field_label(name, force), type_title(maker, force), _with_usual_label(maker, controls, name, force),
        ((maker.say("title.form", name=maker.form_title(form)), path[:2]),),
    )  # fmt: skip


def _step(maker: Maker, path: Steps) -> Panel | None:
    """A page of a form: its heading, and what it asks."""
    form, number = str(path[1]), int(path[3])
    force = maker.written.in_force(form)
    said = steps_of(force)
    if number >= len(said):
        return None
    at = replace(maker.place(path, force=said[number]), said=said[number] if maker.written.at(path) else {})
    known = faces_by_key(FormStep)
    listed = fields(maker, replace(maker.plain(known["fields"], at), kind="fields"), known["fields"], at)
    deeds = [("cut", "cut_page")] if len(listed.rows) > 1 else []
    deeds += [("remove", "join_page" if number else "join_first")]
    buttons = [Control((*path, do), path, "deed", maker.say(key), extra={"do": do, "path": path}) for do, key in deeds]
    title = maker.say("page_n_of", n=number + 1, max=len(said))
    above = ((maker.say("title.form", name=maker.form_title(form)), path[:2]),)
    return Panel(path, title, maker.say("text.step"), (control_of(maker, known["title"], at), listed, *buttons), above)


def _with_usual_label(
    maker: Maker, controls: Sequence[Control], name: str, force: Mapping[str, object]
) -> tuple[Control, ...]:
    usual = maker.field_label(name, {key: value for key, value in force.items() if key != "label"})
    return tuple(replace(one, usual=one.usual or usual) if one.place[-1] == "label" else one for one in controls)


def _above(maker: Maker, path: Steps) -> tuple[tuple[str, Steps], ...]:
    if path[0] != "pages":
        return ()
    title = words_anyhow(maker.written.at((*path[:2], "title")), (maker.language, *maker.written.languages))
    return ((title or str(path[1]), path[:2]),)


__all__ = ["SECTION_KINDS", "panel_of", "place_of", "section_keys"]

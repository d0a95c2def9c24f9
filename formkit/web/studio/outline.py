"""What can be selected in a page: its sections with their items and forms, each with its place in the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import takewhile
from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, jsonify, request

from formkit import forms
from formkit.fields import FieldOptions
from formkit.fields.chosen import Choosing
from formkit.fields.orders import OrderOptions
from formkit.fields.text import NoteOptions
from formkit.site.leaves import Leaf, folder_of, leaves_of
from formkit.site.parts import anchors
from formkit.site.prose import plain
from formkit.source import Source
from formkit.spec import Form, Item, Section, Site
from formkit.spec.checks.sections import OF_ITEMS, OF_SECTIONS
from formkit.web.studio.desk import Reading
from formkit.web.studio.desks import desk_of
from formkit.web.studio.meanwhile import stands_now
from formkit.web.studio.naming import untitled
from formkit.web.studio.said import native
from formkit.web.studio.stepping import groups, own_fields
from formkit.web.studio.wordings import Steps, Wording, Wordings, awaited
from formkit.words import words

MOVE, COPY, REMOVE = "move", "copy", "remove"


@dataclass(frozen=True)
class Thing:
    """One thing of a page. `kind` names it in the Studio's words: section.hero, fieldtype.email, outline.item, ...

    It is found in the page by its `anchor` (the id of a section) or by its `mark`: header, footer, rows of facts, the
    number of an item, the name of a field. `can` says what may be done with it: move, copy, remove.

    `image` is where a picture of it stands or can stand: of a gallery the list of them, of a page without a hero the
    place for one. `bare` is what goes when its picture is taken away.
    """

    path: Steps
    kind: str
    name: str = ""
    anchor: str = ""
    mark: str = ""
    shown: bool = True
    can: tuple[str, ...] = ()
    texts: tuple[Wording, ...] = ()
    parts: tuple["Thing", ...] = ()
    image: Steps = ()
    bare: tuple[Steps, ...] = ()


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/outline", "outline", answer)


def answer(site: str) -> Response:
    """The outline of one page as the file is now; null while there is no good page."""
    return jsonify(outlined(desk_of(site).now(), request.args.get("page", "index.html")))


def outlined(reading: Reading, page: str) -> dict[str, Any] | None:
    """The outline of a page of the last good state; nothing in it can be changed while the file can't be read."""
    if reading.site is None:
        return None
    found = {**outline(reading.site, reading.shown, page), "version": reading.made_of}
    if reading.source is None:
        return {**found, "things": [_locked(one) for one in found["things"]]}
    return found if reading.fresh else {**found, "things": [_told_apart(one, reading) for one in found["things"]]}


def _told_apart(thing: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """With the place `now` of a thing since the page was good, null where that is not certain; what stands elsewhere
    is without what is written where it stands."""
    good, source, path = reading.good, reading.source, thing["path"]
    now = stands_now(good.data, source.data, path) if good and source else path
    parts = [_told_apart(one, reading) for one in thing["parts"]]
    return {**thing, "now": now, "parts": parts} | ({} if now == path else {"texts": (), "image": (), "bare": ()})


def _locked(thing: dict[str, Any]) -> dict[str, Any]:
    return {**thing, "can": (), "texts": (), "parts": [_locked(one) for one in thing["parts"]]}


def outline(site: Site, source: Source | None, page: str) -> dict[str, Any]:
    """The things of a page by its path, such as "tr/prices.html"; of the first page where there is no such one."""
    language, leaf = place_of(site, page)
    things = Outliner(site, language, Wordings(site, source, language)).things(leaf)
    return {
        "page": folder_of(site, language) + leaf.file,
        "leaf": leaf.slug,
        "language": language,
        "languages": site.languages,
        "natives": [native(code) for code in site.languages],
        "sections": list_of(leaf),
        "leaves": [{"leaf": one.slug, "name": one.name(site, language)} for one in leaves_of(site)],
        "untitled": untitled(site),
        "name": site.say(site.head.name, language),
        "things": [asdict(one) for one in things],
    }


def place_of(site: Site, page: str) -> tuple[str, Leaf]:
    """The language and the leaf of a page; the first ones where there is no such page."""
    for code in site.languages:
        for leaf in leaves_of(site):
            if folder_of(site, code) + leaf.file == page:
                return code, leaf
    return site.language, leaves_of(site)[0]


def list_of(leaf: Leaf) -> Steps:
    """Where the sections of a page stand in the file; () for a legal page, which has none."""
    return () if leaf.legal else ("pages", leaf.slug, "sections") if leaf.slug else ("sections",)


@dataclass(frozen=True)
class Outliner:
    """Finds the things of one site in one language."""

    site: Site
    language: str
    texts: Wordings

    def things(self, leaf: Leaf) -> tuple[Thing, ...]:
        """From the head of the page to its foot."""
        name = self.texts.of(("site", "name"), self.site.head.name, needed=True)
        logo = ("site", "logo")
        bare = (logo,) if self.site.head.logo else ()
        head = Thing(
            ("site",), "outline.site", self._say(self.site.head.name), mark="header", texts=name, image=logo, bare=bare
        )
        foot = Thing(("business",), "outline.business", mark="footer")
        return (head, *(self._legal(leaf) if leaf.legal else self._sections(leaf)), foot)

    def _legal(self, leaf: Leaf) -> Iterator[Thing]:
        page = getattr(self.site.legal, leaf.slug)
        path = ("legal", leaf.slug)
        own = [key for key in ("instead", "text") if getattr(page, key)][:1]
        texts = [one for key in own for one in self.texts.of((*path, key), getattr(page, key), prose=True)]
        anchor = {"instead": "words", "text": "more"}.get(own[0], "") if own else ""
        name = leaf.name(self.site, self.language)
        yield Thing(path, "outline.legal", name, anchor=anchor or leaf.slug, can=(REMOVE,), texts=tuple(texts))

    def _sections(self, leaf: Leaf) -> Iterator[Thing]:
        shown = leaf.parts()
        ids = list(anchors(shown))
        lead = len(shown) - len(leaf.sections)  # one that the page puts before the sections of the file, or none
        at = len([*takewhile(lambda one: one.kind == "banner", leaf.sections)]) if lead else len(shown)
        for number, section in enumerate(leaf.sections):
            if number == at:
                yield replace(self._lead(leaf, ids[at]), image=(*list_of(leaf), at))
            thing = self._section((*list_of(leaf), number), section, leaf)
            yield replace(thing, anchor=ids[number + (number >= at)], can=_can(section, len(leaf.sections)))
        if at == len(leaf.sections) and lead:
            yield replace(self._lead(leaf, ids[at]), image=(*list_of(leaf), at))

    def _lead(self, leaf: Leaf, anchor: str) -> Thing:
        """What leads a page without a hero: a heading, or a hero made of the site's name."""
        if not leaf.slug:
            return Thing(
                ("site",), "outline.site", self._say(self.site.head.name), anchor=anchor, texts=self._greeting()
            )
        title = self.texts.of(("pages", leaf.slug, "title"), leaf.title, needed=True)
        return Thing(
            ("pages", leaf.slug), "outline.page", self._say(leaf.title), anchor=anchor, can=(REMOVE,), texts=title
        )

    def _greeting(self) -> tuple[Wording, ...]:
        head = self.site.head
        name = self.texts.of(("site", "name"), head.name, needed=True)
        return (*name, *self.texts.of(("site", "tagline"), head.tagline))

    def _section(self, path: Steps, section: Section, leaf: Leaf) -> Thing:
        here, form = (*path, section.kind), self.site.forms.get(section.form) if section.kind == "form" else None
        texts = [*self._title(here, section, form, leaf)]
        if section.text or form is None:
            texts += self.texts.of((*here, "text"), section.text, prose=True)
        else:
            texts += self.texts.of(("forms", form.id, "intro"), form.intro, prose=True)
        items = tuple(self._item((*here, "items", at), one, section) for at, one in enumerate(section.items))
        parts = (*items, *((self._form(form),) if form else ()))
        if section.kind in ("hours", "contact"):
            known: Steps = ("business", "hours") if section.kind == "hours" else ("business",)
            parts = (Thing(known, "outline.business", mark="rows"), *items)
        name = self._say(section.title) or (texts[0].shown if form else "")
        thing = Thing(path, f"section.{section.kind}", name, texts=tuple(texts), parts=parts)
        if section.kind == "gallery":
            return replace(thing, image=(*here, "items"))
        return _pictured(thing, here, section) if section.kind in OF_SECTIONS["image"] else thing

    def _title(self, here: Steps, section: Section, form: Form | None, leaf: Leaf) -> tuple[Wording, ...]:
        if section.kind == "banner":
            return ()
        if section.kind == "hero" and not section.title:
            tagline = self.texts.of(("site", "tagline"), self.site.head.tagline)
            title = self.texts.of(("pages", leaf.slug, "title"), leaf.title, needed=True)
            return (*title, *tagline) if leaf.slug else self._greeting()
        if form and not section.title:
            return self.texts.of(("forms", form.id, "title"), form.title, lambda code: words(code)("form_title"))
        usual = None if section.kind in ("hero", "text") else partial(_usual_title, section.kind)
        return self.texts.of((*here, "title"), section.title, usual)

    def _item(self, path: Steps, item: Item, section: Section) -> Thing:
        named = section.kind not in ("gallery", "testimonials")
        texts = (
            *self.texts.of((*path, "name"), item.name, needed=named),
            *self.texts.of((*path, "role"), item.role),
            *self.texts.of((*path, "text"), item.text, prose=True),
        )
        name = self._say(item.name) or plain(self._say(item.text)) or self._say(item.alt) or PurePath(item.image).stem
        shown = section.kind != "gallery" or bool(item.image)
        thing = Thing(
            path, "outline.item", _short(name), mark=str(path[-1]), shown=shown, can=(MOVE, COPY, REMOVE), texts=texts
        )
        if section.kind == "gallery":
            return replace(thing, image=(*path, "image"), bare=(path,))
        return _pictured(thing, path, item) if "image" in OF_ITEMS.get(section.kind, ()) else thing

    def _form(self, form: Form) -> Thing:
        path = ("forms", form.id)
        own = {name: form.fields[name] for name in own_fields(form)}
        can = (MOVE, COPY, REMOVE) if len(own) > 1 else (COPY,)
        fields = {name: replace(self._field(form, name, options), can=can) for name, options in own.items()}
        button = self.texts.of((*path, "button"), form.button, lambda code: words(code)("form_send"))
        parts = (*self._steps(form, fields),) if form.steps else (*fields.values(),)
        return Thing(path, "outline.form", anchor=f"{self.site.id}.{form.id}", texts=button, parts=parts)

    def _steps(self, form: Form, fields: Mapping[str, Thing]) -> Iterator[Thing]:
        """The pages of a form with their fields; behind them those that nobody sees."""
        for number, names in enumerate(groups(form)):
            name = self._say(form.steps[number].title)
            parts = tuple(fields[one] for one in names)
            can = (MOVE, REMOVE) if form.steps[1:] else (REMOVE,)
            yield Thing(
                ("forms", form.id, "steps", number), "outline.step", name, mark=str(number), can=can, parts=parts
            )
        yield from (replace(one, can=one.can[1:]) for one in fields.values() if not one.shown)

    def _field(self, form: Form, name: str, options: FieldOptions) -> Thing:
        path = ("forms", form.id, "fields", name)
        label = partial(_label, self.site, form, name)
        texts = self.texts.of((*path, "label"), options.label, label) if options.type not in ("note", "hidden") else ()
        texts += self.texts.of((*path, "help"), options.help)
        if isinstance(options, NoteOptions):
            texts += self.texts.of((*path, "text"), options.text, prose=True, needed=True)
        texts += tuple(self._choices(form, name, options))
        shown = options.type != "hidden"
        called = plain(self._say(options.text)) if isinstance(options, NoteOptions) else label(self.language)
        return Thing(path, f"fieldtype.{options.type}", _short(called), mark=name, shown=shown, texts=texts)

    def _choices(self, form: Form, name: str, options: FieldOptions) -> Iterator[Wording]:
        path = ("forms", form.id, "fields", name)
        if isinstance(options, Choosing) and options.type != "select":
            named = {options.default, *awaited(form, name)}
            for at, one in enumerate(options.choices):
                yield from self.texts.of_choice((*path, "choices", at), one.label, named=one.value in named)
        if isinstance(options, OrderOptions):
            for at, ware in enumerate(options.items):
                yield from self.texts.of((*path, "items", at, "name"), ware.name, needed=True)

    def _say(self, text: Any) -> str:
        return self.site.say(text, self.language)


def walk(things: Sequence[Thing]) -> Iterator[Thing]:
    """Every thing, each before its parts."""
    for one in things:
        yield one
        yield from walk(one.parts)


def _can(section: Section, number: int) -> tuple[str, ...]:
    """A page has one greeting, and at least one section."""
    return (
        *((MOVE,) if number > 1 else ()),
        *((COPY,) if section.kind != "hero" else ()),
        *((REMOVE,) if number > 1 else ()),
    )


def _pictured(thing: Thing, path: Steps, said: Section | Item) -> Thing:
    """The thing with the place of its picture; without that, the words of the picture say nothing."""
    words = ((*path, "alt"),) if said.alt is not None else ()
    bare = ((*path, "image"), *words) if said.image else ()
    return replace(thing, image=(*path, "image"), bare=bare)


def _usual_title(kind: str, language: str) -> str:
    return words(language)(f"site_{kind}")


def _label(site: Site, form: Form, name: str, language: str) -> str:
    return forms.label(form, name, words(language), default=site.language)


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59].rstrip()}…"

"""What can be added to a page: sections, fields, forms, pages; each with words to start from, so that it works."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from formkit.errors import FormkitError
from formkit.fields import FIELD_TYPES
from formkit.forms import step_of
from formkit.site.leaves import LEGAL, Leaf, folder_of, sections_of
from formkit.spec import Form, Item, Section, Site
from formkit.spec.models import SECTION_KINDS
from formkit.spec.presets import PRESETS
from formkit.web.studio.kinds.fields import by_use, exemplary
from formkit.web.studio.outline import list_of, place_of
from formkit.web.studio.plans import free
from formkit.web.studio.said import said, spoken, table
from formkit.web.studio.stepping import Plan, groups, into_step, own_fields
from formkit.web.studio.wordings import Steps

_FIRST = ("hero", "banner")  # what stands at the top when nothing is selected
_END = ("hours", "form", "contact")  # what stands at the foot of most pages
_KINDS = ("section", "fieldtype", "outline")


def offered() -> dict[str, Any]:
    """The entries, and what each kind of thing is called: for the scripts."""
    words = table(spoken())
    kinds = {key: text for key, text in words.items() if key.partition(".")[0] in _KINDS}
    return {"entries": [*entries()], "kinds": {key: text for key, text in kinds.items() if not key.endswith("_why")}}


def entries() -> Iterator[dict[str, str]]:
    """Everything that can be added; `name` is asked for, `title` and `why` are read, `also` is what people call it."""
    known = table(spoken())
    for group, part, names in (
        ("section", "section", (kind for kind in SECTION_KINDS if kind != "form")),
        ("field", "fieldtype", by_use()),
        ("form", "preset", PRESETS),
        ("page", "leaf", ("page", *LEGAL)),
    ):
        for name in names:
            texts = {"title": known[f"{part}.{name}"], "why": known.get(f"{part}.{name}_why", "")}
            also = known.get(f"sought.{group}_{name}", "")
            yield {"name": f"{group}.{name}", "group": known[f"palette.{group}"], **texts, "also": also}


def adding(site: Site, name: str, *, page: str, beside: Steps, before: bool = False) -> Plan:
    """The edits that add an entry to a page, behind or `before` what stands at a path. Raises FormkitError."""
    group, _, kind = name.partition(".")
    language, leaf = place_of(site, page)
    here = Place(site, leaf, language, beside, behind=0 if before else 1)
    return {"section": here.section, "field": here.field, "form": here.form, "page": here.page}[group](kind)


class Place:
    """Where something is added: a page in a language, and what it stands beside; `behind` is 1, or 0 for before it."""

    def __init__(self, site: Site, leaf: Leaf, language: str, beside: Steps, *, behind: int) -> None:
        self.site, self.beside, self.behind = site, beside, behind
        self.folder, self.starts = folder_of(site, language), Starts(site, language)
        self.elsewhere = leaf.legal  # which has no sections: what is added goes to the first page
        self.leaf = Leaf(sections=site.sections) if leaf.legal else leaf

    def section(self, kind: str) -> Plan:
        if kind == "hero" and any(one.kind == "hero" for one in self.leaf.sections):
            raise FormkitError(said("palette.one_hero"), said("palette.one_hero_hint"))
        content = self.starts.section(kind)
        return self._with_section({kind: content} if content else kind, first=kind in _FIRST)

    def form(self, preset: str) -> Plan:
        key = free(preset, self.site.forms)
        edits = [{"op": "put", "path": ["forms", key], "value": {"preset": preset}}]
        plan = self._with_section({"form": key})
        return replace(plan, edits=[*plan.edits, *edits])  # a page that nobody wrote shows every form by itself

    def field(self, kind: str) -> Plan:
        form = self._form()
        name = free(_NAMES.get(kind, kind), form.fields)
        own, beside = own_fields(form), self._question(form)
        at = own.index(beside) + self.behind if beside in own else len(own)
        path: Steps = ("forms", form.id, "fields")
        options = self.starts.field(kind)
        edits = [{"op": "add", "path": [*path], "key": name, "at": at, "value": options}]
        step = into_step(form, name, step_of(form, beside or own[-1])) if kind != "hidden" else []
        return Plan([*edits, *step], (*path, name), self._first_page)

    def _question(self, form: Form) -> str:
        """The field that is selected, the last one of a page of the form that is, else ""."""
        match self.beside:
            case ("forms", form.id, "steps", int(step)) if step < len(form.steps):
                return next(reversed(groups(form)[step]), "")
            case ("forms", form.id, "fields", str(name)):
                return name
        return ""

    def page(self, kind: str) -> Plan:
        if kind in LEGAL:
            edits = [{"op": "put", "path": ["legal", kind], "value": True}]
            return Plan(edits if getattr(self.site.legal, kind) is None else [], ("legal", kind), self._page(kind))
        slug = free("page", self.site.pages)
        say = self.starts.say
        content = {"title": say("page"), "sections": [{"text": {"text": say("text")}}]}
        edits = [{"op": "put", "path": ["pages", slug], "value": content}]
        return Plan(edits, ("pages", slug), self._page(slug))

    def _page(self, slug: str) -> str:
        return f"{self.folder}{slug}.html"

    def _with_section(self, value: Any, *, first: bool = False) -> Plan:
        path, at = list_of(self.leaf), self._number()
        at = (0 if first else self._before_the_end()) if at is None else at + self.behind
        edit = {"op": "add", "path": [*path], "at": at, "value": value}
        return Plan([edit], (*path, at), self._first_page)

    @property
    def _first_page(self) -> str:
        """Where something goes that can't stand on the page in the middle; "" where it can."""
        return self._page("index") if self.elsewhere else ""

    def _before_the_end(self) -> int:
        """Where a page that nobody stands in grows: before how it is written to, and where to find the business."""
        kinds = [section.kind for section in self.leaf.sections]
        ends = len([*takewhile(lambda kind: kind in _END, reversed(kinds))])
        return len(kinds) - ends

    def _number(self) -> int | None:
        """The number of the section that holds what is selected."""
        path = list_of(self.leaf)
        if self.beside[: len(path)] == path and len(self.beside) > len(path):
            return int(self.beside[len(path)])
        shown = str(self.beside[1]) if self.beside[:1] == ("forms",) else None
        return next((at for at, one in enumerate(self.leaf.sections) if shown and one.form == shown), None)

    def _form(self) -> Form:
        """The form that holds what is selected, else the first one of the page."""
        at = self._number()
        sections = [self.leaf.sections[at]] if at is not None and at < len(self.leaf.sections) else []
        for section in (*sections, *self.leaf.sections):
            if section.form in self.site.forms:
                return self.site.forms[section.form]
        raise FormkitError(said("palette.no_form"), said("palette.no_form_hint"))


class Starts:
    """Words and values to start from, in the language of the page; English where the Studio doesn't speak it.

    They wait for better ones, so the other languages of the site get none: those are told as missing.
    """

    def __init__(self, site: Site, language: str) -> None:
        self.site, self.language = site, language

    def say(self, name: str) -> str | dict[str, str]:
        words = self.plain(name)
        return {self.language: words} if len(self.site.languages) > 1 else words

    def plain(self, name: str) -> str:
        """For a name of somebody: the same in every language."""
        return table(self.language)[f"start.{name}"]

    def section(self, kind: str) -> dict[str, Any]:
        """What stands in a new section; nothing where it shows what is known of the business."""
        say = self.say
        price = {"price": 10} if self.site.business.currency else {}
        three = [{"name": say(name)} for name in ("first", "second", "third")]
        told = [{**one, "text": say("sentence")} for one in three]
        content: Mapping[str, Any] = {
            "about": {"text": say("about")},
            "services": {"items": told},
            "menu": {"items": [{**one, **price} for one in three]},
            "prices": {"items": [{**one, **price} for one in three]},
            "gallery": {"items": pictures} if (pictures := self._pictures()) else {},
            "team": {"items": [{"name": self.plain("person"), "role": say("role")}]},
            "testimonials": {"items": [{"text": say("quote"), "name": self.plain("person")}]},
            "faq": {"items": [{"name": say("question"), "text": say("answer")}]},
            "steps": {"items": told},
            "banner": {"text": say("news")},
            "text": {"title": say("heading"), "text": say("text")},
        }
        return dict(content.get(kind, {}))

    def _pictures(self) -> list[dict[str, Any]]:
        """One that the site has already: a gallery without any shows nothing."""
        for section in sections_of(self.site):
            things: tuple[Section | Item, ...] = (section, *section.items)
            for one in things:
                if one.image and one.alt:
                    alt = {code: self.site.say(one.alt, code) for code in self.site.languages}
                    return [{"image": one.image, "alt": alt if len(alt) > 1 else alt[self.site.language]}]
        return []

    def field(self, kind: str) -> dict[str, Any]:
        """The options of a new field. A type with usual words in every language takes those."""
        say, options = self.say, {"type": kind}
        choices = [say(name) for name in ("first", "second", "third")]
        more: Mapping[str, Any] = {
            "note": {"text": say("text")},
            "hidden": {"default": "website"},
            "date": {"min": "today"},
            "select": {"choices": choices},
            "radio": {"choices": choices},
            "checkboxes": {"choices": choices},
            "order": {"items": [{"name": one, "price": 10} for one in choices], **self._currency()},
        }
        labelled = FIELD_TYPES[kind].label_key or kind in ("note", "hidden")
        return {
            **options,
            **({} if labelled else {"label": say("label")}),
            **more.get(kind, exemplary(FIELD_TYPES[kind])),
        }

    def _currency(self) -> dict[str, str]:
        return {} if self.site.business.currency else {"currency": "EUR"}


_NAMES = {
    "text": "answer", "textarea": "message", "tel": "phone", "url": "website", "select": "choice", "radio": "choice",
    "checkboxes": "choices", "checkbox": "tick", "nps": "score", "order": "wares", "file": "files",
}  # fmt: skip

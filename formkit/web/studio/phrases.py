"""Every text of a site that its owner wrote: where it stands, in the order in which the pages show them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formkit.fields import Choice, FieldOptions
from formkit.schema import Model
from formkit.source import Step
from formkit.spec import Section, Site
from formkit.spec.checks.texts import OF_THE_OWNER
from formkit.spec.models import Item
from formkit.web.studio.controls import Sayer
from formkit.web.studio.older import Pair, Place
from formkit.web.studio.panels import section_names
from formkit.words import Text, fill

Steps = tuple[Step, ...]

FIRST = ("name", "title", "label", "ask", "intro", "steps", "fields", "spam")  # of a part, the rest as in its model
LAST = ("button", "thanks", "subject", "autoreply")
LONG = frozenset({"text", "description", "intro", "help", "thanks", "autoreply", "instead"})  # may have several lines
_NUMBERED = {"choices": "choice", "steps": "step"}


@dataclass(frozen=True)
class Phrase:
    """One text: its `path` in the long form, and `trail`, the way to it in words, such as (Bridal bouquet, Name)."""

    path: Steps
    trail: tuple[str, ...]
    text: Text

    @property
    def long(self) -> bool:
        """Whether it may have several lines."""
        return self.path[-1] in LONG

    @property
    def same(self) -> bool:
        """Whether it stands for all languages."""
        return any(code == "" for code, _ in self.text.by_language)

    @property
    def own(self) -> bool:
        """Whether only the owner reads it, in the first language of the site."""
        return self.path[0] == "forms" and self.path[2:] in [(key,) for key in OF_THE_OWNER]

    def lacking(self, languages: Sequence[str]) -> list[str]:
        """In which of the site's languages words are missing."""
        return [code for code in (languages[:1] if self.own else languages) if not self.words(code)]

    def words(self, language: str) -> str:
        """What it says in one language; of a text for all, its words; "" where it is missing."""
        said = dict(self.text.by_language)
        return said.get(language, said.get("", ""))


@dataclass(frozen=True)
class Group:
    """The texts of one thing of a page: a section, a form. `leaf` is the page that shows it, "" the first one."""

    path: Steps
    title: str
    leaf: str
    phrases: tuple[Phrase, ...]

    def where(self, phrase: Phrase) -> str:
        """The whole way to one of its texts: Services › Bridal bouquet › Name."""
        return " › ".join((self.title, *phrase.trail))


def groups_of(site: Site, data: Any, words: Mapping[str, str]) -> list[Group]:
    """Every text of a site. What a preset gives in formkit's own words is none; `data` is the file as it was read.

    `words` are those of the Studio, by `part.name`.
    """
    return [group for group in _Walk(site, data, words).groups() if group.phrases]


def pairs(groups: Iterable[Group], site: Site) -> dict[Place, Pair]:
    """Every translation with its original."""
    said = [one for group in groups for one in group.phrases if not one.same and not one.own]
    found = {
        (one.path, code): (one.words(site.language), one.words(code)) for one in said for code in site.languages[1:]
    }
    return {place: Pair(place[1], *words) for place, words in found.items() if all(words)}


@dataclass(frozen=True)
class _Walk:
    site: Site
    data: Any
    words: Mapping[str, str]

    def groups(self) -> Iterator[Group]:
        site, say = self.site, Sayer(self.words)
        yield self._group(("site",), site.head, say("title.site"))
        yield self._group(("business",), site.business, say("title.business"))
        shown: set[str] = set()
        yield from self._sections(site.sections, ("sections",), "", shown)
        for slug, page in site.pages.items():
            alone = page.model_copy(update={"sections": ()})
            yield self._group(("pages", slug), alone, self._titled(self.words["texts.page"], page.title), slug)
            yield from self._sections(page.sections, ("pages", slug, "sections"), slug, shown)
        for name in [name for name in site.forms if name not in shown]:
            yield self._form(name, "")
        yield self._group(("legal",), site.legal, say("title.legal"))

    def _sections(self, sections: Iterable[Section], path: Steps, leaf: str, shown: set[str]) -> Iterator[Group]:
        for number, section in enumerate(sections):
            if section.form and section.form not in shown:
                shown.add(section.form)
                yield self._form(section.form, leaf)
            title = self._titled(self.words[f"section.{section.kind}"], section.title)
            yield self._group((*path, number, section.kind), section, title, leaf)

    def _form(self, name: str, leaf: str) -> Group:
        form = self.site.forms[name]
        title = Sayer(self.words)("title.form", name=self._said(form.title) or name)
        return self._group(("forms", name), form, title, leaf)

    def _group(self, path: Steps, part: Model, title: str, leaf: str = "") -> Group:
        found = self._texts(part, path, (), ())
        return Group(path, title, leaf, tuple(one for one in found if self._written(one.path)))

    def _texts(self, value: Any, path: Steps, trail: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[Phrase]:
        """`labels` are where to look for the words of a text: faq.text, else Item.text."""
        if isinstance(value, Text):
            if any(_worded(words) for _, words in value.by_language):
                label = (Sayer(self.words).label(*labels),) if labels else ()
                yield Phrase(path, (*trail, *label), value)
            return
        names = _names(value, path)
        for step, one in _parts(value):
            labels = tuple(f"{name}.{step}" for name in names)
            yield from self._texts(one, (*path, step), (*trail, *self._words(path, step, one)), labels)

    def _words(self, path: Steps, step: Step, value: Any) -> tuple[str, ...]:
        """The step in words: the name of an item, the label of a field, else what such a thing is called."""
        if isinstance(value, Item):
            return (self._said(value.name) or self._numbered("item", step),)
        if isinstance(value, FieldOptions):
            return (self._said(value.label) or str(step),)
        if isinstance(step, int):
            return (self._numbered(_NUMBERED.get(str(path[-1]), "item"), step),)
        return (self.words[f"texts.{step}"],) if path == ("legal",) else ()

    def _numbered(self, what: str, number: Step) -> str:
        return fill(self.words[f"texts.{what}"], {"n": str(int(number) + 1)})

    def _titled(self, kind: str, title: Text | None) -> str:
        said = self._said(title)
        return f"{kind}: {said}" if said and said != kind else kind

    def _said(self, text: Text | None) -> str:
        return self.site.say(text, self.site.language)

    def _written(self, path: Steps) -> bool:
        """Whether the file says it; only forms have words that it doesn't say, those of their presets."""
        if path[0] != "forms":
            return True
        said = self.data
        for step in path[: 5 if path[2] == "fields" else 3]:
            said = said.get(step) if isinstance(said, dict) else None
        return said is not None


def _worded(said: str) -> bool:
    """Whether there is something to translate: a price may be a number; alt: "" says that a picture only decorates."""
    return bool(said) and not said.replace(".", "").isdecimal()


def _names(part: Any, path: Steps) -> tuple[str, ...]:
    """What a part is called where the panel says what its keys are; a choice is only its words."""
    if isinstance(part, Section):
        return (*section_names(part.kind), "Section")
    if isinstance(part, Item):
        return (str(path[-3]), "Item")
    if isinstance(part, FieldOptions):
        return (part.type, "Field")
    return () if isinstance(part, Choice) else (type(part).__name__,)


def _parts(value: Any) -> Iterable[tuple[Step, Any]]:
    """What a value holds: of a part its keys, in the order in which a page shows them."""
    if isinstance(value, Model):
        names = [name for name in type(value).model_fields if name not in FIRST + LAST]
        known = [name for name in (*FIRST, *names, *LAST) if name in type(value).model_fields]
        return [(name, getattr(value, name)) for name in known]
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, tuple) else ()

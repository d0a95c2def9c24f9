"""Every text of a site that its owner wrote: where it stands, in the order in which the pages show them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from formkit.fields import FieldOptions
from formkit.schema import Model
from formkit.source import Step
from formkit.spec import Section, Site
from formkit.spec.models import Item
from formkit.words import Text

Steps = tuple[Step, ...]
Say = Callable[..., str]

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


def groups_of(site: Site, data: Any, say: Say) -> list[Group]:
    """Every text of a site. What a preset gives in formkit's own words is none; `data` is the file as it was read.

    `say` gives the words of the Studio, such as those of `kind_hero`.
    """
    return [group for group in _Walk(site, data, say).groups() if group.phrases]


@dataclass(frozen=True)
class _Walk:
    site: Site
    data: Any
    say: Say

    def groups(self) -> Iterator[Group]:
        site = self.site
        yield self._group(("site",), site.head, self.say("group_site"))
        yield self._group(("business",), site.business, self.say("group_business"))
        shown: set[str] = set()
        yield from self._sections(site.sections, ("sections",), "", shown)
        for slug, page in site.pages.items():
            alone = page.model_copy(update={"sections": ()})
            yield self._group(("pages", slug), alone, self._titled("group_page", page.title), slug)
            yield from self._sections(page.sections, ("pages", slug, "sections"), slug, shown)
        for name in [name for name in site.forms if name not in shown]:
            yield self._form(name, "")
        yield self._group(("legal",), site.legal, self.say("group_legal"))

    def _sections(self, sections: Iterable[Section], path: Steps, leaf: str, shown: set[str]) -> Iterator[Group]:
        for number, section in enumerate(sections):
            if section.form and section.form not in shown:
                shown.add(section.form)
                yield self._form(section.form, leaf)
            title = self._titled(f"kind_{section.kind}", section.title)
            yield self._group((*path, number, section.kind), section, title, leaf)

    def _form(self, name: str, leaf: str) -> Group:
        form = self.site.forms[name]
        return self._group(("forms", name), form, self._titled("kind_form", form.title) or name, leaf)

    def _group(self, path: Steps, part: Model, title: str, leaf: str = "") -> Group:
        return Group(path, title, leaf, tuple(one for one in self._texts(part, path, ()) if self._written(one.path)))

    def _texts(self, value: Any, path: Steps, trail: tuple[str, ...]) -> Iterator[Phrase]:
        if isinstance(value, Text):
            if any(words for _, words in value.by_language):  # alt: "" says that a picture only decorates
                yield Phrase(path, trail, value)
            return
        for step, one in _parts(value):
            yield from self._texts(one, (*path, step), (*trail, *self._words(path, step, one)))

    def _words(self, path: Steps, step: Step, value: Any) -> tuple[str, ...]:
        """The step in words: the name of an item, the label of a field, else what such a thing is called."""
        if isinstance(value, Item):
            return (self._said(value.name) or self._numbered("item", step),)
        if isinstance(value, FieldOptions):
            return (self._said(value.label) or str(step),)
        if isinstance(step, int):
            return (self._numbered(_NUMBERED.get(str(path[-1]), "item"), step),)
        if isinstance(value, Text):
            return self._key(path, step)
        return (self.say(f"legal_{step}"),) if path == ("legal",) else ()

    def _key(self, path: Steps, key: str) -> tuple[str, ...]:
        if path[-2:-1] == ("choices",):
            return ()
        if path[-3:-2] == ("faq",):
            return (self.say(f"key_faq_{key}"),)
        return (self.say("key_hours" if path == ("business", "hours") else f"key_{key}"),)

    def _numbered(self, what: str, number: Step) -> str:
        return self.say(what, n=int(number) + 1)

    def _titled(self, kind: str, title: Text | None) -> str:
        said, known = self._said(title), self.say(kind)
        return f"{known}: {said}" if said and said != known else known

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


def _parts(value: Any) -> Iterable[tuple[Step, Any]]:
    """What a value holds: of a part its keys, in the order in which a page shows them."""
    if isinstance(value, Model):
        names = [name for name in type(value).model_fields if name not in FIRST + LAST]
        known = [name for name in (*FIRST, *names, *LAST) if name in type(value).model_fields]
        return [(name, getattr(value, name)) for name in known]
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, tuple) else ()

"""What a site needs before it goes online: a line for each thing, done or not, and where to mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from formkit import forms
from formkit.errors import Problem
from formkit.model import DeliveryState
from formkit.site.formview import form_title
from formkit.source import Source
from formkit.spec import Form, Site
from formkit.store import Store
from formkit.web.studio.desk import Reading
from formkit.web.studio.older import Ages
from formkit.web.studio.phrases import Phrase, groups_of, pairs
from formkit.web.studio.places import path_of
from formkit.web.studio.reaching import Reached
from formkit.web.studio.said import said, spoken, table
from formkit.web.studio.written import value_at

State = Literal["good", "todo", "soft"]  # done, still to do, as you like
Place = tuple[str | int, ...]
_STARTERS = ("sentence", "about", "role", "quote", "question", "answer", "news", "heading", "text", "label")
_BARE = {
    "section-empty": None,
    "section-without-hours": ("business", "hours"),
    "section-without-contact": ("business", "phone"),
}  # rules that tell of a heading above nothing, and where it is mended if not there
_WORDLESS = "picture-without-words"  # so end the rules of all pictures
_NOWHERE = (".example", ".invalid", ".test", "@example.com", "@example.org", "@example.net")


@dataclass(frozen=True)
class Row:
    """One thing to look at. `tab` and `path` lead to where it is mended, `ask` names what can be looked up."""

    name: str
    state: State
    words: str
    hint: str = ""
    tab: str = "page"
    path: Place | None = None
    ask: str = ""

    @property
    def leads(self) -> bool:
        return self.path is not None or self.tab != "page"


def rows(
    reading: Reading, store: Store, *, endpoint: str, reached: Reached | None, ages: Ages
) -> Iterator[Row]:  # fmt: skip
    """Every line. `endpoint` is where forms post unless the file says so, `reached` what came of the last look,
    `ages` what the history says of its translations.
    """
    yield from _sound(reading)
    site = reading.site
    if site is None:
        yield _alt(reading)
        return
    yield Row("name", "good", said("publish.name", name=site.head.name.say(site.language)), path=("site", "name"))
    yield _contact(site)
    for form in site.forms.values():
        yield _destination(site, form, own=_has_own_way(reading, form))
    if site.forms:
        yield _privacy(site)
    yield _alt(reading)
    yield _address(site)
    if site.forms:
        yield _endpoint(site, endpoint, reached)
        yield _arrived(site, store)
    if reading.source is not None:
        yield from _filled(reading.problems, reading.source)
        yield from _written(site, reading.source.data, ages)


def _sound(reading: Reading) -> Iterator[Row]:
    """Mistakes; pictures without words have a line of their own, which leads to them."""
    rules = [problem.rule for problem in reading.problems if problem.severity == "error"]
    wrong = sum(not rule.endswith(_WORDLESS) for rule in rules)
    if wrong:
        yield Row("sound", "todo", said("publish.mistakes", n=wrong), said("publish.mistakes_hint"), tab="file")
    elif not rules:
        yield Row("sound", "good", said("publish.sound"), tab="file")


def _contact(site: Site) -> Row:
    found = [one for one in (site.business.phone, site.business.email) if one]
    if found:
        return Row("contact", "good", said("publish.contact", ways=", ".join(found)), path=("business",))
    path = ("business", "phone")
    return Row("contact", "todo", said("publish.no_contact"), said("publish.no_contact_hint"), path=path)


def _has_own_way(reading: Reading, form: Form) -> bool:
    """Whether the file itself says where this form sends to."""
    said = value_at(reading.source.data, ("forms", form.id)) if reading.source else None
    return isinstance(said, dict) and "deliver_to" in said


def _destination(site: Site, form: Form, *, own: bool) -> Row:
    title = title_of(site, form)
    targets = [target for _, target in forms.ways(site, form)]
    lost = [one for one in targets if one.lower().endswith(_NOWHERE)]
    named = {one.target for one in form.deliver_to} if own else set()
    path: Place = ("forms", form.id, "deliver_to") if named & set(lost or targets) else ("business", "email")
    if targets and not lost:
        return Row("destination", "good", said("publish.goes", form=title, to=", ".join(targets)), path=path)
    words = said("publish.lost", form=title, to=", ".join(lost)) if lost else said("publish.goes_nowhere", form=title)
    return Row("destination", "todo", words, said("publish.lost_hint"), path=path)


def _privacy(site: Site) -> Row:
    page = site.legal.privacy
    path: Place = ("legal", "privacy")
    if page is None:
        return Row("privacy", "todo", said("publish.no_privacy"), said("publish.no_privacy_hint"), path=path)
    if not page.checked:
        path = (*path, "checked")
        return Row("privacy", "todo", said("publish.draft"), said("publish.draft_hint"), path=path)
    return Row("privacy", "good", said("publish.privacy"), path=path)


def _alt(reading: Reading) -> Row:
    found = list(_pictures(reading.source.data)) if reading.source else []
    lacking = [path for path, described in found if not described]
    if lacking:
        words = said("publish.no_alt", n=len(lacking))
        return Row("alt", "todo", words, said("publish.no_alt_hint"), path=lacking[0])
    return Row("alt", "good", said("publish.alt", n=len(found)) if found else said("publish.no_pictures"))


def _pictures(data: Any) -> Iterator[tuple[Place, bool]]:
    """The place of every picture's words in a file as it was read, and whether they are there."""
    if not isinstance(data, dict):
        return
    pages = data.get("pages")
    lists: list[tuple[Place, Any]] = [(("sections",), data.get("sections"))]
    for slug, page in pages.items() if isinstance(pages, dict) else ():
        lists.append((("pages", slug, "sections"), page.get("sections") if isinstance(page, dict) else None))
    for place, sections in lists:
        for at, section in enumerate(sections if isinstance(sections, list) else ()):
            yield from _in_section((*place, at), section)


def _in_section(place: Place, section: Any) -> Iterator[tuple[Place, bool]]:
    for kind, said_of_it in section.items() if isinstance(section, dict) else ():
        inner = said_of_it if isinstance(said_of_it, dict) else {}
        if inner.get("image"):
            yield (*place, kind, "alt"), "alt" in inner
        items = said_of_it if isinstance(said_of_it, list) else inner.get("items")
        for at, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and item.get("image"):
                enough = item.get("alt") if kind == "gallery" else "alt" in item
                yield (*place, kind, "items", at, "alt"), bool(item.get("name") or enough)


def _address(site: Site) -> Row:
    path = ("site", "url")
    if not site.head.url:
        return Row("address", "todo", said("publish.no_address"), said("publish.no_address_hint"), path=path)
    if site.head.url.rstrip("/").lower().endswith(_NOWHERE):
        words = said("publish.example_address", url=site.head.url)
        return Row("address", "todo", words, said("publish.no_address_hint"), path=path)
    return Row("address", "good", said("publish.address", url=site.head.url), path=path)


def _endpoint(site: Site, endpoint: str, reached: Reached | None) -> Row:
    path, to = ("site", "endpoint"), site.head.endpoint or endpoint or site.head.url
    if not to:
        return Row("endpoint", "todo", said("publish.no_endpoint"), said("publish.no_endpoint_hint"), path=path)
    if reached is None or reached.endpoint != to:
        return Row("endpoint", "todo", said("publish.unasked", to=to), path=path, ask="reach")
    if reached.faults:
        words = said("publish.unreached", to=to)
        hint = " ".join(reached.told(f"{site.id}.yaml"))
        return Row("endpoint", "todo", words, hint, path=path, ask="reach")
    return Row("endpoint", "good", said("publish.reached", to=to), path=path, ask="reach")


def _arrived(site: Site, store: Store) -> Row:
    waiting = [title_of(site, form) for form in site.forms.values() if not _has_arrived(site, form, store)]
    if waiting:
        words = said("publish.not_arrived", forms=", ".join(waiting))
        return Row("arrived", "todo", words, said("publish.not_arrived_hint"), tab="try")
    return Row("arrived", "good", said("publish.arrived"), tab="try")


def _has_arrived(site: Site, form: Form, store: Store) -> bool:
    return bool(store.deliveries(site=site.id, form=form.id, state=DeliveryState.SENT, limit=1))


def _filled(problems: Sequence[Problem], source: Source) -> Iterator[Row]:
    """What visitors see as a bare heading."""
    bare = [one for one in problems if one.rule in _BARE]
    if bare:
        path = _BARE[bare[0].rule] or path_of(source, bare[0].line, bare[0].column)
        yield Row("bare", "todo", said("publish.bare", n=len(bare)), said("publish.bare_hint"), path=path)


def _written(site: Site, data: Any, ages: Ages) -> Iterator[Row]:
    """Whether the owner's words have taken the place of those to start from, and are there in every language."""
    groups = groups_of(site, data, table(spoken()))
    phrases = [one for group in groups for one in group.phrases]
    ours = {table(code)[f"start.{name}"] for code in site.languages for name in _STARTERS}
    waiting = [one for one in phrases if any(words in ours for _, words in one.text.by_language)]
    if waiting:
        words = said("publish.starters", n=len(waiting))
        yield Row("starters", "todo", words, said("publish.starters_hint"), path=waiting[0].path)
    if len(site.languages) > 1:
        yield from _translated(site, phrases, len(ages.all_told(site.language, pairs(groups, site))))


def _translated(site: Site, phrases: Sequence[Phrase], older: int) -> Iterator[Row]:
    lacking = sum(bool(one.lacking(site.languages)) for one in phrases)
    if lacking:
        yield Row("texts", "soft", said("publish.untranslated", n=lacking), tab="texts")
    if older:
        yield Row("older", "soft", said("publish.older", n=older), tab="texts")
    if not lacking and not older:
        yield Row("texts", "good", said("publish.translated"), tab="texts")


def title_of(site: Site, form: Form) -> str:
    """What the form is called on its page; one of several without a title has its id."""
    return form_title(form, site.language, site.language) if form.title or len(site.forms) == 1 else form.id


def left(found: Sequence[Row]) -> int:
    """How many are still to do."""
    return sum(row.state == "todo" for row in found)

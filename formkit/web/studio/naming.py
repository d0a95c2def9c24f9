"""Another name in the data: of a question, a form, a page. What names it follows (formkit.spec.spelled.names)."""

import re
from collections.abc import Collection

from formkit.errors import FormkitError
from formkit.schema import ID
from formkit.slug import slug
from formkit.spec import Site
from formkit.spec.checks.pages import TAKEN
from formkit.spec.models import SubPage
from formkit.web.studio.said import said, table, tongues
from formkit.web.studio.stepping import Plan
from formkit.web.studio.wordings import Steps
from formkit.words import languages

_NEW = re.compile(r"page(_\d+)?")  # as the palette calls a page
OURS = (*TAKEN, *languages())  # no page can have these as its address


def naming(site: Site, path: Steps, new: str) -> Plan:
    """The form, field or page at a path gets another name. Raises FormkitError for one that can't be."""
    beside = _beside(site, path)
    if path[-1] not in beside:
        raise KeyError
    if not re.fullmatch(ID, new):
        raise FormkitError(said("panel.name_letters"))
    if new != path[-1] and (new in beside or (path[0] == "pages" and new in OURS)):
        raise FormkitError(said("panel.name_taken"))
    return Plan([{"op": "rename", "path": [*path], "key": new}] if new != path[-1] else [], (*path[:-1], new))


def untitled(site: Site) -> list[str]:
    """The pages that are new: their address is the palette's, and their title only stands for a better one."""
    ours = {table(code)["start.page"] for code in tongues()}
    return [name for name, page in site.pages.items() if _NEW.fullmatch(name) and _title(site, page) in ours]


def addressing(site: Site, path: Steps) -> Plan:
    """A page that was new gets its address from its title; one that has an address of its own keeps it."""
    name = str(path[1])
    word = slug(_title(site, site.pages[name]))
    if not _NEW.fullmatch(name) or not word or name in untitled(site):
        return Plan([], path)
    begun = f"{word}-page" if word in OURS else word
    found = (begun, *(f"{begun}-{number}" for number in range(2, len(site.pages) + 2)))
    return naming(site, path, next(one for one in found if one == name or one not in site.pages))


def _title(site: Site, page: SubPage) -> str:
    return site.say(page.title, site.language)


def _beside(site: Site, path: Steps) -> Collection[str]:
    """The names of its kind, its own among them."""
    if path[0] == "pages":
        return site.pages
    return site.forms[str(path[1])].fields if len(path) > 2 else site.forms

"""Another name in the data: of a question, a form, a page. What names it follows (formkit.spec.spelled.names)."""

from collections.abc import Collection
from re import fullmatch

from formkit.errors import FormkitError
from formkit.schema import ID
from formkit.spec import Site
from formkit.spec.checks.pages import TAKEN
from formkit.web.studio.said import said
from formkit.web.studio.stepping import Plan
from formkit.web.studio.wordings import Steps
from formkit.words import languages

OURS = (*TAKEN, *languages())  # no page can have these as its address


def naming(site: Site, path: Steps, new: str) -> Plan:
    """The form, field or page at a path gets another name. Raises FormkitError for one that can't be."""
    beside = _beside(site, path)
    if path[-1] not in beside:
        raise KeyError
    if not fullmatch(ID, new):
        raise FormkitError(said("panel.name_letters"))
    if new != path[-1] and (new in beside or (path[0] == "pages" and new in OURS)):
        raise FormkitError(said("panel.name_taken"))
    return Plan([{"op": "rename", "path": [*path], "key": new}] if new != path[-1] else [], (*path[:-1], new))


def _beside(site: Site, path: Steps) -> Collection[str]:
    """The names of its kind, its own among them."""
    if path[0] == "pages":
        return site.pages
    return site.forms[str(path[1])].fields if len(path) > 2 else site.forms

"""Another name in the data: of a question, of a form. What names it follows (formkit.spec.spelled.names)."""

from collections.abc import Collection
from re import fullmatch

from formkit.errors import FormkitError
from formkit.schema import ID
from formkit.spec import Site
from formkit.web.studio.said import said
from formkit.web.studio.stepping import Plan
from formkit.web.studio.wordings import Steps


def naming(site: Site, path: Steps, new: str) -> Plan:
    """The form or field at a path gets another name. Raises FormkitError for one that can't be."""
    form = site.forms[str(path[1])]
    taken: Collection[str] = form.fields if len(path) > 2 else site.forms
    if path[-1] not in taken:
        raise KeyError
    if not fullmatch(ID, new):
        raise FormkitError(said("panel.name_letters"))
    if new != path[-1] and new in taken:
        raise FormkitError(said("panel.name_taken"))
    return Plan([{"op": "rename", "path": [*path], "key": new}] if new != path[-1] else [], (*path[:-1], new))

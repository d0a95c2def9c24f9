"""YAML -> Site, or every Problem. The law of this folder: after it nobody sees YAML."""

from pathlib import Path
from typing import Any

from formkit.spec.hosts import host_of, web_origin
from formkit.spec.models import (
    DAYS,
    Business,
    Destination,
    Form,
    Head,
    Hours,
    Item,
    Question,
    Section,
    Site,
    Spam,
    SubPage,
)
from formkit.spec.read import check_file, check_source, name_of, picture_problem, read_site
from formkit.workspace import find_specs


def json_schema(workspace: Path | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a spec, for editors. It knows the themes of the workspace, else formkit's own."""
    from formkit.spec import editors

    return editors.json_schema(workspace or Path())


__all__ = [
    "DAYS", "Business", "Destination", "Form", "Head", "Hours", "Item", "Question", "Section", "Site", "Spam",
    "SubPage", "check_file", "check_source", "find_specs", "host_of", "json_schema", "name_of", "picture_problem",
    "read_site", "web_origin",
]  # fmt: skip

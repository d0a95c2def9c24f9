"""YAML -> Site, or every Problem of the file."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from formkit.errors import Problem, SpecError
from formkit.source import Source, read_source
from formkit.spec.models import Site


def find_specs(folder: Path) -> list[Path]:
    """The specs of a workspace's `form_specs/`, by name."""
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))


def read_site(path: Path, workspace: Path) -> Site:
    """The Site that a file describes. Raises SpecError with every Problem in it."""
    site, problems = check_file(path, workspace)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if site is None or errors:
        raise SpecError(errors)
    return site


def check_file(path: Path, workspace: Path) -> tuple[Site | None, list[Problem]]:
    """The Site, where the file holds one, and every Problem and notice in it."""
    name = str(path.relative_to(workspace)) if path.is_relative_to(workspace) else path.name
    try:
        source = read_source(path, name)
    except SpecError as error:
        return None, list(error.problems)
    try:
        site = Site.model_validate({"id": path.stem, **_prepared(source.data)})
    except ValidationError as error:
        return None, [*source.problems, *(_problem(source, found) for found in error.errors())]
    return site, source.problems


def _prepared(data: Any) -> Any:
    forms = data.get("forms") or {}
    return {**data, "forms": {name: {**form, "id": name} for name, form in forms.items()}}


def _problem(source: Source, found: Any) -> Problem:
    return source.problem(tuple(found["loc"]), found["msg"])

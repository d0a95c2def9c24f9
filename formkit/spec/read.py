"""YAML -> Site, or every Problem of the file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from formkit.errors import PictureError, Problem, Severity, SpecError
from formkit.source import Plain, Source, Step, read_source
from formkit.spec.checks import CHECKS, Checks
from formkit.spec.models import Site
from formkit.spec.parts import Draft
from formkit.spec.usual import finished
from formkit.spec.whole import read_parts

MOST_PROBLEMS = 50


def read_site(path: Path, workspace: Path) -> Site:
    """The Site that a file describes. Raises SpecError with every Problem in it."""
    site, problems = check_file(path, workspace)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if site is None or errors:
        raise SpecError(errors)
    return site


def check_file(path: Path, workspace: Path, *, endpoint: str | None = None) -> tuple[Site | None, list[Problem]]:
    """The Site, where the file holds one, and its Problems and notices by line (the first 50, then how many more).

    With an `endpoint` (where forms post by the settings, or "") it is also told what the site lacks to go online.
    """
    try:
        source = read_source(path, name_of(path, workspace))
    except SpecError as error:
        return None, _bounded(list(error.problems))
    return check_source(source, path, workspace, endpoint=endpoint)


def check_source(
    source: Source, path: Path, workspace: Path, *, endpoint: str | None = None, checks: Checks = CHECKS
) -> tuple[Site | None, list[Problem]]:
    """As `check_file`, of text that was read already, and may not stand on the disk yet; with fewer `checks`, laxer."""
    draft = Draft(source, workspace, problems=[*source.problems, *_taken(path, source)], endpoint=endpoint)
    read_parts(draft, path.stem)
    for check in checks if not source.broken else ():  # what a part says of another is unknown when one can't be read
        check(draft)
    sound = all(problem.severity == "notice" for problem in draft.problems)
    return finished(draft, path.stem) if sound else None, _bounded(draft.problems)


def picture_problem(path: Path, workspace: Path, error: PictureError) -> Problem:
    """A Problem at the first place where the spec names the picture; its pixels are looked at only by a build."""
    try:
        source = read_source(path, name_of(path, workspace))
    except SpecError:  # changed since it was checked
        name = name_of(path, workspace)
        return Problem(name, 1, 1, error.message, error.hint, rule=error.rule, values=error.values)
    place = next((steps for steps, text in _texts(source.data) if text == error.picture), ())
    return source.problem(place, error.message, error.hint, rule=error.rule, values=error.values)


def _taken(path: Path, source: Source) -> list[Problem]:
    """A site's id is the name of its file: of `rose.yaml` and `rose.yml` the first is the site."""
    first = path.with_suffix(".yaml")
    if path.suffix != ".yml" or not first.is_file():
        return []
    message = f"there is a site '{path.stem}' already: {first.name}"
    hint, values = f"give {path.name} another name, or delete one of the two", {"file": path.name, "other": first.name}
    return [source.problem((), message, hint, rule="site-twice", values=values)]


def _texts(data: Plain, steps: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text of a file with the steps that lead to it, in their order."""
    if isinstance(data, str):
        yield steps, data
    pairs: Iterable[tuple[Step, Plain]] = data.items() if isinstance(data, dict) else ()
    for step, value in enumerate(data) if isinstance(data, list) else pairs:
        yield from _texts(value, (*steps, step))


def name_of(path: Path, workspace: Path) -> str:
    """What a file is called in messages."""
    return str(path.relative_to(workspace)) if path.is_relative_to(workspace) else path.name


def _bounded(problems: list[Problem]) -> list[Problem]:
    problems = sorted(problems, key=lambda one: (one.line, one.column, one.severity))
    rest = problems[MOST_PROBLEMS:]
    if not rest:
        return problems
    worst: Severity = "error" if any(one.severity == "error" for one in rest) else "notice"
    first = rest[0]
    words, values = f"and {len(rest)} more", {"n": str(len(rest))}
    more = Problem(first.file, first.line, first.column, words, "mend these first", worst, "more-problems", values)
    return [*problems[:MOST_PROBLEMS], more]

"""`formkit check` and `formkit schema`: what can be said of specs without building."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from formkit.cli.compared import compare_online
from formkit.cli.crowd import mapped, with_progress
from formkit.cli.ending import MISTAKE, leave
from formkit.cli.show import show_json
from formkit.cli.workspace import in_workspace, named_specs
from formkit.errors import Problem, counted


@click.command()
@click.argument("files", nargs=-1)
@click.option("--site", "url", help="Compare what is online at this address with the build, and follow its forms.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def check(workspace: Path, files: tuple[str, ...], *, url: str | None, as_json: bool) -> None:
    """Look for mistakes in specs. FILES may be sites by name; left out, it is all of the workspace."""
    if url is not None:
        compare_online(workspace, files, url, as_json=as_json)
        return
    specs = named_specs(workspace, files)
    found = with_progress(mapped(partial(_problems, workspace), specs), "Checking", len(specs))
    problems = [problem for some in found for problem in some]
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        counts = {"files": len(specs), "errors": errors, "notices": len(problems) - errors}
        show_json({**counts, "problems": [asdict(problem) for problem in problems]})
    else:
        show_problems(problems)
        click.echo(f"{counted(len(specs), 'spec')}, {_verdict(errors, len(problems) - errors)}.")
    if errors:
        leave(MISTAKE)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a spec, for editors. They complete and check by it while you type."""
    import json

    from formkit.spec import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def show_problems(problems: Iterable[Problem]) -> None:
    """Each as `file:line:column: message`, its hint under it: the notices first, and apart from them the mistakes.

    What stands last is what the eye finds.
    """
    told = list(problems)
    notices = [str(problem) for problem in told if problem.severity == "notice"]
    mistakes = [str(problem) for problem in told if problem.severity == "error"]
    if lines := [*notices, *([""] if notices and mistakes else []), *mistakes]:
        click.echo("\n".join(lines))


def _problems(workspace: Path, path: Path) -> list[Problem]:
    from formkit.spec import check_file

    return check_file(path, workspace, endpoint="")[1]


def _verdict(errors: int, notices: int) -> str:
    said = counted(errors, "mistake") if errors else "no mistakes"
    return f"{said}, {counted(notices, 'notice')}" if notices else said

"""`formkit new`: five questions, or flags, become a spec that a person would keep."""

import json
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formkit.cli.ending import in_words
from formkit.errors import FormkitError
from formkit.slug import slug

if TYPE_CHECKING:
    from formkit.spec.new import Answers

QUESTIONS = {  # the answer's name in Answers: what is asked, and what Enter means
    "name": ("What is your business called?", None),
    "kind": ("What is it, in a word or two (Florist, Car repair, Tutor)?", ""),
    "email": ("Which mail address shall messages go to?", None),
    "phone": ("Which phone number may visitors see (Enter for none)?", ""),
    "language": (
        "Which language does the site speak (for several: tr, en - the first is the default)?",
        "en",
    ),
}
GITIGNORE = "build/\ndata/\n.env\n.env.example\n"  # the example holds a key


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the business is called.")
@click.option("--kind", help="What it is: a schema.org type such as Florist, or your own words.")
@click.option("--email", help="Where messages go.")
@click.option("--phone", help="A phone number that visitors may see.")
@click.option("--language", help="en, Türkçe, ...; several with commas, the first is the default.")
@click.option("--address", default="", help="Where the business is, in one line.")
@click.option("--hours", default="", help="When it is open, in one line.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; leave out what no flag says.")
def new(folder: Path, *, yes: bool, address: str, hours: str, **flags: str | None) -> None:
    """Make a site in the folder DIR. Answer five questions, or give the answers as flags.

    Nothing that is there already is overwritten.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    answers = _answers(given | {"address": address, "hours": hours}, ask=not yes)
    site_id = slug(answers.name) or slug(folder.absolute().name) or "site"
    spec = folder / "form_specs" / f"{site_id}.yaml"
    if spec.exists():
        raise FormkitError(f"{spec} is already there.", "Edit it, or choose another --name")
    _write(folder, spec, answers)
    _say_what_next(folder, spec)


def _answers(given: Mapping[str, str], *, ask: bool) -> "Answers":
    """The answers from the flags, and for what they leave out from questions. Raises FormkitError."""
    from formkit.spec.new import Answers

    draft = Answers(name="Site", kind="", email="you@example.com", phone="", language="en")
    for name, value in given.items():
        draft = _accepted(draft, name, value)
    for name, (question, usual) in QUESTIONS.items():
        if name not in given and ask:
            draft = _asked(draft, name, question, usual)
        elif name not in given and usual is None:
            raise FormkitError(f"--{name} is missing: {question}", f"formkit new DIR --yes --{name} ...")
    return draft


def _asked(draft: "Answers", name: str, question: str, usual: str | None) -> "Answers":
    """Ask until the answer can stand in a spec."""

    def accept(text: str) -> "Answers":
        try:
            return _accepted(draft, name, text)
        except FormkitError as error:
            raise click.UsageError(in_words(error)) from None

    answer: Any = click.prompt(question, default=usual, value_proc=accept, show_default=bool(usual), prompt_suffix=" ")
    return answer if not isinstance(answer, str) else _accepted(draft, name, answer)


def _accepted(draft: "Answers", name: str, text: str) -> "Answers":
    """The answers with one more. Raises FormkitError in the words of `check` when it can't stand in a spec."""
    from formkit.spec import check_file
    from formkit.spec.new import new_spec

    changes: Any = {name: text.strip()}
    answers = replace(draft, **changes)
    if not answers.name or not answers.email:
        raise FormkitError("This can't be left out.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.yaml"
        path.write_text(new_spec(answers), "utf-8")
        wrong = [problem for problem in check_file(path, Path(folder))[1] if problem.severity == "error"]
    if wrong:
        raise FormkitError(f"{text}: {wrong[0].message}", wrong[0].hint)
    return answers


def _write(folder: Path, spec: Path, answers: "Answers") -> None:
    from formkit.spec import json_schema
    from formkit.spec.new import SCHEMA, new_spec

    schema = spec.parent / SCHEMA
    schema.parent.mkdir(parents=True, exist_ok=True)
    schema.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False), "utf-8")  # ours: made anew each time
    for path, text in ((folder / ".gitignore", GITIGNORE), (folder / ".env.example", _env_example())):
        if not path.exists():
            path.write_text(text, "utf-8")
    with spec.open("x", encoding="utf-8") as file:
        file.write(new_spec(answers))


def _env_example() -> str:
    """Every setting as a note, but for a secret key of its own."""
    from formkit.settings import NAMES

    ready = {"FORMKIT_SECRET_KEY": f"FORMKIT_SECRET_KEY={secrets.token_urlsafe(32)}"}
    lines = "".join(f"\n# {words}\n{ready.get(name, f'#{name}=')}\n" for name, words in NAMES.items())
    return f"# formkit dev needs none of this. For formkit serve: copy it to .env, and take the # away.\n{lines}"


def _say_what_next(folder: Path, spec: Path) -> None:
    click.echo(f"{spec} is written. What next:")
    if folder.absolute() != Path.cwd():
        click.echo(f"  cd {folder}")
    click.echo(f"  formkit dev      shows the site, and reloads it when you save {spec.name}")
    click.echo("  formkit build    writes the files to upload into build/")

"""Writes the README's tables anew from the tables of the code: `.venv/bin/python docs/tables.py`.

A table stands between `<!-- its name -->` and `<!-- /its name -->`; a test says when one has grown old.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from formkit.cli.commands import formkit
from formkit.fields import FIELD_TYPES, FieldOptions, FieldType, InputOptions
from formkit.settings import NAMES
from formkit.spam import GUARDS
from formkit.spec.presets import PRESETS
from formkit.words import languages, words

README = Path(__file__).parent.parent / "README.md"
HOURS = {"hours": {"mon-fri": "09:00-18:00"}}


def main() -> None:
    """Put every table into the README."""
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")


def with_tables(text: str) -> str:
    """The text with each table as it should be now. Raises ValueError for a table that has no place in it."""
    for name, lines in tables().items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"{begin} and {end} must stand in the README once")
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{lines}\n{end}{rest.partition(end)[2]}"
    return text


def tables() -> dict[str, str]:
    """Name -> Markdown."""
    return {
        "commands": table(("Command", "What it does"), commands(formkit, "formkit")),
        "settings": table(("Setting", "What it is"), ((f"`{name}`", words) for name, words in NAMES.items())),
        "field types": table(("Type", "What it is", "Its own options", "For example"), field_types()),
        "guards": table(("What the guards look at",), (((guard.__doc__ or "").splitlines()[0],) for guard in GUARDS)),
        "presets": table(("Preset", "What it asks", "Its fields"), presets()),
        "languages": f"formkit speaks {spoken()}.",
    }


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def commands(group: click.Group, path: str) -> Iterator[tuple[str, str]]:
    """Each command, and those below it, with the first sentence of its help."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            said = re.split(r"\n\s*\n", (command.help or "").strip(), maxsplit=1)[0]
            yield f"`{path} {name}`", " ".join(said.split())


def field_types() -> Iterator[tuple[str, str, str, str]]:
    for kind in FIELD_TYPES.values():
        own = ", ".join(f"`{name}`" for name in own_options(kind))
        yield f"`{kind.name}`", kind.title, own, f"`{kind.example}`"


def own_options(kind: FieldType) -> list[str]:
    """The options that not every field, or not every field that is typed into, has."""
    typed = issubclass(kind.options, InputOptions) and kind.name != "hidden"
    shared = InputOptions.model_fields if typed else FieldOptions.model_fields
    hidden = ("placeholder", "autocomplete") if kind.name == "hidden" else ()
    return [name for name in kind.options.model_fields if name not in shared and name not in hidden]


def presets() -> Iterator[tuple[str, str, str]]:
    for preset in PRESETS.values():
        fields = preset.fields(lambda key: key, HOURS)  # type: ignore[arg-type, return-value]  # words are not shown
        yield f"`{preset.name}`", preset.title, ", ".join(f"`{name}`" for name in fields)


def spoken() -> str:
    """Every language by its own name, with its code."""
    *most, last = (f"{words(code).native} (`{code}`)" for code in languages())
    return f"{', '.join(most)} and {last}"


if __name__ == "__main__":
    main()

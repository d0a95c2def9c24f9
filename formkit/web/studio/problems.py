"""What is wrong, for somebody who looks at controls: said by its rule in the reader's language, with the way to it.

A rule without words in the reader's language is said in English, and one that the Studio doesn't know as in a terminal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from formkit.edit import Trouble
from formkit.errors import FormkitError, Problem, SpecError
from formkit.rules import WRITING
from formkit.web.studio.controls import Control, Maker, Panel, belongs, places_of
from formkit.web.studio.panels import panel_of, place_of
from formkit.web.studio.places import path_of
from formkit.web.studio.said import spoken, table, words_of_trouble
from formkit.web.studio.written import Steps
from formkit.words import fill, languages
from formkit.words import words as messages


def in_words(problems: Sequence[Problem], words: Mapping[str, str], maker: Maker | None = None) -> list[Problem]:
    """The Problems with our message and hint; `maker` names what is missing, and is None where no file can be read."""
    names = _Names(maker) if maker else None
    return [_in_words(one, words, names, _path(one, names)) for one in problems]


def told(problems: Sequence[Problem], words: Mapping[str, str], maker: Maker | None) -> list[dict[str, Any]]:
    """Problems for a script, each with the `path` of its thing and the way to it in words, `where`.

    Of what belongs to no thing the path is null, and its line is the way.
    """
    names = _Names(maker) if maker else None
    return [_told(one, words, names) for one in problems]


def refusal(error: FormkitError) -> tuple[str, str]:
    """Message and hint of an error in the words of who asks; of a spec with mistakes those of the first."""
    if isinstance(error, Trouble):
        return words_of_trouble(error), ""
    if isinstance(error, SpecError):
        first = in_words(error.problems[:1], table(spoken()))[0]
        return first.message, first.hint
    return sentences(error.rule, error.values, table(spoken())) or (error.message, error.hint)


@dataclass(frozen=True)
class _Names:
    """What the panels call the things of a file; each panel is made once."""

    maker: Maker
    panels: dict[Steps, Panel] = field(default_factory=dict)

    def way(self, path: Steps) -> str:
        """The way to a thing as the panel shows it, such as `Your business › Phone number`; "" for no thing."""
        panel, control = self.panel(path), self.control(path)
        if not belongs(path, panel.path):
            return ""
        found = [*(title for title, _ in panel.above), panel.title, *([control.label] if control else [])]
        return " › ".join(dict.fromkeys(found))

    def panel(self, path: Steps) -> Panel:
        place = place_of(path)
        if place not in self.panels:
            self.panels[place] = panel_of(self.maker, place)
        return self.panels[place]

    def control(self, path: Steps) -> Control | None:
        """The nearest one to a thing in its panel."""
        mine = [one for one in places_of(self.panel(path).controls) if belongs(path, one.place)]
        return max(mine, key=lambda one: len(one.place), default=None)

    def as_shown(self, values: Mapping[str, str], path: Steps) -> dict[str, str]:
        """With the labels of what the file calls by keys: what is missing, and the questions of a form."""
        shown = dict(values)
        if missing := values.get("missing"):
            control = self.control((*path, missing))
            shown["missing"] = control.label if control and control.place[-1] == missing else missing
        form = self.maker.written.in_force(str(path[1])) if path[0] == "forms" and path[1:] else {}
        for key in ("name", "names", "other"):
            if key in values:
                shown[key] = ", ".join(self.question(one, form.get("fields", {})) for one in values[key].split(", "))
        return shown

    def question(self, name: str, fields: Mapping[str, Any]) -> str:
        return self.maker.field_label(name, fields[name]) if name in fields else name


def _told(problem: Problem, words: Mapping[str, str], names: _Names | None) -> dict[str, Any]:
    path = _path(problem, names)
    way = names.way(path) if names and path else ""
    line = fill(words["file.line"], {"n": str(problem.line)})
    said = _in_words(problem, words, names, path).__dict__
    return {**said, "where": way or line, "path": list(path) if path and way else None}


def _path(problem: Problem, names: _Names | None) -> Steps | None:
    """The place of its thing; None where the file can't be read, or is wrong itself."""
    if names is None or problem.rule in WRITING:
        return None
    return path_of(names.maker.written.source, problem.line, problem.column)


def _in_words(problem: Problem, words: Mapping[str, str], names: _Names | None, path: Steps | None) -> Problem:
    values = names.as_shown(problem.values, path) if names and path else problem.values
    said = sentences(problem.rule, values, words)
    return replace(problem, message=said[0], hint=said[1]) if said else problem


def sentences(rule: str, values: Mapping[str, str], words: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong by a rule, and what to do now; None for a rule without words."""
    if f"problem.{rule}" not in words:
        return None
    more = next((words[f"problem.{name}"] for name in ("write", "meant") if values.get(name)), "")
    named = {**values, "languages": _named(values.get("languages", ""))}
    hint = " ".join(filter(None, (words.get(f"problem.{rule}_hint"), more)))
    return fill(words[f"problem.{rule}"], named), fill(hint, named)


def _named(codes: str) -> str:
    """`tr, ru` -> `Türkçe, русский`."""
    return ", ".join(messages(code).native if code in languages() else code for code in codes.split(", "))

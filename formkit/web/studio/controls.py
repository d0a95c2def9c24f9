"""Controls: what the panel at the right shows of one thing of a site, each with where its changes go.

Plain Python, no Flask: `panels.py` says which controls a place has, `panel.py` answers the browser,
`templates/studio/panel.html` draws them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from formkit.errors import Problem
from formkit.fields import FIELD_TYPES
from formkit.web.studio.faces import Face
from formkit.web.studio.written import Steps, Written, value_at, words_anyhow, words_of
from formkit.words import Text, languages
from formkit.words import words as messages


@dataclass(frozen=True)
class Offer:
    """One thing to choose. `picture` is the name of a theme whose picture shows it."""

    value: str
    label: str
    text: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Row:
    """One of several things of a control: a line of its own, with its controls or the way to its panel."""

    path: Steps
    title: str
    text: str = ""
    parts: tuple["Control", ...] = ()
    value: Any = None


@dataclass(frozen=True)
class Control:
    """One thing that can be changed. `place` is its place in the file, `path` where a change of it goes: a text by
    language ends with the language there.

    `value` is what is shown, `usual` what is in force where the file says nothing; `preset` says that it comes from
    the ready-made form. `others` are its words in the other languages of the site, by code. `errors` are the Problems
    of its place; `extra` is for its script, as JSON.
    """

    place: Steps
    path: Steps
    kind: str
    label: str
    help: str = ""
    example: str = ""
    value: Any = ""
    usual: Any = ""
    own: bool = False
    preset: bool = False
    required: bool = False
    more: bool = False
    choices: tuple[Offer, ...] = ()
    parts: tuple["Control", ...] = ()
    rows: tuple[Row, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[tuple[str, str], ...] = ()
    errors: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """Its id in the page, the same however often it is drawn."""
        return "c-" + "-".join("".join(str(step).split()) or "_" for step in self.place)


@dataclass(frozen=True)
class Panel:
    """What is shown of one thing of a site. `above` leads to what it stands in; `focus` is what was meant of it."""

    path: Steps
    title: str
    text: str
    controls: tuple[Control, ...]
    above: tuple[tuple[str, Steps], ...] = ()
    focus: Steps = ()
    errors: tuple[Problem, ...] = ()

    @property
    def shown(self) -> tuple[Control, ...]:
        """What most people need."""
        return tuple(one for one in self.controls if not one.more)

    @property
    def folded(self) -> tuple[Control, ...]:
        """What few people need."""
        return tuple(one for one in self.controls if one.more)


@dataclass(frozen=True)
class Sayer:
    """The words of the Studio in the reader's language, by `part.name` (`languages/studio/`)."""

    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        from formkit.words import fill

        return fill(self.words[f"panel.{key}"], {name: str(value) for name, value in values.items()})

    def label(self, *names: str) -> str:
        """The label of the first name that has one: `faq.name`, else `Item.name`."""
        return self._first("control", names) or names[-1].rpartition(".")[2]

    def help(self, *names: str) -> str:
        return self._first("help", names)

    def example(self, name: str) -> str:
        return self.words.get(f"example.{name}", "")

    def named(self, part: str, name: str) -> str:
        """What the whole Studio calls a kind of thing: of a "section", a "fieldtype", a "preset"."""
        return self.words.get(f"{part}.{name}", name)

    def get(self, key: str, otherwise: str = "") -> str:
        """A text that may be missing: what themes of others offer has no words of ours."""
        return self.words.get(f"panel.{key}", otherwise)

    def _first(self, part: str, names: Sequence[str]) -> str:
        return next((self.words[f"{part}.{name}"] for name in names if f"{part}.{name}" in self.words), "")


@dataclass(frozen=True)
class Place:
    """One mapping of the file whose keys are shown: what it says, and what is in force there.

    `names` are looked at for words before those of the model, such as "faq" of the items of a faq.
    """

    path: Steps
    said: Mapping[str, Any]
    force: Mapping[str, Any]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Maker:
    """What makes the controls of one site for one reader; `language` is that of the page in the middle.

    `today` is for answers that are made up.
    """

    written: Written
    say: Sayer
    language: str
    workspace: Path
    reader: str = "en"
    today: date | None = None

    def place(self, path: Steps, *names: str, force: Mapping[str, Any] | None = None) -> Place:
        said = self.written.at(path)
        said = said if isinstance(said, dict) else {}
        return Place(path, said, said if force is None else force, names)

    def plain(self, face: Face, at: Place) -> Control:
        """The control of a key with what all controls have; a text is that of the language of the page."""
        path, names = (*at.path, face.key), self._names(face, at)
        said, force = at.said.get(face.key), at.force.get(face.key)
        made = Control(
            place=path,
            path=path,
            kind=face.kind,
            label=self.say.label(*names),
            help=self._help(face, names),
            value=said if said is not None else "",
            usual=force if said is None and force is not None else face.usual,
            own=said is not None,
            preset=said is None and force is not None,
            required=face.required,
            more=face.more,
        )
        return self.spoken(made, said, force) if face.spoken else _as_words(made)

    def spoken(self, control: Control, said: Any, force: Any) -> Control:
        """A text in the language of the page. One that is plain stays so in the default language."""
        first, several = self.written.languages[0], len(self.written.languages) > 1
        plain = isinstance(said, str) and (self.language == first or not several)
        by_language = isinstance(said, dict) or (several and not plain)
        value = str(said) if plain else words_of(said, self.language) if isinstance(said, dict) else ""
        otherwise = words_anyhow(said, (first,)) if said is not None else _words_in(force, self.language)
        path = (*control.path, self.language) if by_language else control.path
        preset = control.preset and bool(otherwise)
        others = self._others(said) if isinstance(said, dict) else ()
        return replace(control, path=path, value=value, usual=otherwise, own=bool(value), preset=preset, others=others)

    def _others(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        codes = [code for code in self.written.languages if code != self.language]
        return tuple((code, words_of(said, code)) for code in codes if words_of(said, code))

    def field_label(self, name: str, said: Mapping[str, Any]) -> str:
        """What the visitor reads above a field; its name in words where nothing is said."""
        kind = FIELD_TYPES.get(str(said.get("type", "text")))
        usual = (
            messages(self.language if self.language in languages() else "en")(kind.label_key)
            if kind and kind.label_key
            else ""
        )
        return (
            words_of(said.get("label"), self.language)
            or words_anyhow(said.get("label"), self.written.languages)
            or usual
            or in_words(name)
        )

    def form_title(self, form: str) -> str:
        """What the visitor reads above a form; what the file calls it where nothing is said."""
        title = self.written.in_force(form).get("title")
        said = title.say(self.language) if isinstance(title, Text) else title
        return words_anyhow(said, (self.language, *self.written.languages)) or form

    def _help(self, face: Face, names: Sequence[str]) -> str:
        said = self.say.help(*names)
        return f"{said} {self.say('limits', **face.limits)}" if face.limits else said

    def _names(self, face: Face, at: Place) -> tuple[str, ...]:
        return (*(f"{name}.{face.key}" for name in at.names), face.name, face.key)


def in_words(name: str) -> str:
    """`order_no` -> `Order no`."""
    said = name.replace("_", " ").replace("-", " ").strip()
    return said[:1].upper() + said[1:]


def _as_words(control: Control) -> Control:
    """Values as a person reads them: numbers of a preset are text in a box."""
    usual, value = control.usual, control.value
    scalar = isinstance(usual, (int, float)) and not isinstance(usual, bool)
    return replace(
        control,
        usual=str(usual) if scalar else "" if usual is None else usual,
        value=str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value,
    )


def _words_in(said: Any, language: str) -> str:
    if isinstance(said, Text):
        return said.say(language)
    return words_anyhow(said, (language,))


def told(controls: Sequence[Control], problems: Mapping[Steps, Sequence[Problem]]) -> tuple[Control, ...]:
    """The controls with the Problems of their places, those of their parts and rows among them."""
    return tuple(_told(one, problems) for one in controls)


def _told(control: Control, problems: Mapping[Steps, Sequence[Problem]]) -> Control:
    parts = tuple(_told(one, problems) for one in control.parts)
    rows = tuple(replace(row, parts=told(row.parts, problems)) for row in control.rows)
    inner = {one.place for one in places_of((*control.parts, *(part for row in control.rows for part in row.parts)))}
    mine = [
        one
        for path, found in problems.items()
        if belongs(path, control.place) and not any(belongs(path, place) for place in inner)
        for one in found
    ]
    return replace(control, parts=parts, rows=rows, errors=once(mine))


def once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Those of several things that say the same are said once."""
    return tuple({(one.severity, one.message, one.hint): one for one in problems}.values())


def places_of(controls: Sequence[Control]) -> list[Control]:
    """Every control, those inside others as well."""
    inner = [part for one in controls for part in (*one.parts, *(part for row in one.rows for part in row.parts))]
    return [*controls, *places_of(inner)] if controls else []


def belongs(path: Steps, place: Steps) -> bool:
    """Whether a Problem at `path` is one of what stands at `place`."""
    return path[: len(place)] == place


__all__ = [
    "Control", "Maker", "Offer", "Panel", "Place", "Row", "Sayer", "belongs", "in_words", "once", "told",
    "value_at",
]  # fmt: skip

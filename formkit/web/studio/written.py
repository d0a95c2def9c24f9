"""A spec as its file says it, in the long form that edits name; and what is in force where the file says nothing."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from formkit.errors import Wrong
from formkit.fields import FIELD_TYPES
from formkit.fields.chosen import Choosing
from formkit.source import Source, Step
from formkit.spec import Section, Site, short
from formkit.spec.filled import with_preset
from formkit.spec.models import DAYS, SECTION_KINDS
from formkit.spec.parts import Draft
from formkit.words import Text

Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Written:
    """A file as it is now. `site` is the last good Site of it, None where there was none; nothing here ever raises."""

    source: Source
    workspace: Path
    site: Site | None = None
    languages: tuple[str, ...] = field(default=("en",))

    @cached_property
    def data(self) -> dict[str, Any]:
        """All that the file says, in the long form. Sections that nobody wrote are those that the page shows."""
        raw = self._raw
        said: dict[str, Any] = {}
        said["site"] = _site(_mapping(raw.get("site")))
        said["business"] = _business(_mapping(raw.get("business")))
        usual = [] if self.site is None else [_as_data(one) for one in self.site.sections]
        said["sections"] = _sections(raw["sections"]) if raw.get("sections") is not None else usual
        said["pages"] = {slug: _page(_mapping(page)) for slug, page in _mapping(raw.get("pages")).items()}
        said["legal"] = _legal(raw.get("legal"))
        said["forms"] = {name: self._form(_mapping(form)) for name, form in _mapping(raw.get("forms")).items()}
        return said

    def at(self, path: Steps) -> Any:
        """What stands at a place, None where nothing does."""
        return value_at(self.data, path)

    def in_force(self, form: str) -> dict[str, Any]:
        """A form with everything its preset gives it, in the long form. Words of a preset are Texts."""
        return self._forms_in_force.get(form, {})

    @cached_property
    def _forms_in_force(self) -> dict[str, dict[str, Any]]:
        draft = Draft(self.source, self.workspace, head=self.site.head if self.site else None, written=self._raw)
        found = {
            name: with_preset(draft, name, _with_fields(_mapping(form)))
            for name, form in _mapping(self._raw.get("forms")).items()
        }
        return {name: self._form(form or {}) for name, form in found.items()}

    @cached_property
    def _raw(self) -> dict[str, Any]:
        return _mapping(self.source.data)

    @staticmethod
    def _form(said: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(said)
        if "fields" in said:
            found["fields"] = {name: _field(_mapping(one)) for name, one in _mapping(said["fields"]).items()}
        if said.get("deliver_to") is not None:
            found["deliver_to"] = _or(short.destinations, said["deliver_to"], [])
        return found


def written(source: Source, workspace: Path, site: Site | None) -> Written:
    """The file that was read, with the languages that it names."""
    said = _site(_mapping(_mapping(source.data).get("site"))).get("languages")
    languages = tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()
    return Written(source, workspace, site, languages or (site.languages if site else ("en",)))


def value_at(data: Any, path: Sequence[Step]) -> Any:
    """What stands at a place of plain data, None where nothing does."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def words_of(said: Any, language: str) -> str:
    """What a text says in a language: of a plain one, its words; "" where it has none."""
    if isinstance(said, Text):
        return dict(said.by_language).get(language) or dict(said.by_language).get("", "")
    found = said.get(language) if isinstance(said, dict) else said
    return str(found) if isinstance(found, str) else ""


def words_anyhow(said: Any, languages: Sequence[str]) -> str:
    """What a text says in the first of the languages that it has, else in any."""
    spoken = (words_of(said, language) for language in languages)
    others = said.values() if isinstance(said, dict) else ()
    return next((one for one in (*spoken, *others) if isinstance(one, str) and one), "")


def is_yes(said: Any) -> bool:
    """Whether a value means yes: true, or one of the words for it."""
    return said is True or (isinstance(said, str) and said.lower() in ("true", "yes", "on"))


def _mapping(said: Any) -> dict[str, Any]:
    return said if isinstance(said, dict) else {}


def _or(make: Any, said: Any, otherwise: Any) -> Any:
    with suppress(Wrong, AttributeError, TypeError):
        return make(said)
    return otherwise


def _site(said: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in said.items() if key != "language"}
    languages = said.get("languages", said.get("language"))
    if languages is not None:
        found["languages"] = [languages] if isinstance(languages, str) else languages
    if isinstance(said.get("theme"), str):
        found["theme"] = {"name": said["theme"]}
    return found


def _business(said: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(said)
    if "address" in said:
        found["address"] = short.address(said["address"])
    if said.get("hours") is not None:
        hours = _mapping(_or(short.hours, said["hours"], None))
        days = _mapping(hours.get("days"))
        found["hours"] = {**hours, "days": {day: _intervals(days.get(day)) for day in DAYS}}
    return found


def _intervals(said: Any) -> list[dict[str, Any]]:
    listed = said if isinstance(said, list) else []
    return [one for one in listed if isinstance(one, dict) and {"opens", "closes"} <= one.keys()]


def _with_fields(form: dict[str, Any]) -> dict[str, Any]:
    """A form without fields that are none: a list of them, or a word."""
    return {key: said for key, said in form.items() if key != "fields" or isinstance(said, dict | None)}


def _sections(said: Any) -> list[Any]:
    return [_section(one) for one in said] if isinstance(said, list) else []


def _section(said: Any) -> dict[str, Any]:
    made = _or(short.section, said, {})
    kind = made.get("kind")
    if kind not in SECTION_KINDS:
        return {}
    return {kind: {key: value for key, value in made.items() if key != "kind"}}


def _as_data(section: Section) -> dict[str, Any]:
    return {section.kind: {"form": section.form} if section.form else {}}


def _page(said: Mapping[str, Any]) -> dict[str, Any]:
    return {**said, "sections": _sections(said.get("sections"))}


def _legal(said: Any) -> dict[str, Any]:
    found = _mapping(short.legal(said) if said is not None else None)
    return {key: _mapping(short.legal_page(value)) for key, value in found.items() if value is not None}


def _field(said: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(said)
    kind = FIELD_TYPES.get(str(said.get("type", "text")))
    if isinstance(said.get("choices"), dict | list):
        found["choices"] = _choices(said["choices"])
    if isinstance(said.get("items"), dict):
        found["items"] = [{"name": name, "price": price} for name, price in said["items"].items()]
    if kind and not issubclass(kind.options, Choosing) and "type" in said:
        found.pop("choices", None)
    return found


def _choices(said: Any) -> list[dict[str, Any]]:
    listed = [{"value": value, "label": label} for value, label in said.items()] if isinstance(said, dict) else said
    return [_choice(one) for one in listed if one]


def _choice(said: Any) -> dict[str, Any]:
    if isinstance(said, str):
        return {"value": said, "label": said}
    if isinstance(said, dict) and "value" not in said and "label" not in said:
        return {"value": next(iter(said.values()), ""), "label": said}
    return said if isinstance(said, dict) else {"value": "", "label": ""}

"""Lists and mappings of which a part is wrong: each mistake is told, and the rest is read on."""

from typing import Any

from formkit.errors import Wrong
from formkit.spec import short
from formkit.spec.models import Hours
from formkit.spec.parts import Draft
from formkit.words import languages

_IN_ENGLISH = "days are written in English, and shown in your visitors' language"


def sound_languages(draft: Draft, said: Any) -> Any:
    """With the languages that there are; each of the others is told, and read as the one that was meant."""
    written = said.get("languages") if isinstance(said, dict) else None
    listed = [written] if isinstance(written, str) else written
    if not isinstance(listed, list) or not listed or None in listed:
        return said
    sound: list[str] = []
    for index, one in enumerate(listed):
        try:
            sound = short.languages([*sound, one])
        except Wrong as error:
            at = (index,) if listed is written else ()
            draft.refused(("site", "languages", *at), error)
            sound += [code for code in _languages_meant(one) if code not in sound]
    return {**said, "languages": sound} if sound else {key: one for key, one in said.items() if key != "languages"}


def _languages_meant(said: object) -> list[str]:
    from formkit.spec.called import languages_called

    return [code for code in languages_called(str(said)) if code in languages()]


def sound_hours(draft: Draft, said: dict[str, Any]) -> dict[str, Any]:
    """The days and times that can be read; of each other line its day and its times are told."""
    sound = {}
    for key, times in said.items():
        pairs: Any = [{key: times}] if key in Hours.model_fields else [{key: "closed"}, {"mon": times}]
        errors = [error for pair in pairs if (error := _wrong_hours(pair))]
        for error in errors:
            at_key = error.at == (key,)
            meant = _days_meant(draft, key) if at_key else ""
            hint = f"{_IN_ENGLISH}: write {meant}" if meant else error.hint
            values = {**error.values, "write": meant} if meant else error.values
            path = ("business", "hours", key)
            draft.wrong(path, error.message, hint, rule=error.rule, at_key=at_key, **values)
        if not errors:
            sound[key] = times
    return sound


def _wrong_hours(said: dict[str, Any]) -> Wrong | None:
    try:
        short.hours(said)
    except Wrong as error:
        return error
    return None


def _days_meant(draft: Draft, key: str) -> str:
    """What days in a language of the site, or in another one, are in a spec."""
    from formkit.spec.called import days_called

    return days_called(key, draft.head.languages if draft.head else ())

"""Texts: the fields a subject names, the languages of the site, choices that are told apart."""

import re
from collections.abc import Iterator

from formkit.errors import quoted
from formkit.fields.chosen import Choosing
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps
from formkit.words import Text

FILLED = "subject"  # of a form: {name} in it becomes an answer
UNFILLED = ("autoreply", "thanks")  # what visitors get has nothing in it of what was sent
OF_THE_OWNER = (FILLED,)  # of a form: only its owner reads them, in the first language of the site
SUBJECT_WORDS = ("site", "form", "reference")


def placeholders_name_fields(draft: Draft) -> None:
    """`{topic}` in a subject must be a field (or the site, form or reference)."""
    for name, form in draft.forms.items():
        known, path = (*draft.names[name], *SUBJECT_WORDS), ("forms", name, FILLED)
        for placeholder in _braced(form.subject):
            if placeholder not in known:
                hint = did_you_mean(placeholder, known, otherwise="there are")
                message = f"'{FILLED}' names {quoted(marked(placeholder))}, which is no field of this form"
                meant = nearest(placeholder, known)
                draft.wrong(path, message, hint, rule="field-unknown", name=placeholder, meant=meant)


def braces_that_stay_are_told(draft: Draft) -> None:
    """`Thanks, {name}` reaches a visitor as it is written."""
    for name, form in draft.forms.items():
        for key in UNFILLED:
            for placeholder in _braced(getattr(form, key)):
                mark = marked(placeholder)
                message = f"'{key}' shows {quoted(mark)} to visitors as it is written"
                hint = f"answers take the place of braces in '{FILLED}' alone; say it without"
                draft.notice(("forms", name, key), message, hint, rule="braces-stay", mark=mark)


def _braced(text: Text | None) -> list[str]:
    return in_braces(" ".join(words for _, words in text.by_language)) if text else []


def marked(name: str) -> str:
    return f"{{{name}}}"


def in_braces(words: str) -> list[str]:
    """`{topic} from {name}` -> topic, name; each once."""
    return [*dict.fromkeys(re.findall(r"\{(\w+)\}", words))]


def every_language_is_spoken(draft: Draft) -> None:
    """A text by language that lacks one of the site's is told; the reader gets the default's words. What only the
    owner reads is asked for in the first one.
    """
    if draft.head is None:
        return
    spoken = draft.head.languages
    for path, text in draft.texts:
        asked = spoken[:1] if path[0] == "forms" and path[2] in OF_THE_OWNER else spoken
        lacking = [code for code in asked if not text.speaks(code)]
        place = path if draft.source.has(path) or path[-1] != "label" else path[:-1]  # a choice may be words alone
        if lacking and draft.source.has(place):
            said = spoken[0] if text.speaks(spoken[0]) else text.by_language[0][0]
            message = f"'{_last(place)}' says nothing in {', '.join(lacking)}"
            hint = f"readers of it see the words in {said}; write {lacking[0]}: ..."
            draft.notice(place, message, hint, rule="language-missing", languages=", ".join(lacking), shown=said)


def choices_differ(draft: Draft) -> None:
    for path, options in _choosing(draft):
        seen: set[str] = set()
        for index, choice in enumerate(options.choices):
            if choice.value in seen:
                hint = "take one of them out, or give them different values"
                message = f"the choice {quoted(choice.value)} stands here twice"
                here = (*path, "choices", index)
                draft.wrong(here, message, hint, rule="choice-twice", value=choice.value)
            seen.add(choice.value)


def defaults_are_offered(draft: Draft) -> None:
    for path, options in _choosing(draft):
        values = [choice.value for choice in options.choices]
        if options.default and options.default not in values:
            hint = did_you_mean(options.default, values, otherwise="the choices are")
            message = f"the default {quoted(options.default)} is not among the choices"
            meant = nearest(options.default, values)
            draft.wrong((*path, "default"), message, hint, rule="default-unknown", value=options.default, meant=meant)


def _choosing(draft: Draft) -> Iterator[tuple[Steps, Choosing]]:
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            if isinstance(options, Choosing):
                yield ("forms", form_id, "fields", name), options


def _last(path: Steps) -> str:
    return next(str(step) for step in reversed(path) if isinstance(step, str))

"""Habits of other forms that are of no use here: stars and brackets in labels, and hints that say too much."""

import re

from formkit.rules import Rule
from formkit.spec.parts import Draft, Steps
from formkit.words import Text, words

_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?։؟]\s+([^\W\d_])")
_FULL_STOP = re.compile(r"(?!\b(?:etc|usw)\b)[^\W\d_]{3}[.։]$")  # shorter words are abbreviations
_LINK = re.compile(r"https?://|www\.|\]\(")
_STAR = re.compile(r"^\s*[*＊]|[*＊][\s:]*$")
_BRACKET = re.compile(r"[(\[（]\s*([^()\[\]（）]{3,30})\s*[)\]）][\s:]*$")
_REQUIRED = {
    "required", "mandatory", "optional", "zorunlu", "міндетті", "պարտադիր", "kötelező", "обязательно", "مطلوب",
    "pflichtfeld", "erforderlich", "obligatorio", "obligatoire", "requis", "opcional", "isteğe bağlı",
}  # fmt: skip


def labels_leave_marks_to_formkit(draft: Draft) -> None:
    """What may be left out is marked by every theme, in the visitor's language."""
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            path: Steps = ("forms", form_id, "fields", name, "label")
            if options.label and _marked(options.label) and draft.source.has(path):
                message = "this label marks by hand what must be filled in, or what may be left out"
                hint = "take the mark away: formkit says (optional) itself where a field has no 'required: true'"
                draft.notice(path, message, hint, rule="label-marks-by-hand")


def hints_are_short(draft: Draft) -> None:
    """A hint is read aloud with its field each time (GOV.UK Design System, text input)."""
    for form_id, form in draft.forms.items():
        for name, options in form.fields.items():
            path: Steps = ("forms", form_id, "fields", name, "help")
            if options.help and draft.source.has(path) and (told := _too_much(options.help)):
                message, hint, rule = told
                draft.notice(path, message, hint, rule=rule)


def _marked(label: Text) -> bool:
    return any(_STAR.search(text) or _bracketed(code, text) for code, text in label.by_language)


def _bracketed(code: str, text: str) -> bool:
    found = _BRACKET.search(text)
    return found is not None and found[1].strip().casefold() in {*_REQUIRED, words(code)("form_optional")}


def _too_much(hint: Text) -> tuple[str, str, Rule] | None:
    said = [text.strip() for _, text in hint.by_language]
    if any(_LINK.search(text) for text in said):
        words = "a link in a hint leads visitors away from what they write"
        return words, "put it into the form's 'intro'", "help-with-link"
    if any(_several(text) for text in said):
        words = "a hint is one short sentence: it is read aloud each time"
        return words, "put the rest into the form's 'intro'", "help-too-long"
    if any(_FULL_STOP.search(text) for text in said):
        return "a hint needs no full stop", "take it away", "help-with-full-stop"
    return None


def _several(text: str) -> bool:
    """Sentences begin with a capital letter where the script has any."""
    return any(found[1] == found[1].upper() for found in _SENTENCES.finditer(text))

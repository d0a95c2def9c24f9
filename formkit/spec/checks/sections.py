"""Sections and the forms they show."""

from formkit.errors import quoted
from formkit.spec.near import did_you_mean
from formkit.spec.parts import Draft
from formkit.words import Text

_NAMED = {
    "services": "the service", "menu": "the dish", "prices": "the price", "team": "the person",
    "faq": "the question", "steps": "the step",
}  # fmt: skip
_OF_ITEMS = (*_NAMED, "gallery", "testimonials")
_OF_TEXT = ("about", "text", "banner")


def forms_exist(draft: Draft) -> None:
    for place, section in draft.sections.items():
        path = (*place, "form", "form")
        if section.kind == "form" and not section.form:
            hint = f"for example - form: {next(iter(draft.names), 'contact')}"
            draft.wrong(path, "the section 'form' doesn't say which form", hint)
        elif section.kind == "form" and section.form not in draft.names:
            hint = did_you_mean(section.form, draft.names) or "write it below forms:, or take this section out"
            draft.wrong(path, f"there is no form {quoted(section.form)}", hint)


def items_have_names(draft: Draft) -> None:
    """WCAG 1.3.1 and 4.1.2: a name is a heading, or what opens an answer; empty, it is a barrier."""
    for place, section in draft.sections.items():
        for at, item in enumerate(section.items if section.kind in _NAMED else ()):
            if not _says(draft, item.name):
                path = (*place, section.kind, "items", at)
                hint = f"write it, such as name: {_example(section.kind)}"
                draft.wrong(path, f"{_NAMED[section.kind]} has no 'name'", hint)


def sections_show_something(draft: Draft) -> None:
    """A heading above nothing is told, and stays: there may be more to come. Not beside a mistake: it may follow."""
    if any(problem.severity == "error" for problem in draft.problems):
        return
    for place, section in draft.sections.items():
        empty = not (section.items or section.image or _says(draft, section.text))
        if empty and section.kind in (*_OF_ITEMS, *_OF_TEXT):
            what = "items" if section.kind in _OF_ITEMS else "text"
            message = f"the section '{section.kind}' has no '{what}': visitors see nothing there, or a bare heading"
            draft.notice((*place, section.kind), message, "write some, or take the section out", at_key=True)


def _says(draft: Draft, text: Text | None) -> bool:
    return bool(text and text.say(draft.head.languages[0] if draft.head else "en").strip())


def _example(kind: str) -> str:
    return {"faq": "Do you deliver?", "team": "Leyla Gül", "steps": "Call us"}.get(kind, "Bouquets")

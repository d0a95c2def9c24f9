"""Sections and the forms they show."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from formkit.errors import FormkitError, quoted
from formkit.spec.models import Section
from formkit.spec.near import did_you_mean, nearest
from formkit.spec.parts import Draft, Steps
from formkit.themes import has_own
from formkit.words import Text

_NAMED = {
    "services": "the service", "menu": "the dish", "prices": "the price", "team": "the person",
    "faq": "the question", "steps": "the step",
}  # fmt: skip
_OF_TEXT = ("about", "text", "banner")
# what the pages show of each thing of a section, and which sections show these
OF_ITEMS: Mapping[str, tuple[str, ...]] = {
    "services": ("name", "text", "price", "image"),
    "menu": ("name", "text", "price"),
    "prices": ("name", "text", "price"),
    "gallery": ("image", "name"),
    "team": ("name", "role", "text", "image"),
    "testimonials": ("text", "name", "role"),
    "faq": ("name", "text"),
    "steps": ("name", "text"),
}
OF_SECTIONS: Mapping[str, tuple[str, ...]] = {"image": ("hero", "about", "text"), "items": tuple(OF_ITEMS)}


def forms_exist(draft: Draft) -> None:
    for place, section in draft.sections.items():
        path = (*place, "form", "form")
        if section.kind == "form" and not section.form:
            hint = f"for example - form: {next(iter(draft.names), 'contact')}"
            draft.wrong(path, "the section 'form' doesn't say which form", hint, rule="form-not-chosen")
        elif section.kind == "form" and section.form not in draft.names:
            hint = did_you_mean(section.form, draft.names) or "write it below forms:, or take this section out"
            message, meant = f"there is no form {quoted(section.form)}", nearest(section.form, draft.names)
            draft.wrong(path, message, hint, rule="form-missing", name=section.form, meant=meant)


def forms_stand_once(draft: Draft) -> None:
    """WCAG 4.1.2: twice on a page its fields would share their ids, and mistakes lead to the wrong ones."""
    seen = set[Steps]()
    for place, section in draft.sections.items():
        here = (*place[:-1], section.form)
        if section.kind == "form" and section.form and here in seen:
            message = f"the form {quoted(section.form)} stands twice on this page"
            hint = "take this section out, or give it a form of its own"
            draft.wrong((*place, "form", "form"), message, hint, rule="form-twice", name=section.form)
        seen.add(here)


def forms_are_shown(draft: Draft) -> None:
    """A form that is written and nowhere to be seen. Not where pages elsewhere hold forms: these are named."""
    elsewhere = bool(draft.head and draft.head.origins)
    if elsewhere or not draft.written.get("sections") or _has_mistakes(draft):
        return
    shown = {section.form for section in draft.sections.values()}
    for name, form in draft.forms.items():
        if name not in shown and form.accepts != "formspree":
            hint = f"write - form: {name} below 'sections', or in 'origins' of 'site' the pages elsewhere that hold it"
            message = f"no page shows the form {quoted(name)}"
            draft.notice(("forms", name), message, hint, rule="form-not-shown", at_key=True, name=name)


def items_have_names(draft: Draft) -> None:
    """WCAG 1.3.1 and 4.1.2: a name is a heading, or what opens an answer; empty, it is a barrier."""
    for place, section in draft.sections.items():
        for at, item in enumerate(section.items if section.kind in _NAMED else ()):
            if not _says(draft, item.name):
                path = (*place, section.kind, "items", at)
                hint = f"write it, such as name: {_example(section.kind)}"
                draft.wrong(path, f"{_NAMED[section.kind]} has no 'name'", hint, rule="item-without-name")


def sections_show_something(draft: Draft) -> None:
    """A heading above nothing is told, and stays: there may be more to come. Not beside a mistake: it may follow."""
    if _has_mistakes(draft):
        return
    for place, section in draft.sections.items():
        if section.items or section.image or _says(draft, section.text):
            continue
        if section.kind in (*OF_ITEMS, *_OF_TEXT):
            what = "items" if section.kind in OF_ITEMS else "text"
            message = f"the section '{section.kind}' has no '{what}': visitors see nothing there, or a bare heading"
            hint = "write some, or take the section out"
            draft.notice((*place, section.kind), message, hint, rule="section-empty", at_key=True)
        elif section.kind == "hours" and not (draft.business and draft.business.hours):
            message = "the business has no 'hours': visitors see a bare heading here"
            hint = "write 'hours: {mon-fri: 09:00-18:00}' below business:, or take the section out"
            draft.notice((*place, "hours"), message, hint, rule="section-without-hours", at_key=True)
        elif section.kind == "contact" and not _can_be_reached(draft):
            message = "the business has no 'phone', 'email' or 'address': visitors see a bare heading here"
            hint = "write one of them below business:, or take the section out"
            draft.notice((*place, "contact"), message, hint, rule="section-without-contact", at_key=True)


def what_is_written_is_shown(draft: Draft) -> None:
    """Told once for each key of a section. A theme of the owner's own may show more."""
    for place, section in draft.sections.items():
        lost = {path[-1]: (path, kinds) for path, kinds in reversed([*_unshown(section, (*place, section.kind))])}
        if lost and _is_own(draft, section.kind):
            continue
        for key, (path, kinds) in lost.items():
            hint = f"sections that show it: {', '.join(kinds)}; or take it out"
            message = f"the section '{section.kind}' does not show its '{key}'"
            draft.notice(path, message, hint, rule="part-not-shown", at_key=True, key=key)


def galleries_hold_pictures(draft: Draft) -> None:
    for place, section in draft.sections.items():
        for at, item in enumerate(section.items if section.kind == "gallery" else ()):
            if not item.image:
                message = "one of the gallery has no 'image': visitors don't see it"
                path, hint = (*place, "gallery", "items", at), "write it, such as image: images/shop.jpg"
                draft.notice(path, message, hint, rule="gallery-without-picture")


def _unshown(section: Section, here: Steps) -> Iterator[tuple[Steps, tuple[str, ...]]]:
    """Where something stands that is not shown, and the sections that would show it."""
    for key, kinds in OF_SECTIONS.items():
        if getattr(section, key) and section.kind not in kinds:
            yield (*here, key), kinds
    unshown = [key for key in ("role", "text", "price", "image") if key not in OF_ITEMS.get(section.kind, (key,))]
    for at, item in enumerate(section.items if unshown else ()):
        for key in unshown:
            if getattr(item, key):
                yield (*here, "items", at, key), tuple(kind for kind, keys in OF_ITEMS.items() if key in keys)


def _is_own(draft: Draft, kind: str) -> bool:
    with suppress(FormkitError):  # that there is no such theme is told elsewhere
        return bool(draft.head and has_own(draft.head.theme.name, draft.workspace, f"sections/{kind}.html"))
    return False


def _can_be_reached(draft: Draft) -> bool:
    """By something that the section `contact` shows."""
    business = draft.business
    return bool(business and (business.phone or business.email or business.address or business.messengers))


def _has_mistakes(draft: Draft) -> bool:
    return any(problem.severity == "error" for problem in draft.problems)


def _says(draft: Draft, text: Text | None) -> bool:
    return bool(text and text.say(draft.head.languages[0] if draft.head else "en").strip())


def _example(kind: str) -> str:
    return {"faq": "Do you deliver?", "team": "Leyla Gül", "steps": "Call us"}.get(kind, "Bouquets")

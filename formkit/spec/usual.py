"""What a spec leaves out, made from what it says: sections, destinations, the words of a ticked box."""

from formkit.fields import FieldOptions
from formkit.spec.models import Destination, Form, Section, Site
from formkit.spec.parts import Draft

_TICKED = {"true": "yes", "on": "yes", "false": "", "no": "", "off": ""}


def finished(draft: Draft, site_id: str) -> Site | None:
    """A sound draft -> the Site."""
    if draft.head is None or draft.business is None:
        return None
    site = Site(site=draft.head, id=site_id, business=draft.business)
    forms = {name: _settled(form, draft.business.email) for name, form in draft.forms.items()}
    pages = {
        slug: page.model_copy(update={"sections": _below(draft, "pages", slug)}) for slug, page in draft.pages.items()
    }
    parts = {"forms": forms, "sections": _below(draft, "sections"), "pages": pages}
    site = site.model_copy(update=parts | ({"legal": draft.legal} if draft.legal else {}))
    written = draft.written.get("sections") is not None
    return site if written else site.model_copy(update={"sections": usual_sections(site)})


def _below(draft: Draft, *path: str) -> tuple[Section, ...]:
    return tuple(section for place, section in draft.sections.items() if place[: len(path)] == path)


def usual_sections(site: Site) -> tuple[Section, ...]:
    """A sensible page from what is known: a greeting, when and where, and the forms."""
    business = site.business
    reachable = business.email or business.phone or business.address or business.messengers
    kinds = ["hero", *(["hours"] if business.hours else []), *(["contact"] if reachable else [])]
    forms = [Section(kind="form", form=name) for name in site.forms]
    return (*(Section(kind=kind) for kind in kinds), *forms)


def _settled(form: Form, email: str) -> Form:
    """With the business's address where no destination is said, and conditions in the words that a browser sends."""
    fields = {name: _in_sent_words(options, form) for name, options in form.fields.items()}
    destinations = form.deliver_to or ((Destination(mail=email),) if email else ())
    said = tuple(one.model_copy(update={"when": _sent(one.when, form)}) if one.when else one for one in destinations)
    return form.model_copy(update={"fields": fields, "deliver_to": said})


def _in_sent_words(options: FieldOptions, form: Form) -> FieldOptions:
    return options.model_copy(update={"show_if": _sent(options.show_if, form)}) if options.show_if else options


def _sent(condition: dict[str, tuple[str, ...]], form: Form) -> dict[str, tuple[str, ...]]:
    """A box is sent as "yes" or not at all, while people write true and false."""
    boxes = {name for name, options in form.fields.items() if options.type in ("checkbox", "consent")}
    return {
        name: tuple(_TICKED.get(word.lower(), word) for word in said) if name in boxes else said
        for name, said in condition.items()
    }

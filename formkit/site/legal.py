"""Imprint and privacy: what the site really does, as parts of a page. A draft until somebody has checked it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from formkit import forms
from formkit.site.business import address_lines, business_view
from formkit.site.formview import form_title
from formkit.site.prose import prose
from formkit.site.view import Part
from formkit.spec import Form, Site, host_of
from formkit.spec.models import LegalPage
from formkit.words import Language, Text, words


def legal_parts(site: Site, slug: str, language: str) -> tuple[Part, ...]:
    """The parts of the page "imprint" or "privacy", its heading first."""
    page: LegalPage = getattr(site.legal, slug)
    said = words(language)
    lead = Part("heading", slug, said(f"legal_{slug}"), Markup("") if page.checked else _draft(said))
    if page.instead:
        return (lead, Part("text", "words", "", _own(page.instead, site, language)))
    ours = tuple(_privacy(site, said)) if slug == "privacy" else (Part("text", "who", "", _who(site, language)),)
    own = _own(page.text, site, language) if page.text else None
    return (lead, *ours, *((Part("text", "more", "", own),) if own else ()))


def _draft(said: Language) -> Markup:
    return Markup('<p class="panel">{}</p>').format(said("legal_draft"))


def _own(text: Text, site: Site, language: str) -> Markup:
    return prose(site.say(text, language))


def _who(site: Site, language: str) -> Markup:
    """Name, address, phone and mail, each on a line of its own."""
    business = business_view(site, language)
    lines = [Markup("<strong>{}</strong>").format(site.say(site.head.name, language))]
    lines += [Markup("<bdi>{}</bdi>").format(line) for line in address_lines(site.business.address)]
    if business.tel:
        lines.append(Markup('<a href="{}"><bdi>{}</bdi></a>').format(business.tel, business.phone))
    if business.email:
        lines.append(Markup('<a href="mailto:{0}">{0}</a>').format(business.email))
    return Markup("<address>{}</address>").format(Markup("<br>").join(lines))


def _privacy(site: Site, said: Language) -> Iterator[Part]:
    yield Part("text", "who", said("privacy_who"), _who(site, said.code))
    yield Part("text", "visit", said("privacy_visit"), _paragraphs(_visit(site, said)))
    for form in site.forms.values():
        title = said("privacy_form", form=form_title(form, said.code, site.language))
        yield Part("text", f"form-{form.id}", title, _form(site, form, said))
    if site.forms:
        yield Part("text", "kept", said("privacy_with"), _paragraphs(_kept(site, said)))
    yield Part("text", "rights", said("privacy_rights"), _paragraphs([said("privacy_rights_text")]))


def _visit(site: Site, said: Language) -> Iterator[str]:
    yield said("privacy_visit_text")
    if site.business.messengers or site.business.links or site.business.address:
        yield said("privacy_links")


def _form(site: Site, form: Form, said: Language) -> Markup:
    """What it asks for, and what becomes of that."""
    labels = [_label(form, name, said, site) for name in forms.inputs(form)]
    asked = Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(one) for one in labels))
    return _paragraphs([said("privacy_asked")]) + asked + _paragraphs(list(_becomes(site, form, said)))


def _label(form: Form, name: str, said: Language, site: Site) -> str:
    label = forms.label(form, name, said, default=site.language)
    return f"{label} ({said('form_optional')})" if forms.is_optional(form, name) else label


def _becomes(site: Site, form: Form, said: Language) -> Iterator[str]:
    yield said("privacy_use")
    hosts = dict.fromkeys(target.rpartition("@")[2].lower() for _, target in forms.ways(site, form))
    if hosts:
        yield said("privacy_mail", hosts=said.comma.join(hosts))
        yield said("privacy_mailbox")
    if forms.file_fields(form):
        yield said("privacy_files")
    if any(options.type == "consent" for options in form.fields.values()):
        yield said("privacy_consent")
    if form.autoreply:
        yield said("privacy_autoreply")
    yield from _afterwards(form, said)
    yield said("privacy_retention", days=form.retention) if form.retention else said("privacy_no_retention")


def _afterwards(form: Form, said: Language) -> Iterator[str]:
    """Which pages elsewhere a visitor may be taken to; a page of Formspree's chooses among those that are allowed."""
    after = host_of(form.next) if form.next and not form.next.startswith("/") else ""
    allowed = map(host_of, form.allow_next) if form.accepts == "formspree" else ()
    hosts = list(dict.fromkeys(host for host in (after, *allowed) if host))
    if hosts == [after]:
        yield said("privacy_next", host=after)
    elif hosts:
        yield said("privacy_next_of", hosts=said.comma.join(hosts))


def _kept(site: Site, said: Language) -> Iterator[str]:
    yield said("privacy_hash")
    yield said("privacy_spam")
    if any(form.spam.proof_of_work for form in site.forms.values()):
        yield said("privacy_proof")
    yield said("privacy_browser")
    yield said("privacy_between" if any(map(_comes_before_it_is_sent, site.forms.values())) else "privacy_unseen")


def _comes_before_it_is_sent(form: Form) -> bool:
    return bool(form.steps or form.confirm or forms.file_fields(form))


def _paragraphs(texts: Sequence[str] | Iterator[str]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(text) for text in texts)

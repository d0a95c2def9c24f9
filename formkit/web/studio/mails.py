"""The mail as its owner gets it, made by the code that sends: of a made-up submission, before anybody has written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, render_template, request

from formkit import forms
from formkit.channels.mail.address import parse_sender
from formkit.channels.mail.build import build
from formkit.channels.mail.caught import OpenedMail, opened
from formkit.channels.mail.files import Storeroom
from formkit.errors import FormkitError
from formkit.fields import offers
from formkit.intake import asked_first, sample
from formkit.model import Delivery
from formkit.spec import Form, Site
from formkit.web.dev import MAIL_CSP
from formkit.web.state import state
from formkit.web.studio.checklist import title_of
from formkit.web.studio.desks import desk_of
from formkit.web.studio.problems import refusal
from formkit.web.studio.said import said
from formkit.words import words

CHOSEN = "if-"  # before the name of a field whose answer was chosen
SHOWN = ("From", "To", "Reply-To", "Subject")


@dataclass(frozen=True)
class Letter:
    """One mail of the example: `kind` is "owner" or "copy", `trouble` says why it can't be built.

    Several `targets` get the same words.
    """

    number: int
    kind: str
    targets: tuple[str, ...]
    mail: OpenedMail | None = None
    trouble: str = ""

    @property
    def headers(self) -> dict[str, str]:
        found = {**dict(self.mail.headers), "To": ", ".join(self.targets)} if self.mail else {}
        return {name: found[name] for name in SHOWN if name in found}


@dataclass(frozen=True)
class Asked:
    """A field whose answer decides something: what can be chosen, as value and words, and what is."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/mail", "mail", mail)
    studio.add_url_rule("/s/<site>/mail/<form>", "mail_of", mail)
    studio.add_url_rule("/s/<site>/mail/<form>/<int:number>", "mail_html", mail_html)


def mail(site: str, form: str = "") -> str:
    """The mails of one form, of the first unless it is named; a fragment of HTML."""
    found = desk_of(site).now().site
    if found is None or not found.forms:
        return render_template("studio/mail.html", site=found, form=None)
    chosen = found.forms.get(form) or next(iter(found.forms.values()))
    language, answers = _language(found), _answers(chosen)
    letters = _letters(*_sent(found, chosen, language, answers))
    return render_template(
        "studio/mail.html", site=found, form=chosen, language=language, letters=letters,
        asked=[_asked(found, chosen, name, answers.get(name, "")) for name in asked_first(chosen)],
        ways=_ways(found, chosen, {target for one in letters for target in one.targets}), titles=_titles(found),
        query=urlencode(request.args.to_dict()),
    )  # fmt: skip


def mail_html(site: str, form: str, number: int) -> Response:
    """The HTML part of one of them: no scripts, nothing from elsewhere."""
    found = desk_of(site).now().site or abort(404)
    chosen = found.forms.get(form) or abort(404)
    letters = {one.number: one.mail for one in _letters(*_sent(found, chosen, _language(found), _answers(chosen)))}
    letter = letters.get(number) or abort(404)
    answer = make_response(letter.html)
    answer.headers["Content-Security-Policy"] = MAIL_CSP
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _language(site: Site) -> str:
    asked = request.args.get("language", "")
    return asked if asked in site.languages else site.language


def _answers(form: Form) -> dict[str, str]:
    """What was chosen on the page, by field; at first, the first of what is offered."""
    return {name: _answer(_choices(form, name), request.args.get(f"{CHOSEN}{name}")) for name in asked_first(form)}


def _answer(choices: list[str], chosen: str | None) -> str:
    return chosen if chosen is not None and chosen in (*choices, "") else next(iter(choices), "")


def _sent(site: Site, form: Form, language: str, answers: Mapping[str, str]) -> tuple[tuple[Delivery, ...], Storeroom]:
    settings = state().settings
    made = sample(
        site, form, language, state().store, state().now(),
        chosen=answers, mail_from=settings.mail_from, page=site.head.url,
    )  # fmt: skip
    return made.deliveries, Storeroom(lambda name: made.files.get(name, b""))


def _letters(out: Sequence[Delivery], room: Storeroom) -> list[Letter]:
    """What is said to each kind of reader, once."""
    kinds = dict.fromkeys(each.message.kind for each in out)
    return [
        _letter(kind, [(at, each) for at, each in enumerate(out) if each.message.kind == kind], room) for kind in kinds
    ]


def _letter(kind: str, same: Sequence[tuple[int, Delivery]], room: Storeroom) -> Letter:
    (number, first), targets = same[0], tuple(each.target for _, each in same)
    try:
        mail = opened(build(first, parse_sender(state().settings.mail_from), room))
    except FormkitError as error:
        return Letter(number, kind, targets, trouble=refusal(error)[0])
    return Letter(number, kind, targets, mail)


def _choices(form: Form, name: str) -> list[str]:
    """What is offered; for a field that is typed into, what the conditions name."""
    known = offers(form.fields[name])
    ordered = [one.value for one in getattr(form.fields[name], "choices", ())] or sorted(known)
    conditions = [one.when for one in form.deliver_to] + [options.show_if for options in form.fields.values()]
    named = [value for condition in conditions for value in (condition or {}).get(name, ())]
    return list(dict.fromkeys([*ordered, *named]))


def _asked(site: Site, form: Form, name: str, chosen: str) -> Asked:
    said_by = words(site.language)
    choices = [(value, _shown(site, form, name, value)) for value in _choices(form, name)]
    label = forms.label(form, name, said_by, default=site.language)
    return Asked(name, label, (*choices, ("", said("mail.unanswered"))), chosen)


def _shown(site: Site, form: Form, name: str, value: str) -> str:
    return forms.show(form, name, value, words(site.language), country=site.country).text or value


def _titles(site: Site) -> dict[str, str]:
    return {form.id: title_of(site, form) for form in site.forms.values()}


def _ways(site: Site, form: Form, now: set[str]) -> list[tuple[str, str, bool]]:
    """Every destination, when it gets mail, in words, and whether it gets this example."""
    found = [(one.target, _when(site, form, one.when)) for one in form.deliver_to]
    if all(one.when for one in form.deliver_to):
        usual = said("mail.otherwise") if form.deliver_to else said("mail.always")
        found += [(target, usual) for _, target in forms.fall_back(site, form) if target not in dict(found)]
    return [(target, when, target in now) for target, when in found]


def _when(site: Site, form: Form, condition: Mapping[str, tuple[str, ...]] | None) -> str:
    if not condition:
        return said("mail.always")
    said_by = words(site.language)
    parts = [
        said(
            "mail.is",
            field=forms.label(form, name, said_by, default=site.language),
            values=said("mail.or").join(_shown(site, form, name, value) for value in values),
        )
        for name, values in condition.items()
    ]
    return said("mail.when", what=said("mail.and").join(parts))

"""Words to the owner that nobody asked for: what was held back, once a week, and a form that has fallen silent."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from formkit.model import Answer, Delivery, Message, Verdict
from formkit.store import Store
from formkit.store.figures import OURS
from formkit.store.watch import Held
from formkit.upkeep.silence import LEAST_SILENCE, Silence, silence
from formkit.upkeep.sites import site_of
from formkit.upkeep.work import Work
from formkit.words import Language, moment, words

if TYPE_CHECKING:
    from formkit.spec import Form, Site

WEEK = timedelta(days=7)
ONCE = timedelta(days=36_500)
LISTED = 20  # references in a mail
REMEMBERED = 200  # messages that a form's usual pace is reckoned from
HELD_BACK, SILENT = "held back", "silent"


def tell_held_back(work: Work) -> None:
    """At most once a week and site: how many messages were held back since, and how to look at them."""
    told = work.store.told_at(HELD_BACK)
    for held in work.store.held_since(min([*told.values(), work.at - WEEK])):
        last = told.get(held.site)
        if last is None or work.at - last >= WEEK:
            _tell_held_back(work, held, since=last or work.at - WEEK)


def _tell_held_back(work: Work, held: Held, *, since: datetime) -> None:
    site = site_of(work.settings.workspace, held.site)
    since_then = [one for one in work.store.held_since(since) if one.site == held.site]
    if site is None or not since_then:
        return
    w, (held,) = words(site.language), since_then
    subject = w("mail_held_one") if held.count == 1 else w("mail_held_many", n=held.count)
    message = _message(site, subject, w("mail_held_text", site=site.id), _held(work.store, site, held, w))
    mails = _mails(f"held-{site.id}-{work.at:%Y%m%d}", held.newest, message, _owners(site), work.at)
    work.store.tell(HELD_BACK, site.id, mails, at=work.at, every=WEEK)


def _held(store: Store, site: "Site", held: Held, w: Language) -> tuple[Answer, ...]:
    """The newest by reference, without a word of what may be spam."""
    found = store.submissions(site=site.id, verdict=Verdict.QUARANTINED, limit=min(held.count, LISTED))
    zone, country = site.business.timezone, site.country
    return tuple(Answer("", "text", one.reference, moment(one.received_at, zone, w.code, country)) for one in found)


def tell_silence(work: Work) -> None:
    """Once for each silence: a form that usually gets messages gets none."""
    told = work.store.told_at(SILENT)
    for site_id, form_id in work.store.forms():
        for newest, at in work.store.arrivals(site_id, form_id, limit=1):
            if newest not in told and work.at - at > LEAST_SILENCE:
                came = work.store.arrivals(site_id, form_id, limit=REMEMBERED)
                found = silence([at for _, at in came], work.at)
                if found:
                    _tell_silence(work, site_id, form_id, newest=came[0], found=found)


def _tell_silence(work: Work, site_id: str, form_id: str, *, newest: tuple[str, datetime], found: Silence) -> None:
    site = site_of(work.settings.workspace, site_id)
    form = site.forms.get(form_id) if site else None
    if site is None or form is None:
        return
    w = words(site.language)
    subject = w("mail_silent_subject", form=_title(form, w))
    last = Answer("", "text", w("mail_silent_last"), moment(newest[1], site.business.timezone, w.code, site.country))
    text = w("mail_silent_text", days=found.days, usual=found.usual_days)
    to = [*_owners(site), *([work.settings.alert_to] if work.settings.alert_to else [])]
    mails = _mails(f"silent-{newest[0]}", newest[0], _message(site, subject, text, (last,)), to, work.at)
    work.store.tell(SILENT, newest[0], mails, at=work.at, every=ONCE)


def _owners(site: "Site") -> list[str]:
    """The address of the business, else the first that a form is delivered to."""
    told = (one.target for form in site.forms.values() for one in form.deliver_to if one.channel == "mail")
    return [site.business.email] if site.business.email else list(told)[:1]


def _title(form: "Form", w: Language) -> str:
    return form.title.say(w.code) if form.title else w("form_title")


def _message(site: "Site", subject: str, text: str, lines: tuple[Answer, ...]) -> Message:
    name = site.head.name.say(site.language)
    return Message("digest", subject, name, form_title=subject, language=site.language, intro=text, answers=lines)


def _mails(name: str, submission_id: str, message: Message, to: Iterable[str], at: datetime) -> list[Delivery]:
    """One for each address. They hang on a submission, as every delivery does, and are erased with it."""
    return [
        Delivery(f"{OURS}{name}-{number}", submission_id, "mail", target, message, created_at=at, next_try_at=at)
        for number, target in enumerate(dict.fromkeys(to))
    ]

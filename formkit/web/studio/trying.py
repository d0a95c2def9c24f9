"""The tab "try": a form is filled in and sent for real, and what arrives is shown beside it.

The form is the hosted page of the endpoint itself, in a frame: nothing is played. What the workbench answers may be
framed where a page of its own origin asks for it in a frame, and by nobody else; all other answers stay as they are.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request

from formkit.channels.mail.caught import caught_as, mail_folder
from formkit.errors import FormkitError
from formkit.model import Delivery, DeliveryState, Submission, Verdict
from formkit.spec import Site
from formkit.web.state import state
from formkit.web.studio.checklist import title_of
from formkit.web.studio.desks import desk_of
from formkit.web.studio.panel import problems_of
from formkit.web.studio.said import said, spoken
from formkit.words import clock

SHOWN = 5  # messages


@dataclass(frozen=True)
class Line:
    """What became of one delivery, in words; `mail` is its name in the mailbox, "" where it is not caught there."""

    words: str
    kind: str  # "good", "bad" or "soft"
    mail: str = ""


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/try", "trying", trying)
    studio.add_url_rule("/s/<site>/try/<form>", "trying_of", trying)
    studio.add_url_rule("/s/<site>/arrived/<form>", "arrived", arrived)
    studio.after_app_request(framed)


def framed(answer: Response) -> Response:
    """Lets a page of this origin show pages of the sites in a frame; the browser says who asks (W3C Fetch Metadata)."""
    asks = (request.headers.get("Sec-Fetch-Dest"), request.headers.get("Sec-Fetch-Site"))
    if asks == ("iframe", "same-origin") and not request.path.startswith("/_"):
        policy = answer.headers.get("Content-Security-Policy", "")
        answer.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def trying(site: str, form: str = "") -> str:
    """The frame with the form, and a place for what arrives; a fragment of HTML. The form is that of the file as it is
    now, even while the workbench still waits for a pause to build it."""
    desk = desk_of(site)
    found = state().sites.load([desk.path]).by_id.get(site)
    if found is None or not found.forms:
        wrong = [one for one in problems_of(desk.now()) if one["severity"] == "error"]
        return render_template("studio/try.html", site=found, form=None, wrong=next(iter(wrong), None))
    chosen = found.forms.get(form) or next(iter(found.forms.values()))
    asked = request.args.get("language", "")
    return render_template(
        "studio/try.html", site=found, form=chosen, smtp=state().settings.smtp,
        language=asked if asked in found.languages else found.language,
        titles={one.id: title_of(found, one) for one in found.forms.values()},
    )  # fmt: skip


def arrived(site: str, form: str) -> str:
    """The newest messages of the form, and what became of their mail; a fragment of HTML."""
    desk_of(site)
    found = state().sites.by_id.get(site)
    stored = state().store.submissions(site=site, form=form, limit=SHOWN)
    return render_template(
        "studio/arrived.html", messages=[(one, _told(found, one), _lines(found, one)) for one in stored]
    )


def _told(site: Site | None, message: Submission) -> str:
    if message.verdict is Verdict.QUARANTINED:
        return said("try.held", number=message.reference, time=_time(site, message.received_at))
    return said("try.saved", number=message.reference, time=_time(site, message.received_at))


def _lines(site: Site | None, message: Submission) -> list[Line]:
    if message.verdict is Verdict.QUARANTINED:
        return [Line(reason, "soft") for reason in message.reasons]
    found = state().store.deliveries(submission_id=message.id)
    return [_line(site, one) for one in sorted(found, key=lambda one: one.id)]


def _line(site: Site | None, delivery: Delivery) -> Line:
    if delivery.state is DeliveryState.FAILED:
        return Line(said("try.failed", address=delivery.target, words=delivery.last_words), "bad")
    if delivery.state is not DeliveryState.SENT:
        words = said("try.later", address=delivery.target, words=delivery.last_words)
        return Line(words if delivery.last_words else said("try.on_its_way", address=delivery.target), "soft")
    at = _time(site, delivery.sent_at) if delivery.sent_at else ""
    key = "try.copy_arrived" if delivery.message.kind == "copy" else "try.arrived"
    mail = _caught(delivery)
    return Line(said(key if mail else "try.sent", address=delivery.target, time=at), "good", mail)


def _caught(delivery: Delivery) -> str:
    """The name of its mail in the mailbox, or "" when it is not there."""
    try:
        name = caught_as(delivery)
    except FormkitError:
        return ""
    return name if (mail_folder(state().settings) / f"{name}.eml").is_file() else ""


def _time(site: Site | None, at: datetime) -> str:
    """By the clock of the business, else by this machine's."""
    zone = ZoneInfo(site.business.timezone) if site and site.business.timezone else None
    return clock(at.astimezone(zone).time(), spoken(), site.country if site else "")

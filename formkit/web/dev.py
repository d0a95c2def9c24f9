"""The workbench of `formkit dev`: the sites at a glance, the mailbox, and pages that follow a saved file."""

import re
import threading
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request

from formkit.channels.mail.caught import MailFile, caught_mails, mail_folder, read_mail
from formkit.fields.files import size_in_words
from formkit.kinds import KINDS
from formkit.spec import Site
from formkit.web.answers import private
from formkit.web.state import state
from formkit.web.studio.problems import in_words
from formkit.web.studio.said import said, spoken, table
from formkit.web.uploads import CSP, attachment
from formkit.words import locale_of, moment, words

dev = Blueprint("dev", __name__, url_prefix="/_dev", template_folder="templates/dev")
dev.add_app_template_global(said)
dev.add_app_template_global(spoken)
_STATIC = Path(__file__).parent / "static"
PAUSE_S = 1.0  # between two keystrokes; a longer one ends the typing
STILL_S = 15.0  # between two signs of life to a page that listens
PICTURES = ("image/jpeg", "image/png", "image/webp")
MAIL_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"


PAGE_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Reloader:
    """Tells open pages that something was built anew. `changed()` may be called from any thread."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._count = 0
        self._saves = 0
        self._closed = False
        self._typed = -PAUSE_S

    def typed(self) -> None:
        """Somebody changes a site in the Studio, which shows it by itself."""
        self._typed = monotonic()
        self.saved()

    def wait_for_a_pause(self, stop: threading.Event) -> None:
        """Until nobody has typed for PAUSE_S, or `stop`: a build would take the time that a keystroke needs."""
        while (left := self._typed + PAUSE_S - monotonic()) > 0 and not stop.wait(left):
            pass

    def saved(self) -> None:
        """A file of the workspace is another, and nothing was built of it yet."""
        with self._news:
            self._saves += 1
            self._news.notify_all()

    def saves(self) -> Iterator[None]:
        """One at once, then one for each saving and one now and then, until all is over."""
        seen = self._saves
        while not self._closed:
            yield
            seen = self._wait(seen, lambda: self._saves)

    def changed(self) -> None:
        with self._news:
            self._count += 1
            self._news.notify_all()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify_all()

    def events(self) -> Iterator[str]:
        """Server-sent events (WHATWG HTML 9.2): a comment now and then, "reload" when something changed."""
        seen = self._count
        yield "retry: 500\n\n"
        while not self._closed:
            before, seen = seen, self._wait(seen, lambda: self._count)
            yield "data: reload\n\n" if seen != before else ": still here\n\n"

    def _wait(self, seen: int, count: Callable[[], int]) -> int:
        with self._news:
            self._news.wait_for(lambda: count() != seen or self._closed, timeout=STILL_S)
            return count()


def called_by_its_name() -> Response | None:
    """A page elsewhere may point a name of its own at this machine and read the mail: it stays outside.

    The workbench hears addresses (no name can stand for another one there), localhost, and the name given by --host.
    """
    host = re.sub(r":\d*\Z", "", request.environ.get("HTTP_HOST", "").lower()).strip("[]")
    ours = urlsplit(state().settings.public_url).hostname
    if host in (ours, "localhost") or host.endswith(".localhost") or _is_address(host):
        return None
    told = said("mailbox.stranger"), said("mailbox.stranger_hint", url=f"{state().settings.public_url}/")
    return Response("\n".join([*told, ""]), 421, mimetype="text/plain")


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


@dev.app_template_global()
def has_studio() -> bool:
    """Whether the Studio is open here."""
    return "studio" in current_app.blueprints


@dev.after_request
def only_its_own(answer: Response) -> Response:
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Security-Policy", PAGE_CSP)
    return answer


@dev.get("/tints.css")
def tints() -> Response:
    """Each site's card in its colour."""
    sites = state().sites.by_id.values()
    return Response("\n".join(f"#site-{one.id} {{ --tint: {one.head.accent}; }}" for one in sites), mimetype="text/css")


@dev.get("/")
def workbench() -> str:
    sites = sorted(state().sites.by_id.values(), key=lambda site: site.id)
    mails = caught_mails(mail_folder(state().settings), limit=5)
    problems = {id: in_words(found, table(spoken())) for id, found in state().sites.problems.items()}
    return render_template("workbench.html", sites=sites, problems=problems, mails=mails, local=_local)


@dev.get("/mail")
def mailbox() -> str:
    return render_template(
        "mailbox.html", mails=caught_mails(mail_folder(state().settings)), smtp=state().settings.smtp, local=_local
    )


@dev.get("/mail/<name>")
def mail(name: str) -> str:
    found = read_mail(mail_folder(state().settings), name) or abort(404)
    headers = dict(found.headers)
    return render_template(
        "mail.html", mail=found, name=name, headers=headers, local=_local(name, headers.get("Date", "")),
        files=[_listed(file) for file in found.files],
    )  # fmt: skip


def _listed(file: MailFile) -> dict[str, str | bool]:
    size = size_in_words(len(file.content), words(spoken()))
    return {"name": file.name, "size": size, "picture": file.media_type in PICTURES}


def _local(name: str, date: str) -> str:
    """A Date header in words, by the clock of the mail's business, else by this machine's; "" when it can't be read."""
    from babel.dates import format_datetime

    try:
        at, site = parsedate_to_datetime(date), _site_of(name)
        if site and site.business.timezone:
            return moment(at, site.business.timezone, spoken(), site.country)
        return said(
            "mailbox.here", when=format_datetime(at.astimezone(), "d MMMM y, HH:mm", locale=locale_of(spoken()))
        )
    except (ValueError, OverflowError):
        return ""


def _site_of(name: str) -> Site | None:
    """The site that a caught mail is of, by its name; None where it is gone."""
    found = state().store.delivery(name.partition("-")[2])
    (origin,) = state().store.origins([found]) if found else (None,)
    return state().sites.by_id.get(origin.site) if origin else None


@dev.get("/mail/<name>/html")
def mail_html(name: str) -> Response:
    """The HTML part as a mail program shows it: no scripts, nothing from elsewhere."""
    found = read_mail(mail_folder(state().settings), name)
    answer = make_response(found.html if found else abort(404))
    answer.headers["Content-Security-Policy"] = MAIL_CSP
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@dev.get("/mail/<name>/file/<int:number>")
def mail_file(name: str, number: int) -> Response:
    """A file of a mail: to be saved, and for the mail's page where it is a picture. It is never shown as a page."""
    found = read_mail(mail_folder(state().settings), name)
    files = found.files if found else ()
    file = files[number] if number < len(files) else abort(404)
    known = file.media_type in {kind.media_type for kind in KINDS.values()}
    answer = Response(file.content, mimetype=file.media_type if known else "application/octet-stream")
    answer.headers["Content-Disposition"] = attachment(file.name)
    answer.headers["Content-Security-Policy"] = CSP
    return private(answer)


@dev.get("/events")
def events() -> Response:
    reloader: Reloader = current_app.extensions["formkit_reloader"]
    answer = Response(reloader.events(), mimetype="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@dev.get("/<any('reload.js', 'workbench.css'):name>")
def asset(name: str) -> Response:
    answer = make_response((_STATIC / name).read_text("utf-8"))
    answer.mimetype = "text/javascript" if name.endswith(".js") else "text/css"
    return answer


def listens(answer: Response) -> Response:
    """Puts the script that reloads into a page, lets the page's policy allow it, and has forms post to the workbench,
    whatever endpoint the site was built for. Only `formkit dev` does so.

    A page in a frame is not reloaded: what is typed into it stays.
    """
    if answer.mimetype != "text/html" or request.path.endswith("/html") or request.path.startswith("/_studio/"):
        return answer
    answer.direct_passthrough = False
    html = answer.get_data(as_text=True)
    html = re.sub(r' action="https?://[^"/]+[^"]*?(/f/[a-z0-9_-]+/[a-z0-9_-]+")', r' action="\1', html)
    for rule in ("script-src", "connect-src", "form-action"):
        html = re.sub(rf"{rule} (?:(?:'|&#39;)(?:none|self)(?:'|&#39;))?", f"{rule} 'self' ", html, count=1)
    if request.headers.get("Sec-Fetch-Dest") != "iframe":
        html = html.replace("</body>", '<script src="/_dev/reload.js" defer></script></body>')
    answer.set_data(html)
    return answer

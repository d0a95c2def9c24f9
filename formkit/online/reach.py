"""The forms of built pages: does what they post reach the endpoint, and may a browser send it from there."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from formkit.markup import Begin, read_markup
from formkit.online.faults import Fault, Unreachable
from formkit.online.fetch import Answer, Fetcher

_MOST = 500_000


@dataclass(frozen=True)
class Reached:
    """One form's way: `words` say what was found, and what to do where there is a `fault`."""

    action: str
    words: str
    fault: Fault | None = None

    @property
    def fine(self) -> bool:
        return self.fault is None


def forms_of(page: str) -> list[str]:
    """Where the forms of a page post to, each once."""
    found = read_markup(page, {"form": {"action"}})
    return list(dict.fromkeys(event.attributes.get("action", "") for event in found if isinstance(event, Begin)))


def reach(action: str, page_url: str, fetcher: Fetcher) -> Reached:
    """Follow one form of the page at `page_url`, as a browser would, without sending anything."""
    url = urljoin(page_url, action)
    try:
        fault = _not_taken(url, fetcher) or _not_from_here(url, page_url, fetcher)
    except Unreachable as error:
        words = f"{error.message}. Start formkit serve there, or mend 'endpoint' in your spec: {error.hint}"
        fault = replace(error.fault, words=words)
    return Reached(url, fault.words if fault else f"{url} takes it.", fault)


def _not_taken(url: str, fetcher: Fetcher) -> Fault | None:
    answer, host = fetcher.get(url, most=_MOST, headers={"Accept": "text/html"}), _host(url)
    if answer.moved_to:
        to = answer.moved_to
        words = f"{url} leads to another host, {to}, and a form does not follow: write that into 'endpoint'"
        return Fault("moved", words, {"url": url, "to": to})
    if answer.status == 200 and _has_form(answer, url):
        return None
    if answer.status == 200 or not answer.header("X-Request-Id"):
        words = (
            f"{host} is not where formkit serve runs (it answered {answer.status}): "
            "write its address into 'endpoint' of your spec, build and upload again"
        )
        return Fault("not-formkit", words, {"host": host})
    if answer.status == 404:
        words = f"formkit runs at {host}, but without this form: copy your spec there, and start formkit serve again"
        return Fault("form-unknown", words, {"host": host})
    words = f"{url} answered {answer.status}: look at formkit doctor there"
    return Fault("answered", words, {"host": host, "status": str(answer.status)})


def _not_from_here(url: str, page_url: str, fetcher: Fetcher) -> Fault | None:
    origin, other = _origin(page_url), _origin(url)
    if urlsplit(page_url).scheme == "https" and urlsplit(url).scheme == "http":
        words = f"the page is https and {url} is not, so browsers stop it: give the endpoint a certificate"
        return Fault("not-secure", words, {"url": url})
    return None if origin == other else _not_let_in(url, origin, fetcher)


def _not_let_in(url: str, origin: str, fetcher: Fetcher) -> Fault | None:
    """Whether a script of a page elsewhere may send there (CORS)."""
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "idempotency-key",
    }
    answer = fetcher.get(url, most=1000, method="OPTIONS", headers=asking)
    if not 200 <= answer.status < 300:
        words = (
            f"{url} does not answer browsers that ask first (OPTIONS: {answer.status}): let your web server pass it on"
        )
        return Fault("not-asked-back", words, {"host": _host(url), "status": str(answer.status)})
    if answer.header("Access-Control-Allow-Origin") not in ("*", origin):
        words = f"the endpoint takes no forms from {origin}: add it to 'origins' in the spec there"
        return Fault("origin-refused", words, {"origin": origin})
    return None


def _has_form(answer: Answer, url: str) -> bool:
    page = answer.body.decode("utf-8", "replace")
    return any(urlsplit(urljoin(url, action)).path == urlsplit(url).path for action in forms_of(page))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

"""The forms of built pages: does what they post reach the endpoint, and may a browser send it from there."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from formkit.markup import Begin, read_markup
from formkit.online.fetch import Answer, Fetcher, Unreachable

_MOST = 500_000


@dataclass(frozen=True)
class Reached:
    """One form's way: `words` say what was found, and what to do when it isn't `fine`."""

    action: str
    fine: bool
    words: str


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
        fault = f"{error.message}. Start formkit serve there, or mend 'endpoint' in your spec: {error.hint}"
    return Reached(url, not fault, fault or f"{url} takes it.")


def _not_taken(url: str, fetcher: Fetcher) -> str:
    answer = fetcher.get(url, most=_MOST, headers={"Accept": "text/html"})
    if answer.moved_to:
        return f"{url} leads to another host, {answer.moved_to}, and a form does not follow: write that into 'endpoint'"
    if answer.status == 200 and _has_form(answer, url):
        return ""
    if answer.status == 200 or not answer.header("X-Request-Id"):
        return (
            f"{_host(url)} is not where formkit serve runs (it answered {answer.status}): "
            "write its address into 'endpoint' of your spec, build and upload again"
        )
    if answer.status == 404:
        return (
            f"formkit runs at {_host(url)}, but without this form: copy your spec there, and start formkit serve again"
        )
    return f"{url} answered {answer.status}: look at formkit doctor there"


def _not_from_here(url: str, page_url: str, fetcher: Fetcher) -> str:
    origin, other = _origin(page_url), _origin(url)
    if urlsplit(page_url).scheme == "https" and urlsplit(url).scheme == "http":
        return f"the page is https and {url} is not, so browsers stop it: give the endpoint a certificate"
    if origin == other:
        return ""
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "idempotency-key",
    }
    answer = fetcher.get(url, most=1000, method="OPTIONS", headers=asking)
    if not 200 <= answer.status < 300:
        return (
            f"{url} does not answer browsers that ask first (OPTIONS: {answer.status}): let your web server pass it on"
        )
    if answer.header("Access-Control-Allow-Origin") not in ("*", origin):
        return f"the endpoint takes no forms from {origin}: add it to 'origins' in the spec there"
    return ""


def _has_form(answer: Answer, url: str) -> bool:
    page = answer.body.decode("utf-8", "replace")
    return any(urlsplit(urljoin(url, action)).path == urlsplit(url).path for action in forms_of(page))


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

"""What a caller wants: JSON or a page, and in which language."""

from flask import Request

from formkit.spec import Site
from formkit.words import languages


def wants_json(request: Request) -> bool:
    """Whether to answer in JSON, by the rules Formspree's clients rely on (docs: the "wants JSON" table)."""
    if request.headers.get("X-Requested-With", "").lower() == "xmlhttprequest":
        return True
    accept = request.headers.get("Accept", "").lower()
    json_at, html_at = accept.find("json"), accept.find("html")
    if json_at >= 0 and (html_at < 0 or json_at < html_at):
        return True
    return "json" in request.headers.get("Content-Type", "").lower() and html_at < 0


def language_of(request: Request, site: Site | None, said: str = "") -> str:
    """The page's language when it says a known one, else the browser's wish, else the site's default (English)."""
    spoken = site.languages if site else languages()
    default = site.language if site else "en"
    if said:
        return said if said in spoken else default
    return request.accept_languages.best_match(spoken) or default

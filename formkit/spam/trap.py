"""The honeypot: a field that people don't see, under a name that programs can't leave empty."""

from hashlib import sha256

from formkit.spam.evidence import Evidence, Suspicion
from formkit.spec import Form

# no browser fills these in by itself, as it would an `address` or a `company`
_NAMES = (
    "website", "web_site", "website_url", "site_url", "web_url", "your_website", "homepage", "home_page",
    "homepage_url", "webpage", "web_page", "page_url", "blog", "blog_url", "your_blog", "weblog", "link", "your_link",
    "link_url", "weblink", "backlink", "url", "your_url", "profile_url",
)  # fmt: skip


def trap_name(site: str, form: Form) -> str:
    """The honeypot of a form of the site with this id: it differs from site to site, and is no field of the form."""
    first = sha256(f"{site}.{form.id}".encode()).digest()[0]
    names = (*_NAMES[first % len(_NAMES) :], *_NAMES, "_url")  # no field's name begins with _
    return next(name for name in names if name not in form.fields)


def trap(evidence: Evidence) -> Suspicion | None:
    """A field that people don't see was filled in."""
    names = [trap_name(evidence.site, evidence.form)]
    names += ["_gotcha"] if evidence.form.accepts == "formspree" else []
    filled = any(evidence.posted.first(name) for name in names)
    return Suspicion("a field hidden from people was filled in") if filled else None

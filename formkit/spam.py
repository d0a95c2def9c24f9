"""GUARDS: plain functions, each gives a suspicion with its reason, or None. Suspicion quarantines; it never drops."""

from collections.abc import Callable

from formkit.model import Posted
from formkit.spec import Form

Guard = Callable[[Form, Posted], str | None]


def trap_name(form: Form) -> str:
    """The name of the form's honeypot: tempting, and never that of a field of the form."""
    name = "website_url"
    while name in form.fields:
        name += "_2"
    return name


def honeypot(form: Form, posted: Posted) -> str | None:
    """A field that people don't see was filled in."""
    traps = (trap_name(form), "_gotcha") if form.accepts == "formspree" else (trap_name(form),)
    return "a field hidden from people was filled in" if any(posted.first(name) for name in traps) else None


GUARDS: tuple[Guard, ...] = (honeypot,)


def suspicions(form: Form, posted: Posted) -> tuple[str, ...]:
    """The reasons of all guards that find something odd."""
    return tuple(reason for guard in GUARDS if (reason := guard(form, posted)))

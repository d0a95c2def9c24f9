"""GUARDS: the table. To add one, write a function (Evidence -> Suspicion or None) and its line here."""

from collections.abc import Callable

from formkit.spam import letters, links, lists, proof, repeats, stamp, trap
from formkit.spam.evidence import Evidence, Suspicion

Guard = Callable[[Evidence], Suspicion | None]

GUARDS: tuple[Guard, ...] = (
    trap.trap,
    stamp.forged,
    stamp.hurried,
    stamp.stale,
    stamp.worn,
    proof.unproved,
    lists.blocked,
    links.forum_markup,
    links.html_links,
    links.many_links,
    links.hidden_aims,
    links.link_for_a_name,
    letters.disguised,
    repeats.repeated,
    repeats.series,
)


def reasons(evidence: Evidence) -> tuple[str, ...]:
    """Why it is held back, in words; () when it is not: a hard suspicion is enough, of soft ones it takes two.

    Whom the form's allow list names is held back for hard ones only: a sender's address is easily forged.
    """
    found = [suspicion for guard in GUARDS if (suspicion := guard(evidence))]
    if not found:
        return ()
    hard = any(suspicion.hard for suspicion in found)
    if not hard and (len(found) < 2 or lists.allowed(evidence)):
        return ()
    return tuple(suspicion.reason for suspicion in found)

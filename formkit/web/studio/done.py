"""What was done in a version of a file, in words."""

from formkit.edit import BEGUN, FOUND, FOUND_AGAIN, OUTSIDE, Version
from formkit.web.studio.desk import Desk
from formkit.web.studio.said import said

OWN_WORDS = {  # what formkit says itself of a change: in the reader's language
    BEGUN: "history.begun", FOUND: "history.found", FOUND_AGAIN: "history.found_again",
    OUTSIDE: "history.outside", "": "history.unnamed",
}  # fmt: skip


def what_of(one: Version) -> str:
    """What was done, in words; what formkit says itself in the reader's language."""
    return said(OWN_WORDS[one.what]) if one.what in OWN_WORDS else one.what


def done_last(desk: Desk) -> str:
    """What was done in the version that is in force; "" where there is none."""
    return next((what_of(one) for one in desk.file.versions() if one.here), "")

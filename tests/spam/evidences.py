"""Evidence for the guards: a post as a person sends it, with these changes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from formkit.model import Posted, Visitor
from formkit.spam import Evidence, read_proof, read_stamp
from formkit.spec import Form, Spam, read_site

SECRET = "k" * 40
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ABOUT = "rose.contact"
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      name: {type: text}
      email: {type: email}
      topic: {type: select, choices: [Question, Order]}
      website: {type: url}
      message: {type: textarea}
"""
SAID = {"name": "Ada", "email": "ada@example.com", "message": "When are you open on Sunday?"}


def form_of(folder: Path, **spam: Any) -> Form:
    """The form `contact` of the site `rose`; `spam` is what its spec says below that key."""
    path = folder / "rose.yaml"
    path.write_text(SPEC, "utf-8")
    return read_site(path, folder).forms["contact"].model_copy(update={"spam": Spam(**spam)})


def evidence(form: Form, *, stamp: str = "", proof: str = "", now: datetime = NOW, **said: str) -> Evidence:
    """The filled form with these changes; an answer that is "" is left out."""
    pairs = tuple((name, value) for name, value in {**SAID, **said}.items() if value)
    return Evidence(
        "rose", form, Posted(pairs), pairs, Visitor("en", address_hash="ann"), now,
        stamp=read_stamp(SECRET, ABOUT, stamp, now), proof=read_proof(SECRET, ABOUT, proof, now),
    )  # fmt: skip

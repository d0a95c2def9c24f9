"""A shop to send things to, and the moment they are sent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from formkit.intake import accept
from formkit.model import Posted, Visitor
from formkit.spam import trap_name
from formkit.spec import Form, Site, read_site
from formkit.store import Store

NOW = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)
ANN = Visitor(language="en", address_hash="ann", page="https://rosegarden.example/", user_agent="Firefox")
TRAP = trap_name("rose", Form(id="contact", fields={}))
FILLED = {"name": "Ada", "email": "ada@example.com", "message": "When are you open?"}
FIELDS = """
      name: {type: text, label: {en: Your name, tr: Adınız}, required: true, max: 100}
      topic: {type: select, choices: [Question, Order, Praise]}
      private: {type: email, show_if: {topic: Order}}
      email: {type: email}
      days: {type: checkboxes, choices: [Mon, Tue]}
      reading: {type: note, text: Read this}
      message: {type: textarea, required: true, max: 5000}"""


def shop(folder: Path, *options: str, fields: str = FIELDS, business: str = "timezone: America/Chicago") -> Site:
    """The site `rose`, with these options for its one form, such as 'subject: "{name}"'."""
    lines = "".join(f"\n    {option}" for option in options)
    text = f"""
site: {{name: Rose Garden, languages: [en, tr]}}
business: {{email: hello@rosegarden.example, {business}}}
forms:
  contact:{lines}
    fields:{fields}
"""
    path = folder / "form_specs" / "rose.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_site(path, folder)


def form(site: Site) -> Form:
    return site.forms["contact"]


def send(
    site: Site, store: Store, *more: tuple[str, str], visitor: Visitor = ANN, at: datetime = NOW, **said: str
) -> Any:
    """accept() of the filled form with these changes; `rate_limit` none."""
    pairs = (*{**FILLED, **said}.items(), *more)
    return accept(site, form(site), Posted(tuple(pairs)), visitor, store, at)

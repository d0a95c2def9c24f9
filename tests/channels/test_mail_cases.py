"""Hostile and awkward input (tests/data/mail/cases.jsonl), judged by a checker that shares no code with us.

Once through the builder of mails alone, once from a visitor's post to the mail server, through all that stands between.
"""

import json
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from formkit.channels.mail import check
from formkit.channels.mail.build import build
from formkit.model import Answer, Mailbox
from formkit.store import open_store
from tests.channels.cases import OWNER, SENDER, Case, cases, judged
from tests.channels.letters import delivery
from tests.processes import Process, Production, mails

LABELS = {"name": "Your name", "email": "Email", "subject": "Subject", "message": "Message"}
SPEC = f"""\
site: {{name: Flower Shop}}
business: {{email: {OWNER}}}
forms:
  contact:
    subject: "{{subject}}"
    fields:
      name: {{type: text, max: 1000}}
      email: {{type: email}}
      subject: {{type: text, max: 1000}}
      message: {{type: textarea, max: 100000}}
"""
URLENCODED, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=-x-"


def test_there_are_105_cases() -> None:
    assert len({case.id for case in cases()}) == 105


def built(case: Case) -> bytes | None:
    """The mail; none for an address that intake refuses."""
    fields = case.fields
    email = fields["email"].strip()
    if email and check(email):
        return None
    answers = tuple(Answer(name, "text", label, fields[name]) for name, label in LABELS.items())
    sender = Mailbox(email, fields["name"]) if email else None
    return build(delivery(OWNER, subject=fields["subject"], answers=answers, reply_to=sender), SENDER)


def test_every_hostile_or_awkward_submission_makes_a_clean_mail_or_none(tmp_path: Path) -> None:
    for case in cases():
        if mail := built(case):
            (tmp_path / f"{case.id}.eml").write_bytes(mail)
    assert judged(tmp_path) == []


@pytest.fixture
def shop(start_production: Callable[..., Production]) -> Production:
    """A workspace with the one form of the cases; nothing in it is required."""
    production = start_production(FORMKIT_MAIL_FROM=SENDER)
    (production.workspace / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    return production


def bodies(fields: dict[str, str]) -> dict[str, bytes]:
    """The same as a browser's form, as one that may hold files, and as a script sends it."""
    head = '---x-\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    parts = "".join(head.format(*field) for field in fields.items()) + "---x---"
    return {URLENCODED: urlencode(fields).encode(), PARTS: parts.encode(), JSON: json.dumps(fields).encode()}


def posted(port: int, kind: str, body: bytes) -> str:
    """The reference of what was stored; "" where it was refused in words."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/f/rose/contact", body, {"Content-Type": kind, "Accept": "application/json"})
        answer = connection.getresponse()
        said = json.loads(answer.read())
    assert (answer.status, "reference" in said) in [(200, True), (422, False)], said
    return str(said.get("reference", ""))


def reference(port: int, case: Case) -> str:
    """What one case got: however it was sent, the same."""
    got = {posted(port, kind, body) for kind, body in bodies(case.fields).items()}
    assert len(got) == 1, (case, got)
    return got.pop()


def release_all(production: Production) -> int:
    """The owner lets through what the guards held back; how much that was."""
    with open_store(production.database_url) as store:
        held = [one.reference for one in store.submissions() if one.verdict == "quarantined"]
    commands = [production.start("submissions", "release", one) for one in held]
    assert not any(command.wait() for command in commands)
    return len(held)


def named_by_case(server: Process, folder: Path) -> list[str]:
    """Which cases arrived; the file of each has the name that the judge looks for."""
    ids = {mail["id"].strip("<>"): mail["text"].rpartition("[")[2].partition("]")[0] for mail in mails(server.lines)}
    for kept, case in ids.items():
        (folder / kept).rename(folder / f"{case}.eml")
    return sorted(ids.values())


def test_whatever_is_posted_to_a_running_server_arrives_as_a_clean_mail_or_is_refused(
    shop: Production, tmp_path: Path
) -> None:
    (folder := tmp_path / "mails").mkdir()
    server, formkit = shop.mail_server("--keep", str(folder)), shop.serve()
    taken = [case.id for case in cases() if reference(shop.port, case)]
    assert release_all(shop) < 5
    server.wait_for(lambda lines: len(mails(lines)) >= len(taken))
    assert formkit.end() == 0
    assert named_by_case(server, folder) == sorted(taken)
    assert judged(folder) == []

"""`formkit doctor`."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import click

from formkit.cli.ending import MISTAKE, leave
from formkit.cli.show import show_json
from formkit.cli.workspace import in_workspace
from formkit.errors import FormkitError, counted
from formkit.health import NEEDED, Check, Finding, everything, fine, look, said
from formkit.model import Delivery, Message
from formkit.settings import Settings

TOLD = ("state", "words", "hint", "name")  # to programs
MARKS = {
    "fine": click.style("ok    ", fg="green"),
    "notice": click.style("notice", fg="yellow"),
    "broken": click.style("BROKEN", fg="red"),
}


@click.command()
@click.option("--send", metavar="ADDRESS", help="Also send a real test mail to ADDRESS.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def doctor(workspace: Path, send: str | None, as_json: bool) -> None:
    """Say in plain words what keeps mail from arriving."""
    test = [Check("test mail", lambda settings: [_test_mail(settings, send)], trouble="test-refused")] if send else []
    checks = [*everything(datetime.now(UTC)), *test]
    findings = look(workspace, checks)
    broken = sum(finding.state == "broken" for finding in findings)
    if as_json:
        told = [{key: value for key, value in asdict(finding).items() if key in TOLD} for finding in findings]
        show_json({"broken": broken, "findings": told})
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.state]}  {said(finding)}")
        click.echo(f"\n{_verdict(findings)}")
    if broken:
        leave(MISTAKE)


def _verdict(findings: list[Finding]) -> str:
    broken = [finding for finding in findings if finding.state == "broken"]
    if broken and all(finding.words.startswith(NEEDED) for finding in broken):
        return f"{counted(len(broken), 'setting')} missing for formkit serve; formkit dev needs none of them."
    return f"{counted(len(broken), 'thing')} broken." if broken else "All is well."


def _test_mail(settings: Settings, address: str) -> Finding:
    """Sends one real mail. Raises FormkitError in the words of the mail server."""
    from formkit.channels import CHANNELS, no_files

    wrong = CHANNELS["mail"].check(address)
    if wrong:
        raise FormkitError(f"{address} is no mail address: {wrong}")
    if settings.smtp is None:
        raise FormkitError("can't be sent without FORMKIT_SMTP.")
    sender = CHANNELS["mail"].open(settings, no_files)
    try:
        words = sender.send(_delivery(address))
    finally:
        sender.close()
    return fine(
        "test-sent",
        f"is on its way to {address}. The mail server said: {words}",
        "If it does not arrive, look into the spam folder.",
        address=address,
    )


def _delivery(address: str) -> Delivery:
    message = Message(
        kind="owner",
        subject="formkit: a test mail",
        site_name="formkit",
        form_title="formkit doctor",
        language="en",
        intro="If you read this, messages from your forms will arrive here.",
    )
    now = datetime.now(UTC)
    return Delivery(id=uuid4().hex, submission_id="", channel="mail", target=address, message=message, created_at=now)

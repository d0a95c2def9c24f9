"""`formkit submissions show`: all that is known of one message."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.clocks import Clocks
from formkit.cli.erase import files_of, wanted
from formkit.cli.show import printable, show_json
from formkit.cli.workspace import in_workspace, open_workspace_store

if TYPE_CHECKING:
    from formkit.model import Delivery, Submission


@click.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def show(workspace: Path, reference: str, as_json: bool) -> None:
    """Show one message: every answer, what was agreed to, its files and its mails."""
    with open_workspace_store(workspace) as store:
        (found, *_) = wanted(store, reference)
        mails = store.deliveries(submission_id=found.id)
    if as_json:
        show_json(told(found, mails))
    else:
        _show(found, mails, Clocks(workspace))


def told(one: "Submission", mails: "list[Delivery]") -> dict[str, object]:
    """All of it, for a program or for the person who asks what is known of them."""
    from formkit.export import record

    return {
        **record(one),
        "answers": [{"field": answer.field, "label": answer.label, "text": answer.text} for answer in one.answers],
        "page": one.page,
        "user_agent": one.user_agent,
        "email": one.email,
        "deliveries": [
            {
                "channel": mail.channel,
                "to": mail.target,
                "kind": mail.message.kind,
                "state": mail.state.value,
                "created_at": mail.created_at.isoformat() if mail.created_at else None,
                "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
            }
            for mail in mails
        ],
    }


def _show(one: "Submission", mails: "list[Delivery]", clocks: Clocks) -> None:
    lines = [
        ("Reference", one.reference),
        ("Received", clocks.at(one.received_at, one.site)),
        ("Form", f"{one.site}.{one.form}"),
        ("Verdict", ", ".join([one.verdict.value, *one.reasons])),
        ("Page", one.page),
        *((answer.label, answer.text) for answer in one.answers),
        *((f"Agreed to ({name})", said) for name, said in one.consent.items()),
        ("Files", f"formkit submissions files {one.reference} writes them into a folder" if files_of(one) else ""),
        *(("Mail", f"{mail.target}: {mail.state.value}. {mail.last_words}".strip()) for mail in mails),
    ]
    for label, text in lines:
        if text:
            click.echo(f"{printable(label)}: {_paragraph(text)}")


def _paragraph(text: str) -> str:
    """The lines of a text, none of which can move the cursor; more than one are moved in."""
    said = [printable(line) for line in text.split("\n")]
    return said[0] if len(said) == 1 else "".join(f"\n    {line}" for line in said)

"""What the doctor says of this computer, in the reader's language: first what is to be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, render_template

from formkit.health import Finding, everything, look
from formkit.web.state import state
from formkit.web.studio.desks import desk_of
from formkit.web.studio.said import advised

Mark = Literal["todo", "later", "soft", "good"]
MARKS: tuple[Mark, ...] = ("todo", "soft", "later", "good")
_MARK: dict[str, Mark] = {"fine": "good", "notice": "soft", "broken": "todo"}
_LATER = ("-missing", "alarm-same")  # the computer that takes the messages needs it, this one does not


@dataclass(frozen=True)
class Line:
    """One finding: how it is, and what to do."""

    mark: Mark
    words: str
    hint: str


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/publish/doctor", "doctor", doctor, methods=["POST"])


def doctor(site: str) -> str:
    """What the doctor finds on this computer; a fragment of HTML."""
    desk_of(site)
    lines = lines_of(look(state().settings.workspace, everything(state().now())))
    return render_template("studio/doctor.html", lines=lines, broken=sum(one.mark == "todo" for one in lines))


def lines_of(findings: Iterable[Finding]) -> list[Line]:
    """The worst first."""
    lines = [Line(_mark_of(one), *advised("doctor", one.rule, one.values)) for one in findings]
    return sorted(lines, key=lambda line: MARKS.index(line.mark))


def _mark_of(finding: Finding) -> Mark:
    return "later" if finding.rule.endswith(_LATER) else _MARK[finding.state]

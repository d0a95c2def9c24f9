"""`formkit submissions`, `formkit deliveries` and `formkit export`."""

import csv
import json
from pathlib import Path

import pytest

from formkit.model import Answer, DeliveryState, Verdict
from formkit.store import Store, open_store
from tests.cli.conftest import Formkit, Said
from tests.store.facts import MINUTE, NOW, delivery, submission


@pytest.fixture
def two(kept: Store) -> Store:
    """Two submissions, each with a delivery; the second is on another site."""
    kept.save(submission("1"), [delivery("1")], repeat_after=None)
    kept.save(submission("2", site="tulip", received_at=NOW + MINUTE), [delivery("2", of="2")], repeat_after=None)
    return kept


def fail(store: Store) -> None:
    for one in store.claim("w", now=NOW + MINUTE, lease=MINUTE, limit=1):
        store.failed(one, worker="w", at=NOW, words="550 no such mailbox")


def test_nothing_was_sent_yet(formkit: Formkit) -> None:
    assert formkit("submissions") == Said(0, "No submissions yet.\n")
    assert formkit("deliveries") == Said(0, "No deliveries.\n")
    assert formkit("submissions", "--json").out == "[]\n"


def test_the_newest_comes_first(formkit: Formkit, two: Store) -> None:
    header, first, second = formkit("submissions").out.splitlines()
    assert header.split() == ["received", "reference", "form", "verdict", "answers"]
    assert "RG-2" in first
    assert "tulip.contact" in first
    assert "RG-1" in second
    assert "Ada" in second


def test_programs_get_one_submission_a_line(formkit: Formkit, two: Store) -> None:
    found = [json.loads(line) for line in formkit("submissions", "--format", "jsonl").out.splitlines()]
    assert [one["reference"] for one in found] == ["RG-2", "RG-1"]
    assert found[1]["fields"] == {"name": "Ada", "topics": ["Order", "Praise"], "message": "Merhaba\r\n\U0001f339"}


def test_programs_get_one_list(formkit: Formkit, two: Store) -> None:
    assert [one["id"] for one in json.loads(formkit("submissions", "--json").out)] == ["s2", "s1"]


def test_only_one_site_or_so_many(formkit: Formkit, two: Store) -> None:
    assert len(json.loads(formkit("submissions", "--json", "--site", "rose").out)) == 1
    assert len(json.loads(formkit("submissions", "--json", "--form", "contact").out)) == 2
    assert len(json.loads(formkit("submissions", "--json", "--limit", "1").out)) == 1


def test_a_visitor_can_not_move_the_cursor(formkit: Formkit, kept: Store) -> None:
    kept.save(submission(answers=(Answer("m", "text", "", "a\x1b[2Jb\u202ec\x9bd"),)), [], repeat_after=None)
    assert "a[2Jbcd" in formkit("submissions").out


def test_a_failed_delivery_is_listed_with_the_last_words(formkit: Formkit, two: Store) -> None:
    fail(two)
    _, line = formkit("deliveries", "--state", "failed").out.splitlines()
    assert line.split()[0] == "d1"
    assert "550 no such mailbox" in line
    assert "RG-1" in line
    assert "rose.contact" in line


def test_every_try_is_shown_with_the_servers_words(formkit: Formkit, two: Store) -> None:
    fail(two)
    formkit("deliveries", "retry", "d1")
    lines = formkit("deliveries", "show", "d1").out.splitlines()
    assert [line.split()[2:] for line in lines[-2:]] == [["failed", "550", "no", "such", "mailbox"], ["again"]]
    tries = json.loads(formkit("deliveries", "show", "d1", "--json").out)["attempts"]
    assert [one["words"] for one in tries] == ["550 no such mailbox", ""]
    assert formkit("deliveries", "show", "d9").err.startswith("There is no delivery 'd9'.\n")


def test_the_help_of_a_list_names_its_options(formkit: Formkit) -> None:
    out = formkit("deliveries", "--help").out
    assert all(word in out for word in ("--state", "--site", "--form", "--limit", "retry", "show"))


@pytest.mark.parametrize("command", ["submissions", "deliveries", "export"])
@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--site", "rsoe"), "There is no site 'rsoe'.\n    Did you mean rose?\n"),
        (("--site", "nope"), "There is no site 'nope'.\n    The sites here: rose, tulip.\n"),
        (("--site", "rose", "--form", "contcat"), "There is no form 'contcat'.\n    Did you mean contact?\n"),
    ],
)
def test_a_site_or_form_that_is_not_there(
    formkit: Formkit, two: Store, *, command: str, flags: tuple[str, ...], words: str
) -> None:
    assert formkit(command, *flags) == Said(1, "", words)


def test_a_form_that_nobody_used_yet_has_an_empty_list(formkit: Formkit) -> None:
    assert formkit("submissions", "--site", "rose", "--form", "contact") == Said(0, "There is no such message.\n")


def test_what_was_held_back_is_listed_and_let_through(formkit: Formkit, two: Store) -> None:
    two.save(submission("3", verdict=Verdict.QUARANTINED), [], repeat_after=None)
    assert "1 message was held back as suspected spam." in formkit("doctor").out
    assert [one["id"] for one in json.loads(formkit("submissions", "--quarantined", "--json").out)] == ["s3"]
    assert len(json.loads(formkit("submissions", "--verdict", "accepted", "--json").out)) == 2
    said = formkit("submissions", "release", "rg-3")
    assert said == Said(0, "RG-3 is let through: 1 mail will be sent by formkit serve or formkit deliver.\n")
    assert formkit("submissions", "--quarantined").out == "There is no such message.\n"
    assert [one.submission_id for one in two.deliveries(limit=1)] == ["s3"]
    assert formkit("submissions", "release", "RG-3").err.startswith("RG-3 was not held back.\n")


def test_each_message_that_was_held_back_says_why(formkit: Formkit, two: Store) -> None:
    reasons = ("it holds 12 links", "its time stamp was forged")
    two.save(submission("3", verdict=Verdict.QUARANTINED, reasons=reasons), [], repeat_after=None)
    head, line, *rest = formkit("submissions", "--quarantined").out.splitlines()
    assert head.endswith("held back because")
    assert line.endswith("it holds 12 links; its time stamp was forged")
    assert rest == []
    assert "held back because" not in formkit("submissions", "--verdict", "accepted").out


def test_a_message_to_a_form_that_is_gone_is_not_let_through(formkit: Formkit, kept: Store) -> None:
    kept.save(submission(form="old", verdict=Verdict.QUARANTINED), [], repeat_after=None)
    assert formkit("submissions", "release", "RG-1").err.startswith("The form rose.old is gone")
    assert formkit("submissions", "release", "RG-9").err.startswith("There is no message 'RG-9'.\n")


def test_a_failed_delivery_is_sent_again(formkit: Formkit, two: Store) -> None:
    fail(two)
    said = formkit("deliveries", "retry", "d1")
    assert said == Said(0, "1 delivery will be sent again by formkit serve or formkit deliver.\n")
    assert two.counts().by_state[DeliveryState.FAILED] == 0


def test_all_that_failed_is_sent_again(formkit: Formkit, two: Store) -> None:
    fail(two)
    assert formkit("deliveries", "retry", "--all-failed").out.startswith("1 delivery will")


def test_nothing_is_sent_again_by_a_wrong_id(formkit: Formkit, two: Store) -> None:
    said = formkit("deliveries", "retry", "d9")
    assert said.code == 1
    assert said.err.startswith("There is no delivery 'd9' that waits or has failed.\n")


def test_retry_wants_to_know_what(formkit: Formkit) -> None:
    assert formkit("deliveries", "retry").code == 2
    assert formkit("deliveries", "retry", "d1", "--all-failed").code == 2


def test_deliveries_for_programs(formkit: Formkit, two: Store) -> None:
    first, second = json.loads(formkit("deliveries", "list", "--json").out)
    assert (first["id"], first["state"], first["target"]) == ("d2", "queued", "owner@example.com")
    assert second["submission"] == "s1"
    assert (first["reference"], first["site"], first["form"]) == ("RG-2", "tulip", "contact")


def test_a_spreadsheet_gets_the_oldest_first_with_fields_in_form_order(
    formkit: Formkit, two: Store, workspace: Path
) -> None:
    told = "all.csv is written.\nIt holds 2 forms: --site and --form give each its own, tidier columns.\n"
    assert formkit("export", "-o", "all.csv") == Said(0, "", told)
    with (workspace / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["reference"] for row in rows] == ["RG-1", "RG-2"]
    assert list(rows[0])[-4:] == ["consent", "name", "message", "topics"]
    assert rows[0]["received_at"] == "2026-03-04 12:30:15"


def test_an_export_that_fails_leaves_the_old_file(formkit: Formkit, workspace: Path) -> None:
    said = formkit("export", "-o", "no/such/folder.csv")
    assert (said.code, said.err) == (1, "There is no folder no/such.\n    Make it, or name a file in another one.\n")


def test_an_export_goes_to_the_screen_too(formkit: Formkit, two: Store) -> None:
    lines = formkit("export", "--format", "jsonl", "--site", "tulip").out.splitlines()
    assert [json.loads(line)["reference"] for line in lines] == ["RG-2"]


def test_postgresql_is_listed_and_exported_too(
    formkit: Formkit, workspace: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMKIT_DATABASE_URL", postgres_url)
    with open_store(postgres_url) as store:
        store.save(submission(), [delivery()], repeat_after=None)
    said = formkit("export", "--format", "jsonl")
    assert (said.code, json.loads(said.out)["id"]) == (0, "s1")
    assert json.loads(formkit("deliveries", "--json").out)[0]["id"] == "d1"


def test_moments_are_those_of_the_business(formkit: Formkit, kept: Store, workspace: Path) -> None:
    """What its mail says: not the clock of the machine, which may stand anywhere."""
    spec = workspace / "form_specs" / "rose.yaml"
    spec.write_text(
        spec.read_text("utf-8").replace("business: {", "business: {timezone: Pacific/Kiritimati, "), "utf-8"
    )
    kept.save(submission("1"), [delivery("1")], repeat_after=None)
    assert "2026-03-05 02:30" in formkit("submissions").out
    assert "Received: 2026-03-05 02:30" in formkit("submissions", "show", "RG-1").out
    assert "2026-03-05 02:30" in formkit("deliveries").out


@pytest.mark.parametrize("zone", ["Pluto/North", "[]", "{a: b}", "../etc/passwd"])
def test_a_clock_that_is_none_is_this_machines(formkit: Formkit, kept: Store, workspace: Path, zone: str) -> None:
    (workspace / "form_specs" / "rose.yaml").write_text(f"business: {{timezone: {zone}}}", "utf-8")
    kept.save(submission("1"), [delivery("1")], repeat_after=None)
    assert "2026-03-04 12:30" in formkit("submissions").out

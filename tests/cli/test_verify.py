"""`formkit verify`."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from formkit.store import Store
from tests.cli.conftest import SETTINGS, Formkit, Said
from tests.store.facts import delivery, submission


@pytest.fixture
def sealed(kept: Store, workspace: Path) -> Store:
    """Two submissions whose mail waits, and the settings of production."""
    (workspace / ".env").write_text(SETTINGS, "utf-8")
    for name in "12":
        kept.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    return kept


def test_nothing_is_lost(formkit: Formkit, sealed: Store) -> None:
    said = formkit("verify")
    head = sealed.head()
    assert head is not None
    assert said == Said(
        0,
        "messages           count\n"
        "stored             2\n"
        "  delivered        0\n"
        "  waiting          2\n"
        "  failed           0\n"
        "  held back        0\n"
        "erased on purpose  0\n"
        "sealed             2\n"
        "\n"
        "Nothing is lost, and nothing was altered.\n"
        f"The newest seal, to be written down elsewhere: 2:{head.link}\n",
    )
    assert formkit("verify", "--since", f"2:{head.link}").code == 0


def test_what_is_missing_is_named(formkit: Formkit, sealed: Store) -> None:
    formkit("verify")
    with sealed._database.write() as connection:
        connection.execute(text("DELETE FROM submissions WHERE id = 's1'"))
    said = formkit("verify")
    assert (said.code, said.err) == (1, "")
    assert "\nStored once, and gone without having been erased (1): RG-1\n" in said.out
    assert "Nothing is lost" not in said.out


def test_the_log_of_the_server_is_held_against_the_store(formkit: Formkit, sealed: Store, workspace: Path) -> None:
    lines = [
        '{"event": "stored", "id": "s1", "reference": "RG-1"}',
        "Serving /srv/rose",
        '{"event": "crash", "rule": "stored"}',
        '{"event": "stored", "id": "s9", "reference": "RG-9"}',
        '{"event": "stored", "id": "s1',
    ]
    (workspace / "serve.log").write_text("\n".join(lines), "utf-8")
    said = formkit("verify", "--log", "serve.log")
    assert said.code == 1
    assert said.out.splitlines()[1].split() == ["answered,", "by", "the", "log", "2"]
    assert (
        "Thanked for, as the log says, but not stored (1): RG-9\n\nWhat to do now: leave the database as it is"
        in said.out
    )


def test_programs_get_one_object(formkit: Formkit, sealed: Store) -> None:
    formkit("verify")
    with sealed._database.write() as connection:
        connection.execute(text("UPDATE submissions SET fields = '{}' WHERE id = 's2'"))
    said = formkit("verify", "--json", "--since", "1:made-up")
    found = json.loads(said.out)
    assert said.code == 1
    assert (found["sound"], found["stored"], found["waiting"], found["answered"]) == (False, 2, 2, None)
    assert found["troubles"]["altered"] == {"count": 1, "references": ["RG-2"]}
    assert found["troubles"]["older"]["references"] == ["1:made-up"]


def test_a_head_is_a_number_and_a_link(formkit: Formkit, sealed: Store) -> None:
    said = formkit("verify", "--since", "yesterday")
    assert said.code == 2
    assert "--since is a seal as formkit verify prints it: a number, a colon and many letters." in said.err


def test_without_the_secret_key_nothing_is_proved(formkit: Formkit, kept: Store) -> None:
    assert formkit("verify") == Said(
        1,
        "",
        "FORMKIT_SECRET_KEY is not set: without it the seals can't be checked.\n"
        "    Run the command with the settings of formkit serve.\n",
    )

"""The jobs, on a real workspace with both databases."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from formkit.channels.mail.build import build
from formkit.errors import StoreUnavailable
from formkit.model import Delivery, Verdict
from formkit.settings import Settings
from formkit.store import Store
from formkit.upkeep import JOBS, run, verify
from formkit.upkeep.jobs import index, purge, seal, sweep, tally
from formkit.upkeep.notes import tell_held_back, tell_silence
from formkit.upkeep.run import do
from formkit.upkeep.silence import Silence, silence
from formkit.upkeep.work import Job, Work
from tests.store.facts import MINUTE, NOW, delivery, submission
from tests.upkeep.conftest import KEY, SPEC, At

MAILCHECK = Path(__file__).parents[1] / "bin" / "mailcheck"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def notes(store: Store) -> list[Delivery]:
    return [one for one in store.deliveries() if one.id.startswith("note-")]


def purge_twice(at: At) -> None:
    """The first round looks at the clock only."""
    purge(at(NOW - DAY))
    purge(at(NOW))


def test_everything_is_sealed_indexed_and_counted(store: Store, at: At) -> None:
    for name in map(str, range(3)):
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    for job in (seal, index, tally):
        job(at(NOW))
    assert (store.seal(KEY), store.index()) == (0, 0)
    assert sum(store.counts().by_state.values()) == 3


def test_old_messages_are_erased_on_the_record(store: Store, at: At) -> None:
    store.save(submission("1", received_at=NOW - 31 * DAY), [], repeat_after=None)
    store.save(submission("2", received_at=NOW - 29 * DAY), [delivery("2", of="2")], repeat_after=None)
    store.save(submission("3", received_at=NOW - 31 * DAY, form="other"), [delivery("3", of="3")], repeat_after=None)
    purge_twice(at)
    assert [one.id for one in store.submissions()] == ["s3", "s2"]
    proof = verify(store, KEY)
    assert (proof.sound, proof.erased) == (True, 1)


def test_a_spec_with_a_mistake_erases_nothing(store: Store, at: At, settings: Settings) -> None:
    (settings.specs / "rose.yaml").write_text(SPEC.replace("30", "twice"), "utf-8")
    store.save(submission(received_at=NOW - 90 * DAY), [], repeat_after=None)
    purge_twice(at)
    assert store.submission("s1")


def test_what_nobody_can_use_again_is_swept_away(store: Store, at: At) -> None:
    with store._database.write() as connection:
        connection.execute(text("INSERT INTO spent (token, until) VALUES ('old', :at)"), {"at": NOW - DAY})
        connection.execute(text("INSERT INTO spent (token, until) VALUES ('new', :at)"), {"at": NOW + DAY})
    sweep(at(NOW))
    with store._database.read() as connection:
        assert connection.execute(text("SELECT token FROM spent")).scalars().all() == ["new"]


def test_the_owner_hears_once_a_week_of_what_was_held_back(store: Store, at: At) -> None:
    for name in "12":
        store.save(submission(name, verdict=Verdict.QUARANTINED, received_at=NOW), [], repeat_after=None)
    for days in (0.1, 1, 6.9):
        tell_held_back(at(NOW + days * DAY))
    (note,) = notes(store)
    assert (note.target, note.submission_id, note.message.kind) == ("hello@rosegarden.example", "s2", "digest")
    assert note.message.subject == "2 mesaj istenmeyen e-posta şüphesiyle bekletildi"
    assert "formkit submissions --quarantined --site rose" in note.message.intro
    assert [line.label for line in note.message.answers] == ["RG-2", "RG-1"]
    tell_held_back(at(NOW + 7.2 * DAY))
    assert len(notes(store)) == 1
    store.save(submission("3", verdict=Verdict.QUARANTINED, received_at=NOW + 8 * DAY), [], repeat_after=None)
    tell_held_back(at(NOW + 8.1 * DAY))
    assert notes(store)[0].message.subject == "1 mesaj istenmeyen e-posta şüphesiyle bekletildi"


def test_nobody_hears_of_nothing(store: Store, at: At) -> None:
    store.save(submission(), [delivery()], repeat_after=None)
    store.save(submission("2", site="gone", verdict=Verdict.QUARANTINED, received_at=NOW), [], repeat_after=None)
    tell_held_back(at(NOW + DAY))
    assert notes(store) == []


def busy(store: Store, *, until: datetime) -> None:
    """A message every two days for a month."""
    for number in range(16):
        name, came = str(number), until - (15 - number) * 2 * DAY
        store.save(submission(name, received_at=came), [delivery(name, of=name)], repeat_after=None)


def test_a_form_that_falls_silent_is_told_of_once(store: Store, at: At) -> None:
    busy(store, until=NOW)
    tell_silence(at(NOW + 7.9 * DAY))
    assert notes(store) == []
    for days in (8.1, 9, 90):
        tell_silence(at(NOW + days * DAY))
    assert sorted(one.target for one in notes(store)) == ["admin@host.example", "hello@rosegarden.example"]
    message = notes(store)[0].message
    assert message.subject == "“Bize yazın” formundan mesaj gelmiyor"
    assert message.intro.startswith("Son mesaj 8 gün önce geldi. Genellikle en geç 2 günde bir mesaj gelir.")


def test_a_form_that_is_gone_from_its_spec_may_be_silent(store: Store, at: At, settings: Settings) -> None:
    busy(store, until=NOW)
    (settings.specs / "rose.yaml").write_text(SPEC.replace("contact", "other"), "utf-8")
    tell_silence(at(NOW + 9 * DAY))
    assert notes(store) == []


def test_our_words_are_fit_to_be_mailed(store: Store, at: At, tmp_path: Path) -> None:
    busy(store, until=NOW)
    store.save(submission("q", verdict=Verdict.QUARANTINED, received_at=NOW), [], repeat_after=None)
    tell_silence(at(NOW + 9 * DAY))
    tell_held_back(at(NOW + DAY))
    assert len(notes(store)) == 3
    for note in notes(store):
        (tmp_path / f"{note.id}.eml").write_bytes(build(note, "forms@host.example"))
    checked = subprocess.run(
        [sys.executable, MAILCHECK, "--strict", "-q", "--kind", "alert", *tmp_path.glob("*.eml")],
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stdout.count(": 0 errors, 0 warnings")) == (0, 3), checked.stdout


def test_our_words_are_no_message_of_a_visitor(store: Store, at: At) -> None:
    busy(store, until=NOW)
    store.save(submission("q", verdict=Verdict.QUARANTINED, received_at=NOW), [], repeat_after=None)
    tell_silence(at(NOW + 9 * DAY))
    tell_held_back(at(NOW + DAY))
    fates = store.fates()
    assert (fates.waiting, fates.held, fates.stored) == (16, 1, 17)


@pytest.mark.parametrize(
    ("days", "now", "found"),
    [
        ([], 100, None),
        (range(0, 40, 5), 61, Silence(26, 5)),
        (range(0, 40, 5), 54, None),
        (range(0, 35, 5), 99, None),
        (range(20), 99, None),
        (range(30), 36, None),
        (range(30), 36.5, Silence(7, 1)),
        ([*range(10), *range(30, 40)], 48, Silence(9, 1)),
    ],
)
def test_what_silence_is(days: list[int], now: float, found: Silence | None) -> None:
    came = [NOW + day * DAY for day in days]
    assert silence(came[::-1], NOW + now * DAY) == found


def test_several_workers_do_a_job_once(store: Store, at: At) -> None:
    done: list[datetime] = []
    job = Job("count", timedelta(hours=1), lambda work: done.append(work.at))
    moments = [NOW, NOW + timedelta(minutes=59), NOW + timedelta(hours=1)]
    assert [do(job, at(moment)) for moment in moments] == [True, False, True]
    assert done == [moments[0], moments[2]]


def test_a_job_that_breaks_stops_no_other(store: Store, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()

    def broken(work: Work) -> None:
        raise ValueError("a mistake")

    def locked(work: Work) -> None:
        raise StoreUnavailable("The database is busy.")

    jobs = [Job(str(number), DAY, do) for number, do in enumerate((broken, locked, lambda work: stop.set()))]
    run(store, settings, clock=lambda: datetime.now(UTC), stop=stop, jobs=jobs, look=0.01)
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "the job 0 was broken off: a mistake in formkit",
        "the job 1 waits for the store: The database is busy.",
    ]


def test_a_clock_that_is_set_back_stops_no_job(store: Store, settings: Settings) -> None:
    stop, done = threading.Event(), list[datetime]()
    moments = [NOW + 365 * DAY, NOW, NOW + MINUTE, NOW + 2 * MINUTE]

    def note(work: Work) -> None:
        done.append(work.at)
        if len(done) == len(moments):
            stop.set()

    clock, tick = iter(moments), count(0.0, 60.0)
    jobs = [Job("note", MINUTE, note)]
    run(store, settings, clock=clock.__next__, tick=tick.__next__, stop=stop, jobs=jobs, look=0.001)
    assert done == moments


def test_a_job_is_done_by_a_clock_that_goes_a_little_slow(store: Store, at: At) -> None:
    job = Job("note", MINUTE, lambda work: None)
    assert [do(job, at(NOW + seconds * SECOND)) for seconds in (0, 54, 59.97)] == [True, False, True]


def test_every_job_can_be_done_on_an_empty_store(store: Store, at: At) -> None:
    assert all(do(job, at(NOW)) for job in JOBS)

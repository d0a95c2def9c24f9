"""What a full store costs: `python bench/full_store.py [SUBMISSIONS] [ROUNDS] [FOLDER]`, a million unless told.

What an owner asks for: the latest fifty, counts by state, a search. Then the same `formkit serve` takes posts with an
empty and with a full database, taking turns in the same run. To fill a database takes some minutes, and 4 kB a
submission; in a FOLDER it is kept for the next time.
"""

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from endpoint import posted
from measure import free_port, python, running, table, workspace
from sqlalchemy import insert

from formkit.model import Answer, Delivery, DeliveryState, Mailbox, Message, Submission
from formkit.store import Store, open_store
from formkit.store.rows import delivery_row, submission_row
from formkit.store.tables import attempts, deliveries, submissions

SUBMISSIONS, ROUNDS, POSTS = 1_000_000, 5, 2000
BATCH = 5000
SITES = 20
YEAR_S = 365 * 24 * 3600
KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
SETTINGS = {
    "FORMKIT_SECRET_KEY": KEY,
    "FORMKIT_SMTP": "smtp://127.0.0.1:9?tls=none",
    "FORMKIT_MAIL_FROM": "forms@rose.example",
    "FORMKIT_RATE_LIMIT": "0",
}
LETTERS = "abcdefghijklmnoprstuvz"
ASKED = 7  # times each question is asked

Row = dict[str, Any]
Fact = tuple[Row, Row, Row]


def vocabulary(chance: random.Random) -> list[str]:
    return ["".join(chance.choices(LETTERS, k=chance.randint(3, 10))) for _ in range(20_000)]


def facts(count: int, begin: datetime) -> Iterator[Fact]:
    """Rows of submissions that were mailed within a minute, spread over a year before `begin`."""
    chance = random.Random(1)
    words = vocabulary(chance)
    common = [chance.choice(words) for _ in range(100)]
    for number in range(count):
        at = begin - timedelta(seconds=YEAR_S * (1 - number / count))
        message = " ".join(chance.choices(words, k=20) + chance.choices(common, k=10))
        yield rows(f"{number:09}", f"Ann {chance.choice(words).title()}", message, at)


def rows(name: str, visitor: str, message: str, at: datetime) -> Fact:
    said = {"name": visitor, "email": f"ann{name}@mail.example.com", "topic": "Order", "message": message}
    answers = tuple(Answer(field, "text", field.title(), text) for field, text in said.items())
    site = f"site{int(name) % SITES}"
    submission = Submission(
        f"{name:0>32}", f"R{name}", f"token{name:0>19}", site, "contact", at, "en", said, answers,
        page="https://rose.example/", user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        address_hash=f"{int(name) % 50_000:032}", dedupe=f"{name:0>64}", email=said["email"], text_hash=f"{name:0>32}",
    )  # fmt: skip
    letter = Message(
        "owner", f"Order from {visitor}", "Rose Garden", "Write to us", "en", answers=answers,
        reply_to=Mailbox(said["email"], visitor), reference=submission.reference, received_at=at,
    )  # fmt: skip
    delivery = Delivery(f"d{name:0>31}", submission.id, "mail", "hello@rose.example", letter)
    sent = {"state": DeliveryState.SENT, "due_at": None, "next_try_at": None, "tries": 1, "sent_at": at}
    attempt = {"delivery_id": delivery.id, "at": at, "outcome": "sent", "words": "250 2.0.0 Ok: queued as 4hBm2f3Q1z"}
    return submission_row(submission), delivery_row(delivery, at) | sent, attempt


def fill(store: Store, count: int) -> None:
    """Write them in batches, then let the upkeep catch up: seals, tallies, search."""
    found = facts(count, datetime.now(UTC))
    for done in range(0, count, BATCH):
        batch = list(islice(found, BATCH))
        with store._database.write() as connection:
            for rows_of, several in zip((submissions, deliveries, attempts), zip(*batch, strict=True), strict=True):
                connection.execute(insert(rows_of), list(several))
        say(f"{done + len(batch):,} of {count:,} submissions")
    store.tally()
    for name, work in {"indexed": store.index, "sealed": lambda: store.seal(KEY)}.items():
        done = 0
        while some := work():
            done += some
            say(f"{done:,} {name}")
    store.tally()
    say("")


def say(words: str) -> None:
    """How far it is, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{words:60}", end="", file=sys.stderr, flush=True)


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """`formkit serve` with a copy of this data folder: its port and its process."""
    with workspace() as folder:
        if data.exists():
            shutil.copytree(data, folder / "data")
        port = free_port()
        serve = python("-m", "formkit", "serve", "--no-deliver", "--workspace", str(folder), "--port", str(port))
        environ = SETTINGS | {"FORMKIT_PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with running(serve, port=port, environ=environ) as pid:
            yield port, pid


def compared(full: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """What posts take with each database. Both are served through all rounds, and warm."""
    found: dict[str, list[dict[str, float]]] = {"empty": [], "full": []}
    with served(full / "none") as empty_one, served(full) as full_one:
        ways = {"empty": empty_one, "full": full_one}
        for port, pid in ways.values():
            posted(port, POSTS, pid)
        for _ in range(rounds):
            for name, (port, pid) in ways.items():
                found[name].append(posted(port, POSTS, pid))
    return found


def questions(store: Store, count: int) -> dict[str, Callable[[], object]]:
    words = vocabulary(random.Random(1))
    common = next(store.submissions(limit=1)).fields["message"]
    often = str(common).split()[-1]
    return {
        "latest 50": lambda: list(store.submissions(limit=50)),
        "latest 50 of a form": lambda: list(store.submissions(site="site7", form="contact", limit=50)),
        "latest 50 deliveries": lambda: store.deliveries(limit=50),
        "counts by state": store.counts,
        "in quarantine": store.held_back,
        "every site and form": store.forms,
        "by reference": lambda: store.submission(f"R{count // 2:09}"),
        "search, a rare word": lambda: store.search(words[123]),
        "search, a word of every tenth": lambda: store.search(often),
        "search, two words": lambda: store.search(f"{often} {words[77]}"),
        "search, a beginning": lambda: store.search(words[5][:3]),
    }


def asked(question: Callable[[], object]) -> float:
    """Milliseconds of the slowest but one answer."""
    taken = []
    for _ in range(ASKED):
        start = perf_counter()
        question()
        taken.append((perf_counter() - start) * 1000)
    return sorted(taken)[-2]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with workspace() as folder:
        data = Path(sys.argv[3]) if len(sys.argv) > 3 else folder / "data"
        with open_store(f"sqlite:///{data / 'formkit.db'}") as store:
            start = perf_counter()
            if store.figures().stored < count:
                fill(store, count)
                print(f"{count:,} submissions, made in {perf_counter() - start:.0f} s")
            rows_asked = [(name, f"{asked(question):.1f}") for name, question in questions(store, count).items()]
        size = sum(file.stat().st_size for file in data.iterdir())
        print(f"{size / count:,.0f} bytes of disk a submission, with its mail, seal and words to search\n")
        table(("an owner asks for (aim: under 50 ms)", "ms"), rows_asked)
        say_posts(compared(data, rounds), rounds)


def say_posts(found: dict[str, list[dict[str, float]]], rounds: int) -> None:
    middle = {name: {key: median(one[key] for one in several) for key in several[0]} for name, several in found.items()}
    head = ("database", "posts/s", "p50 ms", "p99 ms", "CPU ms a post", "p99 of each round")
    cells = [
        (name, f"{one['rate']:,.0f}", f"{one['p50']:.1f}", f"{one['p99']:.1f}", f"{one['cost']:.2f}",
         " ".join(f"{each['p99']:.0f}" for each in found[name]))
        for name, one in middle.items()
    ]  # fmt: skip
    print(f"posts over 16 connections, median of {rounds} rounds\n")
    table(head, cells)
    print(f"a full database takes {middle['full']['p99'] / middle['empty']['p99']:.2f} x the p99 (aim: 1.2 or less)")


if __name__ == "__main__":
    main()

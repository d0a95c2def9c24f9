"""What the guards against spam cost a post: `python bench/guards.py [RUNS] [STORED]`.

Beside it in the same run: the whole accept(), which ends on disk. The store holds STORED submissions already, a part
of them from the same address and with the same text; each post brings a time stamp and a proof of work.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from altcha import Challenge, Payload, solve_challenge

from formkit import spam
from formkit.intake import Accepted, accept
from formkit.model import Posted, Submission, Visitor
from formkit.spam import Evidence
from formkit.spec import Site, read_site
from formkit.store import Store, open_store

POSTS = 300  # of one run
STORED = 20_000
SECRET = "k" * 40
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    spam: {proof_of_work: yes, block: [agency.example, rank higher, seo@firm.example], allow: [ada@shop.example]}
    fields:
      name: {type: text, required: true}
      email: {type: email, required: true}
      phone: {type: tel}
      topic: {type: select, choices: [Question, Order]}
      message: {type: textarea, required: true}
"""
TEXT = """Hello, we marry on the third of May and love what you did for our friends at the lake. Could you tell us what
a bridal bouquet, four smaller ones and six table arrangements would cost, and whether you deliver to the old mill?
Our ideas are here: https://board.example/roses and https://board.example/peonies. Çok teşekkürler, Ayşe. Number """
NUMBERS = count()


def posted(stamp: str, proof: str) -> Posted:
    said = {"name": "Ayşe Yılmaz", "email": "ayse@example.com", "phone": "+1 555 010 0100", "topic": "Question"}
    ours = {"message": f"{TEXT}{next(NUMBERS)}", "_stamp": stamp, "altcha": proof, "_lang": "en"}
    return Posted(tuple({**said, **ours}.items()))


def proved(now: datetime) -> str:
    challenge = Challenge.from_dict(spam.new_challenge(SECRET, "rose.contact", now))
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()


def fill(store: Store, first: Submission, number: int, stored: int) -> None:
    """One of the submissions that lie there: every hundredth from the same address, every thousandth of equal words."""
    changes = {"id": f"x{number}", "reference": f"X{number}", "token": f"x{number}", "dedupe": f"x{number}"}
    changes["address_hash"] = first.address_hash if number % 100 == 0 else f"a{number}"
    changes["text_hash"] = first.text_hash if number % 1000 == 0 else f"t{number}"
    at = first.received_at - timedelta(days=30) * (number / stored)
    store.save(replace(first, received_at=at, **changes), [], repeat_after=None)


def parts(site: Site, store: Store, now: datetime, proof: str) -> dict[str, Callable[[], object]]:
    """What accept() does for the guards, step by step, and the whole of it."""
    form = site.forms["contact"]
    stamp = spam.new_stamp(SECRET, "rose.contact", now - timedelta(minutes=1))
    visitor = Visitor("en", address_hash="ann")
    sample = posted(stamp, proof)

    def whole() -> Accepted:
        fresh = spam.new_stamp(SECRET, "rose.contact", now - timedelta(minutes=1))
        done = accept(site, form, posted(fresh, proof), visitor, store, now, rate_limit=10**6, secret=SECRET)
        assert isinstance(done, Accepted)
        return done

    fact = whole().submission

    def look() -> Evidence:
        seen = Evidence(
            site.id, form, sample, sample.pairs[:5], visitor, now, rate_limit=30,
            stamp=spam.read_stamp(SECRET, "rose.contact", stamp, now),
            proof=spam.read_proof(SECRET, "rose.contact", proof, now),
        )  # fmt: skip
        assert seen.text_hash
        return seen

    evidence = look()

    def ask() -> object:
        since, lately = now - spam.SERIES, now - spam.LATELY
        return store.history(fact, since=since, lately=lately, most=30, uses=evidence.uses)

    return {
        "reading stamp, proof and text": look,
        "asking the store": ask,
        "judging": lambda: spam.reasons(replace(evidence, rate_limit=30)),
        "the whole accept(), on disk": whole,
    }


def measure(runs: int, stored: int) -> dict[str, float]:
    """Milliseconds a post, the median of the runs, each part taking its turn."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rose.yaml"
        path.write_text(SPEC, "utf-8")
        site = read_site(path, Path(name))
        with open_store(f"sqlite:///{name}/store.db") as store:
            todo = parts(site, store, now, proved(now))
            first = next(iter(store.submissions()))
            for number in range(stored):
                fill(store, first, number, stored)
            found: dict[str, list[float]] = {part: [] for part in todo}
            for _ in range(runs):
                for part, work in todo.items():
                    found[part].append(milliseconds(work))
    return {part: median(times) for part, times in found.items()}


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    for _ in range(POSTS):
        work()
    return (perf_counter() - start) * 1000 / POSTS


def main() -> None:
    runs, stored = (int(said) for said in (*sys.argv[1:3], *("5", str(STORED))[len(sys.argv) - 1 :]))
    found = measure(runs, stored)
    guards = sum(list(found.values())[:-1])
    print(f"milliseconds a post, median of {runs} runs of {POSTS}, with {stored:,} submissions stored\n")
    for part, time in {**found, "the guards together": guards}.items():
        print(f"{part:32} {time:7.3f}")
    print(f"\nThe guards take {guards / found['the whole accept(), on disk']:.0%} of it.")


if __name__ == "__main__":
    main()

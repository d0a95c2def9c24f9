"""How much spam the guards hold back, and that no honest message is: `python bench/spam_corpus.py`.

Each message of tests/data/spam is posted to one form of a new store, with the signs that its line names: a filled
honeypot, a stamp that is a second old, none, or the same text to other forms before. Honest ones come as people send
them: half with a stamp of a minute, half without a script; and once more with everything from one office.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from formkit.intake import Accepted, accept
from formkit.model import Posted, Verdict, Visitor
from formkit.spam import STAMP, new_stamp, trap_name
from formkit.spec import Form, Site, read_site
from formkit.store import Store, open_store

CORPUS = Path(__file__).parent.parent / "tests" / "data" / "spam"
SECRET = "k" * 40
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields: &fields
      name: {type: text, required: true, max: 100}
      email: {type: email}
      phone: {type: tel}
      message: {type: textarea, required: true, max: 10000}
"""


@dataclass(frozen=True)
class Line:
    """One message of the corpus, and what the guards said of it."""

    id: str
    language: str
    kind: str
    signs: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def held(self) -> bool:
        return bool(self.reasons)


def read(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").split("\n") if line]


def judged(name: str, folder: Path) -> Iterator[Line]:
    """Every message of a file, posted one after the other to a new store in `folder`."""
    spec = folder / "form_specs" / f"{name}.yaml"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(SPEC.replace(" &fields", ""), "utf-8")
    site = read_site(spec, folder)
    with open_store(f"sqlite:///{folder}/{name}.db") as store:
        for number, line in enumerate(read(name)):
            yield posted(site, site.forms["contact"], line, store, number)


def posted(site: Site, form: Form, line: dict, store: Store, number: int) -> Line:  # type: ignore[type-arg]
    at = START + timedelta(minutes=number)
    signs = tuple(line.get("signs", ()))
    for other in range(6) if "repeated" in signs else ():
        send(site, form, line, store, at - timedelta(hours=1 + other), address=f"{number}-{other}")
    outcome = send(site, form, line, store, at, signs=signs, address=str(number), scripted=number % 2 == 0)
    assert isinstance(outcome, Accepted), (line["id"], outcome)
    held = outcome.submission.verdict is Verdict.QUARANTINED
    reasons = outcome.submission.reasons if held else ()
    return Line(line["id"], line["language"], line["kind"], signs, reasons)


def send(
    site: Site, form: Form, line: dict, store: Store, at: datetime, *,  # type: ignore[type-arg]
    address: str, signs: tuple[str, ...] = (), scripted: bool = True,
) -> object:  # fmt: skip
    pairs = list(line["fields"].items())
    if "honeypot" in signs:
        pairs.append((trap_name(site.id, form), line["fields"]["email"]))
    age = timedelta(seconds=1) if "fast" in signs else timedelta(minutes=1)
    if ("fast" in signs or scripted) and "no_stamp" not in signs:
        pairs.append((STAMP, new_stamp(SECRET, f"{site.id}.{form.id}", at - age)))
    visitor = Visitor(language=line["language"], address_hash=address)
    return accept(site, form, Posted(tuple(pairs)), visitor, store, at, rate_limit=30, secret=SECRET)


def table(found: list[Line]) -> Iterator[str]:
    """Held and all, for each kind of sign, each language and each trade."""
    groups = [("all", lambda one: "all"), ("signs", signs_of), ("language", lambda one: one.language)]
    groups.append(("trade", lambda one: one.kind))
    for title, group in groups:
        held = Counter(group(one) for one in found if one.held)
        for name, count in sorted(Counter(group(one) for one in found).items()):
            yield f"{title:10} {name:28} {held[name]:4} of {count:4}  {held[name] / count:5.0%}"


def signs_of(line: Line) -> str:
    return " ".join(sorted(line.signs)) or "none: words only"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        honest, spam = (list(judged(kind, Path(name))) for kind in ("honest", "spam"))
    lost = [one for one in honest if one.held]
    print(f"honest: {len(honest) - len(lost)} of {len(honest)} let through")
    for one in lost:
        print(f"  {one.id} {one.kind}: {'; '.join(one.reasons)}")
    print(f"\nspam held back ({len(spam)} messages)")
    print("\n".join(table(spam)))
    if "--missed" in sys.argv:
        print("\n".join(f"{one.id} {one.kind} {signs_of(one)}" for one in spam if not one.held))


if __name__ == "__main__":
    main()

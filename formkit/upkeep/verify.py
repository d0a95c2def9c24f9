"""verify(): proof that what was answered is stored, that each of it is on its way, and that nothing was taken out."""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from formkit.store import Store
from formkit.store.chain import BEGIN, erasure, link
from formkit.store.figures import Fates
from formkit.store.seals import Head, Sealed

NAMED = 100  # of a kind of trouble that are named; all are counted


@dataclass
class Found:
    """How many of one kind of trouble, and the references of the first ones."""

    count: int = 0
    references: list[str] = field(default_factory=list)

    def add(self, reference: str) -> None:
        self.count += 1
        if len(self.references) < NAMED:
            self.references.append(reference)


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what is wrong, by the words of TROUBLES. `answered` is None without logs.

    `sealed` counts links; `erased` those whose submission was erased on the record.
    """

    fates: Fates
    sealed: int
    erased: int
    head: Head | None
    answered: int | None
    troubles: Mapping[str, Found]

    @property
    def sound(self) -> bool:
        return not any(found.count for found in self.troubles.values())


TROUBLES = {
    "missing": "stored once, and gone without having been erased",
    "altered": "not as it was when it came",
    "broken": "does not fit the seal before it",
    "astray": "stored, but without any mail to you",
    "unanswered": "thanked for, as the log says, but not stored",
    "older": "not there any more: the seal that was written down",
}


def verify(
    store: Store,
    key: str,
    *,
    answered: Mapping[str, str] | None = None,
    since: Head | None = None,
    progress: Callable[[Iterable[Sealed]], Iterable[Sealed]] = lambda seals: seals,
) -> Proof:
    """Look at everything. `answered` are references by id out of the logs; `since` is a head that was kept elsewhere.

    What has no seal yet gets one first. Nothing else is written.
    """
    troubles = {name: Found() for name in TROUBLES}
    seal_all(store, key)
    _note(troubles["astray"], store.astray())
    unseen = dict(answered or {})
    sealed = erased = 0
    for one in _walked(progress(store.seals()), key, troubles):
        unseen.pop(one.submission_id, None)
        sealed, erased = sealed + 1, erased + (one.digest_now is None and one.erased_at is not None)
    _note(troubles["unanswered"], unseen.values())
    if since and not hmac.compare_digest((store.link(since.number) or "").encode(), since.link.encode()):
        troubles["older"].add(f"{since.number}:{since.link}")
    count = None if answered is None else len(answered)
    return Proof(store.fates(), sealed, erased, store.head(), count, troubles)


def seal_all(store: Store, key: str) -> None:
    """Until every submission has its seal: the newest first, which is quick, then a look at all of them."""
    for everything in (False, True):
        while store.seal(key, everything=everything):
            """A few at a time: nobody who wants to write waits long."""


def _walked(seals: Iterable[Sealed], key: str, troubles: Mapping[str, Found]) -> Iterator[Sealed]:
    """Each link, after it was looked at. A broken one is named, and the next ones are held against it as it stands."""
    number, before = 0, BEGIN
    for one in seals:
        if one.number != number + 1 or not _same(one.link, link(key, before, one.digest, one.number)):
            troubles["broken"].add(f"{one.reference} (link {one.number})")
        number, before = one.number, one.link
        if one.digest_now is None and not _erased(one, key):
            troubles["missing"].add(one.reference)
        elif one.digest_now is not None and one.digest_now != one.digest:
            troubles["altered"].add(one.reference)
        yield one


def _erased(one: Sealed, key: str) -> bool:
    """Whether it was erased by someone who had the key."""
    return bool(one.erased_at and one.erasure and _same(one.erasure, erasure(key, one.link, one.erased_at)))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _note(found: Found, references: Iterable[str]) -> None:
    for reference in references:
        found.add(reference)

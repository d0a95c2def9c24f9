"""Visitors who write without end, and what each of them was told."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from random import Random
from threading import Event, Thread
from time import monotonic
from urllib.parse import urlencode
from uuid import UUID

WORDS = ("roses", "Teşekkürler", "Привет", "花束", "\N{ROSE}", "=?x?=", "two\nlines", ".", "it's", "100 %")
GIVES_UP = 0.3
"""How many of one go away when the connection breaks; the others send again, with the same key."""
SENDS_TWICE = 0.05
"""How many of one press the button twice, or reload the page that thanks them."""
PAUSE_S = 0.2
TIMEOUT_S = 30


@dataclass
class Letter:
    """What one visitor says; the same number is in its text. `references` are what was answered with success."""

    number: int
    text: str
    key: str
    references: list[str] = field(default_factory=list)


class Visitors:
    """Threads that write to formkit at `ports`, `rate` letters a second in all, until `stop`."""

    def __init__(self, ports: Sequence[int], *, threads: int, rate: float, seed: int) -> None:
        self.letters: list[Letter] = []
        self.heard: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._ports, self._rate = ports, rate / threads
        self._numbers = count(1)
        self._over = Event()
        self._crowded_until = 0.0
        self._threads = [Thread(target=self._come, args=(Random(f"{seed}/{one}"),)) for one in range(threads)]
        for thread in self._threads:
            thread.start()

    @property
    def answered(self) -> int:
        return sum(bool(letter.references) for letter in list(self.letters))

    def crowd(self, seconds: float) -> None:
        """For so long they write without any pause."""
        self._crowded_until = monotonic() + seconds

    def stop(self) -> None:
        """Let each hear the answer it waits for."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _come(self, chance: Random) -> None:
        while not self._over.wait(0 if monotonic() < self._crowded_until else chance.expovariate(self._rate)):
            letter = written(next(self._numbers), chance)
            self.letters.append(letter)
            if chance.random() < SENDS_TWICE:
                self._press_twice(letter, chance)
            else:
                self._bring(letter, chance)

    def _press_twice(self, letter: Letter, chance: Random) -> None:
        """Two at the same moment, or one after the other."""
        again = Thread(target=self._bring, args=(letter, Random(chance.random())))
        if chance.random() < 0.5:
            self._bring(letter, chance)
            again.start()
        else:
            again.start()
            self._bring(letter, chance)
        again.join()

    def _bring(self, letter: Letter, chance: Random) -> None:
        """Send it, and again with the same key while that is worth while."""
        while not self._try(letter, self._ports[chance.randrange(len(self._ports))]):
            if chance.random() < GIVES_UP or self._over.wait(chance.uniform(0, PAUSE_S)):
                return

    def _try(self, letter: Letter, port: int) -> bool:
        """Whether there is no reason to send it again."""
        try:
            status, reference = post(port, letter)
        except ConnectionRefusedError:
            self.heard["nobody there"] += 1
            return self._over.wait(PAUSE_S)
        except (OSError, HTTPException) as error:
            self.heard["no answer" if isinstance(error, TimeoutError) else "cut off"] += 1
            return False
        self.heard[str(status)] += 1
        if status == 303 and reference:
            letter.references.append(reference)
        elif status != 503:
            self.wrong.append(f"number {letter.number} was answered with {status}")
        return status != 503


def written(number: int, chance: Random) -> Letter:
    """A letter like no other; the lengths are those that people write, now and then a long one."""
    words = " ".join(chance.choices(WORDS, k=chance.choice((1, 10, 60, 400))))
    return Letter(number, f"This is message number {number}. {words}", str(UUID(int=chance.getrandbits(128))))


def post(port: int, letter: Letter) -> tuple[int, str]:
    """Status and reference; the page that comes with them may be cut off."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        said = {"name": f"Ada {letter.number}", "email": f"ada{letter.number}@example.com", "message": letter.text}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": letter.key}
        connection.request("POST", "/f/rose/contact", urlencode(said), headers)
        answer = connection.getresponse()
        with suppress(OSError, HTTPException):
            answer.read()
    finally:
        connection.close()
    return answer.status, answer.headers.get("X-Reference", "")

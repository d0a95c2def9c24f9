"""From saving a file to the browser's reload under `formkit dev`: `python bench/dev.py [SITES] [SAVES]`.

It saves a spec, and then the theme that all sites use, and waits for the event that reloads an open page.
"""

import http.client
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter

from measure import free_port, python, running, table, workspace

SITES, SAVES = 20, 15
PAUSE_S = 1.0  # so that each save is a change of its own


@contextmanager
def listening(port: int) -> Iterator[Callable[[], None]]:
    """An open page: gives what waits for the next reload."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/_dev/events")
    answer = connection.getresponse()

    def wait() -> None:
        while answer.readline() != b"data: reload\n":
            pass

    try:
        yield wait
    finally:
        connection.close()


def shown(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def save_spec(folder: Path, number: int) -> str:
    """Change site0, keeping its length; returns what its page must say then."""
    file, said = folder / "form_specs/site0.yaml", f"since {1000 + number}"
    before = file.read_text("utf-8")
    at = before.index("since ")
    file.write_text(before[:at] + said + before[at + len(said) :], encoding="utf-8")
    return said


def save_theme(folder: Path, number: int) -> str:
    said = f"--saved:{number}"
    (folder / "site_templates/plain/style.css").write_text(f":root {{{said}}}", encoding="utf-8")
    return said


def measure(folder: Path, port: int, save: Callable[[Path, int], str], saves: int) -> list[float]:
    """Milliseconds of each save until the page is told; the page must show it then."""
    found = []
    with listening(port) as wait:
        for number in range(saves):
            Event().wait(PAUSE_S)
            start = perf_counter()
            said = save(folder, number)
            wait()
            found.append((perf_counter() - start) * 1000)
            assert said in shown(port, "/site0/"), f"reloaded before {said} was there"
    return found


def main() -> None:
    sites, saves = (*map(int, sys.argv[1:3]), *(SITES, SAVES)[len(sys.argv) - 1 :])[:2]
    port = free_port()
    with workspace(sites) as folder:
        (folder / "site_templates/plain").mkdir(parents=True)
        command = python("-m", "formkit", "dev", "--workspace", str(folder), "--port", str(port))
        with running(command, port=port):
            shown(port, "/site0/")
            Event().wait(PAUSE_S * 3)
            rows = [("a spec", measure(folder, port, save_spec, saves))]
            rows.append(("the theme of all sites", measure(folder, port, save_theme, saves)))
    print(f"formkit dev with {sites} sites, {saves} saves each; aim 150 ms\n")
    table(
        ("saved", "median ms", "best ms", "worst ms"),
        [(name, *(f"{of(taken):.0f}" for of in (median, min, max))) for name, taken in rows],
    )


if __name__ == "__main__":
    main()

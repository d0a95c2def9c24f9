"""Whoever is killed in the middle of saving, and whoever saves at the same time: nothing is lost."""

from pathlib import Path
from random import SystemRandom
from threading import Thread

from tests.edit.savers import text
from tests.edit.shelf import opened, save, spec_file, whats
from tests.processes import ROOT, Process


def said(what: str, folder: Path, number: int) -> list[str]:
    process = Process("-m", "tests.edit.savers", what, str(folder), str(number), cwd=ROOT)
    try:
        process.wait()
    finally:
        process.clear_away()
    return process.lines


def test_killed_at_any_moment_the_file_is_whole_and_holds_what_was_promised(tmp_path: Path) -> None:
    seed = SystemRandom().randrange(10**6)
    save(spec_file(tmp_path, text(0)), text(1), "1", minutes=2)
    last = said("kill", tmp_path, seed)
    assert [line.split()[0] for line in last] == ["done"], (seed, last)
    assert int(last[0].split()[1]) > 1, (seed, last)


def test_two_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    file = spec_file(tmp_path, "ours: 0\nin between: yes\ntheirs: 0\n")
    file.read()
    assert said("both", tmp_path, 15) == ["ended 0", "ended 0"]
    assert file.read().text == "ours: 15\nin between: yes\ntheirs: 15\n"
    assert len(whats(file)) == 31


def test_so_do_two_threads(tmp_path: Path) -> None:
    file = spec_file(tmp_path, "0: 0\n1: 0\n")
    seen = file.read()

    def change(line: int) -> None:
        save(opened(tmp_path), seen.text.replace(f"{line}: 0", f"{line}: 1"), base=seen.version)

    threads = [Thread(target=change, args=(line,)) for line in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read().text == "0: 1\n1: 1\n"

"""How long a person waits for a command, whole process: `python bench/commands.py [RUNS]`.

Beside them in the same run: Python itself, and the import of pydantic, which no check can do without.
"""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from measure import python, table, wall_s, workspace

RUNS = 9


def commands(folder: Path) -> dict[str, tuple[Callable[[], float], str]]:
    """What is measured: a function that gives the seconds of one run, and the aim."""
    formkit = partial(python, "-m", "formkit")
    at = ("--workspace", str(folder), "site0")

    def build_from_nothing() -> float:
        shutil.rmtree(folder / "build", ignore_errors=True)
        return wall_s(formkit("build", *at))

    return {
        "python -c pass": (partial(wall_s, python("-c", "pass")), ""),
        "python -c 'import pydantic'": (partial(wall_s, python("-c", "import pydantic")), ""),
        "formkit --help": (partial(wall_s, formkit("--help")), "0.15"),
        "formkit check, one spec": (partial(wall_s, formkit("check", *at)), "0.40"),
        "formkit build, one site": (build_from_nothing, "0.50"),
        "formkit build, nothing changed": (partial(wall_s, formkit("build", *at)), ""),
    }


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with workspace() as folder:
        ways = commands(folder)
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, (seconds, _) in ways.items():
                found[name].append(seconds())
    bare = median(found["python -c pass"])
    rows = [
        (name, f"{median(taken):.3f}", f"{min(taken):.3f}", f"{median(taken) / bare:.1f}", ways[name][1])
        for name, taken in found.items()
    ]
    print(f"whole processes, {runs} runs taking turns\n")
    table(("command", "median s", "best s", "x python", "aim s"), rows)


if __name__ == "__main__":
    main()

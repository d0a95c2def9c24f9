"""Makes the small twins of the plain theme's scripts anew: `make scripts` from the repository's root.

`site_templates/plain/form.js` -> `site_templates/plain/minified/form.js`, by terser. The first line of a twin names
the script that it was made of by its hash: one that is older than its script goes into no page.
"""

import subprocess
import sys
from pathlib import Path

from formkit.themes import script_mark

ROOT = Path(__file__).parent.parent
PLAIN = ROOT / "site_templates" / "plain"
TERSER = ROOT / "tests" / "formspree" / "node_modules" / "terser" / "bin" / "terser"
OPTIONS = ("--compress", "passes=3", "--mangle", "--ecma", "2022")


def main() -> None:
    """Write the twin of each script."""
    (PLAIN / "minified").mkdir(exist_ok=True)
    for script in sorted(PLAIN.glob("*.js")):
        (PLAIN / "minified" / script.name).write_text(minified(script), "utf-8")


def minified(script: Path) -> str:
    """The twin of a script."""
    made = subprocess.run(
        [TERSER, script, *OPTIONS],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        encoding="utf-8",
    )
    return f"{script_mark(script.read_text('utf-8'))}\n{made.stdout.strip()}\n"


if __name__ == "__main__":
    sys.exit(main())

"""The command line: one file per family of commands, `formkit.cli:main` is the entry point.

The law of this folder: `formkit --help` is instant, so a command's file imports click, errors and model at its top and
everything else inside the function that needs it. A command ends by an error of formkit.errors or by `ending.leave`;
`ending.py` alone turns that into an exit code: 0 fine, 1 the user's mistake, 2 wrong usage, 3 our crash.
"""

import sys


def main() -> None:
    """The entry point `formkit`: runs the command of this process and ends it."""
    from formkit.cli.commands import formkit
    from formkit.cli.ending import run

    sys.exit(run(formkit, sys.argv[1:]))

"""How a command ends: its exit code, and the words for each kind of trouble. Nobody ever sees a traceback."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from formkit.errors import FormkitError

FINE, MISTAKE, CRASH = 0, 1, 3  # 2, wrong usage, is click's
STOPPED, NOBODY_READS = 130, 141  # as a shell says it: 128 + SIGINT, 128 + SIGPIPE


@dataclass
class Run:
    """What is known of the running command when it has to end badly."""

    workspace: Path | None = None


def run(group: click.Group, arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code of the process."""
    _never_stumble_over_a_letter()
    this = Run()
    try:
        return _invoke(group, arguments, this)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its exit
        return NOBODY_READS
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return STOPPED
    except Exception as error:
        return _told(error, this)


def leave(code: int) -> NoReturn:
    """End the command with another exit code than 0, after it has said why."""
    raise click.exceptions.Exit(code)


def in_words(error: FormkitError) -> str:
    """What went wrong and what to do now, as the user reads it."""
    return error.message + (f"\n    {error.hint}" if error.hint else "")


def _never_stumble_over_a_letter() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _invoke(group: click.Group, arguments: Sequence[str], this: Run) -> int:
    try:
        with group.make_context("formkit", list(arguments), obj=this) as context:
            group.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.stdout.flush()
        return end.exit_code
    return FINE


def _told(error: Exception, this: Run) -> int:
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, FormkitError):
        click.echo(in_words(error), err=True)
        return MISTAKE
    if isinstance(error, OSError) and error.filename is not None:
        click.echo(f"{error.filename}: {error.strerror}.", err=True)
        return MISTAKE
    from formkit.cli.crash import report

    click.echo(report(error, this.workspace), err=True)
    return CRASH

"""The docs know every command, option of the house, setting, field type and channel."""

import re
from collections.abc import Iterable
from pathlib import Path

from formkit.settings import NAMES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = "\n".join([README, *(path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))])


def not_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that don't stand in the text as whole words."""
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


def in_code(text: str) -> str:
    """What stands in `code` and in fenced blocks: a field type named `date` is not just any date."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def test_every_command_is_documented() -> None:
    from formkit.cli.commands import formkit

    assert not_in(DOCS, (f"formkit {name}" for name in formkit.commands)) == []


def test_every_setting_is_documented() -> None:
    assert not_in(DOCS, NAMES) == []


def test_every_verb_of_the_makefile_is_in_the_readme() -> None:
    verbs = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"dev", "test", "check", "bench"} <= set(verbs)
    assert not_in(README, (f"make {verb}" for verb in verbs)) == []


def test_every_field_type_is_documented() -> None:
    from formkit.fields import FIELD_TYPES

    assert not_in(in_code(DOCS), FIELD_TYPES) == []


def test_every_channel_is_documented() -> None:
    from formkit.channels import CHANNELS

    assert not_in(in_code(DOCS), CHANNELS) == []


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "make test" in README
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nexec make test")


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_a_word_inside_another_does_not_count() -> None:
    assert not_in("make testing, `formkit-dev`", ["make test", "dev"]) == ["make test", "dev"]

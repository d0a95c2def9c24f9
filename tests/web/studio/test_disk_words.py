"""What a disk does to a file is said in the Studio's languages as the layer below says it in English."""

import errno
from pathlib import Path

import pytest

from formkit.edit import Trouble
from formkit.edit.saving import in_words, unkept
from formkit.web.studio.said import table, tongues
from formkit.words import fill

ERRORS = (errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EISDIR, errno.EIO)


def troubles(folder: Path) -> list[Trouble]:
    found = [unkept(OSError(errno.EIO, "Input/output error"), folder / "rose.yaml", folder)]
    for place in (folder / "rose.yaml", folder / "gone" / "rose.yaml"):
        for verb in ("read", "save"):
            for number in ERRORS:
                with pytest.raises(Trouble) as caught, in_words(place, verb):
                    raise OSError(number, "so")
                found.append(caught.value)
    return found


def test_english_says_the_same(tmp_path: Path) -> None:
    for one in troubles(tmp_path):
        values = {name: str(value) for name, value in one.values.items()}
        assert fill(table("en")[f"disk.{one.name}"], values) == one.message
        assert fill(table("en")[f"disk.{one.name}_hint"], values) == one.hint


@pytest.mark.parametrize("language", tongues())
def test_every_language_fills_in_what_is_known(tmp_path: Path, language: str) -> None:
    for one in troubles(tmp_path):
        said = [table(language)[f"disk.{one.name}{end}"] for end in ("", "_hint")]
        assert not any("{" in fill(text, dict.fromkeys(one.values, "")) for text in said)

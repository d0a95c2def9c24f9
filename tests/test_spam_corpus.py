"""The corpus: every honest message passes, and of the spam at least as much is held back as we say."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parent.parent / "bench" / "spam_corpus.py"
FLOOR = 0.60


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("spam_corpus", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["honest", "spam"])
def test_it_has_two_hundred_of_each_in_ten_languages(corpus: ModuleType, name: str) -> None:
    languages = Counter(str(line["language"]) for line in corpus.read(name))
    assert sum(languages.values()) >= 200
    assert len(languages) >= 10


def test_every_honest_message_is_let_through(corpus: ModuleType, tmp_path: Path) -> None:
    assert [(one.id, one.reasons) for one in corpus.judged("honest", tmp_path) if one.held] == []


def test_most_of_the_spam_is_held_back(corpus: ModuleType, tmp_path: Path) -> None:
    found = list(corpus.judged("spam", tmp_path))
    assert sum(one.held for one in found) / len(found) >= FLOOR


def test_no_guard_knows_a_sentence_of_the_corpus(corpus: ModuleType) -> None:
    folder = BENCH.parent.parent / "formkit" / "spam"
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.*") if path.suffix in (".py", ".toml"))
    told = [line["fields"]["message"] for line in corpus.read("spam")]
    parts = {part.strip() for text in told for part in text.replace("\n", ".").split(".") if len(part.strip()) > 40}
    assert [part for part in parts if part in code] == []

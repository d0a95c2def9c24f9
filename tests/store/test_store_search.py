"""Full-text search: the same answers on both databases."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from formkit.model import Answer, Submission
from formkit.store import Store, open_store
from tests.databases import new_postgres
from tests.store.facts import submission


def said(name: str, words: str, **changes: object) -> Submission:
    return submission(name, answers=(Answer("message", "textarea", "Message", words),), **changes)


@pytest.fixture
def shelf(store: Store) -> Store:
    """Four messages. Whoever only asks gets a shelf for the whole module, as a database costs time to make."""
    fill(store)
    return store


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shelf, only to be looked at."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('shelf')}/formkit.db"
        else:
            url = stack.enter_context(new_postgres(request.getfixturevalue("postgres_server")))
        store = stack.enter_context(open_store(url))
        fill(store)
        yield store


def fill(store: Store) -> None:
    store.save(said("1", "Two red roses for Žofie, please"), [], repeat_after=None)
    store.save(said("2", "Rosen für Weiß & Söhne", site="rose-garden", form="order"), [], repeat_after=None)
    store.save(said("3", "私は赤いバラが好きです", email="ada@example.com"), [], repeat_after=None)
    store.save(said("4", "İstanbul'a kırmızı gül", reference="K7QM-4XWD"), [], repeat_after=None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rose", ["s2", "s1"]),
        ("ROSES red", ["s1"]),
        ("zofie", ["s1"]),
        ("Žofie", ["s1"]),
        ("weiss sohne", ["s2"]),
        ("バラ", ["s3"]),
        ("赤い バラ", ["s3"]),
        ("ada@example.com", ["s3"]),
        ("istanbul", ["s4"]),
        ("k7qm-4xwd", ["s4"]),
        ("rose tulip", []),
        ("ose", []),
    ],
)
def test_words_are_found_by_their_beginning_in_any_order(shown: Store, words: str, found: list[str]) -> None:
    assert [one.id for one in shown.search(words)] == found


@pytest.mark.parametrize(
    "words",
    ["", " ", '"', "''", "AND", "NOT", "ros* OR", "said:rose", "{rose}", "rose^", "(", "a:*", "\\", "!|&<->", "%",
     "\0", "\ud800", "-", "NEAR(a b)", "'; DROP TABLE search; --", "x" * 10_000, "a " * 5_000],
)  # fmt: skip
def test_no_question_breaks_the_search(shown: Store, words: str) -> None:
    assert all(isinstance(one, Submission) for one in shown.search(words))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ({"site": "rose-garden"}, ["s2"]),
        ({"site": "rose"}, ["s1"]),
        ({"form": "order"}, ["s2"]),
        ({"site": "rose", "form": "order"}, []),
        ({"site": "rose-garden", "form": "order"}, ["s2"]),
        ({"site": "garden"}, []),
    ],
)
def test_only_a_site_or_a_form_is_searched(shown: Store, place: dict[str, str], found: list[str]) -> None:
    assert [one.id for one in shown.search("ro", **place)] == found  # type: ignore[arg-type]


def test_what_came_after_the_last_search_is_found(shelf: Store) -> None:
    assert shelf.search("peony") == []
    shelf.save(said("5", "One peony"), [], repeat_after=None)
    assert [one.id for one in shelf.search("peony")] == ["s5"]


def test_the_newest_are_enough(shown: Store) -> None:
    assert [one.id for one in shown.search("rose", limit=1)] == ["s2"]


def test_more_than_one_step_is_indexed(store: Store) -> None:
    for number in range(450):
        store.save(said(str(number), f"number{number}"), [], repeat_after=None)
    assert [one.id for one in store.search("number7", limit=3)] == ["s79", "s78", "s77"]
    assert store.index() == 0

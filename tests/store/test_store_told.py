"""What every database remembers of what was told."""

from concurrent.futures import ThreadPoolExecutor

from formkit.store import Store
from tests.store.facts import MINUTE, NOW

HOUR = 60 * MINUTE


def test_the_same_thing_is_told_once_in_a_while(store: Store) -> None:
    moments = (NOW, NOW + MINUTE, NOW + HOUR, NOW + HOUR + MINUTE)
    assert [store.tell_once("waits", "a", at=at, every=HOUR) for at in moments] == [True, False, True, False]
    assert store.told_at("waits") == {"a": NOW + HOUR}


def test_other_things_are_told_too(store: Store) -> None:
    asked = (("waits", "a"), ("waits", "b"), ("silent", "a"))
    assert all(store.tell_once(kind, about, at=NOW, every=HOUR) for kind, about in asked)
    assert set(store.told_at("waits")) == {"a", "b"}


def test_what_is_forgotten_is_news_again(store: Store) -> None:
    store.tell_once("waits", "a", at=NOW, every=HOUR)
    store.forget_told("waits", "a")
    assert store.tell_once("waits", "a", at=NOW, every=HOUR)


def test_of_many_who_want_to_tell_one_does(store: Store) -> None:
    def tell(_: int) -> bool:
        return store.tell_once("waits", "a", at=NOW, every=HOUR)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tell, range(8))) == 1

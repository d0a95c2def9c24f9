"""Room for files: bounded, and given back whatever happens."""

import pytest

from formkit.web.room import Room


def test_what_is_taken_comes_back_at_the_end() -> None:
    room = Room(10)
    with room.guest() as first, room.guest() as second:
        assert first.take(6)
        assert not second.take(6)
        assert second.take(4)
        first.take(-2)
        assert second.take(2)
    with room.guest() as guest:
        assert guest.take(10)


def break_with_ten(room: Room) -> None:
    with room.guest() as guest:
        guest.take(10)
        raise RuntimeError


def test_a_guest_who_breaks_gives_back_too() -> None:
    room = Room(10)
    with pytest.raises(RuntimeError):
        break_with_ten(room)
    assert room.take(10)

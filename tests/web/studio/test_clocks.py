"""The clocks that a business may go by, and what people call them."""

import pytest

from formkit.web.studio.clocks import clock_name, own_clock


@pytest.mark.parametrize(
    ("zone", "language", "name"),
    [
        ("Europe/Berlin", "en", "Berlin, Germany"),
        ("Europe/Istanbul", "tr", "İstanbul, Türkiye"),
        ("America/New_York", "ru", "Нью-Йорк, Соединенные Штаты"),
        ("Europe/Kyiv", "ru", "Киев, Украина"),
        ("Asia/Calcutta", "en", "Kolkata, India"),
        ("Etc/GMT+3", "en", "Etc/GMT+3"),
    ],
)
def test_a_clock_is_called_by_its_town_and_country(zone: str, language: str, name: str) -> None:
    assert clock_name(zone, language) == name


@pytest.mark.parametrize(("set_to", "zone"), [("Europe/Berlin", "Europe/Berlin"), ("Nowhere/None", "")])
def test_the_clock_of_this_computer_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, set_to: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", set_to)
    assert own_clock() == zone

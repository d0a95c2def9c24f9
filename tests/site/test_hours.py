import json
from typing import Any

import pytest

from formkit.site.hours import hours_json, hours_table
from formkit.spec.models import Site


def open_on(hours: Any, **business: Any) -> Site:
    return Site.model_validate(
        {"id": "shop", "site": {"name": "Shop"}, "business": {"timezone": "UTC", "hours": hours, **business}}
    )


ROSE = open_on({"mon-fri": "09:00-18:00", "sat": "10:00-16:00", "sun": "closed"})


def test_days_with_the_same_hours_stand_together() -> None:
    rows = [(row.days, row.times, row.weekdays, row.closed) for row in hours_table(ROSE, "tr")]
    assert rows == [
        ("Pzt–Cum", "09:00–18:00", (1, 2, 3, 4, 5), False),
        ("Cmt", "10:00–16:00", (6,), False),
        ("Paz", "Kapalı", (7,), True),
    ]


def test_american_hours_have_an_american_clock() -> None:
    springfield = open_on({"mon-fri": "09:00-18:00"}, address={"street": "1 Main St", "country": "US"})
    assert hours_table(springfield, "en")[0].times == "9:00\u202fAM\u2009–\u20096:00\u202fPM"
    assert hours_table(ROSE, "en")[0].times == "09:00–18:00"


def test_the_country_decides_the_clock_where_it_is_known() -> None:
    london = open_on({"mon": "09:00-18:00"}, address={"street": "1 High St", "country": "GB"})
    assert hours_table(london, "en")[0].times == "09:00–18:00"


@pytest.mark.parametrize(("language", "days"), [("ru", "Пн–Пт"), ("de", "Mo–Fr"), ("ja", "月～金"), ("kk", "Дс-Жм")])
def test_days_have_the_names_of_the_language(language: str, days: str) -> None:
    assert hours_table(ROSE, language)[0].days == days


def test_an_unknown_language_reads_english() -> None:
    assert hours_table(ROSE, "no such")[2].times == "Closed"


def test_a_pause_gives_two_intervals() -> None:
    site = open_on({"mon": ["09:00-12:00", "13:00-18:30"]})
    assert hours_table(site, "tr")[0].times == "09:00–12:00, 13:00–18:30"
    assert json.loads(hours_json(site)) == {"1": [["09:00", "12:00"], ["13:00", "18:30"]]}


def test_the_whole_day_has_its_own_words() -> None:
    site = open_on({"mon-sun": "00:00-24:00"})
    assert [(row.days, row.times) for row in hours_table(site, "en")] == [("Mon–Sun", "Open 24 hours")]
    assert json.loads(hours_json(site))["7"] == [["00:00", "24:00"]]


def test_hours_past_midnight_stay_as_they_are() -> None:
    site = open_on({"fri": "20:00-02:00"})
    assert hours_json(site) == '{"5":[["20:00","02:00"]]}'
    shown = [(row.days, row.times) for row in hours_table(site, "tr")]
    assert shown == [("Pzt–Per", "Kapalı"), ("Cum", "20:00–02:00"), ("Cmt–Paz", "Kapalı")]


def test_hours_of_one_line_are_not_known_by_day() -> None:
    site = open_on("Every day until <the bread> is gone")
    assert (hours_table(site, "en"), hours_json(site)) == ((), "")


def test_unknown_hours_say_nothing() -> None:
    site = Site.model_validate({"id": "shop", "site": {"name": "Shop"}})
    assert (hours_table(site, "en"), hours_json(site)) == ((), "")

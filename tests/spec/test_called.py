"""Languages, days and trades by the names that people have for them."""

from pathlib import Path

import pytest

from formkit.spec.called import (
    country_called,
    days_called,
    language_called,
    languages_called,
    zone_called,
    zone_of_town,
)
from formkit.spec.countries import CODES
from formkit.spec.trades import business_type
from formkit.words import languages, locale_of, words
from tests.spec.workspace import SHOP, check, said


@pytest.mark.parametrize("code", languages())
def test_a_language_is_known_by_its_own_name(code: str) -> None:
    assert language_called(words(code).native.upper()) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Türkçe", ["tr"]), ("turkce", ["tr"]), ("TURKISH", ["tr"]), ("Deutsch, Englisch", ["de", "en"]),
        ("tr, en", ["tr", "en"]), ("tr en", ["tr", "en"]), ("қазақ тілі; русский", ["kk", "ru"]), ("en-US", ["en"]),
        ("English and Spanish", ["en", "es"]), ("Klingon, en", ["Klingon", "en"]), ("", []),
    ],
)  # fmt: skip
def test_languages_are_known_by_name_or_code(text: str, codes: list[str]) -> None:
    assert languages_called(text) == codes


@pytest.mark.parametrize(
    ("key", "language", "days"),
    [
        ("pzt-cum", "tr", "mon-fri"), ("Pazartesi - Cuma", "tr", "mon-fri"), ("mo-fr", "de", "mon-fri"),
        ("Mo–Fr", "de", "mon-fri"), ("di", "de", "tue"), ("lun.-ven.", "fr", "mon-fri"),
        ("H-P", "hu", "mon-fri"), ("пн-пт, вс", "ru", "mon-fri, sun"), ("дүйсенбі-жұма", "kk", "mon-fri"),
        ("الاثنين-الجمعة", "ar", "mon-fri"), ("miercoles", "es", "wed"),
        ("երկուշաբթի", "hy", "mon"), ("pzt-cum", "en", "mon-fri"),
        ("h-p", "en", ""), ("holidays", "en", ""), ("-", "en", ""),
    ],
)  # fmt: skip
def test_days_are_known_in_every_language(key: str, language: str, days: str) -> None:
    assert days_called(key, [language]) == days


def test_a_day_in_the_site_s_language_is_told_as_it_is_written(tmp_path: Path) -> None:
    text = SHOP.replace("business:\n", "business:\n  hours: {pzt-cum: 9-18, tatil: closed}\n")
    assert said(text.replace("site:\n", "site:\n  language: tr\n"), tmp_path)[:2] == [
        "6:11: 'pzt-cum' is not a day\n"
        "    days are written in English, and shown in your visitors' language: write mon-fri",
        "6:26: 'tatil' is not a day\n    write mon, tue, wed, thu, fri, sat, sun, or several as mon-fri",
    ]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Fırın", "Bakery"), ("çiçekçi", "Florist"), ("CICEKCI", "Florist"), ("Zahnärztin", "Dentist"),
        ("Автосервис", "AutoRepair"), ("kuaför", "HairSalon"), ("مطعم", "Restaurant"), ("Café", "CafeOrCoffeeShop"),
        ("репетитор", "EducationalOrganization"), ("սրճարան", "CafeOrCoffeeShop"), ("pékség", "Bakery"),
        ("наубайхана", "Bakery"), ("Taller mecánico", "AutoRepair"), ("salon de coiffure", "HairSalon"), ("guru", ""),
    ],
)  # fmt: skip
def test_a_trade_is_known_in_its_own_language(said: str, kind: str) -> None:
    assert business_type(said) == kind


def test_a_trade_that_stands_as_type_is_told_its_word(tmp_path: Path) -> None:
    text = SHOP.replace("business:\n", "business:\n  type: Fırın\n")
    assert said(text, tmp_path) == ["5:9: 'type' is not a business type: 'Fırın'\n    did you mean 'Bakery'?"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("language: Türkçe", "write tr"),
        ("language: tr, en", "write languages: [tr, en], the first is the default"),
        ("languages: [tr, Deutsch]", "write de"),
    ],
)
def test_a_language_that_a_spec_calls_by_name_is_told_its_code(written: str, hint: str, tmp_path: Path) -> None:
    (told,) = said(SHOP.replace("site:\n", f"site:\n  {written}\n"), tmp_path)
    assert told.split("\n    ")[1] == hint


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Türkiye", "TR"), ("turkiye", "TR"), ("Turkey", "TR"), ("TUR", "TR"), ("Türkei", "TR"), ("Турция", "TR"),
        ("Turquía", "TR"), ("تركيا", "TR"), ("Deutschland", "DE"), ("almanya", "DE"), ("USA", "US"), ("UK", "GB"),
        ("England", "GB"), ("Magyarország", "HU"), ("Atlantis", ""), ("QQ", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_in_every_language(name: str, code: str) -> None:
    assert country_called(name) == code


def test_every_code_of_a_country_has_a_name() -> None:
    assert len(CODES) == 250
    assert set(locale_of("en").territories) >= CODES


@pytest.mark.parametrize(("written", "hint"), [("Türkiye", "write TR"), ("XX", "write them as in TR, US or DE")])
def test_a_country_by_its_name_is_told_its_two_letters(written: str, hint: str, tmp_path: Path) -> None:
    (told,) = said(SHOP.replace("business:\n", f"business:\n  address: {{country: {written}}}\n"), tmp_path)
    assert told.startswith(f"5:22: 'country' must be two letters, not '{written}'\n    {hint}")


@pytest.mark.parametrize("written", ["tr", "TR", "NO"])
def test_a_country_may_stand_in_small_letters(written: str, tmp_path: Path) -> None:
    site, told = check(SHOP.replace("business:\n", f"business:\n  address: {{country: {written}}}\n"), tmp_path)
    assert site
    assert (site.business.address and site.business.address.country, told) == (written.upper(), [])


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Ireland", "Europe/Dublin"),
        ("dublin", "Europe/Dublin"),
        ("New York", "America/New_York"),
        ("Türkiye", "Europe/Istanbul"),
        ("USA", ""),
        ("Mars", ""),
        ("", ""),
    ],
)
def test_a_time_zone_is_known_by_its_city_or_by_a_country_that_has_one(name: str, zone: str) -> None:
    assert zone_called(name) == zone


@pytest.mark.parametrize(
    ("town", "country", "zone"),
    [
        ("New York", "US", "America/New_York"),
        ("Нью-Йорк", "", "America/New_York"),
        ("istanbul", "TR", "Europe/Istanbul"),
        ("Bursa", "TR", ""),
        ("London", "CA", ""),
        ("", "TR", ""),
    ],
)
def test_a_town_has_a_time_zone_in_its_own_country(town: str, country: str, zone: str) -> None:
    assert zone_of_town(town, country) == zone

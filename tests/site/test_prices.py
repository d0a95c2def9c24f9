"""Prices of a page: numbers in the currency of the business, as its readers write them; words as they stand."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from formkit.site import build_site
from formkit.spec import Site
from tests.spec.workspace import check

SHOP = """
site: {name: Shop, languages: [en, de, ar]}
business: {email: owner@shop.example, phone: +1 555 010 0100, CURRENCY}
sections: [menu: {items: [{name: Rose, price: PRICE}]}]
"""
LONELY = "the price 12.50 has no currency: visitors see the bare number"
AS_WRITTEN = "the price 12,50 is shown as written, without its currency"


def checked(price: str, folder: Path, *, currency: str = "currency: EUR") -> tuple[Site | None, list[str]]:
    site, problems = check(SHOP.replace("PRICE", price).replace("CURRENCY", currency), folder)
    return site, [one.message for one in problems]


def built(price: str, folder: Path, *, currency: str = "currency: EUR") -> Path:
    site, _ = checked(price, folder, currency=currency)
    assert site
    build_site(site, folder / "out", workspace=folder)
    return folder / "out" / site.id


def shown(page: Path) -> list[str]:
    found = re.findall('<span class="price"><bdi>(.*?)</bdi>', page.read_text("utf-8"))
    return [unescape(price).replace("\u00a0", " ") for price in found]


@pytest.mark.parametrize(
    ("price", "en", "de", "ar"),
    [
        ("12.50", "€12.50", "12,50 €", "\u200f12.50 €"),
        ("'12.5'", "€12.50", "12,50 €", "\u200f12.50 €"),
        ("35", "€35", "35 €", "\u200f35 €"),
        ("{from: 1200}", "from €1,200", "ab 1.200 €", "ابتداءً من \u2068\u200f1,200 €\u2069"),
        ("{en: 12, de: 12 Euro im Abo, ar: 9}", "€12", "12 Euro im Abo", "\u200f9 €"),
        ("from $12", "from $12", "from $12", "from $12"),
    ],
)
def test_a_number_is_written_as_its_readers_do(price: str, en: str, de: str, ar: str, tmp_path: Path) -> None:
    folder = built(price, tmp_path)
    assert [shown(folder / f"{place}index.html") for place in ("", "de/", "ar/")] == [[en], [de], [ar]]


@pytest.mark.parametrize(
    ("items", "forms", "prices"),
    [
        ("{name: A, price: 35}, {name: B, price: 12}", "{}", ["€35", "€12"]),
        ("{name: A, price: 35}, {name: B, price: 12.50}", "{}", ["€35.00", "€12.50"]),
        ("{name: A, price: {from: 35}}", "{buy: {fields: {o: {type: order, items: {A: 35}}}}}", ["from €35.00"]),
    ],
)
def test_prices_of_a_site_have_the_same_digits(items: str, forms: str, prices: list[str], tmp_path: Path) -> None:
    spec = SHOP.replace("{name: Rose, price: PRICE}", items).replace("CURRENCY", "currency: EUR")
    site, _ = check(f"{spec}forms: {forms}\n", tmp_path)
    assert site
    build_site(site, tmp_path / "out", workspace=tmp_path)
    assert shown(tmp_path / "out" / site.id / "index.html") == prices


@pytest.mark.parametrize(
    ("price", "hint"),
    [
        ("TRY 35", "write 35 in its place"),
        ("35 TL", "write 35 in its place"),
        ("'₺12,50'", "write 12.50 in its place"),
        ("₺60.00", "write 60.00 in its place"),
        ("$35", ""),
        ("35 TL a kilo", ""),
        ("ab 35 TL", ""),
        ("1.250 TL", ""),
    ],
)
def test_a_price_with_its_currency_in_words_is_told_beside_numbers(price: str, hint: str, tmp_path: Path) -> None:
    text = SHOP.replace("PRICE", f"{price}}}, {{name: Tulip, price: 12").replace("CURRENCY", "currency: TRY")
    told = [one.hint for one in check(text, tmp_path)[1] if "is words" in one.message]
    assert [one.startswith(hint) for one in told] == ([True] if hint else [])


def test_without_a_currency_the_number_stands_as_it_is_and_the_owner_is_told(tmp_path: Path) -> None:
    assert LONELY in checked("12.50", tmp_path, currency="type: Florist")[1]
    assert shown(built("12.50", tmp_path, currency="type: Florist") / "index.html") == ["12.50"]


@pytest.mark.parametrize(
    ("price", "told"),
    [
        ("1.250", "1.250 EUR can't be paid"),
        ("{from: 1.250}", "1.250 EUR can't be paid"),
        ("'12,50'", AS_WRITTEN),
        ("{from: 35, to: 40}", "'price' can have 'from' alone"),
        ("{from: cheap}", "'from' must be a number such as 35 or 12.50, not 'cheap'"),
        ("{form: 35}", "'price' names an unknown language 'form'"),
    ],
)
def test_what_is_odd_about_a_price_is_told(price: str, told: str, tmp_path: Path) -> None:
    assert told in checked(price, tmp_path)[1]


@pytest.mark.parametrize("price", ["from $12", "€12", "12.50", "on request"])
def test_a_good_price_is_not_talked_about(price: str, tmp_path: Path) -> None:
    assert not [words for words in checked(price, tmp_path)[1] if "price" in words]


def test_search_engines_read_it_as_a_number(tmp_path: Path) -> None:
    page = (built("12.50", tmp_path) / "de/index.html").read_text("utf-8")
    data = json.loads(re.findall('<script type="application/ld.json">(.*?)</script>', page)[0])
    assert data["makesOffer"] == [{"@type": "Offer", "name": "Rose", "price": "12.50", "priceCurrency": "EUR"}]


@pytest.mark.parametrize("price", ["from $12", "{from: 12}"])
def test_what_is_no_price_of_one_thing_is_no_offer(price: str, tmp_path: Path) -> None:
    assert "makesOffer" not in (built(price, tmp_path) / "index.html").read_text("utf-8")

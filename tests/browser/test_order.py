"""An order adds up: on the page while it is filled in, and on the server, which believes nobody's sum."""

import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from formkit.export import csv_lines
from formkit.fields.money import money
from formkit.words import languages, words
from tests.browser.visits import reach_receipt, send
from tests.chromium import axe_script
from tests.live import Live, text_of

SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      order:
        type: order
        label: Your flowers
        currency: EUR
        items: [{name: Red rose, price: 3.50, max: 20}, {name: "Vase", price: 1249.99}]
      name: {type: text, label: Your name}
"""


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def test_it_is_reckoned_mailed_and_exported(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    any_page.get_by_label("Red rose").fill("3")
    any_page.get_by_label("Vase").fill("2")
    send(any_page)
    reach_receipt(any_page)
    expect(any_page.get_by_text("Total: €2,510.48")).to_be_visible()
    (mail,) = live.mails(1)
    assert "3 × Red rose (€3.50): €10.50" in text_of(mail)
    assert "Total: €2,510.48" in text_of(mail)
    head, row = "".join(csv_lines(lambda: live.store.submissions())).strip().split("\r\n")
    assert head.endswith('"order","order.Red rose","order.Vase","order.total"')
    assert row.endswith('"3","2","2510.48"')


@pytest.mark.parametrize(("path", "total"), [("", "€2,510.48"), ("tr/", "€2.510,48")])
def test_the_page_adds_up_as_the_server_does(live: Live, page: Page, path: str, total: str) -> None:
    page.goto(f"{live.site}{path}")
    expect(page.get_by_role("status")).to_be_hidden()
    page.get_by_label("Red rose").fill("3")
    page.get_by_label("Vase").fill("2")
    expect(page.get_by_role("status")).to_have_text(total)
    page.get_by_label("Vase").fill("٢")
    expect(page.get_by_role("status")).to_have_text(total)
    page.reload()
    expect(page.get_by_label("Vase")).to_have_value("٢")
    expect(page.get_by_role("status")).to_have_text(total)


COUNT = """(texts) => {
    const vase = document.querySelectorAll('[inputmode]')[1];
    return texts.map((text) => {
        vase.value = text;
        vase.dispatchEvent(new Event('input', { bubbles: true }));
        return document.querySelector('output').textContent;
    });
}"""


def test_digits_of_every_script_count_on_the_page_too(live: Live, page: Page) -> None:
    digits = [letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) == "Nd"]
    expected = [money(Decimal("1249.99") * unicodedata.decimal(digit), "EUR", words("en")) for digit in digits]
    page.goto(live.site)
    assert page.evaluate(COUNT, digits) == expected


SEVERAL = """
site: {name: Rose Garden, languages: [en, tr, kk, hy, hu, ru, ar, de, es, fr]}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      eur: {type: order, currency: EUR, items: {Rose: 0.10, Vase: 1249.99}}
      huf: {type: order, currency: HUF, items: {Rose: 4115.23}}
      jpy: {type: order, currency: JPY, items: {Rose: 1234567}}
      kwd: {type: order, currency: KWD, items: {Rose: 0.001}}
"""
SUMS = {"eur": "3750.27", "huf": "12345.69", "jpy": "3703701", "kwd": "0.003"}
FILL = """async () => {
    for (const box of document.querySelectorAll('[inputmode]')) {
        box.value = '3';
        box.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return [...document.querySelectorAll('output')].map((one) => one.textContent);
}"""


def test_the_page_writes_every_sum_as_the_server_does(start_live: Callable[..., Live], page: Page) -> None:
    live = start_live(SEVERAL)
    for language in languages():
        page.goto(f"{live.site}{'' if language == 'en' else f'{language}/'}")
        expected = [money(Decimal(amount), code.upper(), words(language)) for code, amount in SUMS.items()]
        assert page.evaluate(FILL) == expected


def test_nothing_and_too_much_are_told(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    any_page.get_by_label("Your name").fill("Ada")
    send(any_page)
    expect(any_page.get_by_role("alert").get_by_role("link", name="Enter how many you would like")).to_be_visible()
    any_page.get_by_label("Red rose").fill("21")
    send(any_page)
    expect(any_page.get_by_role("alert")).to_contain_text("Order 20 of “Red rose” at most")
    expect(any_page.get_by_label("Red rose")).to_have_value("21")
    any_page.get_by_label("Red rose").fill("2")
    any_page.get_by_label("Vase").fill("two")
    send(any_page)
    expect(any_page.get_by_label("Red rose")).not_to_have_attribute("aria-invalid", "true")
    expect(any_page.get_by_label("Vase")).to_have_attribute("aria-invalid", "true")
    any_page.get_by_role("alert").get_by_role("link").click()
    expect(any_page.get_by_label("Vase")).to_be_focused()
    any_page.get_by_label("Vase").fill("")
    any_page.get_by_label("Red rose").fill("21")
    send(any_page)
    expect(any_page.get_by_label("Red rose")).to_have_accessible_description("Order 20 of “Red rose” at most")
    any_page.get_by_label("Red rose").fill("20")
    send(any_page)
    reach_receipt(any_page)


def test_nobody_is_shut_out(live: Live, page: Page) -> None:
    page.goto(live.site)
    page.get_by_label("Red rose").fill("21")
    send(page)
    page.evaluate(axe_script())
    found = page.evaluate("axe.run()")
    assert [one["id"] for one in found["violations"]] == []

"""Orders: what is kept, what it costs, what is refused."""

from pathlib import Path

import pytest

from formkit.forms import columns, show
from formkit.words import words
from tests.fields.forms_of import errors_of, form_of, posted_to
from tests.spec.workspace import check

ITEMS = "items: [{name: Red rose, price: 3.50, max: 20}, {name: {en: Vase, tr: Vazo}, price: 0.10}]"
ORDER = f"{{order: {{type: order, currency: EUR, {ITEMS}}}}}"
KEPT = ("3 × Red rose @ 3.50 EUR", "3 × Vase @ 0.10 EUR", "= 10.80 EUR")


def test_it_is_kept_with_its_prices_and_its_total() -> None:
    bound = posted_to(form_of(ORDER), ("order.Red rose", "٣"), ("order.Vase", " 3 "))
    assert bound.validate()
    assert bound.values() == {"order": KEPT}


def test_each_thing_and_the_total_have_a_column() -> None:
    assert columns(form_of(ORDER), {"order": KEPT}) == {
        "order.Red rose": "3",
        "order.Vase": "3",
        "order.total": "10.80",
    }


def test_a_total_from_outside_is_not_believed() -> None:
    sent = ("order.Red rose", "2"), ("order.total", "1")
    assert errors_of(ORDER, *sent) == {"order": ["Something you chose is no longer offered. Choose again."]}
    bound = posted_to(form_of(ORDER), ("order", "Red rose=2"), ("order", "= 0.01 EUR"))
    assert not bound.validate()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 × Red rose (€3.50): €10.50\n3 × Vase (€0.10): €0.30\nTotal: €10.80"),
        ("tr", "3 × Red rose (€3,50): €10,50\n3 × Vazo (€0,10): €0,30\nToplam: €10,80"),
    ],
)
def test_it_is_read_in_the_readers_language(language: str, said: str) -> None:
    assert show(form_of(ORDER), "order", KEPT, words(language)).text == said


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("two", "Enter a whole number such as 2 for “Red rose”"),
        ("1.5", "Enter a whole number such as 2 for “Red rose”"),
        ("-1", "Enter a whole number such as 2 for “Red rose”"),
        ("²", "Enter a whole number such as 2 for “Red rose”"),
        ("9" * 5000, "Enter a whole number such as 2 for “Red rose”"),
        ("21", "Order 20 of “Red rose” at most"),
        ("0", "Enter how many you would like"),
        ("٠", "Enter how many you would like"),
        ("", "Enter how many you would like"),
    ],
)
def test_wrong_numbers_are_told(number: str, told: str) -> None:
    assert errors_of(ORDER, ("order.Red rose", number)) == {"order": [told]}


def test_what_is_wrong_is_named_and_led_to() -> None:
    bound = posted_to(form_of(ORDER), ("order.Red rose", "99"), ("order.Vase", "a"), language="tr")
    assert not bound.validate()
    assert bound["order"].errors == ["“Vazo” için 2 gibi bir tam sayı yazın"]
    assert bound["order"].first_wrong == "contact-order-1"
    assert [row.right for row in bound["order"]] == [True, False]


def test_an_order_of_nothing_may_be_allowed() -> None:
    bound = posted_to(form_of(ORDER.replace("type: order", "type: order, required: no")), ("order.Red rose", "0"))
    assert bound.validate()
    assert bound.values() == {}


def test_blanks_around_a_name_do_not_matter() -> None:
    form = form_of("{order: {type: order, currency: EUR, items: [{name: ' Red   rose ', price: 1}]}}")
    bound = posted_to(form, ("order.Red rose", "2"))
    assert bound.validate()
    assert 'name="order.Red rose"' in bound["order"]()


def test_what_was_typed_comes_back() -> None:
    bound = posted_to(form_of(ORDER), ("order.Red rose", "two<"))
    assert 'value="two&lt;"' in bound["order"]()


def test_what_can_not_be_read_is_kept_as_it_came() -> None:
    form = form_of("{a: {type: radio, choices: [x]}, " + ORDER[1:-2] + ", show_if: {a: x}}}")
    assert posted_to(form, ("order.Tulip", "2")).values() == {"order": ("Tulip=2", "= 0.00 EUR")}


@pytest.mark.parametrize("line", ["5 × x=y @ 0.01 EUR", "5 × =x @ 0.01 EUR"])
def test_nobody_can_write_a_line_of_ours(line: str) -> None:
    form = form_of("{a: {type: radio, choices: [x]}, " + ORDER[1:-2] + ", show_if: {a: x}}}")
    kept = posted_to(form, ("order", line)).values()["order"]
    assert kept == (f"? {line}", "= 0.00 EUR")
    assert columns(form, {"order": kept}) == {"order.total": "0.00"}


@pytest.mark.parametrize(("currency", "price", "total"), [("JPY", "350", "= 700 JPY"), ("KWD", "0.125", "= 0.250 KWD")])
def test_a_currency_has_its_own_digits(currency: str, price: str, total: str) -> None:
    form = form_of(f"{{order: {{type: order, currency: {currency}, items: {{Rose: {price}}}}}}}")
    assert posted_to(form, ("order.Rose", "2")).values()["order"][-1] == total


TWICE = "'A' can't be ordered twice, or is a word of ours"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("currency: EUR, items: {Rose: 3.505}", "3.505 EUR can't be paid"),
        ("currency: EUR, items: {Rose: 1.250}", "1.250 EUR can't be paid"),
        ("currency: JPY, items: {Rose: 3.50}", "3.50 JPY can't be paid"),
        ("currency: Euro, items: {Rose: 3}", "unknown currency 'Euro'"),
        ("currency: XYZ, items: {Rose: 3}", "unknown currency 'XYZ'"),
        ("currency: EUR, items: []", "'items' must be a list of what can be ordered"),
        ("currency: EUR, items: [{name: A, price: 1}, {name: A, price: 2}]", TWICE),
        ("currency: EUR, items: [{name: A, prize: 1}]", "unknown key 'prize'"),
        ("items: {Rose: 3}", "an order field has no 'currency'"),
        ("currency: EUR, items: [{name: '  ', price: 1}]", "one of the 'items' has no name"),
        (f"currency: EUR, items: [{{name: {'x' * 201}, price: 1}}]", f"'{'x' * 30}' is longer than 200 characters"),
        ("currency: EUR, items: {Rose: -1}", "'price' must be 0 or more"),
        ("currency: EUR, items: {Rose: .nan}", "'price' must be a number such as 5 or 2.5, not '.nan'"),
        ("currency: EUR, items: {Rose: 1e3}", "'price' must be a number such as 5 or 2.5, not '1e3'"),
        ("currency: EUR, items: [{name: Rose, price: 1, max: 10001}]", "'max' must be 10000 or less"),
    ],
)  # fmt: skip
def test_mistakes_in_a_spec_are_told(options: str, told: str, tmp_path: Path) -> None:
    spec = "site: {name: Shop}\nbusiness: {email: owner@shop.example}\nforms: {shop: {fields: {order: {type: order, "
    _, problems = check(f"{spec}{options}}}}}}}}}", tmp_path)
    assert told in [one.message for one in problems]


SHOP = "site: {name: Shop}\nbusiness: {email: owner@shop.example, currency: TRY}\nforms: {shop: {fields: {"


def test_its_currency_is_that_of_the_business_unless_it_says_so(tmp_path: Path) -> None:
    site, _ = check(f"{SHOP}a: {{type: order, items: {{A: 3}}}}}}}}}}", tmp_path)
    assert site
    assert vars(site.forms["shop"].fields["a"])["currency"] == "TRY"
    site, _ = check(f"{SHOP}a: {{type: order, currency: EUR, items: {{A: 3}}}}}}}}}}", tmp_path)
    assert site
    assert vars(site.forms["shop"].fields["a"])["currency"] == "EUR"


def test_of_two_orders_both_must_be_filled_and_the_owner_is_told(tmp_path: Path) -> None:
    two = "a: {type: order, items: {A: 3}}, b: {type: order, items: {B: 3}}}}}"
    _, problems = check(SHOP + two, tmp_path)
    assert "visitors must order something from each of a, b" in [one.message for one in problems]
    _, problems = check(SHOP + two.replace("items: {B", "required: false, items: {B"), tmp_path)
    assert not [one for one in problems if "visitors" in one.message]

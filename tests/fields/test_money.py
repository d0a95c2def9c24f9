"""Money as the readers of a language write it."""

from decimal import Decimal

import pytest
from babel.numbers import list_currencies

from formkit.errors import Wrong
from formkit.fields.money import amount_of, money, money_parts, short_money
from formkit.spec import Business
from formkit.words import words


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        ("en", "KWD", "KWD 1,234.500"),
        ("en", "EUR", "€1,234.50"),
        ("hu", "HUF", "1 234,50 Ft"),
        ("hy", "AMD", "1 234,50 ֏"),
        ("tr", "KZT", "KZT 1.234,50"),
        ("ar", "EUR", "\u200f1,234.50 €"),
    ],
)
def test_money_is_written_as_its_readers_do(language: str, currency: str, said: str) -> None:
    assert money(Decimal("1234.5"), currency, words(language)) == said.replace(" ", "\N{NO-BREAK SPACE}")


def test_every_currency_comes_apart_for_the_script() -> None:
    said = [money_parts(code, words(language)) for code in sorted(list_currencies()) for language in ("en", "ar", "hu")]
    assert all(len(parts) == 4 for parts in said)
    assert money_parts("JPY", words("de")) == ("", ".", "", "\N{NO-BREAK SPACE}¥")


@pytest.mark.parametrize(
    ("amount", "said"), [("35", "35\u00a0€"), ("35.5", "35,50\u00a0€"), ("3500.00", "3.500,00\u00a0€")]
)
def test_cents_are_left_out_where_none_were_written(amount: str, said: str) -> None:
    assert short_money(Decimal(amount), "EUR", words("de")) == said


@pytest.mark.parametrize(
    ("words", "amount"),
    [("12", "12"), ("12.50", "12.50"), ("12,50", ""), ("from 12", ""), ("-1", ""), ("1e3", ""), ("٣", ""), ("12.", "")],
)
def test_a_price_is_a_number_when_it_is_nothing_else(words: str, amount: str) -> None:
    assert str(amount_of(words) or "") == amount


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Euro", "did you mean 'EUR'?"),
        ("eur", "did you mean 'EUR'?"),
        ("€", "did you mean 'EUR'?"),
        ("TL", "did you mean 'TRY'?"),
        ("EURR", "did you mean 'EUR'?"),
        ("xyz", "write its three letters, such as EUR, USD or TRY (ISO 4217)"),
    ],
)
def test_an_unknown_currency_is_told_the_one_that_was_meant(said: str, hint: str) -> None:
    with pytest.raises(ValueError, match="unknown currency") as raised:
        Business(currency=said)
    cause = raised.value.errors()[0]["ctx"]["error"]
    assert isinstance(cause, Wrong)
    assert cause.hint == hint

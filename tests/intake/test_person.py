"""What is kept of the person: an address to answer to, and the words that were agreed to."""

from pathlib import Path

import pytest

from formkit.model import Visitor
from formkit.store import Store, open_store
from tests.intake.shop import FIELDS, send, shop

AGREES = """
      terms: {type: consent, label: {en: I agree to the terms., tr: Koşulları kabul ediyorum.}}
      news: {type: consent, required: false}"""
KAAN = Visitor(language="tr", address_hash="kaan")


@pytest.fixture
def shelf(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/formkit.db")


def test_the_address_is_kept_in_small_letters(tmp_path: Path, shelf: Store) -> None:
    assert send(shop(tmp_path), shelf, email="Ada@Example.COM").submission.email == "ada@example.com"
    assert send(shop(tmp_path), shelf, email="").submission.email == ""


def test_the_first_address_that_was_shown_counts(tmp_path: Path, shelf: Store) -> None:
    made = send(shop(tmp_path), shelf, private="eve@example.com", topic="Order")
    assert made.submission.email == "eve@example.com"
    made = send(shop(tmp_path), shelf, private="eve@example.com", topic="Praise")
    assert made.submission.email == "ada@example.com"


@pytest.mark.parametrize(("said", "kept"), [("Bo@Example.com", "bo@example.com"), ("bo at home", "")])
def test_a_formspree_page_names_it_in_its_own_way(tmp_path: Path, shelf: Store, said: str, kept: str) -> None:
    site = shop(tmp_path, "accepts: formspree", fields="\n      message: {type: textarea}")
    assert send(site, shelf, email="", _replyto=said).submission.email == kept


def test_consent_is_kept_in_the_words_that_were_read(tmp_path: Path, shelf: Store) -> None:
    site = shop(tmp_path, fields=FIELDS + AGREES)
    stored = send(site, shelf, terms="yes", visitor=KAAN).submission
    assert stored.consent == {"terms": "Koşulları kabul ediyorum."}
    assert shelf.submission(stored.id) == stored
    both = send(site, shelf, terms="yes", news="yes").submission.consent
    assert both["terms"] == "I agree to the terms."
    assert both["news"].startswith("I agree to the processing of my data")

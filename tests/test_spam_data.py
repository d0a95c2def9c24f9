"""The messages that the guards are measured with: their files are as their README says."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from email_validator import validate_email

DATA = Path(__file__).parent / "data" / "spam"
LANGUAGES = ("en", "tr", "de", "fr", "es", "it", "ru", "ar", "zh", "ja")
SIGNS = {"honeypot": 0.30, "fast": 0.40, "no_stamp": 0.20, "repeated": 0.20}
HOSTS = re.compile(r"https?://([\w.-]*\w)")
EXAMPLES = re.compile(r"(\.example|(^|\.)example\.(com|org|net)|^bit\.ly|^tinyurl\.com)$")
both = pytest.mark.parametrize("name", ["honest", "spam"])


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((DATA / f"{name}.jsonl").read_text("utf-8").removesuffix("\n").split("\n"))


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in lines(name))


def everything() -> list[dict[str, Any]]:
    return [*rows("honest"), *rows("spam")]


def bare(text: str) -> str:
    return re.sub(r"\W", "", text).casefold() or text


@both
def test_each_language_has_at_least_21_messages(name: str) -> None:
    counts = Counter(row["language"] for row in rows(name))
    assert set(counts) == set(LANGUAGES)
    assert min(counts.values()) >= 21
    assert counts.total() >= 210


@both
def test_a_line_has_the_keys_of_the_readme(name: str) -> None:
    keys = {"id", "language", "kind", "site", "fields", "why"} | ({"signs"} if name == "spam" else set())
    assert [row["id"] for row in rows(name) if set(row) != keys] == []


@both
def test_a_message_has_text_in_every_field(name: str) -> None:
    keys = {"name", "email", "message"}
    good = [row for row in rows(name) if set(row["fields"]) - {"phone"} == keys and all(row["fields"].values())]
    assert len(good) == len(rows(name))


@both
def test_an_id_tells_kind_and_language(name: str) -> None:
    wrong = [row["id"] for row in rows(name) if not re.fullmatch(rf"{name[0]}-{row['language']}-\d\d", row["id"])]
    assert wrong == []


def test_no_id_is_given_twice() -> None:
    assert [name for name, count in Counter(row["id"] for row in everything()).items() if count > 1] == []


def test_no_text_stands_twice() -> None:
    texts = Counter(bare(row["fields"]["message"]) for row in everything())
    assert [text for text, count in texts.items() if count > 1] == []


@both
def test_no_line_is_longer_than_4_kb(name: str) -> None:
    assert max(len(line.encode()) for line in lines(name)) <= 4096


@both
def test_texts_are_nfc(name: str) -> None:
    texts = [json.dumps(row, ensure_ascii=False) for row in rows(name)]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


@both
def test_what_cannot_be_seen_is_written_as_an_escape(name: str) -> None:
    hidden = [line for line in lines(name) if {unicodedata.category(letter) for letter in line} & {"Cc", "Cf"}]
    assert hidden == []


def test_addresses_are_valid_and_nobody_s() -> None:
    emails = [row["fields"]["email"] for row in everything()]
    domains = {validate_email(email, check_deliverability=False).ascii_domain for email in emails}
    assert [domain for domain in domains if not EXAMPLES.search(domain)] == []


def test_links_lead_nowhere() -> None:
    hosts = {host for row in everything() for host in HOSTS.findall(row["fields"]["message"])}
    assert [host for host in hosts if not EXAMPLES.search(host)] == []


@pytest.mark.parametrize("sign", SIGNS)
def test_the_share_of_a_sign_is_as_the_readme_says(sign: str) -> None:
    share = sum(sign in row["signs"] for row in rows("spam")) / len(rows("spam"))
    assert share == pytest.approx(SIGNS[sign], abs=0.05)


def test_signs_are_known_and_fit_each_other() -> None:
    said = [frozenset(row["signs"]) for row in rows("spam")]
    assert [signs for signs in said if signs - set(SIGNS) or signs >= {"fast", "no_stamp"}] == []
    assert 0.2 <= sum(not signs for signs in said) / len(said) <= 0.35

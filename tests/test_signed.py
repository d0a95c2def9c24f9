"""signed: what was handed out comes back unaltered, for its purpose, in time; everything else is None."""

from datetime import UTC, datetime, timedelta

import pytest

from formkit.signed import sign, verified

SECRET, NOW = "x" * 32, datetime(2026, 3, 4, 12, tzinfo=UTC)
TOKEN = sign(SECRET, "stamp", "rose.contact 42")


@pytest.mark.parametrize("text", ["", "rose.contact 42", "Çiğdem: 🌹\n", "a.b:c", "\0"])
def test_what_was_signed_comes_back(text: str) -> None:
    assert verified(SECRET, "stamp", sign(SECRET, "stamp", text)) == text


def test_a_token_can_stand_in_an_address() -> None:
    assert sign(SECRET, "file", "ÿþ>>>???~~~").replace("-", "").replace("_", "").replace(".", "").isalnum()


@pytest.mark.parametrize(("secret", "purpose"), [("y" * 32, "stamp"), (SECRET, "file"), (SECRET, ""), ("", "stamp")])
def test_another_key_or_purpose_reads_nothing(secret: str, purpose: str) -> None:
    assert verified(secret, purpose, TOKEN) is None


@pytest.mark.parametrize(
    "token",
    [
        "", ".", "..", "a.b", TOKEN[:-1], TOKEN + "=", TOKEN + "A", TOKEN + ".", "A" + TOKEN, TOKEN.upper(),
        TOKEN.partition(".")[0], f".{TOKEN.partition('.')[2]}", TOKEN.replace(".", " ."), "é.ü", "\ud800.\udfff",
        "\0" * 50, "A" * 5000 + "." + "A" * 43, "=.=", "💐" * 40,
    ],
)  # fmt: skip
def test_garbage_is_none(token: str) -> None:
    assert verified(SECRET, "stamp", token, now=NOW) is None


@pytest.mark.parametrize("at", range(len(TOKEN)))
def test_one_altered_letter_is_noticed(at: int) -> None:
    other = "A" if TOKEN[at] != "A" else "B"
    assert verified(SECRET, "stamp", TOKEN[:at] + other + TOKEN[at + 1 :]) is None


@pytest.mark.parametrize(("now", "text"), [(NOW, "x"), (NOW + timedelta(seconds=2), None), (None, None)])
def test_a_token_ends_when_it_says(now: datetime | None, text: str | None) -> None:
    assert verified(SECRET, "stamp", sign(SECRET, "stamp", "x", until=NOW), now=now) == text


def test_a_token_without_an_end_is_good_at_any_time() -> None:
    assert verified(SECRET, "stamp", TOKEN, now=NOW) == "rose.contact 42"


def test_nothing_is_signed_without_a_key() -> None:
    with pytest.raises(ValueError, match="there is no secret key"):
        sign("", "stamp", "x")

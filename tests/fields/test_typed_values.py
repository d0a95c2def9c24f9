"""What a visitor may type: every value that a person has, and none that is not one."""

import pytest

from tests.fields.forms_of import errors_of, form_of, posted_to

LONG_LOCAL, LONG_LABEL = "x" * 300, "b" * 64


def accepts(options: str, value: str) -> bool:
    return not errors_of(f"{{value: {options}}}", ("value", value))


@pytest.mark.parametrize(
    "name",
    [
        "Çağrı İşıkoğlu",
        "Արմինե Հովհաննիսյան",
        "Tűzoltó Ödön",
        "דוד כהן",
        "王小明",
        "O'Brien",
        "Ada%0d%0aBcc: x",
        "Ada\x00x",
        "a\u2028b",
        "a\u200eb\u200fc",
        "\u2067abc",
        "a\ufffe\uffff",
        "e" + "́" * 99,
        "=?UTF-8?Q?x?=",
    ],
)
def test_any_name_is_a_name(name: str) -> None:
    assert accepts("{type: text, required: true, max: 100}", name)


@pytest.mark.parametrize(
    "blank", ["", "   \t ", "\u200b\u200d\ufeff", "\xa0\r\n\u3000\u2028", "\u3164", "\u2800", "\x00"]
)
def test_what_cannot_be_seen_is_not_an_answer(blank: str) -> None:
    assert not accepts("{type: text, required: true}", blank)
    assert not accepts("{type: textarea, required: true}", blank)


@pytest.mark.parametrize(
    "address",
    [
        "ada+forms@example.com",
        "o'brien@example.com",
        "a@example.museum",
        "x_y-z@example.co.uk",
        "ada@bücher.example.com",
        " ada@example.com ",
        "ada@example.com\n",
        "\ufeffada@example.com\u200b",
    ],
)
def test_an_address_that_mail_reaches_is_taken(address: str) -> None:
    assert accepts("{type: email, required: true}", address)


@pytest.mark.parametrize(
    "address",
    [
        "a@",
        "@b.example.com",
        "a@b",
        "a@-example.com",
        "<a@example.com>",
        "mailto:a@example.com",
        '"a b"@example.com',
        "a＠example.com",
        f"{LONG_LOCAL}@example.com",
        f"a@{LONG_LABEL}.com",
        "a@example.com\u202e",
        "a\u200bb@example.com",
        "ada@example.com\r\nBcc: victim@example.com",
        "a@example.com, b@example.com",
        "=?utf-8?q?a?=@example.com",
    ],
)
def test_an_address_that_mail_never_reaches_is_refused(address: str) -> None:
    assert errors_of("{value: {type: email}}", ("value", address)) == {
        "value": ["Enter an email address such as name@example.com"]
    }


@pytest.mark.parametrize(
    "number",
    [
        "+36 30 123 4567",
        "+374 10 123-456",
        "(06 1) 234 5678",
        "+90.532.123.45.67",
        "0555/123 45 67",
        "+1 555 010 0100 x5",
        "٠٥٥٥ ٠١٠ ٠١٠٠",
    ],
)
def test_a_phone_number_is_taken_as_people_write_it(number: str) -> None:
    assert accepts("{type: tel, required: true}", number)


@pytest.mark.parametrize("number", ["12", "call me", "1" * 21, "+1 <script>", "555 010 0100 ask for Ada"])
def test_words_are_no_phone_number(number: str) -> None:
    assert not accepts("{type: tel}", number)


@pytest.mark.parametrize("address", ["example.com", "https://example.com/a?b=c#d", "http://bücher.example.com:8080/"])
def test_a_web_address_is_taken(address: str) -> None:
    assert accepts("{type: url}", address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://",
        "//evil.example.com",
        "my shop",
        "java\tscript:alert(1)",
        "http://a\u202eb.example.com",
        "https://example.com:99999",
        "http://[::1",
        "localhost",
        "https://example.com/" + "a" * 3000,
        "http://.",
        "mailto:a@example.com",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    assert not accepts("{type: url}", address)


@pytest.mark.parametrize("number", ["1", "20", "2.5", "2,5", " 7 ", "+3", "١٢", "٢٫٥", "۱۲", "१२", "９"])
def test_a_number_within_its_limits_is_taken(number: str) -> None:
    assert accepts("{type: number, min: 1, max: 20}", number)


@pytest.mark.parametrize("number", ["0x5", "1e0", "NaN", "Infinity", "--1", "five", "5_0", "5;", "²", "五", "9" * 400])
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not accepts("{type: number}", number)


def test_numbers_and_moments_are_kept_in_plain_digits_and_words_as_they_were_typed() -> None:
    fields = "{size: {type: number}, at: {type: time}, phone: {type: tel}, words: {type: text}}"
    said = [("size", "٢٫٥"), ("at", "٩:٠٥"), ("phone", "٠٥٥٥ ٠١٠ ٠١٠٠"), ("words", "٣ ورود")]
    assert posted_to(form_of(fields), *said).values() == {**dict(said), "size": "2.5", "at": "9:05"}


def test_a_number_beyond_its_limits_hears_the_limit() -> None:
    assert errors_of("{guests: {type: number, min: 1, max: 20}}", ("guests", "21")) == {
        "guests": ["Guests must be 20 or less"]
    }
    assert errors_of("{guests: {type: number, min: 1.5}}", ("guests", "1")) == {
        "guests": ["Guests must be 1.5 or more"]
    }


@pytest.mark.parametrize("day", ["2026-12-31", "2024-1-1", "31.12.2026", "٣١.١٢.٢٠٢٦"])
def test_a_day_is_taken(day: str) -> None:
    assert accepts("{type: date}", day)


@pytest.mark.parametrize("day", ["2024-02-30", "-1", "2026-13-01", "tomorrow", "0000-01-01", "²026-01-01"])
def test_a_day_that_never_comes_is_refused(day: str) -> None:
    assert errors_of("{value: {type: date}}", ("value", day)) == {"value": ["Enter a date such as 2026-12-31"]}


@pytest.mark.parametrize(
    ("field", "said", "shown"),
    [
        ("date", "2026-12-31", 'type="date" value="2026-12-31"'),
        ("date", "tomorrow", 'type="text" value="tomorrow"'),
        ("date", "31.12.2026", 'type="text" value="31.12.2026"'),
        ("date", "<b>", 'type="text" value="&lt;b&gt;"'),
        ("time", "14:30", 'type="time" value="14:30"'),
        ("time", "noon", 'type="text" value="noon"'),
    ],
)
def test_what_no_browser_shows_as_a_moment_is_shown_as_it_was_typed(field: str, said: str, shown: str) -> None:
    limit = {"date": "2026-01-01", "time": "09:00"}[field]
    bound = posted_to(form_of(f"{{when: {{type: {field}, min: {limit}}}}}"), ("when", said))
    assert shown in bound["when"]()


def test_a_time_outside_its_limits_is_refused() -> None:
    field = "{at: {type: time, label: Time, min: 09:00, max: 18:00}}"
    assert errors_of(field, ("at", "18:00")) == {}
    assert errors_of(field, ("at", "18:01")) == {"at": ["Time must be at 18:00 or earlier"]}
    assert errors_of(field, ("at", "25:00")) == {"at": ["Enter a time such as 14:30"]}


def test_a_question_stands_in_quotes_where_it_begins_a_sentence() -> None:
    asked = "{when: {type: time, label: From what time?, min: 09:00}, many: {type: number, label: How many?, max: 9}}"
    assert errors_of(asked, ("when", "08:00"), ("many", "10")) == {
        "when": ["“From what time?” must be at 09:00 or later"],
        "many": ["“How many?” must be 9 or less"],
    }


def test_a_line_break_counts_as_one_character() -> None:
    assert accepts("{type: textarea, max: 5}", "ab\r\ncd")
    assert errors_of("{note: {type: textarea, max: 5}}", ("note", "ab\r\ncde")) == {
        "note": ["Note must be 5 characters or less"]
    }


def test_text_without_a_limit_of_its_own_has_a_wide_one() -> None:
    assert accepts("{type: text}", "x" * 300)
    assert not accepts("{type: text}", "x" * 301)
    assert not accepts("{type: textarea}", "x" * 10_001)


def test_a_pattern_must_match_the_whole_value_and_has_its_own_message() -> None:
    field = r"{plate: {type: text, pattern: '[A-Z]{2}\d+', pattern_message: 'Two letters, then digits'}}"
    assert errors_of(field, ("plate", "AB12")) == {}
    assert errors_of(field, ("plate", "AB12x")) == {"plate": ["Two letters, then digits"]}


def test_a_pattern_that_hangs_other_engines_answers_at_once() -> None:
    assert not accepts("{type: text, max: 100000, pattern: '(a+)+b'}", "a" * 50_000)


def test_a_value_sent_twice_is_not_lost() -> None:
    bound = posted_to(form_of("{size: {type: text}}"), ("size", "M"), ("size", ""), ("size", "L"), ("size", "M"))
    assert bound.values() == {"size": "M, L"}


def test_a_hidden_field_keeps_its_value_when_a_page_leaves_it_out() -> None:
    form = form_of("{campaign: {type: hidden, default: spring}, name: {type: text, default: Ada}}")
    assert posted_to(form, ("x", "y")).values() == {"campaign": "spring"}
    assert posted_to(form, ("campaign", "autumn")).values() == {"campaign": "autumn"}

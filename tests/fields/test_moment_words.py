"""What is said of a date or a time that can't be taken, in the reader's own words."""

import pytest

from tests.fields.forms_of import errors_of

DAY, TIME = "{type: date, label: Wanted on, required: true, min: 2026-12-01, max: 2026-12-31}", "{type: time, label: At"
HOUR = f'{TIME}, required: true, min: "09:00", max: "18:00"}}'


@pytest.mark.parametrize(
    ("options", "value", "sentence"),
    [
        (DAY, "2026-11-30", "Wanted on must be on or after 1 December 2026"),
        (DAY, "2027-01-01", "Wanted on must be on or before 31 December 2026"),
        (DAY, "", "Enter a date for “Wanted on”"),
        (HOUR, "08:59", "At must be at 09:00 or later"),
        (HOUR, "18:01", "At must be at 18:00 or earlier"),
        (HOUR, "", "Enter a time for “At”"),
        ("{type: date, label: When?, required: true}", "", "Answer “When?”"),
    ],
)
def test_a_moment_is_refused_in_words(options: str, value: str, sentence: str) -> None:
    assert errors_of(f"{{value: {options}}}", ("value", value)) == {"value": [sentence]}

"""Submissions -> lines for other programs: CSV that a spreadsheet opens safely, JSON lines.

Nothing is held in memory: rows are made as they are read. Times are UTC.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from formkit.model import FieldValue, Submission

COLUMNS = ("reference", "received_at", "site", "form", "language", "verdict", "reasons", "page", "consent")
BOM = "\ufeff"  # without it Excel reads UTF-8 as the letters of its own country
FORMULA = re.compile(
    r"[\s\x00\ufeff\u200b-\u200f\u2060]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n\x00]"
)
TROUBLES_LINES = re.compile(
    "[\x7f-\x9f\u2028\u2029\ud800-\udfff]"
)  # lines end there for many programs; halves of a letter


def csv_lines(read: Callable[[], Iterable[Submission]], form_fields: Iterable[str] = ()) -> Iterator[str]:
    """CSV (RFC 4180, every cell quoted, with a byte order mark) of what `read()` gives, the oldest first.

    It is read twice: once for the fields that get columns, which are those that anybody filled; the ones that no form
    knows (any more) come after `form_fields`.
    """
    count, names = _counted_fields(read(), form_fields)
    yield BOM + _line([*COLUMNS, *(_heading(name) for name in names)])
    for submission in islice(read(), count):
        yield _line(_cells(submission, names))


def json_line(submission: Submission) -> str:
    """One submission as one line of JSON, with its line end."""
    return to_json(record(submission)) + "\n"


def record(submission: Submission) -> dict[str, object]:
    """What other programs may know of a submission."""
    return {
        "id": submission.id,
        "reference": submission.reference,
        "site": submission.site,
        "form": submission.form,
        "received_at": submission.received_at.isoformat(),
        "language": submission.language,
        "verdict": submission.verdict.value,
        "reasons": list(submission.reasons),
        "fields": dict(submission.fields),
        "files": [
            {"id": file.id, "field": file.field, "name": file.name, "type": file.media_type, "size": file.size}
            for answer in submission.answers
            for file in answer.files
        ],
        "consent": dict(submission.consent),
    }


def to_json(value: object) -> str:
    """JSON on one line whatever is in it: U+2028, U+0085 and other ends of lines are escaped (RFC 8259, 7)."""
    text = json.dumps(value, ensure_ascii=False)
    return TROUBLES_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: `'` before what begins like one."""
    return f"'{text}" if FORMULA.match(text) else text


def _counted_fields(submissions: Iterable[Submission], form_fields: Iterable[str]) -> tuple[int, Sequence[str]]:
    """How many there are, and the fields that someone filled, those of the forms first; all of them for none."""
    names, count = dict.fromkeys(form_fields, False), 0
    for submission in submissions:
        count += 1
        names.update((name, True) for name, value in submission.fields.items() if value)
    return count, tuple(name for name, filled in names.items() if filled or not count)


def _heading(name: str) -> str:
    return f"fields.{name}" if name in COLUMNS else name


def _cells(submission: Submission, names: Sequence[str]) -> list[str]:
    about = {
        **record(submission),
        "received_at": f"{submission.received_at:%Y-%m-%d %H:%M:%S}",
        "reasons": ", ".join(submission.reasons),
        "page": submission.page,
        "consent": " · ".join(submission.consent.values()),
    }
    return [*(str(about[column]) for column in COLUMNS), *(_text(submission.fields, name) for name in names)]


def _text(fields: Mapping[str, FieldValue], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()

"""Links to files that visitors sent: signed, and good for a month."""

from datetime import datetime, timedelta

from formkit.model import Upload
from formkit.signed import fits, signature

GOOD_FOR = timedelta(days=30)
PURPOSE = "link to a file"


def link_to(file: Upload, *, base: str, secret: str, until: datetime) -> str:
    """The address of a file below the endpoint's own address `base`, good until a moment."""
    last = str(int(until.timestamp()))
    return f"{base.rstrip('/')}/u/{file.id}?until={last}&sig={signature(secret, PURPOSE, file.id, last)}"


def is_ours(secret: str, file_id: str, until: str, given: str) -> bool:
    """Whether we made the link; `until` counts seconds since 1970 then."""
    return fits(given, secret, PURPOSE, file_id, until)

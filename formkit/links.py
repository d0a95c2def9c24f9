"""Links to files that visitors sent: signed, and good for a month."""

from datetime import UTC, datetime, timedelta

from formkit.signed import sign, verified

GOOD_FOR = timedelta(days=30)
PURPOSE = "link to a file"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def link_to(file_id: str, *, base: str, secret: str, until: datetime) -> str:
    """The address of a file below the endpoint's own address `base`, good until a moment."""
    return f"{base.rstrip('/')}/u/{sign(secret, PURPOSE, file_id, until=until)}"


def file_of(token: str, *, secret: str, now: datetime = LONG_AGO) -> str | None:
    """The id of the file that a link leads to at the moment `now`; left out, however old our link is."""
    return verified(secret, PURPOSE, token, now=now)

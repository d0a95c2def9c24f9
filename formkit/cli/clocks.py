"""Moments in a list: by the clock of the business that they belong to, as its mails tell them."""

from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from formkit.errors import SpecError
from formkit.workspace import find_specs


class Clocks:
    """The clocks of a workspace's sites; this machine's where a spec names none, or is gone."""

    def __init__(self, workspace: Path) -> None:
        self._specs = {path.stem: path for path in reversed(find_specs(workspace / "form_specs"))}
        self._zones: dict[str, tzinfo | None] = {}

    def at(self, moment: datetime | None, site: str) -> str:
        """`2026-03-04 12:30`; "" for no moment."""
        if moment is None:
            return ""
        if site not in self._zones:
            self._zones[site] = self._zone(site)
        return f"{moment.astimezone(self._zones[site]):%Y-%m-%d %H:%M}"

    def _zone(self, site: str) -> tzinfo | None:
        from formkit.source import read_source

        try:
            said = read_source(self._specs[site], site).data
            business = said.get("business") if isinstance(said, dict) else None
            return ZoneInfo(str(business["timezone"])) if isinstance(business, dict) else None
        except (KeyError, ValueError, OSError, SpecError):  # ZoneInfoNotFoundError is a KeyError
            return None

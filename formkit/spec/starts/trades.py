"""What the files of `trades/` say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from formkit.source import read_source
from formkit.spec.called import plain
from formkit.spec.trades import business_type
from formkit.words import Text, languages

_LONG = 4  # letters of a word that means a trade wherever it stands
OTHER = "other"  # the trade of whom none fits
_FOLDER = Path(__file__).parent / "trades"


@dataclass(frozen=True)
class Trade:
    """One trade: what its card shows, and its spec as its file says it. `icon` is an SVG path of 24 by 24."""

    id: str
    name: Text
    icon: str
    also: tuple[str, ...]
    spec: Mapping[str, Any]

    @property
    def type(self) -> str:
        """Its type at schema.org."""
        return str(self.spec["business"]["type"])

    @property
    def theme(self) -> str:
        return str(self.spec["site"]["theme"])

    @property
    def accent(self) -> str:
        return str(self.spec["site"]["accent"])


@cache
def trades() -> Mapping[str, Trade]:
    """Every trade by its id, the name of its file; `other` is the last."""
    found = [_read(path) for path in sorted(_FOLDER.glob("*.yaml"))]
    return {trade.id: trade for trade in sorted(found, key=lambda trade: trade.id == OTHER)}


def trade_of(kind: str) -> str:
    """`flower shop`, `Çiçekçi` or `Restaurant` -> the trade that fits; "other" where none does."""
    return _called(kind) or _mentioned(plain(kind))


def says_more(kind: str) -> bool:
    """Whether these words say more than a trade's name does: `piano lessons`, not `tutor`."""
    return bool(kind) and not _called(kind)


def _called(kind: str) -> str:
    return _known().get(plain(kind)) or _known().get(plain(business_type(kind)), "")


def _mentioned(said: str) -> str:
    """The trade of the longest word that some word begins with: `düğün fotoğrafçısı` has `fotoğraf` in it."""
    found = [word for word in _known() if len(word) >= _LONG and f" {word}" in f" {said}"]
    return _known()[max(found, key=len)] if found else OTHER


def as_said(text: Mapping[str, str], spoken: Sequence[str]) -> str | dict[str, str]:
    """A text by language, as a site of these languages writes it: plain where it has one language, and we its words.

    Where we have none of them, the words stand as English, so that they are seen to wait for a translation.
    """
    found = {code: text[code] for code in spoken if code in text} or {"en": text["en"]}
    return text[spoken[0]] if list(spoken) == list(found) and len(spoken) == 1 else found


def is_text(value: Any) -> bool:
    """Whether this is a text by language."""
    return isinstance(value, dict) and bool(value) and all(key in languages() for key in value)


def _read(path: Path) -> Trade:
    said = dict(read_source(path, path.name).data)
    about = said.pop("trade")
    return Trade(path.stem, Text.of(about["name"]), about["icon"], tuple(about.get("also", ())), said)


@cache
def _known() -> Mapping[str, str]:
    """The words and types that mean a trade; its own type and name weigh more than what is meant, too."""
    every = trades().values()
    types = {plain(trade.type): trade.id for trade in reversed([*every])}
    also = {plain(word): trade.id for trade in every for word in trade.also}
    names = {plain(name): trade.id for trade in every for _, name in trade.name.by_language}
    return types | also | names

"""The answers of "New site" -> the text of a spec that its owner keeps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from formkit.source import read_source
from formkit.spec.new import SCHEMA, scalar
from formkit.spec.starts.answers import StartAnswers
from formkit.spec.starts.facts import business_lines, hours_of
from formkit.spec.starts.trades import Trade, as_said, is_text, says_more, trade_of, trades
from formkit.spec.starts.writing import entries, lines, noted
from formkit.words import fill, locale_of

_NOTES = Path(__file__).parent / "notes.yaml"


def start(answers: StartAnswers) -> str:
    """The YAML of a site that its owner could put online: their facts, and the trade's words to keep or change."""
    return "\n".join([*_lines(answers, trades()[found_trade(answers)]), ""])


def found_trade(answers: StartAnswers) -> str:
    """The id of the trade that was chosen, or is meant."""
    return answers.trade if answers.trade in trades() else trade_of(answers.kind)


def _lines(answers: StartAnswers, trade: Trade) -> Iterator[str]:
    note = Notes(answers.languages)
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield from note.lines("top")
    yield from note.untranslated()
    yield from ("", "site:", *(f"  {line}" for line in _head(answers, trade, note)))
    yield from ("", "business:", *(f"  {line}" for line in business_lines(answers, trade)))
    yield from ("", "sections:", *_sections(answers, trade, note))
    yield from ("", *note.lines("legal"), "#legal: [imprint, privacy]")
    yield from ("", *note.lines("forms"), "forms:", *lines(_spoken(trade.spec["forms"], answers.languages), 2))


@dataclass(frozen=True)
class Notes:
    """The notes in the first language of the site that they are written in."""

    languages: Sequence[str]

    def say(self, name: str) -> str:
        by_language = _notes()[name]
        return str(next((by_language[code] for code in self.languages if code in by_language), by_language["en"]))

    def lines(self, name: str, **values: str) -> list[str]:
        return [f"# {line}" for line in fill(self.say(name), values).splitlines()]

    def untranslated(self) -> list[str]:
        """Which languages have no words yet, and which ones are shown there."""
        ours = set(_notes()["top"])
        lacking = [code for code in self.languages if code not in ours]
        shown = next((code for code in self.languages if code in ours), "en")
        names = locale_of(shown).languages
        return (
            self.lines("translate", languages=", ".join(names[code] for code in lacking), shown=names[shown])
            if lacking
            else []
        )


@cache
def _notes() -> Mapping[str, Mapping[str, str]]:
    return dict(read_source(_NOTES, _NOTES.name).data)


def _head(answers: StartAnswers, trade: Trade, note: Notes) -> Iterator[str]:
    yield f"name: {scalar(answers.name)}"
    yield from _tagline(answers, trade)
    yield f"languages: [{', '.join(answers.languages)}]"
    yield f"theme: {scalar(answers.theme or trade.theme)}"
    yield f"accent: {scalar(answers.accent or trade.accent)}"
    yield f"#url: https://your-domain.example  # {note.say('url')}"
    yield f"#logo: images/logo.png  # {note.say('logo')}"


def _tagline(answers: StartAnswers, trade: Trade) -> Iterator[str]:
    """The trade's, else the owner's own words for what the business is."""
    words = trade.spec["site"].get("tagline")
    own = answers.kind if says_more(answers.kind) else ""
    if words and not own:
        yield from lines({"tagline": as_said(words, answers.languages)})
    else:
        yield noted("tagline", own, "Fresh flowers tied by hand")


def _sections(answers: StartAnswers, trade: Trade, note: Notes) -> Iterator[str]:
    """The parts of the page; hours that nobody said wait, as prices do."""
    told = False
    for section in trade.spec["sections"]:
        if section == "hours" and not hours_of(answers):
            yield "  #- hours"
            continue
        written = [*entries([_spoken(section, answers.languages)], 2)]
        prices = any(line.lstrip().startswith("#price:") for line in written)
        yield from (f"  {line}" for line in _told(section, note, prices=prices and not told))
        yield from written
        told = told or prices


def _told(section: Any, note: Notes, *, prices: bool) -> list[str]:
    """What its owner does with a section first."""
    about = note.lines("about") if isinstance(section, dict) and "about" in section else []
    return about + (note.lines("price") if prices else [])


def _spoken(value: Any, languages: Sequence[str]) -> Any:
    """What a trade says, its texts in these languages."""
    if is_text(value):
        return as_said(value, languages)
    if isinstance(value, dict):
        return {key: _spoken(one, languages) for key, one in value.items()}
    return [_spoken(one, languages) for one in value] if isinstance(value, list) else value

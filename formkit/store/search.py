"""Full-text search: SQLite's FTS5, PostgreSQL's tsvector. Both get words that were cut and folded here.

The index holds words only, and where they stand; SQLite can't take a submission out of it without its very words,
so `said` must never come out differently for what was stored.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, column, func, select, text
from sqlalchemy import table as lightweight

from formkit.marks import bounded
from formkit.store.submissions import Wanted, judged
from formkit.store.tables import submissions as table
from formkit.store.tallies import LATE, mark, set_mark

MARK = "search"
MOST_WORDS = 5_000  # of one submission
MOST_ASKED = 12  # words of one question
LONGEST = 60  # letters of a word
WORD = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"  # scripts without spaces: each letter is a word
    "|[^\\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
NEEDED = (table.c.number, table.c.site, table.c.form, table.c.reference, table.c.email, table.c.answers)
FTS = lightweight("search", column("rowid"))
MERGED_PAGES = 400  # of the index, in one transaction


def words_in(text: str) -> list[str]:
    """The words of a text in its order, without accents and capital letters."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", bounded(text.casefold()))
        text = unicodedata.normalize("NFC", "".join(one for one in letters if not unicodedata.combining(one)))
    return [word[:LONGEST] for word in WORD.findall(text.lower())]


def said(row: Row[Any]) -> list[str]:
    """What a submission can be found by: its answers as the owner reads them, its address and its reference."""
    texts = [row.reference, row.email, *(answer["text"] for answer in json.loads(row.answers))]
    return words_in(" \n ".join(texts))[:MOST_WORDS]


def index(connection: Connection, *, limit: int) -> int:
    """Take up to `limit` submissions in that are not in yet; how many."""
    number = mark(connection, MARK)
    ways = WAYS[connection.dialect.name]
    rows = ways.missing(connection, number, limit)
    if rows:
        ways.put(connection, rows)
        set_mark(connection, MARK, number=max(number, rows[-1].number))
    return len(rows)


def unindexed(connection: Connection) -> int:
    """About how many are not in yet, by their numbers."""
    newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
    return max(0, newest - mark(connection, MARK))


def take_out(connection: Connection, ids: Sequence[str]) -> None:
    """Before submissions are erased: their words go first."""
    WAYS[connection.dialect.name].take_out(connection, select(*NEEDED).where(table.c.id.in_(ids)))


def find(connection: Connection, asked: str, wanted: Wanted) -> list[Row[Any]]:
    """The newest submissions that hold every word, or one that begins so; none for a question without a word."""
    typed = [words for word in asked.split()[:MOST_ASKED] if (words := words_in(word)[:MOST_ASKED])]
    if not typed:
        return []
    whole = [word for words in typed for word in words[:-1]]
    return list(WAYS[connection.dialect.name].find(connection, whole, [words[-1] for words in typed], wanted))


def merge(connection: Connection, *, first: bool) -> bool:
    """One step of writing SQLite's index anew without what was taken out of it; False when it is done."""
    if connection.dialect.name != "sqlite":
        return False
    pages = -MERGED_PAGES if first else MERGED_PAGES
    before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('merge', ?)", (pages,))
    after = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    return bool(after - before >= 2)  # the documented sign that there is more to do


class Fts5:
    """SQLite. `place` has a word for the site and one for the form, so that few of many are found fast."""

    def missing(self, connection: Connection, after: int, limit: int) -> list[Row[Any]]:
        query = select(*NEEDED).where(table.c.number > after).order_by(table.c.number)
        return list(connection.execute(query.limit(limit)))

    def put(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        values = [(row.number, " ".join(said(row)), _place(row)) for row in rows]
        connection.exec_driver_sql("INSERT INTO search(rowid, said, place) VALUES (?, ?, ?)", values)

    def take_out(self, connection: Connection, query: Any) -> None:
        upto = mark(connection, MARK)
        rows = connection.execute(query.where(table.c.number <= upto)).all()
        values = [(row.number, " ".join(said(row)), _place(row)) for row in rows]
        if values:
            sql = "INSERT INTO search(search, rowid, said, place) VALUES ('delete', ?, ?, ?)"
            connection.exec_driver_sql(sql, values)

    def find(self, connection: Connection, whole: list[str], begun: list[str], wanted: Wanted) -> Any:
        asked = [f'said : "{word}"' for word in whole]
        asked += [f'said : "{word}"{" *" if len(word) > 1 else ""}' for word in begun]
        asked += [f"place : {word}" for word in _places(wanted.site, wanted.form)]
        query = select(table).select_from(FTS.join(table, table.c.number == FTS.c.rowid))
        query = query.where(text("search MATCH :asked").bindparams(asked=" ".join(asked)), *judged(wanted))
        return connection.execute(query.order_by(FTS.c.rowid.desc()).limit(wanted.limit))


def _place(row: Row[Any]) -> str:
    return " ".join((*_places(row.site, None), *_places(row.site, row.form), *_places(None, row.form)))


def _places(site: str | None, form: str | None) -> Iterator[str]:
    """One word without punctuation for a site, a form of it, or a form of any site."""
    if site or form:
        yield "at" + f"{site or ''}/{form or ''}".encode().hex()


class TsVector:
    """PostgreSQL, whose own rules for languages are left alone: words are compared as they are."""

    def missing(self, connection: Connection, after: int, limit: int) -> list[Row[Any]]:
        there = text("NOT EXISTS (SELECT 1 FROM search WHERE search.number = submissions.number)")
        query = select(*NEEDED).where(table.c.number > after - LATE, there).order_by(table.c.number)
        return list(connection.execute(query.limit(limit)))

    def put(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        sql = "INSERT INTO search (number, said) VALUES (:number, array_to_tsvector(:words)) ON CONFLICT DO NOTHING"
        connection.execute(text(sql), [{"number": row.number, "words": sorted(set(said(row)))} for row in rows])

    def take_out(self, connection: Connection, query: Any) -> None:
        """They go with their submission."""

    def find(self, connection: Connection, whole: list[str], begun: list[str], wanted: Wanted) -> Any:
        words = [f"'{word}'" for word in whole] + [f"'{word}'{':*' if len(word) > 1 else ''}" for word in begun]
        found = text("number IN (SELECT number FROM search WHERE said @@ CAST(:asked AS tsquery))")
        at = [table.c[name] == value for name in ("site", "form") if (value := getattr(wanted, name)) is not None]
        query = select(table).where(found.bindparams(asked=" & ".join(words)), *at, *judged(wanted))
        return connection.execute(query.order_by(table.c.number.desc()).limit(wanted.limit))


WAYS: Mapping[str, Any] = {"sqlite": Fts5(), "postgresql": TsVector()}

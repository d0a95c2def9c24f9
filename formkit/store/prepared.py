"""Statements that each post runs, compiled once: compiling anew would cost more than SQLite itself."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ClauseElement, Connection, CursorResult, Dialect

Bind = tuple[str, Callable[[Any], Any]]
Ready = tuple[str, list[Bind], bool]


class Prepared:
    """A statement, with its text and what turns values into the driver's for each kind of database."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._ready: dict[str, Ready] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute with the named values. What a query returns is as the driver gives it."""
        dialect = connection.dialect
        sql, binds, positional = self._ready.get(dialect.name) or self._prepare(dialect)
        if positional:
            return connection.exec_driver_sql(sql, tuple(turn(values[name]) for name, turn in binds))
        return connection.exec_driver_sql(sql, {name: turn(values[name]) for name, turn in binds})

    def _prepare(self, dialect: Dialect) -> Ready:
        compiled: Any = self._statement.compile(dialect=dialect)
        names = compiled.positiontup if compiled.positional else list(compiled.binds)
        binds = [(name, _turn(compiled.binds[name].type, dialect)) for name in names]
        return self._ready.setdefault(dialect.name, (compiled.string, binds, compiled.positional))


def _turn(kind: Any, dialect: Dialect) -> Callable[[Any], Any]:
    return kind.dialect_impl(dialect).bind_processor(dialect) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value

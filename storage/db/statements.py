"""Statements that are built once: to build a small one takes longer than to have it answered.

For what is asked at every message; what is asked now and then is read best where it is asked.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, ParamSpec, Protocol

from sqlalchemy import Connection, Dialect, Executable, bindparam
from sqlalchemy.sql import ClauseElement

Given = ParamSpec("Given")

Ready = tuple[Executable, dict[str, Any]]
"""A statement and its values: ``connection.execute(*ready)``."""


def built_once(build: Callable[Given, Executable]) -> Callable[Given, Ready]:
    """Build a statement when it is first asked for, with parameters in the place of all values.

    So ``build`` must not look at them: no ``if``, no loop; of a list it may say ``in_`` alone.
    """
    names = tuple(inspect.signature(build).parameters)
    with_parameters: Callable[..., Executable] = build

    @cache
    def statement() -> Executable:
        # Named so that they are not taken for the columns of an UPDATE.
        return with_parameters(*(bindparam(f"given_{name}") for name in names))

    def ready(*values: Given.args, **named: Given.kwargs) -> Ready:
        given = dict(zip(names, values, strict=False)) | named
        return statement(), {f"given_{name}": value for name, value in given.items()}

    return ready


Values = tuple[Any, ...]
"""Of a row, or of a statement's parameters: nothing is converted on the way."""


class Said:
    """A statement compiled once for each engine and run with plain tuples.

    SQLAlchemy's handling of a statement and its parameters costs more than SQLite's own work.
    ``build`` gives it for a dialect's name; ``names``: its parameters in the order of the values.
    """

    def __init__(self, build: Callable[[str], ClauseElement], names: Sequence[str]) -> None:
        self._build = build
        self._names = tuple(names)
        self._texts: dict[str, str] = {}

    def text(self, dialect: Dialect) -> str:
        """Give its text for an engine."""
        found = self._texts.get(dialect.name)
        if found is None:
            said = self._build(dialect.name).compile(dialect=dialect, column_keys=self._names)
            order = tuple(said.positiontup or ())  # type: ignore[attr-defined]
            assert order == self._names, order  # noqa: S101 - our own mistake
            found = self._texts[dialect.name] = str(said)
        return found


class Tables(Protocol):
    """A transaction, as those speak to it who write in one go and wait for nothing."""

    def rows(self, said: Said, *values: Any) -> Sequence[Sequence[Any]]:  # noqa: ANN401 - any column
        """Run a statement that answers."""

    def many(self, said: Said, rows: Sequence[Values]) -> int:
        """Run a statement for each row; tell how many rows it touched (below zero: unknown)."""


class OnConnection:
    """``Tables`` on any engine: for ``AsyncConnection.run_sync``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, said: Said, *values: Any) -> Sequence[Sequence[Any]]:  # noqa: ANN401 - as above
        """Run a statement that answers."""
        text = said.text(self._connection.dialect)
        return self._connection.exec_driver_sql(text, values).all()

    def many(self, said: Said, rows: Sequence[Values]) -> int:
        """Run a statement for each row."""
        if not rows:
            return 0
        text = said.text(self._connection.dialect)
        return int(self._connection.exec_driver_sql(text, list(rows)).rowcount)

"""What is asked of a database, counted by its events."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from storage.db.database import Database
from storage.db.engines.opened import GLANCING, WRITING


@dataclass(slots=True)
class Counted:
    """Statements, and the transactions in which they were; BEGIN and COMMIT are none."""

    statements: int = 0
    reading: int = 0
    writing: int = 0

    def within(self, *, statements: int, reading: int, writing: int) -> bool:
        """Tell whether it is no more of anything."""
        return self.statements <= statements and self.reading <= reading and self.writing <= writing


@contextmanager
def counted(database: Database) -> Iterator[Counted]:
    """Count until the block ends; what is written in one hop is not seen."""
    found, engine = Counted(), database._engines.engine.sync_engine

    def begun(connection: Any) -> None:
        options = connection.get_execution_options()
        if not options.get(GLANCING, False):
            found.writing += bool(options.get(WRITING, False))
            found.reading += not options.get(WRITING, False)

    def said(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.statements += not statement.startswith("BEGIN")

    event.listen(engine, "begin", begun)
    event.listen(engine, "before_cursor_execute", said)
    try:
        yield found
    finally:
        event.remove(engine, "begin", begun)
        event.remove(engine, "before_cursor_execute", said)

"""In which columns an account can stand, as the tables say it: what is shown and erased.

Each column says it where it is declared (storage/tables/columns.py). A test fails for one that
does not, and plants an account into each of ``HELD``.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column

from storage import tables
from storage.tables.columns import HOLDS, Account, End, Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A column in which an account can stand; ``shown``: its kind as its owner is told."""

    column: Column[Any]
    shown: str
    end: End
    form: Form
    why: str


HELD: tuple[Held, ...] = tuple(
    Held(column=column, shown=account.shown, end=account.end, form=account.form, why=account.why)
    for table in tables.metadata.tables.values()
    for column in table.columns
    if isinstance(account := column.info.get(HOLDS), Account)
)

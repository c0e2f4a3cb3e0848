"""What keeps promises to people: whose data was erased."""

from sqlalchemy import Column, Table

from storage.tables.columns import End, Form, held, plain
from storage.tables.common import Whole, metadata

# Marks of accounts whose owners had their data erased: no roster binds them again.
erased = Table(
    "erased",
    metadata,
    Column(
        "mark",
        Whole,
        primary_key=True,
        autoincrement=False,
        info=held(
            "erased",
            End.KEPT,
            Form.MARK,
            why="without it the next roster would bind the profile again; the account is not in it",
        ),
    ),
    plain("erased_at", Whole, nullable=False),
)

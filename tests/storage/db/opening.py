"""SQLite's files opened and refused, also by a program with one more revision."""

import asyncio
import shutil

import pytest
from alembic.script import ScriptDirectory

from storage.db import revisions
from storage.db.database import Database

MIGRATIONS = revisions.MIGRATIONS
NOW = str(ScriptDirectory(str(MIGRATIONS)).get_current_head())
"""The newest revision of the program; the one made up here comes after it."""

NEXT = '''
"""One more revision."""

from alembic import op

revision, down_revision, branch_labels, depends_on = "9000", "{now}", None, None


def upgrade():
    op.execute("CREATE TABLE invention (id INTEGER)")
    {then}
'''


def url(path):
    return f"sqlite:///{path}"


async def refusal(kind, address):
    """The error with which a database is refused."""
    with pytest.raises(kind) as refused:
        await Database.open(address)
    await asyncio.sleep(0.05)  # aiosqlite's thread still answers this loop after a failure
    return refused.value


@pytest.fixture
def newer_program(tmp_path, monkeypatch):
    """A program with one more revision; ``then`` is one more line of its upgrade."""

    def make(then="pass"):
        folder = tmp_path / "program"
        shutil.copytree(MIGRATIONS, folder / "migrations")
        path = folder / "migrations" / "versions" / "9000_next.py"
        path.write_text(NEXT.format(now=NOW, then=then), encoding="utf-8")
        monkeypatch.setattr(revisions, "MIGRATIONS", folder / "migrations")

    return make

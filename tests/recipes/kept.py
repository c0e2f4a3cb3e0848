"""The recipes of what is kept, and of the command line: a column, a command."""

from tests.recipes.recipe import Recipe

PEOPLE = "storage/people/people.py"

COLUMN = Recipe(
    name="A column",
    lines=(
        (
            "storage/tables/people.py",
            '    plain("parents", Whole, nullable=True),\n',
            '    plain("room", Text, nullable=False, server_default=""),\n',
        ),
        (
            "storage/records.py",
            "    parents: int | None\n    teacher: str\n",
            '    room: str = ""\n',
        ),
        (PEOPLE, "teacher=row.teacher", ", room=row.room"),
    ),
    commands=(".venv/bin/python - <<",),
    holds=(
        *(
            f"tests/storage/privacy/test_personal_columns.py::{test}"
            for test in (
                "test_every_column_says_whether_anybody_can_stand_in_it",
                "test_what_stays_has_a_reason",
            )
        ),
        "tests/storage/db/test_opening.py::"
        "test_the_migrations_build_exactly_the_tables_of_the_code",
    ),
    proof=(
        "tests/storage/people/test_room.py",
        '''"""The new column is there after an upgrade, and is read back."""

import sqlite3

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.db.database import Database
from storage.db.revisions import MIGRATIONS
from storage.people import people
from storage.records import SchoolClass
from storage.tables import classes
from storage.tables.columns import HOLDS
from tests.cast import SCHOOL


def before(path):
    """A database as the released program made it, with a class."""
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "head-1")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO units (id, kind, name, timezone, order_name, listed) "
            "VALUES (?, 'school', 'Школа', 'Asia/Omsk', 'perm', 1)",
            (SCHOOL,),
        )
        connection.execute("INSERT INTO classes VALUES (?, '5А', 25, 40, '')", (SCHOOL,))
    connection.close()


@pytest.mark.asyncio
async def test_the_new_column_outlives_the_upgrade(tmp_path):
    before(tmp_path / "zvonok.db")
    database = await Database.open(f"sqlite:///{tmp_path / 'zvonok.db'}")
    async with database.writing() as connection:
        [old] = await people.classes(connection, SCHOOL)
        new = SchoolClass(name="6Б", pupils=None, parents=None, teacher="", room="214")
        await people.set_classes(connection, SCHOOL, [old, new])
        found = await people.classes(connection, SCHOOL)
    await database.close()

    assert (old.name, old.pupils, old.room) == ("5А", 25, "")
    assert found == [old, new]
    assert classes.c.room.info == {HOLDS: None}
''',
    ),
)

COMMAND = Recipe(
    name="A command",
    lines=(
        (
            "bot/cli/orders/commands.py",
            "from monitor.order_files.loading import load_order",
            ", shipped_orders",
        ),
        (
            "bot/cli/orders/commands.py",
            "order = typer.Typer(",
            "@command\n"
            "async def orders() -> None:\n"
            '    """List the orders that come with the program."""\n'
            '    typer.echo("\\n".join(shipped_orders()))\n\n\n…\n',
        ),
        (
            "bot/cli/commands.py",
            "ENTRIES = (\n",
            '    _entry("orders", options.HELP_ORDERS, "orders.commands:orders"),\n',
        ),
        (
            "bot/cli/words/options.py",
            'HELP_ORDER = "Приказы."\n',
            'HELP_ORDERS = "Перечислить поставляемые приказы."\n',
        ),
        (
            "README.md",
            "| `backup FILE`",
            "| `orders` | the names of the orders that come with the program |\n…\n",
        ),
    ),
    rows=(("tests/bot/cli/every_command.py", 'ELSEWHERE = {\n    *("", ', '"orders", '),),
    holds=(
        "tests/bot/cli/test_reading_writes_nothing.py::test_every_command_stands_in_one_of_the_tables",
    ),
    proof=(
        "tests/bot/cli/test_listing_orders.py",
        '''"""``zvonok orders``."""

from monitor.order_files.loading import shipped_orders
from tests.bot.cli.commanding import run, said


def test_the_new_command_lists_the_orders():
    assert said(run("orders")) == (0, "".join(f"{name}\\n" for name in shipped_orders()), "")
''',
    ),
)

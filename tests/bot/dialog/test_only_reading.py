"""Screens that only read never hold the writing connection; what they note they note later."""

import asyncio

import pytest
from sqlalchemy import event

from bot.dialog.acts import ACTS
from bot.dialog.core.act import GO, Acts
from storage import tables
from storage.db.engines.opened import WRITING
from tests.bot.dialog.conversing import newest
from tests.bot.parsing.pressing import press, pressed
from tests.cast import ADMIN, COORDINATOR, DEPUTY, MARIA
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

DOING = frozenset(
    {
        *("unit", "cancel", "seen", "quiet", "loud", "wish", "code", "claim", "chat_kind_go"),
        *("chat_class_go", "ask_yes", "ask_no", "not_them", "absence_ok", "choose"),
        *("material_accept", "me_no", "me_unlisted"),
        *("check", "chat_check"),  # what VK tells of the chats is written down
    }
)
"""Acts that change something without a «да»; those that end in _go are what a «да» does."""

READING = sorted(name for name in Acts(ACTS).table() if name not in DOING and not name.endswith(GO))
NAMED = {"i": 1, "c": 1, "o": "d", "f": "messages_10", "m": "x", "t": "d"}
OF_THE_BOT = ("FROM inbox", "UPDATE inbox", "FROM conditions", "FROM answers", "UPDATE answers")


class Watched:
    """What is read on the writing connection."""

    def __init__(self, database):
        self.read = []
        engine = database._engines.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, connection, _cursor, statement, *_rest):
        writing = connection.get_execution_options().get(WRITING)
        said = " ".join(statement.split())
        begins = "pg_advisory_xact_lock" in said  # as a file's transaction says BEGIN IMMEDIATE
        if (
            writing
            and "SELECT" in said
            and not (begins or any(each in said for each in OF_THE_BOT))
        ):
            self.read.append(said)


async def opened(place):
    """A school with a roster and a chat, everybody's dialog open."""
    await place.roster()
    await place.chat("Педсовет", MARIA)
    for person in (ADMIN, DEPUTY, COORDINATOR, MARIA):
        place.world.say(person, dm=True, text="меню")
    await place.settle()


async def test_no_screen_reads_on_the_writing_connection(tmp_path):
    async with playground(tmp_path) as place:
        await opened(place)
        watched = Watched(place.service.core.database)
        found = {}
        for number, act in enumerate(READING, 1):
            for person in (ADMIN, COORDINATOR, MARIA):
                await pressed(place, person, {"do": act, **NAMED}, 1_000 * number + person)
                del watched.read[:]
                await place.service.inbox.drain()
                if watched.read:
                    found[act] = watched.read[0]
        assert found == {}


async def test_a_card_is_composed_while_somebody_else_writes(tmp_path):
    async with playground(tmp_path) as place:
        await opened(place)
        database = place.service.core.database
        composed = asyncio.Event()

        async def read():
            async with database.looking() as connection:
                await connection.execute(tables.persons.select())
                composed.set()

        async with database.writing() as connection:
            await connection.execute(tables.quarantine.delete())
            async with asyncio.timeout(60):
                reading = asyncio.create_task(read())
                await composed.wait()
        await reading


async def test_whoever_sees_names_still_stands_in_the_journal(tmp_path):
    async with playground(tmp_path) as place:
        await opened(place)
        await press(place, ADMIN, {"do": "person", "i": 3}, 1)
        assert newest(place, ADMIN).text.startswith("Петрова Мария Петровна")
        rows = [row for row in await place.rows(tables.audit) if row.action == "names_seen"]
        assert [row.details for row in rows] == ['{"screen": "person", "person": 3}']

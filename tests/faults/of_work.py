"""Faults of what the service does: what waits, what is late, what nobody sees."""

from dataclasses import replace
from datetime import timedelta

from bot.parsing.onetime import CEILING, WRONG_CODE
from sandbox.world.world import Access
from storage import tables
from storage.asked import answers
from storage.records import NewNotice
from storage.told import conditions, copies, journal, notices
from storage.told.copies import Copy
from tests.cast import ADMIN, MARIA, SCHOOL, STRANGER, utc
from tests.faults.healthy import LIVING, NOW, marked
from tests.faults.of_running import LATE


async def lasts(place, name, value="", since=NOW):
    async with place.service.core.database.writing() as connection:
        await conditions.set(connection, name, value, since)


async def never_ran(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.delete())
    await marked(place)


async def no_time(place):
    await lasts(place, conditions.NO_TIME)


async def sending_stopped(place):
    await lasts(place, conditions.SENDING_STOPPED, "14")


async def waiting(place):
    await lasts(place, conditions.WAITING)


async def job_failed(place):
    await lasts(place, f"{conditions.FAILED}close:{SCHOOL}", "KeyError at monitor/x.py:1")


async def jobs_late(place):
    later = timedelta(days=4)
    place.world.set_clock(NOW + later)
    await place.read_through()
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(NOW + later)))
        await copies.note(connection, Copy(place="copy.db", made_at=NOW + later, size=1))
    turns = dict.fromkeys(LIVING.turns, NOW + later)
    await marked(place, replace(LIVING, heard_at=NOW + later, turns=turns))


async def notices_late(place):
    async with place.service.core.database.writing() as connection:
        late = NewNotice(
            unit=SCHOOL,
            kind="letter",
            period="1",
            recipient=ADMIN,
            facts="{}",
            due_at=NOW - LATE,
        )
        await notices.plan(connection, [late])


async def inbox_late(place):
    place.world.say(ADMIN, dm=True, text="Начать")
    await place.poll.step()
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.inbox.update().values(received_at=utc(NOW - LATE)))


async def answers_kept(place):
    async with place.service.core.database.writing() as connection:
        await answers.keep(connection, "answer", -MARIA, b"", NOW)


async def silence(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.tallies.delete())
    await lasts_till_noon(place)


async def lasts_till_noon(place):
    noon = NOW + timedelta(hours=2)
    place.world.set_clock(noon)
    async with place.service.core.database.writing() as connection:
        await connection.execute(tables.cursors.update().values(moved_at=utc(noon)))
    await marked(place, replace(LIVING, heard_at=noon, turns=dict.fromkeys(LIVING.turns, noon)))


async def copy_old(place):
    async with place.service.core.database.writing() as connection:
        made = NOW - timedelta(hours=27)
        await copies.note(connection, Copy(place="copy.db", made_at=made, size=1))


async def codes_guessed(place):
    async with place.service.core.database.writing() as connection:
        for _ in range(CEILING):
            await journal.write(connection, at=NOW, action=WRONG_CODE, unit=None)


async def quarantine(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            tables.quarantine.insert().values(received_at=utc(NOW), reason="x", shape="{}")
        )


async def chats_unclaimed(place):
    await place.chat("Чужой", MARIA, by=STRANGER)


async def chats_unproved(place):
    await place.chat("5А родители", MARIA, access=Access.MENTIONS)


async def holes(place):
    async with place.service.core.database.writing() as connection:
        await connection.execute(
            tables.holes.insert().values(chat=1, first=900, last=901, noticed_at=utc(NOW))
        )

"""Who is on the list until a day (a substitute) leaves it by himself on the next one."""

from datetime import datetime, timedelta

from monitor.jobs.letters import Letter, administrators, post
from monitor.jobs.loading.load import UnitOrder, Units
from storage.db.database import Connection, Database
from storage.people import people
from storage.told import journal

EAST = timedelta(hours=14)
"""No clock is further ahead of UTC: who is not over by then is over nowhere."""


async def leave_in_time(database: Database, units: Units, now: datetime) -> int:
    """Take off the list whose last day is over where he works; give how many left.

    A unit is a transaction of its own, with the line its administrators are told.
    """
    async with database.reading() as connection:
        ended = await people.ended(connection, (now + EAST).date())
    left = 0
    for name in sorted({each.unit for each in ended} & units.keys()):
        async with database.writing() as connection:
            left += await _leave(connection, units[name], now)
    return left


async def _leave(connection: Connection, unit: UnitOrder, now: datetime) -> int:
    today = now.astimezone(unit.zone).date()
    gone = [each for each in await people.ended(connection, today) if each.unit == unit.id]
    await people.dismiss(connection, [each.id for each in gone], now)
    to = await administrators(connection, unit.id)
    for person in gone:
        details = {"person": person.id}
        await journal.write(connection, at=now, action="person_left", unit=unit.id, details=details)
        letter = Letter(
            topic="left",
            unit_name=unit.name,
            at=now.astimezone(unit.zone),
            account=person.id,  # tells the letters of one moment apart; nobody's profile
            person=person.id,
            name=person.full_name,
            last=person.until,
        )
        await post(connection, unit, letter, to, now)
    return len(gone)

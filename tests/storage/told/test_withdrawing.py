"""Who lost his office reads nothing more of the unit; what began to be sent is beyond recall."""

import pytest

from storage import tables
from storage.people import offices, units
from storage.records import NewNotice, Office, OfficeHolder
from storage.told import notices, sending
from tests.builders import HOLDERS, UNITS
from tests.cast import ADMIN, DEPUTY, MARIA, PAVEL, SCHOOL, WEEK, at

pytestmark = pytest.mark.asyncio

NOW = at(3, 14)


def a_notice(recipient, kind="reminder", unit=SCHOOL):
    return NewNotice(
        unit=unit, kind=kind, period=WEEK, recipient=recipient, facts='{"n":1}', due_at=NOW
    )


async def states(database):
    async with database.reading() as connection:
        rows = (await connection.execute(tables.notices.select())).all()
    return {(row.recipient, row.kind): (row.state, row.facts) for row in rows}


WAITS, GONE = ("planned", '{"n":1}'), ("stale", "")


async def test_an_office_taken_back_takes_along_what_waits_for_it(database):
    async with database.writing() as connection:
        for office in (Office.ADMINISTRATOR, Office.DEPUTY):
            await offices.appoint(
                connection, OfficeHolder(unit=SCHOOL, account=MARIA, office=office)
            )
        await notices.plan(
            connection,
            [a_notice(MARIA), a_notice(MARIA, "nudge"), a_notice(ADMIN), a_notice(PAVEL)],
        )
        administrator, deputy = (
            OfficeHolder(unit=SCHOOL, account=MARIA, office=office)
            for office in (Office.ADMINISTRATOR, Office.DEPUTY)
        )
        assert await offices.dismiss(connection, administrator)
    assert (await states(database))[MARIA, "reminder"] == WAITS  # a deputy may read it as well

    async with database.writing() as connection:
        assert await offices.dismiss(connection, deputy)
    assert await states(database) == {
        (MARIA, "reminder"): GONE,
        (MARIA, "nudge"): WAITS,
        (ADMIN, "reminder"): WAITS,
        (PAVEL, "reminder"): WAITS,
    }


async def test_an_office_struck_out_of_the_config_too_but_not_what_has_begun(database):
    async with database.writing() as connection:
        await notices.plan(connection, [a_notice(ADMIN), a_notice(DEPUTY, "digest")])
        await notices.plan(connection, [a_notice(ADMIN, "summary")])
        await sending.begin(connection, 3, 77, NOW)
        left = [holder for holder in HOLDERS if holder.account != ADMIN]
        await units.sync(connection, UNITS, left)
    assert await states(database) == {
        (ADMIN, "reminder"): GONE,
        (DEPUTY, "digest"): WAITS,
        (ADMIN, "summary"): WAITS,
    }

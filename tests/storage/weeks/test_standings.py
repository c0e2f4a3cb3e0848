"""The newest figures of each week: one line a unit and week; closed ones stay."""

from dataclasses import replace

import pytest

from storage import tables
from storage.weeks import standings
from tests.builders import a_standing
from tests.cast import LYCEUM, PERM, SCHOOL, WEEK, at

FRIDAY = a_standing(figures='["friday"]')
CLOSED = a_standing(as_of=at(7), closed=True, figures='["closed"]', whole=0.5)
AGAIN = replace(CLOSED, figures='["corrected"]', completeness=None)


async def kept(database, *some):
    """Save them one after another and read what stands of the school's week."""
    async with database.writing() as connection:
        for each in some:
            await standings.save(connection, each)
    async with database.reading() as connection:
        return (await standings.of_week(connection, [SCHOOL], WEEK)).get(SCHOOL)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("some", "stands"),
    [
        ((), None),
        ((FRIDAY,), FRIDAY),
        (
            (FRIDAY, replace(FRIDAY, as_of=at(5), figures="[1]")),
            replace(FRIDAY, as_of=at(5), figures="[1]"),
        ),
        ((FRIDAY, CLOSED), CLOSED),
        ((CLOSED, FRIDAY), CLOSED),
        ((CLOSED, AGAIN), AGAIN),
        ((CLOSED, AGAIN, FRIDAY), AGAIN),
    ],
    ids=["nothing", "running", "newer", "closed", "closed stays", "corrected", "corrected stays"],
)
async def test_a_week_stands_as_it_was_told_last_and_closed_ones_give_way_to_closed_ones_only(
    database, some, stands
):
    assert await kept(database, *some) == stands
    async with database.reading() as connection:
        rows = (await connection.execute(tables.standings.select())).all()
    assert len(rows) == (stands is not None)


@pytest.mark.asyncio
async def test_a_week_is_read_for_many_units_and_those_that_never_stood_are_left_out(database):
    lyceum = a_standing(unit=LYCEUM, whole=None)
    async with database.writing() as connection:
        for each in (FRIDAY, lyceum, a_standing("2026-W46")):
            await standings.save(connection, each)
    async with database.reading() as connection:
        found = await standings.of_week(connection, [SCHOOL, LYCEUM, PERM], WEEK)
        none = await standings.of_week(connection, [], WEEK)

    assert (found, none) == ({SCHOOL: FRIDAY, LYCEUM: lyceum}, {})


@pytest.mark.asyncio
async def test_the_weeks_between_are_the_unit_s_closed_ones_oldest_first(database):
    closed = [
        a_standing(week, closed=True)
        for week in ("2027-W01", "2026-W44", "2026-W53", "2026-W46", "2026-W45")
    ]
    others = [a_standing(), a_standing("2026-W48", LYCEUM, closed=True)]
    async with database.writing() as connection:
        for each in (*closed, *others):
            await standings.save(connection, each)
    async with database.reading() as connection:
        found = {
            (first, before): [
                each.week
                for each in await standings.closed_between(connection, SCHOOL, first, before)
            ]
            for first, before in (
                ("2026-W45", "2027-W01"),
                ("2026-W36", "2027-W02"),
                ("2026-W45", "2026-W45"),
                ("2026-W47", "2026-W53"),
            )
        }

    assert found == {
        ("2026-W45", "2027-W01"): ["2026-W45", "2026-W46", "2026-W53"],
        ("2026-W36", "2027-W02"): ["2026-W44", "2026-W45", "2026-W46", "2026-W53", "2027-W01"],
        ("2026-W45", "2026-W45"): [],
        ("2026-W47", "2026-W53"): [],
    }

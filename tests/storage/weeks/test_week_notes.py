"""Remarks: what is kept with a week."""

import pytest

from storage.weeks import week_notes
from storage.weeks.week_notes import WeekNote
from tests.cast import DEPUTY, LYCEUM, SCHOOL, WEEK, at

pytestmark = pytest.mark.asyncio


def a_remark(text, hour, *, unit=SCHOOL, week=WEEK, kind="measure"):
    return WeekNote(unit=unit, week=week, kind=kind, author=DEPUTY, text=text, made_at=at(0, hour))


async def test_remarks_are_listed_newest_first_by_unit_kind_and_week(database):
    first, second = a_remark("первая", 9), a_remark("вторая", 10)
    other_week = a_remark("до неё", 8, week="2026-W46")
    read = a_remark("final", 11, kind="seen")
    elsewhere = a_remark("чужая", 12, unit=LYCEUM)
    async with database.writing() as connection:
        for each in (first, second, other_week, read, elsewhere):
            await week_notes.add(connection, each)
    async with database.reading() as connection:
        assert await week_notes.listed(connection, SCHOOL, "measure") == [second, first, other_week]
        assert await week_notes.listed(connection, SCHOOL, "measure", WEEK) == [second, first]
        assert await week_notes.listed(connection, SCHOOL, "seen", WEEK) == [read]
        assert await week_notes.listed(connection, LYCEUM, "seen") == []


async def test_what_is_written_in_the_same_second_keeps_its_order(database):
    first, second = a_remark("первая", 9), a_remark("вторая", 9)
    async with database.writing() as connection:
        await week_notes.add(connection, first)
        await week_notes.add(connection, second)
    async with database.reading() as connection:
        assert await week_notes.listed(connection, SCHOOL, "measure") == [second, first]

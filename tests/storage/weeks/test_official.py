"""The official tables: their figures and what their columns meant."""

import pytest

from storage.records import Official
from storage.weeks import official
from tests.cast import LYCEUM, PERM, SCHOOL, WEEK, at


@pytest.mark.asyncio
async def test_a_week_keeps_counts_and_shares_and_a_newer_table_replaces_what_it_names(database):
    first = [
        Official(figure="staff_messages_10", value=24, of=46),
        Official(figure="staff_messages_10", value=522, of=1000, percent=True),
        Official(figure="staff_registered", value=None),
    ]
    newer = [Official(figure="staff_messages_10", value=26)]
    async with database.writing() as connection:
        await official.save(connection, SCHOOL, WEEK, first, at(7))
        await official.save(connection, SCHOOL, "2026-W46", newer, at(7))
        assert await official.of_week(connection, SCHOOL, WEEK) == first
        await official.save(connection, SCHOOL, WEEK, newer, at(8))
        assert await official.of_week(connection, SCHOOL, WEEK) == [newer[0], *first[1:]]
        assert await official.of_week(connection, LYCEUM, WEEK) == []


@pytest.mark.asyncio
async def test_the_meaning_of_columns_is_remembered_by_unit_and_may_change(database):
    async with database.writing() as connection:
        assert await official.columns(connection, PERM) == {}
        meanings = {"3+ сообщ.": "teachers_messages_3", "примечание": ""}
        await official.remember_columns(connection, PERM, meanings)
        await official.remember_columns(connection, PERM, {"3+ сообщ.": "staff_messages_3"})
        assert await official.columns(connection, PERM) == {
            "3+ сообщ.": "staff_messages_3",
            "примечание": "",
        }
        assert await official.columns(connection, SCHOOL) == {}

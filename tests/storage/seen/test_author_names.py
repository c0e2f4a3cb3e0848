"""Who is named by the account, who by the week's pseudonym, and who by nothing any more."""

from dataclasses import dataclass, field

import pytest

from storage import tables
from storage.places.directory import Directory, WeekKey
from storage.places.presence import ChatHolding, Past
from storage.records import UNNAMED
from storage.seen.author_names import Namer, with_keys
from storage.seen.pseudonyms import pseudonym
from tests.builders import weeks_of
from tests.cast import LYCEUM, MARIA, SCHOOL, STRANGER, at, utc
from tests.storage.taking import rows, week_key

MONDAY, NEXT = utc(at(0)), utc(at(7))
OLD = WeekKey(utc(at(-7)), MONDAY, None)  # closed: its key is destroyed
THIS = WeekKey(MONDAY, NEXT, b"this week's key!")
CHAT, OTHER, MOVED = 1, 2, 3
FORMER = ChatHolding(unit=LYCEUM, place=-1, since=MONDAY)


@dataclass(slots=True)
class Counting(Directory):
    """A directory that counts how often it is asked for a week."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def key_at(self, unit, at):
        self.asked.append((unit, at))
        return Directory.key_at(self, unit, at)


def known(**more):
    return Counting(
        unit_of_chat={CHAT: SCHOOL, OTHER: LYCEUM, MOVED: SCHOOL},
        moved={MOVED: Past(begun=None, held=(FORMER,))},
        holders={-1: LYCEUM, MOVED: SCHOOL},
        staff={SCHOOL: frozenset({MARIA})},
        keys={SCHOOL: [OLD, THIS], LYCEUM: [WeekKey(MONDAY, NEXT, b"the lyceum's key")]},
        **more,
    )


def test_staff_of_the_chat_s_unit_is_named_by_the_account_whatever_is_known_of_the_week():
    name = Namer(known())
    assert [name(CHAT, MARIA, when) for when in (utc(at(-30)), MONDAY - 1, MONDAY, NEXT)] == (
        [MARIA] * 4
    )


def test_everybody_else_has_the_name_of_the_week_and_of_the_unit_that_has_the_place():
    name = Namer(known())
    assert [name(place, MARIA, MONDAY) for place in (OTHER, -1)] == (
        [pseudonym(b"the lyceum's key", MARIA)] * 2
    )
    times = (MONDAY, MONDAY + 3_600, NEXT - 1)
    for account in (STRANGER, STRANGER + 1):
        assert {name(place, account, when) for place in (CHAT, MOVED) for when in times} == {
            pseudonym(b"this week's key!", account)
        }


def test_without_a_key_a_stranger_is_nobody_whether_the_week_is_closed_or_unheard_of():
    name = Namer(known())
    places = ((CHAT, MONDAY - 1), (CHAT, NEXT), (OTHER, MONDAY - 1), (9, MONDAY))
    assert [name(chat, STRANGER, when) for chat, when in places] == [UNNAMED] * 4


def test_weeks_are_looked_up_once_an_hour_of_a_unit_however_many_write():
    directory = known()
    name = Namer(directory)
    for account in range(1_000, 1_010):
        for second in (0, 3_599, 3_600):
            name(CHAT, account, MONDAY + second)
            name(OTHER, account, NEXT + second)
    assert directory.asked == [
        (SCHOOL, MONDAY),
        (LYCEUM, NEXT),
        (SCHOOL, MONDAY + 3_600),
        (LYCEUM, NEXT + 3_600),
    ]


def test_a_name_is_hashed_once(monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "storage.seen.author_names.naming",
        lambda key: lambda account: hashed.append((key, account)) or -account,
    )
    name = Namer(known())
    said = [
        name(place, account, MONDAY + 60) for account in (7, 8, 7) for place in (CHAT, -1, CHAT)
    ]
    assert said == [-7, -7, -7, -8, -8, -8, -7, -7, -7]
    assert sorted(hashed) == sorted(
        (key, account) for key in (b"this week's key!", b"the lyceum's key") for account in (7, 8)
    )


@pytest.mark.asyncio
async def test_each_week_of_a_unit_gets_one_key_once(database):
    hours = [(unit, when // 3600) for unit in (SCHOOL, LYCEUM) for when in (MONDAY, NEXT - 1, NEXT)]
    async with database.writing() as connection:
        first = await with_keys(connection, hours[:2], Directory(), weeks_of)
    key = await week_key(database)
    async with database.writing() as connection:
        same = await with_keys(connection, hours[:2], first, weeks_of)
        more = await with_keys(connection, hours, first, weeks_of)
        stale = await with_keys(connection, hours, Directory(), weeks_of)

    assert same is first
    assert first.version < more.version < stale.version
    weeks = [(MONDAY, NEXT), (NEXT, utc(at(14)))]
    assert await rows(database, tables.weekly_keys, "unit", "week", "starts_at", "ends_at") == [
        (unit, week, *span)
        for unit in sorted((SCHOOL, LYCEUM))
        for week, span in zip(("2026-W47", "2026-W48"), weeks, strict=True)
    ]
    assert await week_key(database) == key
    assert [(each.starts_at, each.ends_at) for each in more.keys[SCHOOL]] == weeks
    assert more.keys[SCHOOL][0] == WeekKey(MONDAY, NEXT, key)
    assert stale.keys == more.keys
    assert len({each.key for some in more.keys.values() for each in some}) == 4

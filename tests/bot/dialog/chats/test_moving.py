"""A chat moves to another organisation: what was counted stays with the one that had it then."""

import json
from pathlib import Path

import pytest

from bot.dialog.chats.joining_words import NOT_YOURS, WHICH_UNIT
from monitor.facts.values import Report
from storage import tables
from storage.seen.pseudonyms import pseudonym
from tests.bot.dialog.chats.coming import TWO_SCHOOLS, press
from tests.cast import ADMIN, LYCEUM, MARIA, NEXT_MONDAY_CLOSE, OLGA, SCHOOL, STRANGER, at
from tests.playground import Playground, playground

pytestmark = pytest.mark.asyncio

TO_SCHOOL = "МАОУ «СОШ № 12»"


def counted(report: Report) -> dict[str, int]:
    return {person.name: person.messages for person in report.people}


async def both(place: Playground, now=None) -> tuple[Report, Report]:
    return await place.report(LYCEUM, now=now), await place.report(SCHOOL, now=now)


async def settled(place: Playground, title: str) -> int:
    """A chat of an administrator of two schools: it is the lyceum's until he says otherwise."""
    for unit in (SCHOOL, LYCEUM):
        await place.roster(unit=unit)
    chat = await place.chat(title, MARIA, OLGA, STRANGER)
    assert WHICH_UNIT in place.heard(chat=chat)
    return chat


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
async def test_both_weeks_come_out_right_when_a_chat_moves_in_mid_hour(closed, tmp_path: Path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        chat = await settled(place, "5А ученики")
        other = await place.chat("5Б ученики", STRANGER)
        place.world.set_clock(at(2, 10, 20))
        place.say(chat, MARIA, 4)
        place.say(chat, STRANGER, 2)
        place.say(chat, OLGA, 1)
        place.world.call(chat, MARIA, [MARIA, OLGA], 60)
        place.say(chat, MARIA, 1)
        await place.settle()
        place.world.set_clock(at(2, 10, 40))
        shown = await press(place, ADMIN, chat, TO_SCHOOL)
        assert [text for *_, text in shown] == [
            f"Организация чата: {TO_SCHOOL}. Учтённое раньше осталось у прежней."
        ]
        place.world.set_clock(at(2, 10, 50))
        place.say(chat, MARIA, 7)
        place.say(chat, STRANGER, 3)
        place.world.call(chat, MARIA, [MARIA, OLGA], 60)
        place.say(other, STRANGER, 1)
        # Written before the move and told late, it is still the lyceum's.
        place.say(chat, MARIA, 2, at=at(2, 10, 39))
        await place.settle()
        names = await strangers(place)
        if closed:
            await place.tick(NEXT_MONDAY_CLOSE)
        lyceum, school = await both(place, None if closed else at(2, 12))

        assert (lyceum.window.closed, school.window.closed) == (closed, closed)
        assert counted(lyceum)["Петрова Мария Петровна"] == 7
        assert counted(school)["Петрова Мария Петровна"] == 7
        lines = [
            [
                (line.title, line.messages, line.calls, line.present, line.kind)
                for line in report.chats
                if line.id == chat
            ]
            for report in (lyceum, school)
        ]
        assert lines == [
            [("5А ученики", 10, 1, False, "pupils")],
            [("5А ученики", 10, 1, True, "pupils")],
        ]
        assert (lyceum.completeness, school.completeness) == (1, 1)
        assert not any(figure.incomplete for figure in (*lyceum.figures, *school.figures))
        # One stranger is two: under the lyceum's key, and under the school's.
        assert names == {
            LYCEUM: {(chat, STRANGER), (chat, OLGA), (other, STRANGER)},
            SCHOOL: {(chat, STRANGER)},
        }
        if closed:
            assert {row.author for row in await place.rows(tables.tallies)} == {MARIA, 0}


async def strangers(place: Playground) -> dict[str, set[tuple[int, int]]]:
    """Tell under whose keys strangers are counted, and in which chats."""
    keys = {row.unit: row.key for row in await place.rows(tables.weekly_keys)}
    chats = {row.place: row.chat for row in await place.rows(tables.holdings)}
    found: dict[str, set[tuple[int, int]]] = {unit: set() for unit in keys}
    for row in await place.rows(tables.tallies):
        for unit, key in keys.items():
            for account in (STRANGER, OLGA):
                if row.author == pseudonym(key, account):
                    found[unit].add((chats.get(row.chat, row.chat), account))
    return found


async def test_the_week_after_is_the_new_organisation_s_alone(tmp_path: Path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        chat = await settled(place, "Педсовет")
        place.world.set_clock(at(2, 10, 20))
        place.say(chat, MARIA, 4)
        await place.settle()
        await press(place, ADMIN, chat, TO_SCHOOL)
        place.world.set_clock(at(8, 10))
        place.say(chat, MARIA, 6)
        await place.settle()
        lyceum = await place.report(LYCEUM, "2026-W48", at(9))
        school = await place.report(SCHOOL, "2026-W48", at(9))

        assert (lyceum.completeness, counted(school)["Петрова Мария Петровна"]) == (None, 6)
        assert lyceum.chats == ()


async def test_a_wrong_guess_takes_everything_along_and_a_stranger_stays_one(tmp_path: Path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        chat = await settled(place, "5А ученики")
        place.world.set_clock(at(0, 9, 30))
        place.say(chat, MARIA, 4)
        place.say(chat, STRANGER, 2)
        place.say(chat, OLGA, 1)
        await place.settle()
        place.world.set_clock(at(0, 10))
        shown = await press(place, ADMIN, chat, TO_SCHOOL)
        assert [text for *_, text in shown] == [
            f"Организация чата: {TO_SCHOOL}. Учтённое перешло вместе с ним."
        ]
        place.world.set_clock(at(0, 11))
        place.say(chat, STRANGER, 5)
        place.say(chat, MARIA, 1)
        await place.settle()
        lyceum, school = await both(place, at(0, 12))

        assert lyceum.completeness is None
        assert counted(school)["Петрова Мария Петровна"] == 5
        assert [line.messages for line in school.chats] == [13]
        names = {row.author for row in await place.rows(tables.tallies)}
        assert len(names) == 3  # Мария, the guest once, and Ольга under the first key
        assert MARIA in names
        [line] = [each for each in await place.rows(tables.audit) if each.action == "chat_unit"]
        assert json.loads(line.details) == {"chat": chat, "from": LYCEUM}


async def test_after_an_hour_it_is_no_guess_any_more(tmp_path: Path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        chat = await settled(place, "Педсовет")
        place.say(chat, MARIA, 4)
        await place.settle()
        place.world.set_clock(at(0, 10, 0, 1))
        await press(place, ADMIN, chat, TO_SCHOOL)
        lyceum, school = await both(place, at(0, 12))

        assert counted(lyceum)["Петрова Мария Петровна"] == 4
        assert counted(school)["Петрова Мария Петровна"] == 0


async def test_what_moves_back_is_two_times_of_one_chat(tmp_path: Path):
    async with playground(tmp_path, TWO_SCHOOLS) as place:
        chat = await settled(place, "Педсовет")
        for hour, unit in ((10, TO_SCHOOL), (12, "МАОУ «Лицей № 5»"), (14, None)):
            place.world.set_clock(at(1, hour, 20))
            place.say(chat, MARIA, hour)
            await place.settle()
            if unit:
                place.world.set_clock(at(1, hour, 30))
                assert NOT_YOURS not in [text for *_, text in await press(place, ADMIN, chat, unit)]
        lyceum, school = await both(place, at(2))

        assert counted(lyceum)["Петрова Мария Петровна"] == 24
        assert counted(school)["Петрова Мария Петровна"] == 12
        assert [(line.id, line.messages) for line in lyceum.chats] == [(chat, 24)]
        assert [(line.id, line.present) for line in school.chats] == [(chat, False)]

"""The boundary cases of counting, through the sandbox and the real intake."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.order_files import loading
from sandbox.world.world import Access
from storage import tables
from storage.chats import chats
from storage.people import people
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    OLGA,
    PAVEL,
    ROSTER,
    SCHOOL,
    STRANGER,
    ZONE,
    at,
)
from tests.playground import playground

SERGOKALA = CONFIG.replace('order = "perm"\nadministrators', 'order = "sergokala"\nadministrators')
CALLS_FOR_ALL = CONFIG.replace(
    'order = "perm"\nadministrators', 'order = "ours.toml"\nadministrators'
)


LATER = at(5, 12)
"""When reports are asked for: the clock itself stands still on Monday morning."""


def counts(report):
    """Messages of each person, by family name."""
    return {line.name.split()[0]: line.messages for line in report.people}


def calls(report):
    return {line.name.split()[0]: line.calls for line in report.people if line.calls}


def figures(report):
    return {figure.id: (figure.value, figure.of) for figure in report.figures}


@pytest.mark.asyncio
async def test_exactly_three_exactly_ten_and_nine_of_which_one_was_edited(tmp_path: Path):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL, DEPUTY)
        place.say(chat, ADMIN, 3)
        place.say(chat, MARIA, 10)
        place.say(chat, PAVEL, 8)
        ninth = place.world.say(PAVEL, chat=chat, text="Урок")
        place.world.edit(chat, ninth, "Уроки")
        place.world.edit(chat, ninth, "Урок перенесён")
        await place.settle()
        report = await place.report(now=LATER)

        assert counts(report) == {"Быкова": 3, "Зотов": 0, "Петрова": 10, "Уткин": 9, "Юдина": 0}
        assert figures(report)["teachers_messages_3"] == (3, 3)
        assert figures(report)["teachers_messages_10"] == (1, 3)


@pytest.mark.asyncio
async def test_the_tenth_at_midnight_belongs_to_the_next_local_week(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 9, at(3, 9))
        place.say(chat, PAVEL, 9, at(3, 9))
        place.say(chat, PAVEL, 1, at(6, 23, 59, 59))
        place.say(chat, MARIA, 1, at(7))
        await place.settle()
        this = await place.report(now=at(7, 8))
        following = await place.report(week="2026-W48", now=at(7, 8))

        assert (counts(this)["Петрова"], counts(this)["Уткин"]) == (9, 10)
        assert figures(this)["staff_messages_10"] == (1, 5)
        assert (counts(following)["Петрова"], counts(following)["Уткин"]) == (1, 0)


@pytest.mark.asyncio
async def test_the_week_over_new_year_is_one_week(tmp_path: Path):
    eve = datetime(2026, 12, 28, 9, tzinfo=ZONE)
    async with playground(tmp_path, clock=eve) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        for moment in (
            datetime(2026, 12, 31, 23, 59, 59, tzinfo=ZONE),
            datetime(2027, 1, 1, tzinfo=ZONE),
            datetime(2027, 1, 3, 23, 59, 59, tzinfo=ZONE),
            datetime(2027, 1, 4, tzinfo=ZONE),
        ):
            place.say(chat, MARIA, 1, moment)
        await place.settle()
        last = await place.report(week="2026-W53", now=eve + timedelta(days=7))
        first = await place.report(week="2027-W01", now=eve + timedelta(days=7))

        assert (counts(last)["Петрова"], counts(first)["Петрова"]) == (3, 1)
        assert (last.window.start.date(), last.window.end.date()) == (
            date(2026, 12, 28),
            date(2027, 1, 4),
        )


@pytest.mark.asyncio
async def test_only_new_messages_of_people_count(tmp_path: Path):
    """Service actions, the bot's own and other communities' messages never do."""
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.world.rename_chat(chat, ADMIN, "Педсовет школы")
        place.world.change_members(chat, ADMIN, add=[PAVEL, -7])
        place.world.say(-7, chat=chat, text="Реклама")
        place.world.say(MARIA, chat=chat, attachments=["sticker"])
        place.world.say(MARIA, chat=chat, attachments=["audio_message"])
        place.world.say(MARIA, dm=True, text="Здравствуйте")
        await place.settle()
        report = await place.report(now=LATER)

        assert counts(report) == {"Быкова": 0, "Зотов": 0, "Петрова": 2, "Уткин": 0, "Юдина": 0}
        assert [(line.title, line.messages, line.missed) for line in report.chats] == [
            ("Педсовет школы", 2, 0)
        ]
        assert report.completeness == 1.0


@pytest.mark.asyncio
async def test_a_reached_call_counts_for_who_began_it_and_an_unreached_one_for_nobody(
    tmp_path: Path,
):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.world.call(chat, MARIA, [PAVEL], 60)
        place.world.call(chat, PAVEL, [], 20, state="canceled_by_initiator")
        await place.settle()
        report = await place.report(now=LATER)

        assert calls(report) == {"Петрова": 1}
        assert figures(report)["teachers_calls_1"] == (1, 3)
        assert [line.calls for line in report.chats] == [1]
        assert counts(report)["Петрова"] == 0


@pytest.mark.asyncio
async def test_an_order_may_count_a_call_for_everybody_in_it(tmp_path: Path):
    shipped = (loading.SHIPPED / "sergokala.toml").read_text(encoding="utf-8")
    ours = shipped.replace("participants = false", "participants = true")
    (tmp_path / "ours.toml").write_text(ours, encoding="utf-8")
    async with playground(tmp_path, CALLS_FOR_ALL) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL, STRANGER)
        place.world.call(chat, MARIA, [PAVEL, STRANGER], 60)
        await place.settle()

        assert calls(await place.report(now=LATER)) == {"Петрова": 1, "Уткин": 1}


@pytest.mark.asyncio
async def test_two_profiles_of_one_person_add_up_even_if_one_is_bound_later(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, STRANGER)
        place.say(chat, MARIA, 4)
        place.say(chat, STRANGER, 6)
        await place.settle()
        before = await place.report(now=LATER)
        async with place.service.core.database.writing() as connection:
            [maria] = await people.persons_of(connection, MARIA)
            await people.bind(connection, SCHOOL, {STRANGER: maria.id}, "code", at(2))
        after = await place.report(now=LATER)

        assert (counts(before)["Петрова"], counts(after)["Петрова"]) == (4, 10)
        assert sum(day.messages for day in after.days) == 10


@pytest.mark.asyncio
async def test_someone_with_two_jobs_is_counted_where_the_chat_is(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.roster(unit=LYCEUM)
        here = await place.chat("Педсовет", MARIA)
        there = await place.chat("Кафедра", MARIA, by=LYCEUM_ADMIN)
        place.say(here, MARIA, 4)
        place.say(there, MARIA, 6)
        await place.settle()

        assert counts(await place.report(now=LATER))["Петрова"] == 4
        assert counts(await place.report(LYCEUM, now=LATER))["Петрова"] == 6


@pytest.mark.asyncio
async def test_where_the_bot_is_in_no_chat_nothing_is_known_of_activity(tmp_path: Path):
    async with playground(tmp_path, SERGOKALA) as place:
        await place.roster()
        report = await place.report(now=LATER)

        assert report.completeness is None
        expected = {
            "pupils_total": (None, None),
            "teachers_total": (3, None),
            "teachers_chat_owners": (None, 3),
            "teachers_messages_3": (None, 3),
            "teachers_messages_10": (None, 3),
            "teachers_calls_1": (None, 3),
            "teachers_diary": (None, None),
            "pupils_diary": (None, None),
            "staff_registered": (4, 5),
        }
        assert {name: figures(report)[name] for name in expected} == expected


@pytest.mark.asyncio
async def test_what_the_bot_could_not_see_is_told_beside_the_figure(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, access=Access.MENTIONS)
        place.say(chat, MARIA, 1)
        place.world.say(MARIA, chat=chat, text="/помощь")
        place.say(chat, MARIA, 5)
        place.world.say(MARIA, chat=chat, text="/помощь")
        await place.settle()
        report = await place.report(now=LATER)

        assert counts(report)["Петрова"] == 2
        assert report.completeness == 2 / 8
        assert report.figure("staff_messages_10").incomplete is True
        assert report.figure("staff_registered").incomplete is False
        assert [line.missed for line in report.chats] == [6]


@pytest.mark.asyncio
async def test_who_leaves_in_mid_week_is_judged_no_more_and_the_messages_stay_in_the_totals(
    tmp_path: Path,
):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", PAVEL)
        place.say(chat, PAVEL, 10)
        await place.settle()
        place.world.set_clock(at(2, 12))
        without = "".join(line for line in ROSTER.splitlines(True) if "Уткин" not in line)
        done = await place.roster(without, gone=True)
        report = await place.report(now=LATER)

        assert [person.full_name for person in done.missing] == ["Уткин Павел Ильич"]
        assert counts(report) == {"Быкова": 0, "Зотов": 0, "Петрова": 0, "Юдина": 0}
        assert figures(report)["staff_messages_10"] == (0, 4)
        assert [line.messages for line in report.chats] == [10]


@pytest.mark.asyncio
async def test_a_chat_given_to_another_organisation_leaves_there_what_was_counted(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.roster(unit=LYCEUM)
        chat = await place.chat("Педсовет", MARIA, OLGA)
        place.say(chat, MARIA, 4)
        await place.settle()
        async with place.service.core.database.writing() as connection:
            await chats.give(connection, chat, LYCEUM, at(1))
        place.world.set_clock(at(1, 0, 0, 1))
        place.say(chat, MARIA, 1)
        await place.settle()

        assert (await place.report(now=LATER)).completeness == 1
        assert counts(await place.report(now=LATER))["Петрова"] == 4
        assert counts(await place.report(LYCEUM, now=LATER))["Петрова"] == 1
        assert {row.author for row in await place.rows(tables.tallies)} == {MARIA}

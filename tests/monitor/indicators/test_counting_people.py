"""More boundary cases of counting, through the sandbox: who comes, goes and is away."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.world.world import Access
from tests.builders import ORDER
from tests.cast import ADMIN, CONFIG, DEPUTY, MARIA, OLGA, PAVEL, ROSTER, STRANGER, at
from tests.playground import playground

OURS = CONFIG.replace('order = "perm"\nadministrators', 'order = "ours.toml"\nadministrators')
LATER = at(5, 12)
SCALED = """
[[indicator]]
id = "main"
family = "people_active"
title = "Написавшие"
base = "{base}"
messages = 10
scaled = {scaled}
personal = true
norm = {{ threshold = 1.0, text = "каждый пишет" }}
"""


def ours(folder, *, base="all", scaled="true"):
    """A config whose school follows an order of one personal norm of ten messages."""
    text = ORDER + SCALED.format(base=base, scaled=scaled)
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return OURS


def line_of(report, name):
    return next(line for line in report.people if line.name.startswith(name))


def main_of(report):
    figure = report.figure("main")
    return figure.value, figure.of, figure.norm.met


@pytest.mark.asyncio
async def test_the_bot_was_not_there_from_tuesday_to_wednesday(tmp_path: Path):
    """What was written meanwhile is not counted, and the report says so: when and in which chat."""
    async with playground(tmp_path, ours(tmp_path)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 4)
        await place.settle()
        place.world.set_clock(at(1, 10))
        place.world.set_bot(chat, ADMIN, Access.ABSENT)
        await place.settle()
        place.say(chat, MARIA, 6, at(1, 12))
        place.world.set_clock(at(2, 16))
        place.world.set_bot(chat, ADMIN, Access.ADMIN)
        await place.settle()
        place.say(chat, MARIA, 3, at(3, 9))
        await place.settle()
        report = await place.report(now=LATER)

        assert line_of(report, "Петрова").messages == 7
        assert [(each.chat, each.cause, each.since, each.until) for each in report.blanks] == [
            ("Педсовет", "absent", at(1, 10), at(2, 16))
        ]
        assert report.completeness == 7 / 13
        assert report.figure("main").incomplete is True
        assert [(each.messages, each.missed) for each in report.chats] == [(7, 6)]


NAMESAKE = "Петрова Мария Петровна;Логопед;педагог;{account};;;\n"


@pytest.mark.asyncio
async def test_two_people_of_one_name_are_two_and_each_has_his_own_messages(tmp_path: Path):
    async with playground(tmp_path, ours(tmp_path)) as place:
        imported = await place.roster(ROSTER + NAMESAKE.format(account=STRANGER))
        chat = await place.chat("Педсовет", MARIA, STRANGER)
        place.say(chat, MARIA, 10)
        place.say(chat, STRANGER, 3)
        await place.settle()
        report = await place.report(now=LATER)

        assert imported.problems == ()
        assert sorted(
            (line.position, line.messages, line.short)
            for line in report.people
            if line.name == "Петрова Мария Петровна"
        ) == [("Логопед", 3, True), ("Учитель математики", 10, False)]
        assert main_of(report) == (1, 6, False)


@pytest.mark.asyncio
@pytest.mark.parametrize(("scaled", "short", "needed"), [("true", False, 6), ("false", True, 10)])
async def test_who_is_hired_on_wednesday_is_asked_for_three_days(
    tmp_path: Path, scaled, short, needed
):
    async with playground(tmp_path, ours(tmp_path, scaled=scaled), at(-7, 9)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, OLGA)
        place.world.set_clock(at(2, 11))
        await place.roster(ROSTER + f"Носова Нина Ивановна;Логопед;педагог;{STRANGER};;;\n")
        place.world.set_clock(at(3, 9))
        place.world.change_members(chat, ADMIN, add=[STRANGER])
        place.say(chat, STRANGER, 5, at(3, 9))
        await place.settle()
        five = line_of(await place.report(now=LATER), "Носова")
        place.say(chat, STRANGER, 1, at(4, 9))
        await place.settle()
        six = line_of(await place.report(now=LATER), "Носова")

        assert [(each.done, each.needed) for each in five.asked] == [(5, needed)]
        assert (six.messages, six.short) == (6, short)


@pytest.mark.asyncio
async def test_with_a_roster_that_is_new_on_wednesday_everybody_is_asked_for_the_week(
    tmp_path: Path,
):
    async with playground(tmp_path, ours(tmp_path), at(2, 11)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 6)
        await place.settle()

        assert [
            (each.done, each.needed)
            for each in line_of(await place.report(now=LATER), "Петрова").asked
        ] == [(6, 10)]


ON_LEAVE = ROSTER.replace(";;\n", ";16.11.2026;\n")


@pytest.mark.asyncio
@pytest.mark.parametrize(("base", "figure"), [("all", (0, 5, False)), ("present", (None, 0, None))])
async def test_everybody_on_leave_is_nobody_s_fault_and_nobody_is_nudged(
    tmp_path: Path, base, figure
):
    async with playground(tmp_path, ours(tmp_path, base=base)) as place:
        for person in (ADMIN, DEPUTY, MARIA, PAVEL):
            place.world.allow_dm(person)
        await place.roster(ON_LEAVE)
        await place.chat("Педсовет", MARIA, PAVEL, DEPUTY)
        report = await place.report(now=LATER)

        assert [line.absent for line in report.people] == [True] * 5
        assert main_of(report) == figure
        assert [line.short for line in report.people] == [False] * 5


@pytest.mark.asyncio
async def test_who_returned_on_thursday_is_asked_for_two_days_and_may_write_them(tmp_path: Path):
    text = ROSTER.replace("учитель;104;5А;;", "учитель;104;5А;01.11.2026;18.11.2026")
    async with playground(tmp_path, ours(tmp_path)) as place:
        await place.roster(text)
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 3, at(3, 9))
        await place.settle()
        three = line_of(await place.report(now=LATER), "Петрова")
        place.say(chat, MARIA, 1, at(3, 10))
        await place.settle()
        four = line_of(await place.report(now=LATER), "Петрова")

        assert [(each.done, each.needed) for each in three.asked] == [(3, 4)]
        assert (three.absent, four.short) == (False, False)


@pytest.mark.asyncio
async def test_a_message_of_the_last_second_of_absence_or_of_the_week_is_a_message(tmp_path: Path):
    async with playground(tmp_path, ours(tmp_path)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA)
        place.say(chat, MARIA, 9, at(0, 10))
        place.say(chat, MARIA, 1, at(7) - timedelta(seconds=1))
        await place.settle()

        assert main_of(await place.report(now=at(7, 8))) == (1, 5, False)

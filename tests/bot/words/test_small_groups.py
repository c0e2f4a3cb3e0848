"""Small groups: coordinators and chats read «мало сотрудников», those inside read all."""

import io
import json

import openpyxl
import pytest

from bot.cli.week.report import as_object
from bot.sheets.level import level_xlsx
from bot.words.explained.figure import explanation
from monitor.jobs.asked.load_explanation import load_explanation
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.week import make_digest
from storage import tables
from tests.bot.dialog.chatting import classes
from tests.bot.dialog.conversing import press, say
from tests.cast import (
    ADMIN,
    CONFIG,
    COORDINATOR,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    NEXT_MONDAY_CLOSE,
    OLGA,
    PAVEL,
    PERM,
    ROSTER,
    WEEK,
    at,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NBSP = "\N{NO-BREAK SPACE}"
REAL = CONFIG.replace("small_group = 1", "small_group = 5").replace(
    'order = "sergokala"', 'order = "perm"'
)
LYCEUM_ROSTER = """ФИО;Должность;Роль;VK
Носова Нина Ивановна;Учитель химии;учитель;107
Юдина Ольга Олеговна;Учитель химии;учитель;106
"""
TEN = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
FEW = "мало сотрудников"


async def two_schools(place):
    """Five people in one, two of whom reached ten; two in the other, one of whom did."""
    await place.roster(ROSTER)
    await place.roster(LYCEUM_ROSTER, LYCEUM)
    chat = await place.chat("Педсовет", MARIA, PAVEL)
    other = await place.chat("Учителя", OLGA, by=LYCEUM_ADMIN)
    for there, person in ((chat, MARIA), (chat, PAVEL), (other, OLGA)):
        place.say(there, person, 10)
    place.world.set_clock(at(1, 12))
    await place.settle()
    return chat, other


async def test_a_coordinator_is_told_sums_and_nothing_of_a_few(tmp_path):
    async with playground(tmp_path, REAL) as place:
        await two_schools(place)
        said = await say(place, COORDINATOR, "Организации")
        assert said.splitlines()[1:] == [
            f"1. • МАОУ «Лицей № 5»: {FEW}, неделя идёт",
            f"2. • МАОУ «СОШ № 12»: {FEW}, неделя идёт",
        ]
        opened, _ = await press(place, COORDINATOR, "1")
        assert f"• {TEN}: {FEW}" in opened.splitlines()
        assert " из 2" not in opened
        summary = await say(place, COORDINATOR, "сводка")
        assert f"От 10 сообщений: 3 из 7 (42,9{NBSP}%)" in summary


async def test_inside_the_organisation_everything_is_told(tmp_path):
    async with playground(tmp_path, REAL) as place:
        await two_schools(place)
        said = await say(place, LYCEUM_ADMIN, "сводка")
        assert f"{TEN}: 1 из 2 (50,0{NBSP}%)" in said
        assert FEW not in said


async def test_a_chat_of_a_small_staff_is_told_nothing_of_single_people(tmp_path):
    async with playground(tmp_path, REAL) as place:
        chat, other = await two_schools(place)
        await classes(place, "5А")
        place.world.say(LYCEUM_ADMIN, chat=other, text="/сводка")
        place.world.say(ADMIN, chat=chat, text="/сводка")
        await place.settle()
        assert f"• {TEN}: {FEW}" in place.heard(chat=other)[-1].splitlines()
        assert " из 2" not in place.heard(chat=other)[-1]
        assert f"{TEN}: 2 из 5 (40,0{NBSP}%)" in place.heard(chat=chat)[-1]


async def level(place, now):
    """The level's report as readers get it, and its explanation."""
    units = place.service.core.units
    unit = units[PERM]
    week = unit.week_named(WEEK)
    async with place.service.core.database.reading() as connection:
        report = await load_level_report(connection, unit, week, now, units)
        told = await load_explanation(connection, unit, week, unit.order.main, now, units)
    return unit, report, told


@pytest.mark.parametrize("closed", [False, True], ids=["running", "closed"])
async def test_json_table_and_explanation_say_the_same(tmp_path, closed):
    async with playground(tmp_path, REAL) as place:
        await two_schools(place)
        if closed:
            await place.tick(NEXT_MONDAY_CLOSE)
        unit, report, told = await level(place, place.world.now())
    main = unit.order.main
    found = as_object(report, people=True)
    for each in found["organisations"]:
        [figure] = [one for one in each["indicators"] if one["id"] == main]
        assert (figure["value"], figure["of"], figure["share"]) == (None, None, None)
        assert (figure["few"], figure["incomplete"]) == (True, False)
    [whole] = [one for one in found["indicators"] if one["id"] == main]
    assert (whole["value"], whole["of"]) == (3, 7)

    book = openpyxl.load_workbook(
        io.BytesIO(level_xlsx(make_digest(unit, report, (), final=closed)))
    )
    rows = list(book["Организации"].iter_rows(values_only=True))
    assert [row[6:9] for row in rows[2:4]] == [(FEW, None, None)] * 2

    said = explanation(told)
    assert (
        f"В сумму входят, по отдельности не показаны ({FEW}): МАОУ «Лицей № 5», МАОУ «СОШ" in said
    )


async def test_what_is_kept_of_a_level_is_the_whole(tmp_path):
    """The sums of next levels are made of what is kept; only what is read is hidden."""
    async with playground(tmp_path, REAL) as place:
        await two_schools(place)
        await place.tick(NEXT_MONDAY_CLOSE)

        kept = {row.unit: json.loads(row.report) for row in await place.rows(tables.snapshots)}
        lines = kept[PERM]["organisations"]

    assert [line["figures"][0]["of"] for line in lines] == [2, 5]
    assert place.heard(dm=COORDINATOR) == []

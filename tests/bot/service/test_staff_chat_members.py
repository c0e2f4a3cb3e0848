"""Who is connected without a binding: counted through the service, and told as what it is."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from bot.cli.week.report import as_object
from bot.pictures import digest_words as words
from bot.pictures.drawing import digest_png
from bot.pictures.level import level_png
from bot.sheets.digest import digest_xlsx
from bot.sheets.level import level_xlsx
from bot.words.explained.figure import explanation
from bot.words.figures import as_of, figure_line
from bot.words.notices.rollup import rollup
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from monitor.facts.digest import Digest
from monitor.jobs.asked.load_explanation import load_explanation
from monitor.jobs.levels import load_level_report
from monitor.time.week import week_named
from sandbox.world.world import Access
from storage.chats import chats
from tests.cast import (
    ADMIN,
    CONFIG,
    COORDINATOR,
    LYCEUM_ADMIN,
    MARIA,
    NEXT_MONDAY_CLOSE,
    OLGA,
    PAVEL,
    PERM,
    SCHOOL,
    STRANGER,
    WEEK,
    at,
)
from tests.playground import playground

NBSP = "\N{NO-BREAK SPACE}"
LATER = at(4, 15)
ORDER = """
id = "joined"
title = "Приказ"
issuer = "Управление"
main = "staff_registered"

[counting]
rule = "Учтены сообщения в чатах."

[schedule]
close = "monday 09:00"

[[indicator]]
id = "staff_registered"
family = "people_registered"
title = "Сотрудники с известным боту профилем"
norm = { threshold = 1.0, text = "подключены все сотрудники" }

[[indicator]]
id = "members"
family = "staff_chat_members"
title = "Участники служебных чатов"

[[indicator]]
id = "writers"
family = "unbound_writers"
title = "Пишущие в служебных чатах без привязки"
"""

LIST = """ФИО;Должность;Роль;VK
Быкова Анна Сергеевна;Учитель истории;учитель;101
Петрова Мария Петровна;Учитель математики;учитель;104
Уткин Павел Ильич;Учитель физики;учитель;105
Юдина Ольга Олеговна;Секретарь;прочий персонал;
Лапина Вера Юрьевна;Учитель химии;учитель;
"""
OPEN_BESIDE = "возможно, ещё 2: участники служебных чатов без привязки"

FIRST, SECOND = OLGA, LYCEUM_ADMIN
"""Profiles that are nobody's on this list."""

REGISTERED = "Сотрудники с известным боту профилем"
MEMBERS = "Участники служебных чатов"
WRITERS = "Пишущие в служебных чатах без привязки"


def school(folder: Path):
    """A playground whose school and municipality have the order above."""
    (folder / "joined.toml").write_text(ORDER, encoding="utf-8")
    return playground(folder, CONFIG.replace('order = "perm"', 'order = "joined.toml"'))


async def look(place):
    """Let VK be asked for what is new, and give the week's report."""
    await place.settle()
    await place.service.refresh_chats()
    return await place.report(now=LATER)


async def call_it_staff(place, chat, **values):
    """Let the administrator say what a chat is for; VK tells its title to administrators only."""
    async with place.service.core.database.writing() as connection:
        await chats.describe(connection, chat, {"kind": "staff", **values})


def said(report):
    return [figure_line(each, as_of(report), SCHOOL_WORDS) for each in report.figures]


async def why(place, figure, unit=SCHOOL):
    """«Почему?» of a figure."""
    of = place.service.core.units[unit]
    wanted = week_named(WEEK, of.zone, of.order.first_weekday)
    async with place.service.core.database.reading() as connection:
        found = await load_explanation(
            connection, of, wanted, figure, LATER, place.service.core.units
        )
    return explanation(found).split("\n")


OPEN = f"""⚠️ {REGISTERED}: 3 из 5 (60,0{NBSP}%), норма 100{NBSP}%
МАОУ «СОШ № 12», неделя 16–22 ноября, на 15:00 пятницы, не окончена.
Правило: профиль VK привязан.
Считается по образцу: Приказ (пример, сверьте с Вашим приказом).
База: все сотрудники, от всех по списку: 5.
Возможно, ещё 2: в служебных чатах есть участники без привязки, а в списке — сотрудники без \
известного профиля. Кто из них кто, бот не знает. Норма сверяется с тем, что известно.
Не учтено:
• профиль не привязан, данных нет: 2 человека"""

OF_MEMBERS = f"""• {MEMBERS}: 5
МАОУ «СОШ № 12», неделя 16–22 ноября, на 15:00 пятницы, не окончена.
Правило: профили участников служебных чатов, с привязкой и без неё.
Считается по образцу: Приказ (пример, сверьте с Вашим приказом).
С привязкой: 3, без привязки: 2.
По чатам (участников): «Педсовет» — 5."""

OF_WRITERS = f"""• {WRITERS}: 1
МАОУ «СОШ № 12», неделя 16–22 ноября, на 15:00 пятницы, не окончена.
Правило: люди без привязки, писавшие в служебных чатах. Учтены сообщения в чатах.
Считается по образцу: Приказ (пример, сверьте с Вашим приказом).
Учтено в чатах: 3 сообщения.
По чатам (сообщений): «Педсовет» — 3.
По дням (сообщений, в скобках — человек): 16 ноября — 3 (1); 17 ноября — 0; 18 ноября — 0; \
19 ноября — 0; 20 ноября — 0.
Не учтено:
• сотрудники: 1 человек, 2 сообщения
• чаты, которые здесь не считаются: 1 человек, 9 сообщений («5А родители»)"""


@pytest.mark.asyncio
async def test_five_in_the_staff_chat_three_bound_one_writes_and_one_is_silent(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        staff = await place.chat("Педсовет", MARIA, PAVEL, FIRST, SECOND)
        parents = await place.chat("5А родители", MARIA, STRANGER)
        place.say(staff, MARIA, 2)
        place.say(staff, FIRST, 3)
        place.say(parents, STRANGER, 9)
        report = await look(place)

        assert said(report) == [
            f"⚠️ {REGISTERED}: 3 из 5 (60,0{NBSP}%), норма 100{NBSP}%; возможно, ещё 2: участники "
            "служебных чатов без привязки",
            f"• {MEMBERS}: 5",
            f"• {WRITERS}: 1",
        ]
        assert await why(place, "staff_registered") == OPEN.split("\n")
        assert await why(place, "members") == OF_MEMBERS.split("\n")
        assert await why(place, "writers") == OF_WRITERS.split("\n")
        found = {each["id"]: each for each in as_object(report, people=False)["indicators"]}
        registered = found["staff_registered"]
        assert (registered["value"], registered["of"]) == (3, 5)
        assert (registered["possible"], registered["norm"]["met"]) == (2, False)
        assert "possible" not in found["members"]


@pytest.mark.asyncio
async def test_who_is_bound_is_certain_and_who_is_on_no_list_cannot_make_up_for_the_rest(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        staff = await place.chat("Педсовет", MARIA, PAVEL, FIRST, COORDINATOR)
        report = await look(place)
        assert said(report)[:2] == [
            f"⚠️ {REGISTERED}: 3 из 5 (60,0{NBSP}%), норма 100{NBSP}%; возможно, ещё 1: участники "
            "служебных чатов без привязки",
            f"• {MEMBERS}: 5",
        ]
        await place.roster(LIST.replace("персонал;", f"персонал;{FIRST}"))
        assert said(await look(place))[:2] == [
            f"⚠️ {REGISTERED}: 4 из 5 (80,0{NBSP}%), норма 100{NBSP}%",
            f"• {MEMBERS}: 5",
        ]
        place.world.change_members(staff, ADMIN, add=[SECOND, STRANGER])
        assert said(await look(place))[:2] == [
            f"⚠️ {REGISTERED}: 4 из 5 (80,0{NBSP}%), норма 100{NBSP}%; возможно, ещё 1: участники "
            "служебных чатов без привязки",
            f"• {MEMBERS}: 7",
        ]


@pytest.mark.asyncio
async def test_where_vk_does_not_tell_members_there_is_no_data_and_only_writers_are_known(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        staff = await place.chat("Педсовет", MARIA, FIRST, SECOND, access=Access.ALL)
        await call_it_staff(place, staff)
        place.say(staff, FIRST)
        assert said(await look(place)) == [
            f"⚠️ {REGISTERED}: 3 из 5 (60,0{NBSP}%), норма 100{NBSP}%; возможно, ещё 1: участники "
            "служебных чатов без привязки",
            f"• {MEMBERS}: нет данных (состав чатов неизвестен, боту нужны права администратора)",
            f"• {WRITERS}: 1",
        ]
        place.world.set_bot(staff, ADMIN, Access.ADMIN)
        assert said(await look(place))[1] == f"• {MEMBERS}: 4"


@pytest.mark.asyncio
async def test_two_staff_chats_count_a_stranger_once_and_one_that_does_not_tell_is_named(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        await place.chat("Педсовет", MARIA, FIRST, SECOND)
        await place.chat("МО физиков", PAVEL, FIRST, SECOND, STRANGER)
        assert said(await look(place))[1] == f"• {MEMBERS}: 6"
        assert (await why(place, "members"))[4:] == [
            "С привязкой: 3, без привязки: 3. Кто состоит в нескольких чатах, учтён один раз.",
            "По чатам (участников): «Педсовет» — 4; «МО физиков» — 5.",
        ]
        third = await place.chat("МО химиков", FIRST, access=Access.ALL)
        await call_it_staff(place, third, title="МО химиков")
        report = await look(place)
        assert said(report)[1] == (
            f"• {MEMBERS}: 6*; состав не всех чатов известен, боту нужны права администратора"
        )
        assert (await why(place, "members"))[-2:] == [
            "Не учтено:",
            "• состав неизвестен: «МО химиков»",
        ]


@pytest.mark.asyncio
async def test_a_chat_called_a_staff_chat_later_counts_from_the_next_look_on(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        number = await place.chat("Разное", MARIA, FIRST)
        assert (await look(place)).figure("members").missing == "unwatched"
        await call_it_staff(place, number)
        assert (await place.report(now=LATER)).figure("members").missing == "members"
        assert (await look(place)).figure("members").value == 3
        await call_it_staff(place, number, kind="parents")
        report = await look(place)
        assert report.figure("members").missing == "unwatched"
        assert report.figure("staff_registered").possible == 0


@pytest.mark.asyncio
async def test_the_level_above_sums_what_is_open_and_the_closed_week_keeps_it(tmp_path):
    async with school(tmp_path) as place:
        await place.roster(LIST)
        staff = await place.chat("Педсовет", MARIA, PAVEL, FIRST, SECOND)
        place.say(staff, FIRST, 3)
        await place.tick(NEXT_MONDAY_CLOSE)
        place.world.change_members(staff, ADMIN, remove=[FIRST, SECOND])
        await place.service.refresh_chats()
        report = await place.report(now=NEXT_MONDAY_CLOSE)
        of = place.service.core.units[PERM]
        wanted = week_named(WEEK, of.zone, of.order.first_weekday)
        async with place.service.core.database.reading() as connection:
            above = await load_level_report(
                connection, of, wanted, NEXT_MONDAY_CLOSE, place.service.core.units
            )

        assert report.window.closed
        assert [each.value for each in report.figures] == [3, 5, 1]
        [line] = [each for each in above.organisations if each.unit == SCHOOL]
        stood = line.figure("staff_registered")
        assert (stood.value, stood.of, stood.met, stood.possible) == (3, 5, False, 2)
        figure = above.figure("staff_registered")
        assert (figure.value, figure.of, figure.possible, figure.norm.met) == (3, 5, 2, False)
        assert (figure.among.met, figure.among.unmet, figure.among.unknown) == (
            0,
            1,
            1,
        )  # the lyceum gave no data
        digest = Digest(report=above, trends=(), main="staff_registered", final=True)
        assert rollup(digest).split("\n")[2] == (
            f"⚠️ {REGISTERED}: 3 из 5 (60,0{NBSP}%); норма 100{NBSP}%: не "
            f"выполнена в 1 организации, без данных: 1; {OPEN_BESIDE}."
        )
        [row] = [row for row in rows(level_xlsx(digest), "Показатели") if row[0] == REGISTERED]
        assert (row[6], row[-1]) == ("нет", OPEN_BESIDE)
        header, row = rows(
            digest_xlsx(replace(digest, report=report), with_people=False), "Как считано"
        )[:2]
        assert dict(zip(header, row, strict=True))["Чего бот не знает"] == OPEN_BESIDE
        for picture in (level_png(digest), digest_png(replace(digest, report=report))):
            assert picture.startswith(b"\x89PNG")
        assert words.left_open(report.figure("staff_registered")) == (
            "Возможно, ещё 2: участники служебных чатов без привязки."
        )


def rows(table, sheet):
    """The rows of a workbook's sheet."""
    return [*openpyxl.load_workbook(io.BytesIO(table))[sheet].iter_rows(values_only=True)]

"""«Дела организаций»: what was due before anybody joined presses nobody, who is left is told."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from bot.words.dialog import ALREADY, NOT_ALLOWED
from storage import tables
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say, twice
from tests.bot.dialog.order.smolensk_town import (
    CITY,
    CITY_COORDINATOR,
    COLLEGE_ADMIN,
    GARDEN_ADMIN,
    GYMNASIUM,
    GYMNASIUM_ADMIN,
    REGION_COORDINATOR,
    SCHOOL_ADMIN,
    SCHOOL_DEPUTY,
    town,
)
from tests.cast import COORDINATOR, at
from tests.monitor.schooling import scheduled
from tests.playground import playground

pytestmark = pytest.mark.asyncio

REGISTRATION = "Регистрация муниципальных общеобразовательных организаций в ИКОП Сферум"
LIST = (
    "Управление образования Смоленска, на 16 ноября. Дела организаций, выполнены всеми: 0 из 3.\n"
    "1. • Строка 5. Проведение совещаний руководителями общеобразовательных…: 0 из 2, срок прошёл "
    "до подключения\n"
    "2. • Строка 7. Регистрация муниципальных общеобразовательных организаций в…: 1 из 2, срок "
    "прошёл до подключения\n"
    "3. • Строка 11. Перевод 100% внутренних коммуникаций (ВКС, чаты) системы…: 0 из 2, срок "
    "прошёл до подключения"
)
CARD = (
    "Управление образования Смоленска, на 16 ноября.\n"
    f"{REGISTRATION} (строка 7).\n"
    "Отвечают: Руководители муниципальных общеобразовательных организаций.\n"
    "Касается: школы (муниципальные).\n"
    "Срок: 28 апреля 2023 г., прошёл до подключения.\n"
    "Отметили: 1 из 2 (50,0 %).\n"
    "Ещё не отметили: 1.\n"
    "1. МБОУ «Гимназия № 4»"
)
PREVIEW = (
    f"Управление образования Смоленска. Напомнить о деле «{REGISTRATION}» (строка 7)? "
    "Организаций: 1.\n"
    "Уйдёт сегодня в 08:30, в рабочие часы организации; не больше одного напоминания в день."
)
URGED = (
    "МБОУ «Гимназия № 4». Управление образования Смоленска напоминает о деле по приказу:\n"
    f"• {REGISTRATION} (строка 7), срок 28 апреля 2023 г.\n"
    "Если уже сделано, отметьте с датой: координатор увидит отметку."
)
TODAY = datetime.combine(date(2026, 11, 16), time())
READERS = (
    *(SCHOOL_ADMIN, SCHOOL_DEPUTY, GYMNASIUM_ADMIN, COLLEGE_ADMIN, GARDEN_ADMIN),
    *(CITY_COORDINATOR, REGION_COORDINATOR),
)


def plainly(text):
    """Write no-break spaces as the others."""
    return text.replace("\xa0", " ")


async def mark(place):
    """Let the school mark its registration as done today."""
    await say(place, SCHOOL_ADMIN, "дела")
    for label in ("2", "Отметить выполненным", "Сегодня", "Отметить"):
        await press(place, SCHOOL_ADMIN, label)


async def everywhere(place, reader, typed):
    """Every page of a list somebody asks for."""
    said = [await say(place, reader, typed)]
    while any("Дальше →" in row for row in buttons(place, reader)):
        said.append((await press(place, reader, "Дальше →"))[0])
    return "\n".join(said)


async def test_a_town_that_joined_after_every_day_is_late_with_nothing(tmp_path):
    async with playground(tmp_path, town()) as place:
        for reader in READERS:
            told = await everywhere(place, reader, "дела")
            assert "⚠️" not in told
            if reader in (CITY_COORDINATOR, REGION_COORDINATOR):
                assert "⚠️" not in await everywhere(place, reader, "дела организаций")
        await place.tick(at(0, 10))
        assert [row.kind for row in await place.rows(tables.notices)] == []


async def test_a_coordinator_sees_who_is_left_and_reminds_them_once_a_day(tmp_path):
    async with playground(tmp_path, town()) as place:
        await mark(place)
        place.world.allow_dm(GYMNASIUM_ADMIN)
        assert await say(place, CITY_COORDINATOR, "Дорожная карта") == LIST
        assert buttons(place, CITY_COORDINATOR) == [["1", "2", "3"], ["Таблица"], ["Свои дела"]]
        said, _ = await press(place, CITY_COORDINATOR, "2")
        assert plainly(said) == CARD
        assert (await press(place, CITY_COORDINATOR, "Напомнить ответственным"))[0] == PREVIEW
        assert await twice(place, CITY_COORDINATOR, "Напомнить") == [ALREADY]
        assert [
            (row.unit, row.recipient, row.period) for row in await place.rows(tables.notices)
        ] == [(GYMNASIUM, GYMNASIUM_ADMIN, "2026-11-16")]
        assert await journal(place, "milestone_urged") == [
            (CITY_COORDINATOR, "milestone_urged", {"milestone": "row_07", "count": 1})
        ]

        await place.tick(at(0, 10, 29))  # in Moscow it is 08:29
        assert place.heard(dm=GYMNASIUM_ADMIN) == []
        await place.tick(at(0, 10, 30))
        assert place.heard(dm=GYMNASIUM_ADMIN) == [URGED]
        said, _ = await press(place, GYMNASIUM_ADMIN, "Открыть дело")
        assert said.startswith(f"МБОУ «Гимназия № 4», на 16 ноября.\n{REGISTRATION} (строка 7).")

        await say(place, CITY_COORDINATOR, "дела организаций")
        await press(place, CITY_COORDINATOR, "3")
        said, _ = await press(place, CITY_COORDINATOR, "Напомнить ответственным")
        assert said.split("\n")[0].endswith("(строка 11)? Организаций: 1.")
        assert said.split("\n")[1] == "Сегодняшнее напоминание уже есть: 1."


async def test_the_table_has_organisations_by_what_is_asked_of_them(tmp_path):
    async with playground(tmp_path, town()) as place:
        await mark(place)
        await say(place, REGION_COORDINATOR, "дорожная карта")
        assert (await press(place, REGION_COORDINATOR, "Таблица"))[0] == (
            "Департамент Смоленской области. Таблица: организации и их дела с датами, без имён "
            "людей."
        )
        [file] = newest(place, REGION_COORDINATOR).attachments
        assert file["doc"]["title"] == "Дорожная карта, 16 ноября 2026.xlsx"
        [body] = [each.content for each in place.world.files.stored.values()]
        book = openpyxl.load_workbook(io.BytesIO(body))
        head, *rows = book["Организации"].iter_rows(values_only=True)
        [column] = [at for at, cell in enumerate(head) if cell.startswith("строка 7.")]
        assert head[column] == f"строка 7. {REGISTRATION} (до 28 апреля 2023 г.)"
        before = "срок прошёл до подключения"
        assert [(row[0], row[1], row[column]) for row in rows] == [
            ("МБОУ «Гимназия № 4»", "школа", before),
            ("МБОУ «СШ № 3»", "школа", TODAY),
            ("ОГБПОУ «Колледж № 1»", "СПО", "—"),
            ("Управление образования Смоленска", "муниципалитет", "—"),
        ]
        _, *sums = book["Дела"].iter_rows(values_only=True)
        [line] = [row for row in sums if row[0] == "строка 7"]
        assert line[3:] == ("до 28 апреля 2023 г.", 1, 2)


async def test_what_comes_due_while_the_school_is_here_presses(tmp_path):
    config = scheduled(tmp_path)
    path = tmp_path / "scheduled.toml"
    found = 'title = "Провести обучение для пользователей ИКОП «Сферум» по работе с платформой"'
    text = path.read_text(encoding="utf-8").replace(found, f"{found}\ndeadline = 2026-11-20")
    path.write_text(text, encoding="utf-8")
    async with playground(tmp_path, config) as place:
        said = await say(place, COORDINATOR, "дела организаций")
        assert said.split("\n")[-2] == (
            "3. ⚠️ П. 1.3. Провести обучение для пользователей ИКОП «Сферум» по работе…: 0 из 1, "
            "срок 20 ноября 2026 г."
        )
        place.world.set_clock(at(8, 9))
        said = await say(place, COORDINATOR, "дела организаций")
        assert said.split("\n")[-2].endswith("0 из 1, срок был 20 ноября 2026 г.")
        await press(place, COORDINATOR, "3")
        assert (
            newest(place, COORDINATOR).text.split("\n")[4] == "Срок: 20 ноября 2026 г., уже прошёл."
        )


async def test_organisations_are_the_coordinator_s_alone(tmp_path):
    async with playground(tmp_path, town()) as place:
        assert await say(place, SCHOOL_ADMIN, "дорожная карта") == NOT_ALLOWED
        naming = {"o": "smolensk", "m": "row_07"}
        for act in ("road_item", "road_table", "road_remind"):
            assert await forge(place, SCHOOL_ADMIN, act, u=CITY, **naming) == NOT_ALLOWED
        gone = await forge(place, CITY_COORDINATOR, "road_item", o="smolensk", m="row_08")
        assert gone == "Такого дела у организаций больше нет."

"""«Официальная статистика»: the table handed in, put right, applied, held against our week."""

from dataclasses import replace

import pytest

from bot.dialog.official.acts_words import NO_FILE_YET, SEND
from bot.sheets.plain import workbook
from bot.words.dialog import ALREADY, EXPIRED, NOT_ALLOWED, PRESS_YES_OR_NO, cancelled
from storage import tables
from storage.asked import dialog_states
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say, twice
from tests.bot.dialog.staffing import hand
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

HEADINGS = ["Организация", "Сотрудников всего", "Сотрудники, 10 и больше сообщений", "Графа 7"]
TABLE = workbook({"Свод": [HEADINGS, ["СОШ 12", 6, 3, 2]]})
TITLE = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
WEEKS = [["16–22 ноября", "9–15 ноября"], ["2–8 ноября", "26 октября – 1 ноября"]]
UNDERSTOOD = (
    "МАОУ «СОШ № 12». Официальная таблица, неделя {}: лист «Свод», заголовки в строке 1.\n"
    f"• {TITLE}: 3 из 6 (50,0 %)\n"
    "МАОУ «СОШ № 12»: строка 2 «СОШ 12», сходство 100 %."
)
UNKNOWN = "\nСтолбцы не распознаны: D «Графа 7»."


def plainly(text):
    """Write no-break spaces as the others."""
    return text.replace("\xa0", " ")


async def kept(place):
    return [
        (row.unit, row.week, row.figure, row.value, row.of)
        for row in await place.rows(tables.official)
    ]


async def handed(place, body=TABLE, name="table.xlsx"):
    await say(place, ADMIN, "официальная статистика")
    return plainly(await hand(place, ADMIN, name, body))


async def test_a_table_is_shown_applied_and_held_against_our_week(tmp_path):
    async with playground(tmp_path, clock=at(0, 9)) as place:
        await place.roster()
        assert await say(place, ADMIN, "официальная статистика") == (
            f"МАОУ «СОШ № 12», неделя 9–15 ноября. Официальной таблицы за неё нет. {SEND}"
        )
        assert buttons(place, ADMIN) == WEEKS
        said = plainly(await hand(place, ADMIN, "table.xlsx", TABLE))
        assert said == UNDERSTOOD.format("9–15 ноября") + UNKNOWN
        assert buttons(place, ADMIN) == [
            ["Применить"],
            ["Столбцы", "Неделя раньше", "Неделя позже"],
            ["Отмена"],
        ]
        assert await kept(place) == []
        await press(place, ADMIN, "Неделя позже")
        said, _ = await press(place, ADMIN, "Применить")
        assert plainly(said) == (
            "Сохранено: 1 показатель, 1 организация, неделя 16–22 ноября.\n"
            "МАОУ «СОШ № 12», неделя 16–22 ноября, на 09:00 понедельника, не окончена.\n"
            "Официальная таблица: совпадает показателей 0 из 1.\n"
            f"1. ⚠️ {TITLE}: у нас нет данных (бота нет в нужных чатах), в таблице "
            "3 из 6 (50,0 %).\n"
            "Чтобы заменить таблицу, отправьте сюда новую."
        )
        assert buttons(place, ADMIN) == [*WEEKS, ["Почему? 1"]]
        assert await kept(place) == [(SCHOOL, "2026-W47", "staff_messages_10", 3, 6)]
        details = {"week": "2026-W47", "units": 1, "figures": 1}
        assert await journal(place, "official_imported") == [(ADMIN, "official_imported", details)]

        said, _ = await press(place, ADMIN, "Почему? 1")
        assert said.startswith("• От 10 сообщений: нет данных")


async def test_a_table_sent_out_of_the_blue_is_understood_too(tmp_path):
    async with playground(tmp_path) as place:
        said = plainly(await hand(place, ADMIN, "table.xlsx", TABLE))
        assert said == UNDERSTOOD.format("9–15 ноября") + UNKNOWN
        assert await say(place, ADMIN, "да") != PRESS_YES_OR_NO
        assert len(await kept(place)) == 1


async def test_columns_are_put_right_by_hand_and_remembered(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place)
        said, _ = await press(place, ADMIN, "Столбцы")
        assert plainly(said) == (
            "Что значит каждый столбец. Какой изменить?\n"
            "1. B «Сотрудников всего» — Сотрудников всего, 100 %\n"
            f"2. C «Сотрудники, 10 и больше сообщений» — {TITLE}, 93 %\n"
            "3. D «Графа 7» — не распознан"
        )
        said, _ = await press(place, ADMIN, "3")
        assert said == (
            "Столбец «Графа 7»: какой это показатель? «Не брать» — столбец не нужен.\n"
            f"1. {TITLE}\n"
            "2. Сотрудники, подключённые к платформе (профиль известен боту)\n"
            "3. Классы, у которых есть чат учеников или родителей\n"
            "4. Сообщения со ссылкой на иностранный мессенджер\n"
            "5. Педагоги и ученики, активные за неделю"
        )
        said, _ = await press(place, ADMIN, "4")
        assert "• Сообщения со ссылкой на иностранный мессенджер: 2\n" in said
        await press(place, ADMIN, "Столбцы")
        await press(place, ADMIN, "3")
        said, _ = await press(place, ADMIN, "Не брать")
        assert plainly(said) == UNDERSTOOD.format("9–15 ноября")
        await press(place, ADMIN, "Применить")
        meanings = {row.header: row.figure for row in await place.rows(tables.official_columns)}
        assert meanings["графа 7"] == ""


async def test_two_presses_apply_once_and_an_old_table_is_not_applied(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place)
        assert await twice(place, ADMIN, "Применить") == [ALREADY]
        assert len(await journal(place, "official_imported")) == 1

        await handed(place)
        old = newest(place, ADMIN).cmid
        await handed(place, workbook({"Свод": [HEADINGS, ["СОШ 12", 6, 5, 2]]}))
        _, toast = await press(place, ADMIN, "Применить", cmid=old)
        assert toast == EXPIRED
        assert [row[3] for row in await kept(place)] == [3]


async def test_a_table_sent_instead_of_a_yes_takes_the_place_of_the_one_shown(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place)
        newer = workbook({"Свод": [HEADINGS, ["СОШ 12", 6, 5, 2]]})
        assert f"• {TITLE}: 5 из 6" in plainly(await hand(place, ADMIN, "table.xlsx", newer))
        assert await kept(place) == []
        await say(place, ADMIN, "да")
        assert [row[3] for row in await kept(place)] == [5]


async def test_a_table_that_was_left_is_not_said_to_be_applied(tmp_path):
    async with playground(tmp_path) as place:
        await handed(place)
        old = newest(place, ADMIN).cmid
        await say(place, ADMIN, "официальная статистика")
        assert (await press(place, ADMIN, "Применить", cmid=old))[1] == EXPIRED
        assert await kept(place) == []


@pytest.mark.parametrize("label", ["Столбцы", "Применить"])
async def test_what_waits_and_cannot_be_read_again_is_told_in_a_sentence(label, tmp_path):
    async with playground(tmp_path) as place:
        await handed(place)
        async with place.service.core.database.writing() as connection:
            begun = await dialog_states.get(connection, ADMIN, place.service.clock())
            broken = replace(begun, body=b" ")
            await dialog_states.save(connection, broken, place.service.clock())
        said, _ = await press(place, ADMIN, label)
        assert said == "Файл «table.xlsx»: нет ни одной строки с показателями."
        assert await kept(place) == []


async def test_while_a_table_is_waited_for_words_are_no_table(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "статистика")
        assert await say(place, ADMIN, "сейчас пришлю") == NO_FILE_YET
        await hand(place, ADMIN, "table.xlsx", TABLE)
        assert await say(place, ADMIN, "ну давай") == PRESS_YES_OR_NO
        await handed(place)
        assert (await press(place, ADMIN, "Отмена"))[0] == cancelled("официальная таблица")
        assert await kept(place) == []


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        (
            "roster.csv",
            "ФИО;Должность\nПетрова;Учитель\n".encode(),
            "Файл «roster.csv»: не узнан ни один столбец. Нужна строка заголовков с названиями "
            "показателей, как в приказе.",
        ),
        ("empty.csv", b" ", "Файл «empty.csv»: нет ни одной строки с показателями."),
    ],
)
async def test_what_is_no_table_is_told_in_a_sentence(name, body, said, tmp_path):
    async with playground(tmp_path) as place:
        assert await handed(place, body, name) == said
        begun = "МАОУ «СОШ № 12». Официальная таблица, неделя 9–15 ноября"
        assert (await handed(place)).startswith(begun)


async def test_a_table_of_another_school_has_nothing_to_apply(tmp_path):
    async with playground(tmp_path) as place:
        said = await handed(place, workbook({"Свод": [HEADINGS, ["Гимназия 7", 6, 3, 2]]}))
        assert said.split("\n")[-1].startswith("Применять нечего: ни одного показателя")
        assert buttons(place, ADMIN) == [
            ["Столбцы", "Неделя раньше", "Неделя позже"],
            ["Отмена"],
        ]
        assert await say(place, ADMIN, "да") == NO_FILE_YET


async def test_the_official_table_is_the_administrator_s(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await handed(place)
        await press(place, ADMIN, "Применить")
        for person in (DEPUTY, MARIA, STRANGER, LYCEUM_ADMIN):
            for act in ("official", "official_week", "official_columns", "official_go"):
                assert await forge(place, person, act, u=SCHOOL) == NOT_ALLOWED
        assert await say(place, LYCEUM_ADMIN, "статистика") == (
            f"МАОУ «Лицей № 5», неделя 9–15 ноября. Официальной таблицы за неё нет. {SEND}"
        )

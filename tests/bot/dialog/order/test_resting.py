"""«Каникулы и пауза»: listed with the holidays ahead, written down, struck out once confirmed."""

from datetime import date

import pytest

from bot.dialog.order.resting_words import (
    BAD,
    GONE,
    IN_CONFIG,
    STRUCK,
    WRITTEN,
    no_classes,
)
from bot.dialog.order.resting_words import (
    ask as ask_days,
)
from bot.words.dialog import ALREADY, NOT_ALLOWED, cancelled
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from monitor.time.calendar import holidays_ahead
from storage import tables
from storage.records import Vacation
from storage.weeks import vacations
from tests.bot.dialog.chatting import classes, forge, journal
from tests.bot.dialog.conversing import buttons, press, say, twice
from tests.cast import ADMIN, CONFIG, DEPUTY, LYCEUM, LYCEUM_ADMIN, MARIA, PERM, SCHOOL
from tests.playground import playground

HOLIDAYS = (
    "Праздники: 31 декабря 2026 – 10 января 2027; 21–23 февраля 2027; 6–8 марта 2027.\n"
    "В каникулы и праздники нормы не применяются и бот никому не пишет."
)
NOTHING = f"МАОУ «СОШ № 12», на 16 ноября.\nКаникулы впереди не записаны.\n{HOLIDAYS}"
WINTER = (date(2026, 12, 28), date(2027, 1, 10))
RESTING = CONFIG.replace(
    "deputies = [102]\n",
    "deputies = [102]\nvacations = [{{ first = 2026-12-28, last = 2027-01-10 }}]\n",
)


async def kept(place):
    rows = await place.rows(tables.vacations)
    return [(row.unit, row.class_name, row.first, row.last, row.source) for row in rows]


async def ask(place, days):
    await say(place, ADMIN, "каникулы")
    await press(place, ADMIN, "Добавить каникулы")
    return await say(place, ADMIN, days)


@pytest.mark.asyncio
async def test_a_vacation_is_typed_shown_written_and_struck_out(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "каникулы") == NOTHING
        assert (await press(place, ADMIN, "Добавить каникулы"))[0] == ask_days(SCHOOL_WORDS)
        assert await say(place, ADMIN, "28.12–10.01") == (
            "МАОУ «СОШ № 12». Записать каникулы 28 декабря 2026 – 10 января 2027, вся организация?"
        )
        assert buttons(place, ADMIN) == [["Записать"], ["Отмена"]]
        assert await kept(place) == []
        listed = (
            "МАОУ «СОШ № 12», на 16 ноября. Каникулы:\n"
            f"1. 28 декабря 2026 – 10 января 2027, вся организация\n{HOLIDAYS}"
        )
        assert await press(place, ADMIN, "Записать") == (listed, WRITTEN)
        assert await kept(place) == [(SCHOOL, "", *WINTER, "bot")]

        assert (await press(place, ADMIN, "Вычеркнуть 1"))[0] == (
            "МАОУ «СОШ № 12». "
            "Вычеркнуть каникулы 28 декабря 2026 – 10 января 2027, вся организация? Нормы за эти "
            "дни снова применяются."
        )
        assert await press(place, ADMIN, "Вычеркнуть") == (NOTHING, STRUCK)
        assert await kept(place) == []
        days = {"first": "2026-12-28", "last": "2027-01-10", "class": ""}
        assert await journal(place, "vacation_added", "vacation_removed") == [
            (ADMIN, "vacation_added", days),
            (ADMIN, "vacation_removed", days),
        ]


@pytest.mark.asyncio
async def test_a_pause_lasts_to_the_end_of_the_week_and_two_presses_write_once(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "пауза")
        said, _ = await press(place, ADMIN, "Пауза до конца недели")
        assert said == "МАОУ «СОШ № 12». Записать каникулы 16–22 ноября 2026, вся организация?"
        assert await twice(place, ADMIN, "Записать") == [WRITTEN, ALREADY]
        assert await kept(place) == [
            (SCHOOL, "", date(2026, 11, 16), date(2026, 11, 22), "bot"),
        ]
        assert (await place.report()).resting


@pytest.mark.asyncio
async def test_one_class_has_its_own_typed_or_pressed(tmp_path):
    async with playground(tmp_path) as place:
        await classes(place, "5А", "5Б")
        assert await ask(place, "28.12–10.01, 7Я") == (
            "Класса «7Я» в списке организации нет. Напишите название, как в списке."
        )
        assert await say(place, ADMIN, "28.12–10.01, 5А") == (
            "МАОУ «СОШ № 12». Записать каникулы 28 декабря 2026 – 10 января 2027, 5А?"
        )
        await ask(place, "28.12–10.01")
        assert buttons(place, ADMIN) == [["Записать"], ["Только для класса"], ["Отмена"]]
        assert (await press(place, ADMIN, "Только для класса"))[0] == "Для какого класса?"
        assert buttons(place, ADMIN) == [["5А", "5Б"], ["Отмена"]]
        await press(place, ADMIN, "5Б")
        await press(place, ADMIN, "Записать")
        assert await kept(place) == [(SCHOOL, "5Б", *WINTER, "bot")]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("скоро", BAD["unknown"]),
        ("с 28.12", BAD["unknown"]),
        ("10.12.2026–01.12.2026", BAD["reversed"]),
        ("01.01.2027–01.02.2028", BAD["long"]),
        ("28.12–10.01, 5А", no_classes(SCHOOL_WORDS)),
    ],
)
async def test_days_that_cannot_be_are_asked_again(typed, answer, tmp_path):
    async with playground(tmp_path) as place:
        assert await ask(place, typed) == answer
        assert (await press(place, ADMIN, "Отмена"))[0] == cancelled("запись каникул")
        assert await kept(place) == []


@pytest.mark.asyncio
async def test_what_the_config_and_the_level_above_say_stays(tmp_path):
    async with playground(tmp_path, RESTING) as place:
        async with place.service.core.database.writing() as connection:
            above = Vacation(
                unit=PERM, class_name="", first=date(2027, 3, 22), last=date(2027, 3, 28)
            )
            await vacations.add(connection, above, "bot")
        assert (await say(place, ADMIN, "каникулы")).split("\n")[:3] == [
            "МАОУ «СОШ № 12», на 16 ноября. Каникулы:",
            "1. 28 декабря 2026 – 10 января 2027, вся организация (в настройках)",
            "2. 22–28 марта 2027, Департамент образования города Перми",
        ]
        assert buttons(place, ADMIN) == [
            ["Добавить каникулы", "Пауза до конца недели"],
            ["← К приказу"],
        ]
        for number in (0, 1, 7):
            assert await forge(place, ADMIN, "rest_drop", i=number) == GONE
        assert await ask(place, "28.12–05.01") == IN_CONFIG


@pytest.mark.asyncio
async def test_a_deputy_reads_and_others_see_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, DEPUTY, "каникулы") == NOTHING
        assert buttons(place, DEPUTY) == [["← К приказу"]]
        assert await forge(place, DEPUTY, "rest_add", q=1) == NOT_ALLOWED
        assert await say(place, MARIA, "каникулы") == NOT_ALLOWED
        assert await forge(place, LYCEUM_ADMIN, "rest", u=SCHOOL) == NOT_ALLOWED
        await forge(place, LYCEUM_ADMIN, "rest_add", q=1)
        await press(place, LYCEUM_ADMIN, "Записать")
        assert [row[0] for row in await kept(place)] == [LYCEUM]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 4)),
        (date(2026, 11, 5), date(2026, 12, 31), date(2027, 1, 10)),
        (date(2027, 1, 5), date(2027, 1, 5), date(2027, 1, 10)),
    ],
    ids=["tomorrow", "over New Year, with the weekend", "in the middle of one"],
)
def test_the_next_holiday_has_the_weekends_that_touch_it(today, first, last):
    assert holidays_ahead(today, 1) == [(first, last)]

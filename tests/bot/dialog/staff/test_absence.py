"""«Отсутствует»: days pressed and typed, marked once, taken back; never a reason."""

from datetime import date

import pytest

from bot.dialog.staff.absence_words import NOTHING_TO_REMOVE
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.staffing import card, lines
from tests.cast import ADMIN, SCHOOL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

WHO = "Петрова Мария Петровна, учитель математики"
ASK = (
    f"{WHO}: когда отсутствует?\n"
    "Нажмите кнопку или напишите дни: «16.11–20.11», «с 16 ноября», «сегодня». Причину писать не "
    "нужно, она не хранится."
)
PREVIEW = (
    f"МАОУ «СОШ № 12». {WHO}: отметить отсутствие 16–20 ноября?\n"
    "В эти дни норма с сотрудника не спрашивается. Соседние и пересекающиеся дни объединятся."
)


async def away(place):
    return [(row.first, row.last) for row in await place.rows(tables.absences)]


async def opened(place):
    """Open the question about Maria's days."""
    await card(place, "Петрова")
    return (await press(place, ADMIN, "Отсутствует"))[0]


async def mark(place, days):
    await opened(place)
    await say(place, ADMIN, days)
    return (await press(place, ADMIN, "Отметить"))[0]


async def test_days_are_typed_shown_and_marked(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await opened(place) == ASK
        assert buttons(place, ADMIN) == [
            ["Сегодня", "Эта неделя"],
            ["← Карточка", "← Сотрудники"],
        ]
        assert await say(place, ADMIN, "16.11–20.11") == PREVIEW
        assert await away(place) == []
        said, _ = await press(place, ADMIN, "Отметить")
        assert said == f"Отмечено отсутствие 16–20 ноября: {WHO}."
        assert await away(place) == [(date(2026, 11, 16), date(2026, 11, 20))]
        [(actor, unit, details)] = await lines(place, "absence_set")
        assert (actor, unit, details["first"], details["last"]) == (
            ADMIN,
            SCHOOL,
            "2026-11-16",
            "2026-11-20",
        )
        shown, _ = await press(place, ADMIN, "← Карточка")
        assert "Отсутствие: 16–20 ноября." in shown.split("\n")


@pytest.mark.parametrize(
    ("label", "days"),
    [
        ("Сегодня", (date(2026, 11, 16), date(2026, 11, 16))),
        ("Эта неделя", (date(2026, 11, 16), date(2026, 11, 22))),
    ],
)
async def test_days_are_pressed(label, days, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await opened(place)
        await press(place, ADMIN, label)
        await press(place, ADMIN, "Отметить")
        assert await away(place) == [days]


async def test_a_reason_is_not_understood_and_not_kept_and_days_may_be_typed_again(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await opened(place)
        assert await say(place, ADMIN, "больничный") == (
            "Не понял дни. Напишите, например: «16.11–20.11», «с 16 ноября» или «сегодня»."
        )
        assert await say(place, ADMIN, "20.11-16.11") == (
            "Последний день раньше первого. Напишите дни по порядку: «16.11–20.11»."
        )
        assert (await say(place, ADMIN, "с 16 ноября")).split("\n")[0] == (
            f"МАОУ «СОШ № 12». {WHO}: отметить отсутствие с 16 ноября?"
        )
        await press(place, ADMIN, "Отметить")
        assert await away(place) == [(date(2026, 11, 16), None)]
        stored = [
            str(row)
            for table in (tables.audit, tables.dialog_states, tables.inbox)
            for row in await place.rows(table)
        ]
        assert not any("больничный" in row for row in stored)


async def test_days_that_touch_become_one_absence(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await mark(place, "16.11–18.11")
        await mark(place, "25.11–27.11")
        await mark(place, "19.11–20.11")
        assert sorted(await away(place)) == [
            (date(2026, 11, 16), date(2026, 11, 20)),
            (date(2026, 11, 25), date(2026, 11, 27)),
        ]
        await mark(place, "с 18.11")
        assert await away(place) == [(date(2026, 11, 16), None)]


async def test_an_absence_that_has_not_begun_is_taken_back_whole(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await mark(place, "17.11–20.11")
        await opened(place)
        said, _ = await press(place, ADMIN, "Снять")
        assert (said, buttons(place, ADMIN)) == (
            f"МАОУ «СОШ № 12». {WHO}: снять отсутствие 17–20 ноября?",
            [["Снять полностью"], ["Отмена"]],
        )
        assert (await press(place, ADMIN, "Снять полностью"))[0] == f"Отсутствие снято: {WHO}."
        assert await away(place) == []


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("Снять с сегодняшнего дня", [(date(2026, 11, 16), date(2026, 11, 17))]),
        ("Снять полностью", []),
    ],
)
async def test_of_an_absence_that_runs_the_days_that_passed_may_stay(label, left, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await mark(place, "с 16.11")
        place.world.set_clock(at(2, 10))
        await opened(place)
        await press(place, ADMIN, "Снять")
        assert [row[0] for row in buttons(place, ADMIN)] == [
            "Снять с сегодняшнего дня",
            "Снять полностью",
            "Отмена",
        ]
        old = place.world.dms[ADMIN].messages[-1].cmid
        await press(place, ADMIN, label, old)
        assert await away(place) == left
        await opened(place)
        assert buttons(place, ADMIN)[0] == ["Сегодня", "Эта неделя"]


async def test_where_nothing_is_marked_nothing_is_taken_back(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await mark(place, "сегодня")
        await opened(place)
        question = place.world.dms[ADMIN].messages[-1].cmid
        await press(place, ADMIN, "Снять")
        await press(place, ADMIN, "Снять полностью")
        await opened(place)
        assert "Снять" not in buttons(place, ADMIN)[0]
        assert question
        payload = '{"do": "present", "i": 3, "u": "school-12"}'
        place.world.say(ADMIN, dm=True, text="Снять", payload=payload)
        await place.settle()
        assert place.heard(dm=ADMIN)[-1] == NOTHING_TO_REMOVE

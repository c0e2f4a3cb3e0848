"""A substitute is listed until a day, and leaves by himself on the next; whole texts."""

import pytest

from monitor.jobs.asked.leaving import leave_in_time
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.cast import ADMIN, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

WHO = "Уткин Павел Ильич, учитель физики"
ASKED = (
    f"МАОУ «СОШ № 12». Оставить в списке до 18 ноября 2026 г. включительно? {WHO}.\n"
    "На следующий день сотрудник выбудет сам: профиль и коды отвяжутся, из базы показателей он "
    "выйдет. Вам придёт сообщение."
)
LEFT = (
    "МАОУ «СОШ № 12», 19 ноября, 09:00.\n"
    "Больше не в списке сотрудников: Уткин П. И. (последний день — 18 ноября).\n"
    "Профиль и коды отвязаны, учтённое за прошлые недели осталось. Если замещение продолжается, "
    "добавьте сотрудника снова."
)
BAD = "Нужен один день, сегодня или позже: «до 30.11»."


async def asked(place, *steps):
    """Open what is asked for the last day of Pavel, and answer."""
    await say(place, ADMIN, "найти уткин")
    await press(place, ADMIN, "1. Уткин П. И.")
    await press(place, ADMIN, "Изменить")
    said, _ = await press(place, ADMIN, "До какого дня")
    for step in steps:
        said = await say(place, ADMIN, step)
    return said


async def leaves(place, now):
    place.world.set_clock(now)
    core = place.service.core
    return await leave_in_time(core.database, core.units, now)


async def test_he_leaves_the_day_after_once_and_the_administrator_is_told(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await asked(place, "до 18.11") == ASKED
        await press(place, ADMIN, "Изменить")
        said, _ = await press(place, ADMIN, "← Карточка")
        assert "В списке до 18 ноября включительно." in said
        assert await leaves(place, at(2, 23, 59)) == 0
        assert await leaves(place, at(3, 9)) == 1
        assert await leaves(place, at(3, 9)) == 0
        await place.tick(at(3, 9, 1))
        assert place.heard(dm=ADMIN)[-1] == LEFT
        gone = [row.full_name for row in await place.rows(tables.persons) if row.dismissed_at]
        assert gone == ["Уткин Павел Ильич"]
        assert 105 not in {row.account for row in await place.rows(tables.bindings)}


async def test_the_day_can_be_taken_back_and_a_past_one_is_refused(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await asked(place, "до 10.11.2026") == BAD
        assert await say(place, ADMIN, "с 18.11") == BAD
        await say(place, ADMIN, "18.11")
        await press(place, ADMIN, "Изменить")
        assert "Напишите последний день" in await asked(place)
        assert buttons(place, ADMIN)[0] == ["Без срока"]
        said, _ = await press(place, ADMIN, "Без срока")
        assert said == f"МАОУ «СОШ № 12». Оставить в списке без срока? {WHO}."
        await press(place, ADMIN, "Изменить")
        assert await leaves(place, at(30)) == 0

"""What is asked of another time than now: who was behind then, the paper of a month; by staff."""

import json

import pytest

from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import closed, noted
from tests.cast import ADMIN, DEPUTY, MARIA, PAVEL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

BEHIND = (
    "МАОУ «СОШ № 12», неделя 16–22 ноября, итог.\n"
    "Ниже нормы: 3. Список только для администраторов и завуча:\n"
    "1. Быкова А. С.: 0 из 10 сообщений; нет диалога с ботом\n"
    "2. Уткин П. И.: 7 из 10 сообщений; нет диалога с ботом\n"
    "3. Юдина О. О.: нет данных; профиль не привязан"
)
OWN = "Ваши показатели — «Моя неделя», всё, что о Вас хранится, — «Мои данные»."
OF_ALL = "Показатели организации видят ответственный администратор и те, кому он дал доступ."
PAPER = "Справку для печати составляет ответственный администратор организации."


async def test_who_was_behind_in_a_closed_week_is_asked_in_words_or_a_tap_from_it(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        for asked in ("кто отстаёт за прошлую неделю", "кто не написал на прошлой неделе"):
            assert await say(place, DEPUTY, asked) == BEHIND
            assert buttons(place, DEPUTY) == [["← К неделе"]]
        await press(place, DEPUTY, "← К неделе")
        assert buttons(place, DEPUTY)[-1] == ["Кто отстаёт", "← К неделям"]
        assert await press(place, DEPUTY, "Кто отстаёт") == (BEHIND, "")
        *_, line = await noted(place, "names_seen")
        assert json.loads(line.details) == {"screen": "lagging", "w": "2026-W47"}
        said = await say(place, ADMIN, "кто отстаёт")
        assert said.startswith("МАОУ «СОШ № 12», неделя 23–29 ноября")


async def test_a_month_asked_for_leads_to_its_paper_beside_its_weeks(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        await say(place, ADMIN, "отчёт за месяц")
        assert buttons(place, ADMIN) == [["Справка: Ноябрь"], ["16–22 ноября"]]
        said = await say(place, ADMIN, "сводка за октябрь")
        assert said == "За это время закрытых недель нет."
        assert buttons(place, ADMIN) == [["Справка: Октябрь"], ["Все недели"]]
        said, _ = await press(place, ADMIN, "Справка: Октябрь")
        assert said.startswith("МАОУ «СОШ № 12». Справка за октябрь 2026 года: ")


async def test_staff_who_ask_for_what_is_not_theirs_are_led_to_their_own(tmp_path):
    async with playground(tmp_path) as place:
        await closed(place)
        for asked, told in (
            ("справка", PAPER),
            ("справка за ноябрь", PAPER),
            ("сводка", OF_ALL),
            ("кто отстаёт", OF_ALL),
            ("классы", OF_ALL),
        ):
            assert await say(place, MARIA, asked) == f"{told} {OWN}"
            assert buttons(place, MARIA) == [["Моя неделя", "Мои данные"]]
        await press(place, MARIA, "Моя неделя")
        assert newest(place, MARIA).text.startswith("МАОУ «СОШ № 12», неделя 23–29 ноября")
        assert await say(place, PAVEL, "чаты") == (
            "Эта команда Вам недоступна. Наберите «меню»: там всё, что можно сделать."
        )

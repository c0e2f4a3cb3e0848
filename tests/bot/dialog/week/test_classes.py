"""«Классы» and «Мой класс» in a conversation: totals, whole texts."""

import pytest

from bot.dialog.week.week_words import FIGURES_OF_ALL
from bot.words.dialog import NOT_ALLOWED, OWN
from tests.bot.dialog.conversing import buttons, press, say
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, MARIA, PAVEL, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

CLASSES = """Класс;Учеников;Родителей;Классный руководитель
5А;4;7;ПЕТРОВА Мария  Петровна
10Б;26;40;
"""
HEAD = "МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 вторника, не окончена."
LINE = "5А: ученики 6 (мало человек), родители 2 (писали 1 из 7); звонков 1"
COMPARED = (
    f"{HEAD} Классов: 2; без чата с ботом: 1. Сообщения в чатах, в скобках — сколько человек "
    f"писало.\n{LINE}\n10Б: чата с ботом нет"
)
MINE = f"{HEAD} Сообщения в чатах, общее число.\n{LINE}"
PUPILS, PARENT = (201, 202), 203


async def played(place):
    for number in (*PUPILS, PARENT):
        place.world.add_person("Кто-то", str(number), id=number)
    await place.roster()
    await place.roster(CLASSES)
    pupils = await place.chat("5А ученики", MARIA, *PUPILS)
    parents = await place.chat("5А родители", MARIA, PARENT)
    place.say(pupils, PUPILS[0], 3, at=at(0, 10))
    place.say(pupils, PUPILS[1], 1, at=at(0, 11))
    place.say(pupils, MARIA, 2, at=at(0, 12))
    place.say(parents, PARENT, 2, at=at(0, 13))
    place.world.call(pupils, MARIA, [MARIA, *PUPILS], 300)
    await place.settle()
    place.world.set_clock(at(1, 12))
    await place.read_through()


async def test_classes_stand_side_by_side_and_a_class_teacher_sees_his_own(tmp_path):
    config = CONFIG.replace("small_group = 1", "small_group = 5")
    async with playground(tmp_path, config) as place:
        await played(place)
        await say(place, DEPUTY, "сводка")
        assert buttons(place, DEPUTY)[-1] == ["Справка", "Классы"]
        assert await press(place, DEPUTY, "Классы") == (COMPARED, "")
        assert buttons(place, DEPUTY) == [["Прошлая неделя"]]
        said, _ = await press(place, DEPUTY, "Прошлая неделя")
        assert said.startswith("МАОУ «СОШ № 12», неделя 9–15 ноября, итог. Классов: 2; ")
        assert buttons(place, DEPUTY) == [["Текущая неделя"]]
        assert await press(place, DEPUTY, "Текущая неделя") == (COMPARED, "")
        assert await say(place, ADMIN, "Классы") == COMPARED

        await say(place, MARIA, "моя неделя")
        assert ["Мой класс"] in buttons(place, MARIA)
        assert await press(place, MARIA, "Мой класс") == (MINE, "")
        await say(place, PAVEL, "моя неделя")
        assert ["Мой класс"] not in buttons(place, PAVEL)
        assert await say(place, PAVEL, "мой класс") == (
            "МАОУ «СОШ № 12». В списке классов за Вами никто не закреплён. Это исправляет "
            "ответственный администратор: лист «Классы», столбец «Классный руководитель»."
        )
        assert await say(place, MARIA, "классы") == f"{FIGURES_OF_ALL} {OWN}"
        assert await say(place, COORDINATOR, "классы") == NOT_ALLOWED


async def test_without_a_list_of_classes_that_is_said(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "классы") == (
            "МАОУ «СОШ № 12», неделя 16–22 ноября, на 09:00 понедельника, не окончена. Список "
            "классов не загружен, и в названиях чатов их нет."
        )

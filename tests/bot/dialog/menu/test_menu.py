"""The menu: half a phone high, and nothing in it leads to «this order has none»."""

import re
from itertools import chain

import pytest

from bot.dialog.menu.menu import ROWS
from bot.dialog.menu.menu_words import MORE
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.desk import desk_of
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, LYCEUM_ADMIN, MARIA
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ORDERS = (
    "perm",
    "sergokala",
    "severodvinsk",
    "smolensk",
    "bashkortostan",
    "plan-2025",
    "polozhenie",
)
LEVELS, ALONE = ("region", "municipality"), ("kindergarten", "college", "further")

NOTHING = re.compile(r"[Вв] приказе[^.]*\bнет\b|[Оо]рганизаций[^.]* нет:")
"""What «this order has none» reads like, whatever it is said of."""


def labels(place, person):
    """Give the labels under somebody's input line, row by row."""
    rows = newest(place, person).keyboard["buttons"]
    return [[each["action"]["label"] for each in row] for row in rows]


def section(name, kind, order, parent=""):
    """Write a unit whose offices are held by an account each."""
    number = 10_000 + sum(map(ord, name)) * 10
    holders = {"administrators": number, "deputies": number + 1}
    if kind in LEVELS:
        holders["coordinators"] = number + 2
    offices = "".join(f"{office} = [{account}]\n" for office, account in holders.items())
    above = f'parent = "{parent}"\n' if parent else ""
    text = f"""
[[unit]]
id = "{name}"
kind = "{kind}"
name = "{kind} {order}"
timezone = "Asia/Yekaterinburg"
order = "{order}"
{above}{offices}"""
    return text, {(name, office): account for office, account in holders.items()}


def units():
    """Write schools of every order under a level of the same, and a few of the other kinds."""
    for order in ORDERS:
        yield section(f"level-{order}", "municipality", order)
        yield section(f"school-{order}", "school", order, f"level-{order}")
    yield section("region-alone", "region", "perm")
    for kind in ALONE:
        yield section(f"{kind}-of", kind, "smolensk")
        yield section(f"{kind}-under", kind, "polozhenie", "level-polozhenie")


SECTIONS, HOLDERS = zip(*units(), strict=True)
EVERYWHERE = CONFIG + "".join(SECTIONS)


async def everything(place):
    """Press every button of every menu, «Ещё» and the summary's too; give what was answered."""
    router = desk_of(place)
    for (unit, office), account in chain.from_iterable(each.items() for each in HOLDERS):
        shown = await router.typed(account, "меню")
        assert (unit, office, len(shown.screen.menu) <= ROWS) == (unit, office, True)
        left = [button for row in shown.screen.menu for button in row]
        tried = set()
        while left:
            button = left.pop()
            if (button.act, *button.args.items()) in tried:
                continue
            tried.add((button.act, *button.args.items()))
            shown = await router.pressed(account, button.act, {**button.args, "u": unit})
            if button.act in ("more", "summary"):
                left += [each for row in shown.screen.rows for each in row]
            yield unit, office, button.label, shown.screen.text


async def test_no_button_of_any_menu_leads_to_nothing_by_kind_or_order(tmp_path):
    async with playground(tmp_path, EVERYWHERE) as place:
        answers = [each async for each in everything(place)]
    assert [each for each in answers if NOTHING.search(each[-1])] == []
    pressed = {label for _, _, label, _ in answers}
    assert {"Кто отстаёт", "Дела организаций", "Официальная статистика"} <= pressed


async def test_what_the_order_does_not_ask_for_stands_in_no_menu(tmp_path):
    config = CONFIG.replace('order = "sergokala"', 'order = "polozhenie"')
    async with playground(tmp_path, config) as place:
        await say(place, ADMIN, "меню")
        assert ["Сводка", "Кто отстаёт"] in labels(place, ADMIN)
        await say(place, LYCEUM_ADMIN, "меню")
        assert labels(place, LYCEUM_ADMIN)[0] == ["Сводка"]
        assert await say(place, LYCEUM_ADMIN, "кто отстаёт") == (
            "МАОУ «Лицей № 5». Личной нормы в приказе нет, поэтому отстающих нет."
        )


async def test_each_part_has_its_menu_of_half_a_phone(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        menus = {}
        for person in (ADMIN, DEPUTY, COORDINATOR, MARIA):
            await say(place, person, "меню")
            menus[person] = labels(place, person)
        assert menus == {
            ADMIN: [
                ["Сводка", "Кто отстаёт"],
                ["Сотрудники", "Чаты", "Объявление"],
                ["Принятые меры", "Прошлые недели", "Справка"],
                ["Моя неделя", "Дела по приказу"],
                ["Помощь", "Ещё"],
            ],
            DEPUTY: [
                ["Сводка", "Кто отстаёт"],
                ["Принятые меры", "Прошлые недели", "Справка"],
                ["Моя неделя", "Дела по приказу"],
                ["Помощь", "Ещё"],
            ],
            COORDINATOR: [
                ["Сводка"],
                ["Организации", "Кто не подключён"],
                ["Объявление"],
                ["Прошлые недели", "Справка", "Дела организаций"],
                ["Помощь", "Ещё"],
            ],
            MARIA: [
                ["Моя неделя"],
                ["Уточнить"],
                ["Мои данные", "Не напоминать"],
                ["Помощь"],
            ],
        }


async def test_what_is_rare_stands_under_the_message_and_the_menu_stays(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "меню")
        assert await press(place, ADMIN, "Ещё") == (MORE, "")
        assert buttons(place, ADMIN) == [
            ["Уточнить", "Привязка"],
            ["Проверка", "Приказ и расписание"],
            ["Официальная статистика", "Ответственные"],
            ["Журнал", "Мои данные"],
            ["Не напоминать"],
        ]
        await press(place, ADMIN, "Журнал")
        assert newest(place, ADMIN).text.startswith("МАОУ «СОШ № 12». Журнал")


async def test_who_has_several_organisations_finds_help_under_more(tmp_path):
    config = CONFIG.replace("administrators = [107]", "administrators = [107, 101]")
    async with playground(tmp_path, config) as place:
        await say(place, ADMIN, "меню")
        assert labels(place, ADMIN)[-1] == ["Организация: МАОУ «Лицей № 5»", "Ещё"]
        await press(place, ADMIN, "Ещё")
        assert "Помощь" in [each for row in buttons(place, ADMIN) for each in row]

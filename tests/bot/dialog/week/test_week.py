"""«Сводка» and «Почему?»: the running week in a private dialog, whole texts."""

import pytest

from bot.dialog.week.week_words import FIGURES_OF_ALL
from bot.words.dialog import NOT_ALLOWED, OWN
from storage.people import people
from storage.records import Vacation
from storage.weeks import vacations
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.week.two_days import (
    CLASSES,
    HEAD,
    LINKS,
    REGISTERED,
    TEN,
    USERS,
    noted,
    tuesday,
)
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    LYCEUM_ADMIN,
    MARIA,
    MONDAY,
    PAVEL,
    PERM_ORDER,
    SCHOOL,
    STRANGER,
    at,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

NO_NUMBERS = "нет данных (список классов не загружен)"
LINES = (
    f"• {TEN}: 2 из 5 (40,0\u00a0%), без отсутствующих, норма 100\u00a0%",
    f"• {REGISTERED}: 4 из 5 (80,0\u00a0%), норма 100\u00a0%",
    f"• {CLASSES}: {NO_NUMBERS}",
    f"✅ {LINKS}: 0, не должно быть",
    f"• {USERS}: {NO_NUMBERS}",
)
SUMMARY = "\n".join(
    (
        HEAD,
        f"{LINES[0]}; со вчера +1",
        *LINES[1:],
        "Пока без сообщений и звонков: 1 из 4 (25,0\u00a0%). Без привязки профиля: 1.",
    )
)
FIGURES = "\n".join(
    (
        f"{HEAD} Какой показатель объяснить?",
        *(f"{index}. {line}" for index, line in enumerate(LINES, start=1)),
    )
)
RULE = (
    "Правило: не менее 10 сообщений. Учтены новые сообщения людей в чатах организации, где есть "
    "бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто "
    "его начал, если звонок состоялся."
)
EXPLAINED = "\n".join(
    (
        f"• {TEN}: 2 из 5 (40,0\u00a0%), норма 100\u00a0%",
        HEAD,
        RULE,
        f"Основание: {PERM_ORDER}, п. 1.5.",
        "База: все сотрудники, без отсутствующих: 5.",
        "Учтено в чатах: 29 сообщений. Профиль известен, но ничего не учтено: 1.",
        "По чатам (сообщений): «Педсовет» — 29.",
        "По дням (сообщений, в скобках — человек): 16 ноября — 17 (2); 17 ноября — 12 (1).",
        "Не учтено:",
        "• профиль не привязан, данных нет: 1 человек",
    )
)
BRIEFLY = (
    "• От 10 сообщений: 2 из 5 (40,0\u00a0%), норма 100\u00a0%\n"
    "16–22 ноября. Считается: не менее 10 сообщений.\n"
    "База (без отсутствующих): 5.\n"
    "Учтено в чатах: 29 сообщений. Не написали ничего: 1.\n"
    "Не учтено: профиль не привязан, данных нет — 1 человек."
)
RULES = "\n".join(
    (
        "Как считано: МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 вторника, не окончена.",
        f"{PERM_ORDER}.",
        RULE.removeprefix("Правило: не менее 10 сообщений. "),
        "✅ норма выполнена, ⚠️ не выполнена, • нормы нет, судить ещё рано или нет данных.",
        "* Бот видел не все сообщения: показатель может быть занижен.",
        "Показатели носят справочный характер.",
        "О каждом показателе — «Почему?».",
    )
)
WAYS = [["Обновить", "Почему?"], ["Кто отстаёт", "Картинка и таблица"], ["Справка", "Классы"]]
NOT_SET_UP = """МАОУ «СОШ № 12», неделя 16–22 ноября, на 09:00 понедельника, не окончена.
• Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю: нет данных (в списке никого нет)
• Сотрудники, подключённые к платформе (профиль известен боту): нет данных (в списке никого нет)
• Классы, у которых есть чат учеников или родителей: нет данных (список классов не загружен)
• Сообщения со ссылкой на иностранный мессенджер: нет данных (бота нет в нужных чатах)
• Педагоги и ученики, активные за неделю: нет данных (в списке никого нет)
"""  # noqa: E501 - as it stands on the screen


@pytest.mark.parametrize("person", [ADMIN, DEPUTY], ids=["administrator", "deputy"])
async def test_the_summary_tells_the_week_so_far_without_names(person, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, person, "/Сводка") == SUMMARY
        assert buttons(place, person) == WAYS
        assert await noted(place, "names_seen") == []


async def test_refreshing_changes_the_same_message(tmp_path):
    async with playground(tmp_path) as place:
        chat = await tuesday(place)
        await say(place, ADMIN, "сводка")
        message, count = newest(place, ADMIN), len(place.world.dms[ADMIN].messages)
        place.say(chat, PAVEL, 3, at=at(1, 11))
        await place.settle()
        said, toast = await press(place, ADMIN, "Обновить")
        assert toast == "Обновлено"
        assert said == SUMMARY.replace("2 из 5 (40,0", "3 из 5 (60,0").replace("+1", "+2")
        assert newest(place, ADMIN).cmid == message.cmid
        assert len(place.world.dms[ADMIN].messages) == count


async def test_a_figure_is_explained_and_the_way_leads_back(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "сводка")
        assert await press(place, ADMIN, "Почему?") == (FIGURES, "")
        assert buttons(place, ADMIN) == [["1", "2", "3", "4"], ["5"], ["← К сводке"]]
        assert await press(place, ADMIN, "1") == (BRIEFLY, "")
        assert await press(place, ADMIN, "Подробнее") == (EXPLAINED, "")
        assert await say(place, ADMIN, "как считано") == RULES
        await say(place, ADMIN, "почему")
        await press(place, ADMIN, "1")
        assert await press(place, ADMIN, "← К показателям") == (FIGURES, "")
        assert await press(place, ADMIN, "← К сводке") == (SUMMARY, "")


async def test_the_picture_and_the_table_come_as_files_and_that_is_written_down(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        await say(place, ADMIN, "сводка")
        said, _ = await press(place, ADMIN, "Картинка и таблица")
        assert said == f"{HEAD} Картинка и таблица — ниже."
        kinds = [each.split("-")[0] for each in place.sent[-1].attachments]
        assert kinds == ["photo", "doc"]
        [line] = await noted(place, "names_seen")
        assert (line.unit, line.actor) == (SCHOOL, ADMIN)
        assert line.details == '{"screen": "table", "week": "2026-W47"}'


@pytest.mark.parametrize(
    ("person", "next_step"),
    [
        (
            ADMIN,
            "Список сотрудников пуст. Дальше: отправьте сюда таблицу, как в «Сотрудниках».\n"
            "Бота ещё нет ни в одном чате. Дальше: добавьте его в рабочий чат и назначьте "
            "администратором чата.",
        ),
        (
            DEPUTY,
            "Список сотрудников пуст: его загружает ответственный администратор.\n"
            "Бота ещё нет ни в одном чате: его добавляет ответственный администратор.",
        ),
    ],
    ids=["administrator", "deputy"],
)
async def test_before_anything_is_set_up_the_next_step_is_named(person, next_step, tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, person, "сводка") == NOT_SET_UP + next_step


async def test_in_a_vacation_no_norm_applies(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        rest = Vacation(unit=SCHOOL, class_name="", first=MONDAY, last=at(6).date())
        async with place.service.core.database.writing() as connection:
            await vacations.add(connection, rest, "config")
        said = await say(place, ADMIN, "сводка")
        assert "Каникулы: норма не применяется. Напоминаний в эту неделю нет." in said.split("\n")
        assert await say(place, ADMIN, "кто отстаёт") == (
            f"{HEAD}\nКаникулы: норма не применяется. Напоминаний в эту неделю нет."
        )


async def test_titles_mention_nobody(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("[id105|Все сюда] @all", MARIA)
        await place.roster()
        place.say(chat, MARIA, 10)
        await place.settle()
        await say(place, ADMIN, "почему")
        await press(place, ADMIN, "1")
        said, _ = await press(place, ADMIN, "Подробнее")
        assert "[\u2060id105|Все сюда] @\u2060all" in said
        assert "[id105" not in said


@pytest.mark.parametrize("text", ["сводка", "почему", "картинка"])
async def test_others_learn_nothing(text, tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        assert await say(place, STRANGER, text) == NOT_ALLOWED
        assert await say(place, MARIA, text) == f"{FIGURES_OF_ALL} {OWN}"


async def test_another_school_s_administrator_sees_his_own_school(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        said = await say(place, LYCEUM_ADMIN, "сводка")
        assert said.startswith("МАОУ «Лицей № 5», неделя 16–22 ноября")
        assert "СОШ № 12" not in said


async def test_somebody_dismissed_is_not_among_those_without_messages(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        async with place.service.core.database.writing() as connection:
            roster = await people.persons(connection, SCHOOL)
            gone = [each.id for each in roster if each.full_name.startswith("Быкова")]
            await people.dismiss(connection, gone, place.service.clock())
        said = await say(place, ADMIN, "сводка")
        last = "Пока без сообщений и звонков: 0 из 3 (0\u00a0%). Без привязки профиля: 1."
        assert said.split("\n")[-1] == last


async def test_the_coordinator_s_summary_is_the_level_s(tmp_path):
    async with playground(tmp_path) as place:
        await tuesday(place)
        said = await say(place, COORDINATOR, "сводка")
        assert said.split("\n")[:3] == [
            "Сводка муниципалитета: неделя 16–22 ноября, на 12:00 вторника, не окончена.",
            "Департамент образования города Перми. Данные 1 из 2 организаций.",
            "• От 10 сообщений: 2 из 5 (40,0\u00a0%); норма 100\u00a0%: "
            "не выполнена в 1 организации, без данных: 1.",
        ]
        assert buttons(place, COORDINATOR) == [
            ["Обновить", "Почему?"],
            ["Организации", "Картинка и таблица"],
            ["Справка"],
        ]
        await press(place, COORDINATOR, "Картинка и таблица")
        assert len(place.sent[-1].attachments) == 2

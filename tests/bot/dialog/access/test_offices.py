"""«Ответственные», codes for offices and «Журнал»: conversations, whole texts."""

import re

import pytest

from bot.dialog.access.claims import issue_claim
from bot.words.dialog import NOT_ALLOWED
from storage import tables
from storage.people import units
from storage.records import Office
from storage.told import journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, CONFIG, DEPUTY, LYCEUM_ADMIN, MARIA, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

LIST = (
    "МАОУ «СОШ № 12». Доступ к показателям есть у:\n"
    "• Быкова А. С. (vk.com/id101): ответственный администратор, в настройках\n"
    "• Зотов И. Л. (vk.com/id102): завуч, в настройках\n"
    "{more}"
    "Здесь можно дать доступ, выдать одноразовый код и отозвать доступ."
)
PREVIEW = (
    "МАОУ «СОШ № 12». Петрова М. П. (vk.com/id104), имя в VK: Мария Петрова. Назначить "
    "завучем?\n"
    "Видит показатели с именами, отмечает ознакомление и меры. Человек получит сообщение."
)
APPOINTED = (
    "Доступ дан: Петрова М. П. (vk.com/id104), завуч.\n"
    "Сообщение дойдёт, если человек хоть раз писал боту: иначе попросите его написать «меню»."
)
TOLD = (
    "МАОУ «СОШ № 12», 16 ноября, 09:00.\n"
    "Вам дан доступ к боту «Звонок»: Вы — завуч.\n"
    "Напишите «меню», чтобы увидеть, что можно сделать."
)
CODE = re.compile(
    r"Код доступа для ответственного администратора: (\d{3}-\d{3}-\d{3}-\d{3})\n"
    r"Передайте его лично: его отправляют боту одним сообщением\. Действует один раз, до "
    r"09:00 23 ноября\."
)
CLAIMED = (
    "Доступ открыт: МАОУ «СОШ № 12». Вы — ответственный администратор.\n"
    "Я считаю сообщения и звонки в рабочих чатах по приказу; тексты не сохраняю.\n"
    "Дальше: «Сотрудники» — отправьте таблицу, затем добавьте меня в рабочий чат."
)
BAD = (
    "Такого кода доступа нет, или он уже использован, или истёк. Попросите новый у того, кто его "
    "выдал."
)
NOTICED = (
    "МАОУ «СОШ № 12», 16 ноября, 09:00.\n"
    "По одноразовому коду получен доступ (ответственный администратор): vk.com/id900.\n"
    "Если это ошибка, отзовите доступ в «Ответственных»."
)


async def appointed(place):
    """Let the administrator make Maria a deputy."""
    await place.roster()
    await say(place, MARIA, "меню")
    await say(place, ADMIN, "ответственные")
    await press(place, ADMIN, "Назначить")
    await press(place, ADMIN, "Завуч")
    assert await say(place, ADMIN, "петрова") == PREVIEW
    return await press(place, ADMIN, "Назначить")


async def held(place):
    rows = await place.rows(tables.offices)
    return {(row.account, row.office, row.source) for row in rows if row.unit == SCHOOL}


async def test_an_administrator_appoints_a_colleague_who_is_told(tmp_path):
    async with playground(tmp_path) as place:
        assert await appointed(place) == (APPOINTED, "")
        assert (MARIA, "deputy", "bot") in await held(place)
        await place.tick(at(0, 9, 5))
        assert place.heard(dm=MARIA)[-1] == TOLD
        more = "• Петрова М. П. (vk.com/id104): завуч\n"
        assert await say(place, ADMIN, "ответственные") == LIST.format(more=more)
        assert "Сводка" in [
            each["action"]["label"]
            for row in (await menu_of(place, MARIA))["buttons"]
            for each in row
        ]


async def menu_of(place, person):
    await say(place, person, "меню")
    return newest(place, person).keyboard


async def test_the_config_s_next_reading_leaves_the_bot_s_offices(tmp_path):
    async with playground(tmp_path) as place:
        await appointed(place)
        core = place.service.core
        listed = [unit.unit for unit in core.units.values()]
        async with core.database.writing() as connection:
            await units.sync(connection, listed, [])
        assert await held(place) == {(MARIA, "deputy", "bot")}


async def test_an_office_of_the_bot_s_is_taken_back(tmp_path):
    async with playground(tmp_path) as place:
        await appointed(place)
        await say(place, ADMIN, "отозвать доступ")
        assert buttons(place, ADMIN) == [["Петрова М. П., завуч"], ["← Ответственные"]]
        await press(place, ADMIN, "Петрова М. П., завуч")
        said = "Доступ отозван: Петрова М. П. (vk.com/id104), завуч."
        assert await press(place, ADMIN, "Отозвать") == (said, "")
        assert await held(place) == {
            (ADMIN, "administrator", "config"),
            (DEPUTY, "deputy", "config"),
        }


async def test_the_last_administrator_stays(tmp_path):
    config = CONFIG.replace("administrators = [101]\n", "")
    async with playground(tmp_path, config) as place:
        assert await claimed(place, ADMIN) == CLAIMED
        await say(place, ADMIN, "отозвать доступ")
        said, _ = await press(place, ADMIN, "id101, администратор")
        assert said == "Это последний ответственный администратор. Сначала назначьте другого."


async def claimed(place, account):
    """Take the administrator's office by a code, as the command line issues it."""
    async with place.service.core.database.writing() as connection:
        code = await issue_claim(connection, SCHOOL, Office.ADMINISTRATOR, place.world.now())
    return await say(place, account, code)


async def test_a_code_gives_the_office_once_and_the_others_are_told(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "код доступа")
        await press(place, ADMIN, "Администратор")
        text, _ = await press(place, ADMIN, "Выдать код")
        code = CODE.fullmatch(text)[1]
        assert await say(place, STRANGER, f"Код: {code}") == CLAIMED
        assert (STRANGER, "administrator", "bot") in await held(place)
        assert await say(place, MARIA, code) == BAD
        await place.tick(at(0, 9, 5))
        assert place.heard(dm=ADMIN)[-1] == NOTICED


async def test_a_code_ends_after_seven_days(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "код доступа")
        await press(place, ADMIN, "Завуч")
        text, _ = await press(place, ADMIN, "Выдать код")
        place.world.set_clock(at(7, 9))
        assert await say(place, STRANGER, re.search(r"\d{3}(-\d{3}){3}", text)[0]) == BAD


async def test_a_profile_named_by_its_link_may_be_of_nobody_on_the_list(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "назначить ответственного")
        await press(place, ADMIN, "Администратор")
        assert await say(place, ADMIN, "https://vk.com/id900") == (
            "МАОУ «СОШ № 12». Гость Чужой (vk.com/id900), в списке сотрудников нет. Назначить "
            "ответственным администратором?\n"
            "Видит показатели с именами, ведёт список, чаты и доступ. Человек получит сообщение."
        )
        await say(place, ADMIN, "назначить ответственного")
        await press(place, ADMIN, "Завуч")
        assert await say(place, ADMIN, "vk.com/club1") == (
            "Не нашёл такого профиля VK. Пришлите ссылку вида vk.com/id123 или vk.com/ivanova."
        )


@pytest.mark.parametrize("word", ["ответственные", "журнал", "код доступа"])
@pytest.mark.parametrize("person", [DEPUTY, MARIA, STRANGER])
async def test_only_administrators_may(word, person, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, person, word) == NOT_ALLOWED


async def test_another_school_s_administrator_sees_his_own_school(tmp_path):
    async with playground(tmp_path) as place:
        await appointed(place)
        said = await say(place, LYCEUM_ADMIN, "журнал")
        assert said == (
            "МАОУ «Лицей № 5». Журнал: 1 запись.\n"
            "• 16.11.2026 09:00 id107: смотрел(а) имена: журнал"
        )


async def test_the_journal_tells_who_did_what_page_by_page(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        async with place.service.core.database.writing() as connection:
            for index in range(10):
                await journal.write(
                    connection,
                    at=at(0, 8, index),
                    action="measure_kept",
                    unit=SCHOOL,
                    actor=DEPUTY,
                    details={"week": "2026-W46"},
                )
        said = await say(place, ADMIN, "журнал")
        lines = said.split("\n")
        assert lines[:3] == [
            "МАОУ «СОШ № 12». Журнал: 12 записей, страница 1 из 2.",
            "• 16.11.2026 09:00 Быкова А. С.: смотрел(а) имена: журнал",
            "• 16.11.2026 09:00 программа: загружен список: новых 5, изменено 0",
        ]
        assert (
            lines[3] == "• 16.11.2026 08:09 Зотов И. Л.: записаны принятые меры, неделя 9–15 ноября"
        )
        assert buttons(place, ADMIN) == [["Дальше →"]]
        second, _ = await press(place, ADMIN, "Дальше →")
        assert second.split("\n")[1:] == [
            "• 16.11.2026 08:01 Зотов И. Л.: записаны принятые меры, неделя 9–15 ноября",
            "• 16.11.2026 08:00 Зотов И. Л.: записаны принятые меры, неделя 9–15 ноября",
        ]

"""«Привязка»: counts, codes and links for all or for one, whole texts."""

import io
import re

import openpyxl
import pytest

from bot.dialog.binding.binding_words import FIND_WHOM, NO_VK, NOBODY_UNBOUND
from bot.words.dialog import ALREADY, NOT_ALLOWED, PRESS_YES_OR_NO, cancelled
from bot.words.private import BAD_CODE
from storage import tables
from tests.bot.dialog.binding.bound import BOUND, person_called
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, OLGA, ROSTER, STRANGER
from tests.playground import playground

pytestmark = pytest.mark.asyncio


async def test_without_a_roster_there_is_nobody_to_bind(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, ADMIN, "Привязка") == (
            "МАОУ «СОШ № 12»: список сотрудников пуст. Сначала загрузите его в разделе "
            "«Сотрудники»."
        )


async def test_those_with_and_without_a_profile_are_counted(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, ADMIN, "/привязка") == (
            "МАОУ «СОШ № 12»: в списке 5 сотрудников.\n"
            "• С профилем VK: 4.\n"
            "• Без профиля: 1.\n"
            "Пока профиль не привязан, сообщения и звонки сотрудника не учитываются за ним."
        )
        assert buttons(place, ADMIN) == [["Ссылки и коды"], ["Похожие профили", "Позвать в чат"]]


async def test_everybody_without_a_profile_gets_a_code_in_a_table_and_on_a_slip(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "привязка")
        text, _ = await press(place, ADMIN, "Ссылки и коды")
        assert text == (
            "Без профиля: 1. Кому выдать одноразовые коды?\n"
            "Сотрудник открывает ссылку, наводит камеру на QR или отправляет код боту, и профиль "
            "привязывается сам."
        )
        text, _ = await press(place, ADMIN, "Всем без профиля")
        assert text == (
            "МАОУ «СОШ № 12». Выдать коды всем, у кого нет профиля (1)?\n"
            "Вы получите таблицу и страницу для печати. Прежние неиспользованные коды перестанут "
            "действовать."
        )
        assert await place.rows(tables.codes) == []
        text, _ = await press(place, ADMIN, "Выдать")
        assert text == (
            "Выдано кодов: 1. Действуют по 15 декабря, каждый один раз.\n"
            "В таблице коды и ссылки, в PDF карточки для печати: разрежьте и раздайте лично.\n"
            "Код заменяет пароль: не публикуйте файлы в общих чатах."
        )
        table, slips = (each.content for each in place.world.files.stored.values())
        titles = [each["doc"]["title"] for each in newest(place, ADMIN).attachments]
        assert titles == ["Коды привязки.xlsx", "Коды привязки для печати.pdf"]
        assert slips.startswith(b"%PDF")
        sheet = openpyxl.load_workbook(io.BytesIO(table)).active
        code = sheet["C2"].value.replace("-", "")
        link = f"https://vk.me/{place.world.screen_name}?ref={code}"
        assert [cell.value for cell in sheet[2]][:4] == [
            "Юдина Ольга Олеговна",
            "Секретарь",
            f"{code[:3]}-{code[3:6]}-{code[6:]}",
            link,
        ]
        place.world.say(OLGA, dm=True, text="Начать", ref=link.rpartition("=")[2])
        await place.settle()
        assert place.heard(dm=OLGA) == [BOUND]
        assert await journal(place, "codes_issued") == [(ADMIN, "codes_issued", {"people": 1})]


async def test_of_two_presses_one_issues_codes(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "ссылки и коды")
        await press(place, ADMIN, "Всем без профиля")
        preview = newest(place, ADMIN).cmid
        for _ in range(2):
            place.world.press(ADMIN, dm=True, label="Выдать", cmid=preview)
        await place.settle()
        assert [each["text"] for each in place.world.answers if each.get("text")] == [ALREADY]
        assert len(await journal(place, "codes_issued")) == 1


async def test_codes_may_be_cancelled(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "ссылки и коды")
        await press(place, ADMIN, "Всем без профиля")
        assert await press(place, ADMIN, "Отмена") == (cancelled("выдача кодов"), "")
        assert await place.rows(tables.codes) == []


async def test_where_everybody_has_a_profile_there_are_no_codes_for_all(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(ROSTER.replace("прочий персонал;;", "прочий персонал;106;"))
        assert await say(place, ADMIN, "коды привязки") == NOBODY_UNBOUND
        assert buttons(place, ADMIN) == [["Одному сотруднику"], ["← Привязка"]]
        assert await forge(place, ADMIN, "links_all") == NOBODY_UNBOUND


async def test_one_person_is_found_by_name_and_gets_a_code_and_a_link(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "ссылки и коды")
        assert await press(place, ADMIN, "Одному сотруднику") == (FIND_WHOM, "")
        assert await say(place, ADMIN, "Щукин") == (
            "По «Щукин» никого не нашлось. Напишите фамилию иначе или её начало."
        )
        assert await say(place, ADMIN, "юдина") == (
            "Найдено: 1.\n1. Юдина Ольга Олеговна, секретарь\nКому выдать код?"
        )
        text, _ = await press(place, ADMIN, "1. Юдина О. О.")
        assert text == (
            "МАОУ «СОШ № 12». Юдина Ольга Олеговна, секретарь: выдать код и ссылку?\n"
            "Прежний неиспользованный код перестанет действовать."
        )
        text, _ = await press(place, ADMIN, "Выдать")
        code = text.rpartition("?ref=")[2].partition("\n")[0]
        assert text == (
            "Юдина Ольга Олеговна, секретарь\n"
            f"Код: {code[:3]}-{code[3:6]}-{code[6:]}\n"
            f"Ссылка: https://vk.me/{place.world.screen_name}?ref={code}\n"
            "Передайте лично: код или ссылка действуют один раз, по 15 декабря."
        )
        number = await person_called(place, "Юдина")
        assert await journal(place, "codes_issued", "names_seen") == [
            (ADMIN, "names_seen", {"screen": "link_find"}),
            (ADMIN, "codes_issued", {"people": 1, "person": number}),
        ]


async def test_a_second_code_ends_the_first_and_a_bound_person_may_have_one(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        number = await person_called(place, "Петрова")
        assert await forge(place, ADMIN, "link", i=number) == (
            "МАОУ «СОШ № 12». "
            "Петрова Мария Петровна, учитель математики: выдать код и ссылку? Профиль уже "
            "привязан: код добавит ещё один.\n"
            "Прежний неиспользованный код перестанет действовать."
        )
        first = re.search(r"ref=(\d+)", await say(place, ADMIN, "да"))[1]
        await forge(place, ADMIN, "link", i=number)
        second = re.search(r"ref=(\d+)", await say(place, ADMIN, "да"))[1]
        assert await say(place, STRANGER, first) == BAD_CODE
        assert (await say(place, STRANGER, second)).startswith("Добрый день, Мария Петровна!")


def without_address(call):
    """A VK that does not tell where the dialog is."""

    async def silent(method, **params):
        if method == "groups.getById":
            return await call("groups.getById", group_ids="not-there")
        return await call(method, **params)

    return silent


async def test_without_vk_no_code_is_issued(tmp_path, impatient):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "ссылки и коды")
        await press(place, ADMIN, "Всем без профиля")
        sandboxed = place.service.vk.call
        place.service.vk.call = without_address(sandboxed)
        assert await press(place, ADMIN, "Выдать") == (NO_VK, "")
        assert await place.rows(tables.codes) == []
        place.service.vk.call = sandboxed
        await say(place, ADMIN, "да")
        assert len(await place.rows(tables.codes)) == 1


async def test_without_vk_who_did_not_agree_to_a_code_is_told_so(tmp_path, impatient):
    async with playground(tmp_path) as place:
        await place.roster()
        await forge(place, ADMIN, "link", i=await person_called(place, "Юдина"))
        sandboxed = place.service.vk.call
        place.service.vk.call = without_address(sandboxed)
        assert await say(place, ADMIN, "наверное") == PRESS_YES_OR_NO
        assert await say(place, ADMIN, "да") == NO_VK
        place.service.vk.call = sandboxed
        assert "Код: " in await say(place, ADMIN, "да")


ACTS = ("binding", "links", "links_all", "links_all_go", "link_find", "link", "link_go")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("person", [STRANGER, MARIA, DEPUTY, LYCEUM_ADMIN])
async def test_only_the_school_s_administrator_binds_its_people(person, act, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        number = await person_called(place, "Юдина")
        said = await forge(place, person, act, u="school-12", i=number)
        assert said == NOT_ALLOWED
        assert await place.rows(tables.codes) == []


async def test_another_school_s_administrator_cannot_name_this_school_s_people(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        number = await person_called(place, "Юдина")
        said = await forge(place, LYCEUM_ADMIN, "link", u="lyceum-5", i=number)
        assert said == "Этого сотрудника в списке больше нет."
        assert "Юдина" not in await say(place, LYCEUM_ADMIN, "привязка")

"""An administrator and what a coordinator handed out: to chats, accepted, by himself, answered."""

from datetime import timedelta

import pytest

from bot.dialog.announce.handing.passing_on_words import NO_COORDINATOR, TOO_LONG
from bot.words.dialog import NOT_ALLOWED
from sandbox.world.world import Access
from storage import tables
from storage.told import sending
from tests.bot.dialog.announced import arrived
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.materials import CITY_TOWN, TEXT, city, drafted, handed, planned
from tests.bot.dialog.order.smolensk_town import (
    CITY_COORDINATOR,
    GYMNASIUM,
    GYMNASIUM_ADMIN,
    SCHOOL,
    SCHOOL_ADMIN,
    SCHOOL_DEPUTY,
)
from tests.cast import STRANGER, at
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

OWN = (
    "МБОУ «СШ № 3». Объявление получит 1 чат: сотрудники — 1.\n"
    "Уйдёт сегодня в 12:01.\n"
    "Когда отправите, координатор увидит: разослано.\n"
    f"Чтобы изменить текст или вложение, пришлите новое.\n\n{TEXT}"
)


async def report(place):
    """Read the coordinator's report, its organisations only."""
    said = await forge(place, CITY_COORDINATOR, "material_report", i=1)
    return said.split("\n")[2:]


async def test_it_goes_to_the_staff_s_chats_and_counts_when_it_is_sent(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        staff, parents, other = await handed(place)
        before = newest(place, SCHOOL_ADMIN).cmid
        said, _ = await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        assert said == OWN
        assert newest(place, SCHOOL_ADMIN).cmid > before  # the material itself stays
        assert buttons(place, SCHOOL_ADMIN) == [
            ["Отправить"],
            ["В другое время", "Подпись: выкл"],
            ["Изменить чаты", "Отмена"],
        ]
        await press(place, SCHOOL_ADMIN, "Отправить")
        assert (await report(place))[-1] == (
            "3. ✅ МБОУ «СШ № 3»: разослано сегодня в 12:01, отправляется в 1 чат"
        )
        await place.tick(at(1, 14, 2))
        assert [arrived(place, chat, TEXT) for chat in (staff, parents, other)] == [1, 0, 0]
        assert (await report(place))[-1] == (
            "3. ✅ МБОУ «СШ № 3»: разослано сегодня в 12:01, дошло в 1 чат"
        )
        said, _ = await press(place, SCHOOL_ADMIN, "Разослать в чаты", cmid=before)
        assert said == "Уже разослано сегодня в 12:01: координатор это видит."
        said, _ = await press(place, SCHOOL_ADMIN, "Отчёт об отправке")
        assert said.startswith("Объявление от 17 ноября, 12:01")


async def test_text_and_chats_may_be_changed_and_what_is_attached_goes_along(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        staff, parents, _ = await city(place)
        await say(place, CITY_COORDINATOR, "объявление")
        await press(place, CITY_COORDINATOR, "Все организации")
        place.world.say(CITY_COORDINATOR, dm=True, text=TEXT, attachments=["photo", "doc"])
        await place.settle()
        await press(place, CITY_COORDINATOR, "Отправить")
        await place.tick(at(1, 14, 1))
        assert [each["type"] for each in newest(place, SCHOOL_ADMIN).attachments] == [
            "photo",
            "doc",
        ]
        await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        await press(place, SCHOOL_ADMIN, "Изменить чаты")
        await press(place, SCHOOL_ADMIN, "Родители (1)")
        said = await say(place, SCHOOL_ADMIN, "Коллеги, читайте вложение")
        assert said.split("\n")[2:4] == [
            "Приложено: фото — 1, документ — 1.",
            "Когда отправите, координатор увидит: разослано.",
        ]
        await say(place, SCHOOL_ADMIN, "да")
        await place.tick(at(1, 14, 2))
        for chat in (staff, parents):
            [*_, told] = place.world.chats[chat].dialog.messages
            assert (told.text, [each["type"] for each in told.attachments]) == (
                "Коллеги, читайте вложение",
                ["photo", "doc"],
            )
        assert (await report(place))[-1].endswith("дошло в 2 чата")


async def test_an_announcement_of_its_own_passes_nothing_on(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        await press(place, SCHOOL_ADMIN, "Отмена")
        await drafted(place, "Сотрудники (1)", text="Педсовет", who=SCHOOL_ADMIN)
        await press(place, SCHOOL_ADMIN, "Отправить")
        assert (await report(place))[-1] == "3. • МБОУ «СШ № 3»: получено, не разослано"


async def test_what_reached_no_chat_is_told_so(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        staff, *_ = await handed(place)
        await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        await press(place, SCHOOL_ADMIN, "Отправить")
        place.world.set_bot(staff, SCHOOL_ADMIN, Access.ABSENT)
        await place.tick(at(1, 14, 2))
        assert (await report(place))[-1] == (
            "3. ⚠️ МБОУ «СШ № 3»: разослано сегодня в 12:01, дошло в 0 из 1 чата"
        )


async def test_accepted_is_read_and_not_passed_on_and_the_message_stays(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        told = newest(place, SCHOOL_ADMIN).text
        assert await press(place, SCHOOL_ADMIN, "Принято") == (
            told,
            "Принято: координатор это увидит",
        )
        assert (await press(place, SCHOOL_ADMIN, "Принято"))[1] == "Уже отмечено: принято"
        assert (await report(place))[-1] == "3. • МБОУ «СШ № 3»: принято, не разослано"
        assert await journal(place, "material_accepted") == [
            (SCHOOL_ADMIN, "material_accepted", {"material": 1})
        ]


async def test_who_passed_it_on_without_the_bot_says_so_once(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        told = newest(place, SCHOOL_ADMIN)
        said, _ = await press(place, SCHOOL_ADMIN, "Уже разослано")
        assert said == (
            "МБОУ «СШ № 3». Объявление уже разослано сотрудникам без бота? Координатор "
            "(Управление образования Смоленска) увидит: «разослано без бота, отметил "
            "ответственный»."
        )
        assert newest(place, SCHOOL_ADMIN).cmid > told.cmid
        said, _ = await press(place, SCHOOL_ADMIN, "Да, разослано")
        assert said == "Отмечено: разослано. Координатор это увидит."
        assert (await report(place))[-1] == (
            "3. ✅ МБОУ «СШ № 3»: разослано сегодня в 12:01, без бота, отметил ответственный"
        )
        said, _ = await press(place, SCHOOL_ADMIN, "Уже разослано", cmid=told.cmid)
        assert said == "Уже разослано сегодня в 12:01: координатор это видит."
        assert buttons(place, SCHOOL_ADMIN) == []


async def test_an_answer_reaches_the_coordinator_and_is_not_kept(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        assert (await press(place, SCHOOL_ADMIN, "Ответить"))[0] == (
            "Напишите ответ координатору одним сообщением, до 1\xa0000 знаков. Он увидит текст, "
            "Ваше имя и профиль; из базы бота текст сотрётся сразу после отправки."
        )
        assert await say(place, SCHOOL_ADMIN, "ы" * 1_001) == TOO_LONG
        assert await say(place, SCHOOL_ADMIN, "Где положение о конкурсе?") == (
            "МБОУ «СШ № 3». Отправить координатору (Управление образования Смоленска)?\n"
            "«Где положение о конкурсе?»"
        )
        said, _ = await press(place, SCHOOL_ADMIN, "Отправить ответ")
        assert said == "Ответ отправлен координатору. Ему сообщат в рабочие часы."
        await place.tick(at(1, 14, 2))
        assert place.heard(dm=CITY_COORDINATOR)[-1] == (
            "МБОУ «СШ № 3», 17 ноября, 12:01.\n"
            "Ответ на объявление от 17 ноября, 12:00. vk.com/id101:\n"
            "«Где положение о конкурсе?»\n"
            "Ответьте кнопкой или лично: текст в базе бота не остаётся."
        )
        for table in (tables.notices, tables.dialog_states, tables.audit):
            assert "положение" not in str(await place.rows(table))


async def test_without_a_coordinator_there_is_nobody_to_answer(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        async with place.service.core.database.writing() as connection:
            await connection.execute(
                tables.offices.delete().where(tables.offices.c.account == CITY_COORDINATOR)
            )
        assert (await press(place, SCHOOL_ADMIN, "Ответить"))[0] == NO_COORDINATOR


async def test_without_chats_or_without_the_text_he_is_told_what_else_to_do(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        chats = await handed(place)
        for chat in chats[:2]:
            place.world.set_bot(chat, SCHOOL_ADMIN, Access.ABSENT)
        await place.settle()
        told = newest(place, SCHOOL_ADMIN).cmid
        said, _ = await press(place, SCHOOL_ADMIN, "Разослать в чаты")
        assert said == (
            "Отправлять пока некуда: бота нет ни в одном чате организации.\n"
            "Как пригласить его, скажет «Чаты».\n"
            "Если разослали сами, без бота, нажмите «Уже разослано»."
        )
        assert buttons(place, SCHOOL_ADMIN) == [["Уже разослано"]]
        await place.tick(at(10, 14))
        assert [row.text for row in await place.rows(tables.materials)] == [""]
        said, _ = await press(place, SCHOOL_ADMIN, "Разослать в чаты", cmid=told)
        assert said == (
            "Текст этого объявления бот уже стёр: со срока прошла неделя. Скопируйте его из "
            "сообщения и разошлите через «Объявление»."
        )


async def test_only_the_organisation_s_administrators_do_anything_with_it(tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await handed(place)
        for person in (SCHOOL_DEPUTY, GYMNASIUM_ADMIN, CITY_COORDINATOR, STRANGER):
            for act in ("pass", "accept", "own", "own_go", "reply", "reply_go"):
                said = await forge(place, person, f"material_{act}", i=1, u=SCHOOL)
                assert (person, act, said) == (person, act, NOT_ALLOWED)
        rows = await place.rows(tables.material_units)
        assert {(row.accepted_at, row.passed_at) for row in rows} == {(None, None)}


@pytest.mark.parametrize("later", [sending.CLAIM, timedelta(hours=2)], ids=["soon", "after VK"])
async def test_a_process_killed_while_it_tells_administrators_tells_each_once(later, tmp_path):
    async with playground(tmp_path, CITY_TOWN) as place:
        await city(place)
        await drafted(place)
        await press(place, CITY_COORDINATOR, "Отправить")
        place.world.set_clock(at(1, 14, 1))
        await place.service.tick(at(1, 14, 1))
        dying = place.service.delivery
        first, *rest = await dying._parts(await dying._claim())
        await first  # its answer dies with it
        for part in rest:
            part.close()
        place.world.set_clock(at(1, 14, 1) + later)
        await place.service.delivery.drain()
        for person in (SCHOOL_ADMIN, GYMNASIUM_ADMIN):
            texts = [each.text for each in place.world.dms[person].messages]
            assert sum(TEXT in text for text in texts) == 1
        assert sorted(await planned(place, "material")) == [
            (GYMNASIUM, GYMNASIUM_ADMIN, "sent"),
            (SCHOOL, SCHOOL_ADMIN, "sent"),
        ]

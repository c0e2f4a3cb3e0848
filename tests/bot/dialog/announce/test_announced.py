"""What becomes of announcements: exactly one in each chat whatever dies, reports, who has seen."""

import json
from datetime import timedelta

import pytest

from bot.service.telling.verdicts import RETRY
from sandbox.world.world import Access
from storage import tables
from storage.accounts import CHATS
from storage.people import units
from storage.told import sending
from tests.bot.dialog.announced import arrived, drafted, planned, school
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.ordering import order
from tests.cast import ADMIN, LYCEUM_ADMIN, MARIA, SCHOOL, at
from tests.playground import playground

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

NOON = at(1, 12)
HOURS = timedelta(hours=2)
"""Longer than VK remembers random_ids."""

HEAD = "Объявление от 17 ноября, 12:00, отчёт на 12:01 17 ноября."
SENT = [(chat, "announcement", "sent", False) for chat in (1, 2, 3)]


async def announce(place, *kinds):
    """Announce at noon; the notices are released a minute later."""
    chats = await school(place)
    await drafted(place, *kinds)
    await press(place, ADMIN, "Отправить")
    place.world.set_clock(NOON + timedelta(minutes=1))
    await place.service.tick(place.world.now())
    place.world.requests.clear()
    return chats


async def drain(place, later=timedelta()):
    place.world.set_clock(place.world.now() + later)
    return await place.service.delivery.drain()


async def test_when_told_no_words_are_kept_and_the_report_names_every_chat(tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place)
        assert await drain(place) == 3
        assert [arrived(place, chat) for chat in chats] == [1, 1, 1]
        assert await planned(place) == SENT
        assert await press(place, ADMIN, "Обновить") == (
            f"{HEAD}\n"
            "Отправлено: 3 из 3 (100\u00a0%).\n"
            "1. ✅ «Педсовет»: отправлено сегодня в 12:01\n"
            "2. ✅ «Родители 5А»: отправлено сегодня в 12:01\n"
            "3. ✅ «Ученики 5А»: отправлено сегодня в 12:01",
            "Обновлено",
        )


async def test_the_author_is_told_once_what_came_of_it(tmp_path):
    async with playground(tmp_path) as place:
        await announce(place)
        await place.tick(at(1, 12, 2))
        before = len(place.heard(dm=ADMIN))
        await place.tick(at(1, 12, 3))
        await place.tick(at(1, 12, 4))
        assert place.heard(dm=ADMIN)[before:] == [
            "Объявление от 17 ноября, 12:00.\n✅ Отправлено в чаты: 3 из 3 (100\u00a0%)."
        ]
        assert buttons(place, ADMIN) == [["Отчёт об отправке"]]
        said, _ = await press(place, ADMIN, "Отчёт об отправке")
        assert said.split("\n")[1] == "Отправлено: 3 из 3 (100\u00a0%)."


async def test_who_is_no_administrator_any_more_is_not_told(tmp_path):
    async with playground(tmp_path) as place:
        await announce(place)
        await drain(place)
        async with place.service.core.database.writing() as connection:
            await connection.execute(tables.offices.delete())
            assert await units.offices(connection, unit=SCHOOL) == []
        await place.service.tick(at(1, 12, 3))
        assert {row.kind for row in await place.rows(tables.notices)} == {"announcement"}


async def test_refusals_are_reported_with_their_reason_and_hold_up_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await announce(place)
        await order(
            place,
            {"on": "method:messages.send", "error": 917},
            {"on": "method:messages.send", "error": 4_444, "after": 1},
        )
        assert await drain(place) == 3
        assert sorted(state for _, _, state, _ in await planned(place)) == [
            "failed",
            "failed",
            "sent",
        ]
        assert {kept for *_, kept in await planned(place)} == {False}
        said, _ = await press(place, ADMIN, "Обновить")
        assert said.split("\n")[:2] == [
            HEAD,
            "Отправлено: 1 из 3 (33,3\u00a0%); не отправлено: 2.",
        ]
        reasons = sorted(line.split(": ", 1)[1] for line in said.split("\n")[2:])
        assert reasons == [
            "не отправлено, VK отказал, код 4444",
            "не отправлено, у бота нет доступа к чату",
            "отправлено сегодня в 12:01",
        ]
        await place.service.tick(place.world.now())
        await drain(place)
        assert place.heard(dm=ADMIN)[-1] == (
            "Объявление от 17 ноября, 12:00.\n⚠️ Отправлено в чаты: 1 из 3 (33,3\u00a0%)."
        )


async def test_what_vk_does_not_take_now_waits_and_the_report_says_so(tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place, "Сотрудники (1)")
        await order(place, {"on": "method:messages.send", "error": 9})
        assert await drain(place) == 0
        said, _ = await press(place, ADMIN, "Обновить")
        assert said == (
            f"{HEAD}\n"
            "Отправлено: 0 из 1 (0\u00a0%); ждёт отправки: 1.\n"
            "Срок в 2 дня истекает 19 ноября (четверг) в 12:00.\n"
            "1. • «Педсовет»: VK пока не принял, бот повторит сам"
        )
        assert await drain(place, timedelta(minutes=11)) == 1
        assert arrived(place, chats[0]) == 1


async def test_what_could_not_be_sent_for_two_days_is_dropped_with_its_words(tmp_path):
    async with playground(tmp_path) as place:
        await announce(place, "Сотрудники (1)")
        place.world.set_clock(at(3, 13))
        await place.service.tick(at(3, 13))
        assert await planned(place) == [(1, "announcement", "stale", False)]
        said, _ = await press(place, ADMIN, "Обновить")
        assert said.split("\n")[1:] == [
            "Отправлено: 0 из 1 (0\u00a0%); не отправлено: 1.",
            "1. ⚠️ «Педсовет»: не отправлено за 2 дня, срок прошёл",
        ]


@pytest.mark.parametrize("later", [sending.CLAIM, HOURS], ids=["soon", "after VK forgot"])
@pytest.mark.parametrize("went_out", [0, 1, 3])
async def test_a_process_killed_between_chats_leaves_one_in_each(went_out, later, tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place)
        dying = place.service.delivery
        roles = await dying._parts(await dying._claim())
        for part in roles[:went_out]:
            await part  # the answers die with it
        for part in roles[went_out:]:
            part.close()
        assert {kept for *_, kept in await planned(place)} == {True}
        await drain(place, later)
        assert [arrived(place, chat) for chat in chats] == [1, 1, 1]
        assert await planned(place) == SENT


@pytest.mark.parametrize("later", [RETRY[0], HOURS], ids=["soon", "after VK forgot"])
async def test_an_answer_lost_after_it_went_out_repeats_nothing(later, tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place)
        lost = {"on": "method:messages.send", "drop": True, "done": True}
        await order(place, {**lost, "times": 12})
        assert await drain(place) == 0
        assert await drain(place, later) == 3
        assert [arrived(place, chat) for chat in chats] == [1, 1, 1]


async def test_a_message_coming_back_settles_what_vk_does_not_show(tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place, "Сотрудники (1)")
        dying = place.service.delivery
        for part in await dying._parts(await dying._claim()):
            await part
        place.world.set_bot(chats[0], ADMIN, Access.ALL)  # no administrator any more
        await drain(place, HOURS)
        assert arrived(place, chats[0]) == 1
        said, _ = await press(place, ADMIN, "Обновить")
        assert said.split("\n")[-1] == "1. ✅ «Педсовет»: отправлено сегодня в 14:01"


async def test_an_old_doubt_nobody_can_settle_is_left_to_the_administrator(tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place, "Сотрудники (1)")
        dying = place.service.delivery
        for part in await dying._parts(await dying._claim()):
            part.close()
        place.world.set_bot(chats[0], ADMIN, Access.ALL)
        assert await drain(place, HOURS) == 1
        assert arrived(place, chats[0]) == 0
        said, _ = await press(place, ADMIN, "Обновить")
        assert said.split("\n")[-1] == (
            "1. ⚠️ «Педсовет»: не отправлено, неизвестно, дошло ли, проверьте в чате"
        )


async def test_photos_documents_and_links_go_along(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        await say(place, ADMIN, "объявление")
        await press(place, ADMIN, "Сотрудники (1)")
        link = {"type": "link", "link": {"url": "https://school.example/plan"}}
        place.world.say(
            ADMIN, dm=True, text="План недели", attachments=["photo", "doc", link, "video"]
        )
        await place.settle()
        assert newest(place, ADMIN).text.split("\n")[2:] == [
            "Приложено: фото — 1, документ — 1.",
            "⚠️ Сообщество не может переслать: видео — 1.",
            "Чтобы изменить текст или вложение, пришлите новое.",
            "",
            "План недели",
            "https://school.example/plan",
            "",
            "МАОУ «СОШ № 12»",
        ]
        await press(place, ADMIN, "Отправить")
        await place.tick(at(1, 12, 1))
        [*_, told] = place.world.chats[staff].dialog.messages
        given = next(each for each in place.world.dms[ADMIN].messages if each.attachments)
        assert told.text == "План недели\nhttps://school.example/plan\n\nМАОУ «СОШ № 12»"
        assert told.attachments == given.attachments[:2]
        [sent] = [each for each in place.sent if each.kind == "announcement"]
        photo, doc = (each[each["type"]] for each in given.attachments[:2])
        assert sent.attachments == (
            f"photo{ADMIN}_{photo['id']}_{photo['access_key']}",
            f"doc{ADMIN}_{doc['id']}_{doc['access_key']}",
        )


async def test_a_photo_sent_after_the_text_joins_it(tmp_path):
    async with playground(tmp_path) as place:
        staff, *_ = await school(place)
        await drafted(place, "Сотрудники (1)")
        place.world.say(ADMIN, dm=True, attachments=["photo"])
        await place.settle()
        await say(place, ADMIN, "Совсем новый текст")
        assert newest(place, ADMIN).text.split("\n")[2] == "Приложено: фото — 1."
        await say(place, ADMIN, "да")
        await place.tick(at(1, 12, 1))
        [*_, told] = place.world.chats[staff].dialog.messages
        assert (told.text, [each["type"] for each in told.attachments]) == (
            "Совсем новый текст\n\nМАОУ «СОШ № 12»",
            ["photo"],
        )


def conversation(chat, newest_number, read):
    return {
        "peer": {"id": CHATS + chat},
        "last_conversation_message_id": newest_number,
        "out_read_cmid": read,
    }


async def test_who_has_seen_it_is_told_as_far_as_vk_tells(tmp_path):
    async with playground(tmp_path) as place:
        chats = await announce(place)
        await drain(place)
        numbers = [len(place.world.chats[chat].dialog.messages) for chat in chats]
        place.say(chats[1], MARIA, 120)
        items = [
            conversation(chats[0], numbers[0], numbers[0]),
            conversation(chats[1], numbers[1] + 120, numbers[1] - 1),
        ]
        answer = json.dumps({"response": {"count": 2, "items": items}})
        await order(place, {"on": "method:messages.getConversationsById", "body": answer})
        said, _ = await press(place, ADMIN, "Кто видел")
        assert said == (
            "Объявление от 17 ноября, 12:00, кто видел, на 12:01 17 ноября.\n"
            "VK сообщает боту одно: открыл ли чат после объявления хоть один участник. Имён и "
            "числа прочитавших не показывает.\n"
            "1. ✅ «Педсовет»: открыл хотя бы один участник\n"
            "2. • «Родители 5А»: пока не открыл никто\n"
            "3. • «Ученики 5А»: нет данных, VK не показывает боту этот чат"
        )
        assert buttons(place, ADMIN) == [["← К отчёту"]]
        said, _ = await press(place, ADMIN, "← К отчёту")
        assert said.startswith(HEAD)


async def test_before_anything_is_sent_nobody_has_seen_it_and_vk_is_not_asked(tmp_path):
    async with playground(tmp_path) as place:
        await announce(place)
        said, _ = await press(place, ADMIN, "Кто видел")
        assert said.split("\n")[1:] == ["Ни в один чат объявление пока не отправлено."]
        assert place.world.requests["messages.getConversationsById"] == 0


async def test_the_list_is_the_unit_s_own(tmp_path):
    async with playground(tmp_path) as place:
        await place.chat("Лицей", MARIA, by=LYCEUM_ADMIN)
        await announce(place)
        assert await say(place, ADMIN, "объявления") == (
            "Объявления, МАОУ «СОШ № 12», на 12:01 17 ноября. Тексты не хранятся:\n"
            "1. от 17 ноября, 12:00: 3 чата"
        )
        assert buttons(place, ADMIN) == [["1"], ["Новое объявление"]]
        said, _ = await press(place, ADMIN, "1")
        assert said.startswith(HEAD)
        assert await say(place, LYCEUM_ADMIN, "объявления") == (
            "МАОУ «Лицей № 5»: объявлений через бота пока не было."
        )
        for act in ("announced", "announced_seen"):
            place.world.say(LYCEUM_ADMIN, dm=True, text="x", payload={"do": act, "i": 1})
            await place.settle()
            assert newest(place, LYCEUM_ADMIN).text == (
                "Такого объявления у Вашей организации нет."
            )

"""«Позвать в чат» and «Это я»: the call, the dialog it opens, and what the administrator says."""

import pytest

from bot.dialog.binding.binding_words import (
    ASKED_BEFORE,
    CALL,
    IS_BOUND,
    NO_CALL,
    NO_CHATS,
    NOBODY_ALIKE,
    NOT_SENT,
    SENT_TO_ADMINISTRATOR,
)
from bot.words.dialog import ALREADY, EXPIRED, NOT_ALLOWED
from sandbox.world.world import Access
from tests.bot.dialog.binding.bound import BOUND, bindings, called, person_called
from tests.bot.dialog.chatting import chat_row, forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import (
    ADMIN,
    DEPUTY,
    LYCEUM_ADMIN,
    MARIA,
    OLGA,
    PAVEL,
    ROSTER,
    STRANGER,
    at,
)
from tests.playground import playground

pytestmark = pytest.mark.asyncio

WHICH = (
    "Добрый день! Я бот «Звонок»: считаю сообщения и звонки в рабочих чатах, тексты не сохраняю.\n"
    "1. Юдина Ольга Олеговна, секретарь\n"
    "Выберите себя: профиль привяжется, когда это подтвердит ответственный администратор."
)
ASKING = (
    "МАОУ «СОШ № 12». "
    "Профиль vk.com/id106 из чата «Педсовет» просит привязать его к сотруднику «Юдина О. О.».\n"
    "Откройте профиль и проверьте, кто это: бот имён профилей не хранит."
)
REFUSED = (
    "Добрый день! МАОУ «СОШ № 12»: ответственный администратор не подтвердил привязку Вашего "
    "профиля.\nПопросите у него одноразовый код и отправьте его сюда."
)


async def pressed(place, person, chat):
    """Press «Это я»; give what VK showed."""
    before = len(place.world.answers)
    place.world.press(person, chat=chat, label="Это я")
    await place.settle()
    [answer] = place.world.answers[before:]
    return answer["type"], answer.get("link") or answer["text"]


async def follow(place, person, chat):
    """Press «Это я» and go where it leads; give what the bot says there."""
    kind, link = await pressed(place, person, chat)
    assert (kind, link) == ("open_link", f"https://vk.me/zvonok?ref=me-{chat}")
    place.world.say(person, dm=True, text="Начать", ref=link.partition("ref=")[2])
    await place.settle()
    return newest(place, person).text


async def test_the_bot_calls_a_staff_chat_only_after_a_preview_and_a_yes(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, OLGA)
        await place.chat("5А родители", MARIA)
        before = place.heard(chat=chat)
        assert await say(place, ADMIN, "позвать в чат") == (
            "В какой чат отправить приглашение с кнопкой «Это я»? Бот делает это только по Вашей "
            "команде.\n1. «Педсовет»"
        )
        assert buttons(place, ADMIN) == [["1. Педсовет"], ["← Привязка"]]
        text, _ = await press(place, ADMIN, "1. Педсовет")
        assert text == (
            "МАОУ «СОШ № 12». "
            f"В чат «Педсовет» будет отправлено одно сообщение с кнопкой «Это я»:\n\n{CALL}"
        )
        assert place.heard(chat=chat) == before
        preview = newest(place, ADMIN).cmid
        for _ in range(2):
            place.world.press(ADMIN, dm=True, label="Отправить в чат", cmid=preview)
        await place.settle()
        assert newest(place, ADMIN).text == (
            "Отправлено в чат «Педсовет». Просьбы о привязке придут Вам сюда."
        )
        assert place.heard(chat=chat) == [*before, CALL]
        assert [each["text"] for each in place.world.answers if each.get("text")] == [ALREADY]
        assert await journal(place, "called_in") == [(ADMIN, "called_in", {"chat": chat})]


NIGHT = "Сейчас нерабочее время, чат беспокоить не будем. Отправить можно будет с 08:30 17 ноября."


@pytest.mark.parametrize("asked_at", [at(0, 17), at(0, 21)])
async def test_a_chat_is_not_called_at_night_though_it_was_asked_for_by_day(asked_at, tmp_path):
    async with playground(tmp_path, clock=asked_at) as place:
        await place.roster()
        chat = await place.chat("Педсовет", OLGA)
        before = place.heard(chat=chat)
        await say(place, ADMIN, "позвать в чат")
        said, _ = await press(place, ADMIN, "1. Педсовет")
        if asked_at == at(0, 17):
            place.world.set_clock(at(0, 21))
            said, _ = await press(place, ADMIN, "Отправить в чат")
        assert said == NIGHT
        assert place.heard(chat=chat) == before


async def test_without_staff_chats_there_is_nothing_to_call(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, ADMIN, "позвать в чат") == NO_CHATS


async def test_a_chat_the_bot_has_left_is_told_not_to_have_been_called(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", OLGA)
        await say(place, ADMIN, "позвать в чат")
        await press(place, ADMIN, "1. Педсовет")
        place.world.chats[chat].access = Access.ABSENT
        assert await press(place, ADMIN, "Отправить в чат") == (NOT_SENT, "")


async def test_it_is_me_waits_for_the_administrator_who_confirms(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, MARIA, OLGA)
        place.say(chat, OLGA, 2)
        assert await follow(place, OLGA, chat) == WHICH
        assert buttons(place, OLGA) == [["1. Юдина О. О."], ["Меня здесь нет"]]
        assert await press(place, OLGA, "1. Юдина О. О.") == (SENT_TO_ADMINISTRATOR, "")
        assert await bindings(place) == {}

        await place.tick(at(0, 9))
        assert newest(place, ADMIN).text == ASKING
        assert buttons(place, ADMIN) == [["Подтвердить", "Отклонить"]]
        asked = newest(place, ADMIN).cmid
        for _ in range(2):
            place.world.press(ADMIN, dm=True, label="Подтвердить", cmid=asked)
        await place.settle()
        assert newest(place, ADMIN).text == (
            "✅ Профиль vk.com/id106 привязан: Юдина Ольга Олеговна, секретарь."
        )
        assert [each["text"] for each in place.world.answers if each.get("text")] == [ALREADY]
        number = await person_called(place, "Юдина")
        assert await bindings(place) == {OLGA: number}
        await place.tick(at(0, 10))
        assert place.heard(dm=OLGA)[-1] == BOUND
        assert await journal(place, "binding_asked", "bound_by_administrator") == [
            (OLGA, "binding_asked", {"person": number}),
            (ADMIN, "bound_by_administrator", {"person": number, "account": OLGA}),
        ]
        assert await pressed(place, OLGA, chat) == ("show_snackbar", IS_BOUND)


async def test_the_administrator_may_refuse_and_the_name_is_offered_no_more(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA)
        await follow(place, OLGA, chat)
        await press(place, OLGA, "1. Юдина О. О.")
        await place.tick(at(0, 9))
        assert await press(place, ADMIN, "Отклонить") == (
            "Просьба отклонена: профиль vk.com/id106, Юдина Ольга Олеговна, секретарь. Ничего не "
            "изменилось.",
            "",
        )
        assert buttons(place, ADMIN) == [["← Привязка"]]
        number = await person_called(place, "Юдина")
        await forge(place, ADMIN, "ask_no", i=number, a=OLGA)
        assert len(await journal(place, "binding_refused")) == 1
        await place.tick(at(0, 10))
        assert place.heard(dm=OLGA)[-1] == REFUSED
        assert await follow(place, OLGA, chat) == NOBODY_ALIKE
        assert await bindings(place) == {}


async def test_asking_again_the_same_day_tells_nobody_again(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA)
        for said in (SENT_TO_ADMINISTRATOR, ASKED_BEFORE):
            await follow(place, OLGA, chat)
            assert await press(place, OLGA, "1. Юдина О. О.") == (said, "")
        await place.tick(at(0, 9))
        assert place.heard(dm=ADMIN).count(ASKING) == 1


async def test_of_namesakes_one_may_be_chosen_a_day(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(ROSTER + "Юдина Ольга Павловна;Вахтёр;прочий персонал;;;;\n")
        chat = await place.chat("Педсовет", OLGA)
        text = await say(place, OLGA, f"me-{chat}")
        assert text.split("\n")[1:3] == [
            "1. Юдина Ольга Олеговна, секретарь",
            "2. Юдина Ольга Павловна, вахтёр",
        ]
        assert await press(place, OLGA, "2. Юдина О. П.") == (SENT_TO_ADMINISTRATOR, "")
        await say(place, OLGA, f"me-{chat}")
        assert await press(place, OLGA, "1. Юдина О. О.") == (ASKED_BEFORE, "")


async def test_at_night_the_administrator_is_told_in_the_morning(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA)
        place.world.set_clock(at(0, 23))
        await follow(place, OLGA, chat)
        await press(place, OLGA, "1. Юдина О. О.")
        await place.tick(at(1, 8))
        assert ASKING not in place.heard(dm=ADMIN)
        await place.tick(at(1, 8, 30))
        assert ASKING in place.heard(dm=ADMIN)


async def test_whose_name_is_like_nobody_s_is_shown_nobody(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA, STRANGER)
        assert await follow(place, STRANGER, chat) == NOBODY_ALIKE
        number = await person_called(place, "Юдина")
        assert await forge(place, STRANGER, "me_is", c=chat, i=number) == NOBODY_ALIKE
        await place.tick(at(0, 9))
        assert not any("vk.com/id900" in each for each in place.heard(dm=ADMIN))


async def test_who_is_not_among_the_names_is_told_to_ask_for_a_code(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA)
        await follow(place, OLGA, chat)
        assert await press(place, OLGA, "Меня здесь нет") == (NOBODY_ALIKE, "")


async def test_who_is_no_member_of_a_staff_chat_is_shown_nobody_s_name(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        staff = await place.chat("Педсовет", MARIA)
        parents = await place.chat("5А родители", OLGA)
        hidden = await place.chat("МО физиков", OLGA, access=Access.MENTIONS)
        for chat in (staff, parents, hidden, 77):
            assert await say(place, OLGA, f"me-{chat}") == NO_CALL
        number = await person_called(place, "Юдина")
        assert await forge(place, OLGA, "me_is", c=staff, i=number) == NO_CALL
        assert await forge(place, OLGA, "me", i=number) == NO_CALL


async def test_who_is_bound_already_need_not_do_anything(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, MARIA, PAVEL)
        assert await pressed(place, PAVEL, chat) == ("show_snackbar", IS_BOUND)
        assert await say(place, MARIA, f"me-{chat}") == IS_BOUND


async def test_a_button_in_a_chat_that_is_no_staff_chat_any_more_has_expired(tmp_path):
    async with playground(tmp_path) as place:
        chat = await called(place, OLGA)
        await forge(place, ADMIN, "chat_kind_go", c=chat, k="other")
        assert (await chat_row(place, chat)).kind == "other"
        assert await pressed(place, OLGA, chat) == ("show_snackbar", EXPIRED)


@pytest.mark.parametrize("act", ["call_in", "call_in_go"])
@pytest.mark.parametrize("person", [STRANGER, MARIA, DEPUTY, LYCEUM_ADMIN])
async def test_only_the_administrator_lets_the_bot_call(person, act, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, STRANGER)
        before = place.heard(chat=chat)
        assert await forge(place, person, act, u="school-12", c=chat) == NOT_ALLOWED
        assert place.heard(chat=chat) == before


async def test_another_school_s_administrator_cannot_call_this_school_s_chat(tmp_path):
    async with playground(tmp_path) as place:
        chat = await place.chat("Педсовет", MARIA)
        said = await forge(place, LYCEUM_ADMIN, "call_in", u="lyceum-5", c=chat)
        assert said == "Такого чата у Вашей организации нет."

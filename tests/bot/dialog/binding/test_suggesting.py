"""Suggested profiles: pages, binding after a yes, «Не он(а)», namesakes; whole texts."""

import re

import pytest

from bot.dialog.binding.binding_words import NO_CHATS, NOT_SUGGESTED, OLD_SUGGESTION
from bot.words.dialog import ALREADY, NOT_ALLOWED
from sandbox.world.world import Access
from storage import tables
from tests.bot.dialog.binding.bound import BOUND, bindings, person_called
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, OLGA, PAVEL, ROSTER, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

ONE = (
    "МАОУ «СОШ № 12». Без профиля: 1, похожих профилей: 1.\n"
    "1. Юдина Ольга Олеговна, секретарь ← Ольга Юдина (vk.com/id106), похоже на "
    "100\N{NO-BREAK SPACE}%\n"
    "Имя ещё не доказывает, чей это профиль: решаете Вы."
)
NONE = (
    "МАОУ «СОШ № 12». Без профиля: 1, похожих профилей: 0.\n"
    "В чатах сотрудников нет непривязанных профилей с похожими именами. Выдайте остальным коды."
)
PREVIEW = (
    "МАОУ «СОШ № 12». Привязать профиль Ольга Юдина (vk.com/id106)?\n"
    "Сотрудник: Юдина Ольга Олеговна, секретарь.\n"
    "Всё, что этот профиль написал за неделю, будет учтено за сотрудником."
)


async def test_without_staff_chats_nobody_can_be_suggested(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("5А родители", OLGA)
        assert await say(place, ADMIN, "похожие профили") == NO_CHATS


async def test_a_suggested_profile_is_bound_after_a_yes_and_this_week_becomes_theirs(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, OLGA, PAVEL, STRANGER)
        place.say(chat, OLGA, 3)
        assert await say(place, ADMIN, "похожие профили") == ONE
        assert buttons(place, ADMIN) == [["1. Связать", "1. Не он(а)"], ["← Привязка"]]
        assert await press(place, ADMIN, "1. Связать") == (PREVIEW, "")
        assert await bindings(place) == {}
        assert await press(place, ADMIN, "Привязать") == (
            "✅ Профиль vk.com/id106 привязан: Юдина Ольга Олеговна, секретарь.",
            "",
        )
        number = await person_called(place, "Юдина")
        assert await bindings(place) == {OLGA: number}
        people = {each.name: each for each in (await place.report(now=at(0, 10))).people}
        assert people["Юдина Ольга Олеговна"].messages == 3
        assert await journal(place, "names_seen", "bound_by_administrator") == [
            (ADMIN, "names_seen", {"screen": "suggest"}),
            (ADMIN, "bound_by_administrator", {"person": number, "account": OLGA}),
        ]
        await place.tick(at(0, 10))
        assert place.heard(dm=OLGA) == []  # she has never let the bot write to her


async def test_who_is_bound_and_lets_the_bot_write_is_told_in_three_lines_by_day(tmp_path):
    async with playground(tmp_path, clock=at(0, 22)) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA)
        await say(place, OLGA, "Здравствуйте")
        await say(place, ADMIN, "похожие профили")
        await press(place, ADMIN, "1. Связать")
        await press(place, ADMIN, "Привязать")
        await place.tick(at(1, 8))
        assert len(place.heard(dm=OLGA)) == 1
        await place.tick(at(1, 9))
        assert place.heard(dm=OLGA)[1:] == [BOUND]


async def test_of_two_yeses_one_binds(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA)
        await say(place, ADMIN, "похожие профили")
        await press(place, ADMIN, "1. Связать")
        preview = newest(place, ADMIN).cmid
        for _ in range(2):
            place.world.press(ADMIN, dm=True, label="Привязать", cmid=preview)
        await place.settle()
        assert [each["text"] for each in place.world.answers if each.get("text")] == [ALREADY]
        assert len(await journal(place, "bound_by_administrator")) == 1


async def test_a_refused_suggestion_never_comes_back_and_the_account_is_not_kept(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA)
        await say(place, ADMIN, "похожие профили")
        number = await person_called(place, "Юдина")
        assert await press(place, ADMIN, "1. Не он(а)") == (NONE, NOT_SUGGESTED)
        assert await say(place, ADMIN, "похожие профили") == NONE
        assert await journal(place, "suggestion_refused") == [
            (ADMIN, "suggestion_refused", {"person": number})
        ]
        settings = await place.rows(tables.unit_settings)
        assert [row.value for row in settings] == ["1"]
        assert not any(str(OLGA) in re.split(r"\W", row.name) for row in settings)
        assert await bindings(place) == {}


async def test_somebody_bound_meanwhile_is_not_bound_again(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA)
        await say(place, ADMIN, "похожие профили")
        await press(place, ADMIN, "1. Связать")
        preview = newest(place, ADMIN).cmid
        await place.roster(ROSTER.replace("прочий персонал;;", "прочий персонал;900;"))
        assert (await press(place, ADMIN, "Привязать", cmid=preview))[0] == (
            "У сотрудника уже есть профиль. Второй он может добавить сам, отправив боту код."
        )
        assert await bindings(place) == {}


async def test_namesakes_stand_last_and_are_marked(tmp_path):
    namesakes = ROSTER + "Юдина Ольга Павловна;Вахтёр;прочий персонал;;;;\n"
    both = namesakes + "Чужой Гость Иванович;Сторож;прочий персонал;;;;\n"
    async with playground(tmp_path) as place:
        await place.roster(both)
        await place.chat("Педсовет", OLGA, STRANGER)
        text = await say(place, ADMIN, "похожие профили")
        assert text.split("\n") == [
            "МАОУ «СОШ № 12». Без профиля: 3, похожих профилей: 3.",
            "1. Чужой Гость Иванович, сторож ← Гость Чужой (vk.com/id900), похоже на "
            "100\N{NO-BREAK SPACE}%",
            "2. ⚠️ Юдина Ольга Олеговна, секретарь ← Ольга Юдина (vk.com/id106), похоже на "
            "89\N{NO-BREAK SPACE}%; есть похожие имена, проверьте",
            "3. ⚠️ Юдина Ольга Павловна, вахтёр ← Ольга Юдина (vk.com/id106), похоже на "
            "89\N{NO-BREAK SPACE}%; есть похожие имена, проверьте",
            "Имя ещё не доказывает, чей это профиль: решаете Вы.",
        ]
        text, _ = await press(place, ADMIN, "2. Связать")
        assert text.split("\n")[2] == (
            "⚠️ Есть похожие имена: откройте профиль и убедитесь, чей он."
        )


async def test_many_suggestions_are_paged_and_a_chat_that_hides_its_members_is_told(tmp_path):
    names = [("Лев", "Абрамов"), ("Ия", "Волкова"), ("Яна", "Гусева"), ("Марк", "Дроздов")]
    rows = "".join(f"{last} {first};Учитель;учитель;;;;\n" for first, last in names)
    async with playground(tmp_path) as place:
        await place.roster(ROSTER.split("\n")[0] + "\n" + rows)
        accounts = [place.world.add_person(first, last) for first, last in names]
        await place.chat("Педсовет", *accounts)
        hidden = await place.chat("МО физиков", OLGA, access=Access.MENTIONS)
        place.world.press(ADMIN, chat=hidden, label="Сотрудники")
        await place.settle()
        text = await say(place, ADMIN, "похожие профили")
        lines = text.split("\n")
        assert len(lines) == 6
        assert lines[-1] == "Участники 1 чата не видны: бот там не администратор."
        assert buttons(place, ADMIN)[3:] == [["Дальше →"], ["← Привязка"]]
        text, _ = await press(place, ADMIN, "Дальше →")
        assert text.split("\n")[1].startswith("4. ")
        assert buttons(place, ADMIN) == [
            ["4. Связать", "4. Не он(а)"],
            ["← Назад"],
            ["← Привязка"],
        ]


async def test_a_name_in_vk_mentions_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(ROSTER + "Котова Алла;Учитель;учитель;;;;\n")
        odd = place.world.add_person("[id1|Алла]", "Котова")
        await place.chat("Педсовет", odd)
        text = await say(place, ADMIN, "похожие профили")
        assert "[id1|" not in text


async def test_a_suggestion_that_is_none_binds_nobody(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA, STRANGER)
        number = await person_called(place, "Юдина")
        await say(place, ADMIN, "похожие профили")
        before = len(place.world.answers)
        place.world.change_members(1, ADMIN, remove=[OLGA])
        await press(place, ADMIN, "1. Связать")
        assert [each["text"] for each in place.world.answers[before:]] == [OLD_SUGGESTION]
        assert await forge(place, ADMIN, "bind", i=number, a=STRANGER) == NONE
        assert await bindings(place) == {}


@pytest.mark.parametrize("act", ["suggest", "bind", "bind_go", "not_them", "ask_yes", "ask_no"])
@pytest.mark.parametrize("person", [STRANGER, MARIA, DEPUTY, LYCEUM_ADMIN])
async def test_nobody_but_the_administrator_is_shown_or_may_say_whose_a_profile_is(
    person, act, tmp_path
):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA, MARIA, STRANGER)
        number = await person_called(place, "Юдина")
        said = await forge(place, person, act, u="school-12", i=number, a=person)
        assert said == NOT_ALLOWED
        assert await bindings(place) == {}


@pytest.mark.parametrize("act", ["bind", "not_them", "ask_yes", "ask_no"])
async def test_another_school_s_administrator_cannot_bind_this_school_s_people(act, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await place.chat("Педсовет", OLGA)
        number = await person_called(place, "Юдина")
        said = await forge(place, LYCEUM_ADMIN, act, u="lyceum-5", i=number, a=OLGA)
        assert "Юдина" not in said
        assert await bindings(place) == {}
        assert await place.rows(tables.unit_settings) == []

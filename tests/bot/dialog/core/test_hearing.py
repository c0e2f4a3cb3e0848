"""What people type and what the bot says then: names, thanks, what is not understood."""

import pytest

from bot.dialog.week.week_words import FIGURES_OF_ALL
from bot.words.dialog import (
    CANNOT_READ,
    FINE,
    NOTHING_ASKED,
    OWN,
    WELCOME,
    cancelled,
)
from bot.words.private import welcome
from bot.words.vocabulary import SCHOOL as WORDS
from storage import tables
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.cast import ADMIN, COORDINATOR, DEPUTY, MARIA, PAVEL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

AWAY = (
    "МАОУ «СОШ № 12». Уткин Павел Ильич, учитель физики: отметить отсутствие {}?\n"
    "В эти дни норма с сотрудника не спрашивается. Соседние и пересекающиеся дни объединятся."
)
MENU = (
    "Добрый день, Анна Сергеевна! МАОУ «СОШ № 12».\n"
    "Выберите, что показать: кнопки внизу, под строкой ввода."
)


async def absences(place):
    return [(row.person, row.first, row.last) for row in await place.rows(tables.absences)]


async def test_a_surname_in_any_case_opens_a_card_and_with_days_begins_an_absence(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        card = await say(place, ADMIN, "уткин")
        assert card.startswith(
            "Уткин Павел Ильич, учитель физики (учитель).\nПрофиль: vk.com/id105."
        )
        for text in ("Уткину", "что там у уткина", "enrby", "Уткин П.И.", "павел ильич"):
            assert await say(place, ADMIN, text) == card
        for text, days in (
            ("уткин 16–20.11", "16–20 ноября"),
            ("уткин болеет до пятницы", "16–20 ноября"),
            ("у уткина больничный с 18 по 25 ноября", "18–25 ноября"),
            ("уткина не будет завтра", "17 ноября"),
        ):
            assert await say(place, ADMIN, text) == AWAY.format(days)
            await say(place, ADMIN, "нет")
        assert await absences(place) == []
        assert (await say(place, ADMIN, "уткин заболел")).startswith(
            "Уткин Павел Ильич, учитель физики: когда отсутствует?"
        )
        assert await say(place, ADMIN, "до пятницы") == AWAY.format("16–20 ноября")
        await say(place, ADMIN, "да")
        assert len(await absences(place)) == 1
        assert await say(place, ADMIN, "кого нет") == (
            "МАОУ «СОШ № 12», 16 ноября. Отсутствует 1 сотрудник:\n1. Уткин П. И.: 16–20 ноября"
        )
        assert buttons(place, ADMIN) == [["Уткин П. И."]]
        assert await say(place, ADMIN, "кого не будет на следующей неделе") == (
            "МАОУ «СОШ № 12», 23–29 ноября: отсутствие ни у кого не отмечено."
        )


async def test_of_several_it_is_asked_who_and_a_slip_is_only_asked_about(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster(
            "ФИО;Должность;Роль;VK\n"
            "Уткин Павел Ильич;Учитель;учитель;\n"
            "Уткина Ольга Ивановна;Учитель;учитель;\n"
        )
        assert await say(place, ADMIN, "уткина") == "Нашлось: 2 сотрудника. Кто нужен?"
        assert buttons(place, ADMIN) == [["Уткин П. И.", "Уткина О. И."]]
        assert await say(place, ADMIN, "уткина 16–20.11") == "Нашлось: 2 сотрудника. Кто нужен?"
        said, _ = await press(place, ADMIN, "Уткина О. И.")
        assert said == AWAY.format("16–20 ноября").replace(
            "Уткин Павел Ильич, учитель физики", "Уткина Ольга Ивановна, учитель"
        )
        await say(place, ADMIN, "нет")
        assert await say(place, ADMIN, "утнин") == "Не понял. Похоже:"
        assert buttons(place, ADMIN) == [["Уткин П. И."]]


async def test_a_deputy_reads_a_card_and_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert (await say(place, DEPUTY, "петровой")).startswith("Петрова Мария Петровна")
        assert buttons(place, DEPUTY) == []
        assert await say(place, DEPUTY, "уткин болеет до пятницы") == (
            "Отсутствие отмечает ответственный администратор. Карточка сотрудника:"
        )
        assert buttons(place, DEPUTY) == [["Уткин П. И."]]


async def test_who_may_not_see_a_card_learns_nothing_from_a_surname(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, PAVEL, "петрова") == "Не понял. Передать сообщение администратору?"
        assert await say(place, COORDINATOR, "петрова") == (
            "Не понял. Напишите другими словами, например «сводка», или нажмите «Помощь»."
        )
        for text in ("петрова", "сводку покажи", "спасибо", "здрасьте", "ау", "кто молчит"):
            assert await say(place, STRANGER, text) == welcome(WORDS)


async def test_thanks_and_stickers_get_one_line_and_a_greeting_the_menu(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, ADMIN, "Спасибо большое!") == WELCOME
        assert await say(place, ADMIN, "ок") == FINE
        assert await say(place, ADMIN, "👍") == FINE
        assert await say(place, ADMIN, "да") == NOTHING_ASKED
        assert buttons(place, ADMIN) == []
        for sent in ("sticker", "photo", "audio_message"):
            place.world.say(ADMIN, dm=True, attachments=[sent])
            await place.settle()
            assert newest(place, ADMIN).text == CANNOT_READ
        assert await say(place, ADMIN, "здрасьте") == MENU


async def test_what_is_not_understood_names_what_is_near_or_goes_to_the_administrator(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "меню")
        assert await say(place, ADMIN, "сводку отправь в департамент") == "Не понял. Похоже:"
        assert "Сводка" in buttons(place, ADMIN)[0]
        assert await say(place, ADMIN, "погода") == (
            "Не понял. Напишите другими словами, например «сводка», или нажмите «Помощь»."
        )
        assert buttons(place, ADMIN) == [["Помощь"]]
        said = await say(place, ADMIN, "кто не подключён")  # to the letter a coordinator's
        assert said.startswith("МАОУ «СОШ № 12»: в списке")
        assert await say(place, MARIA, "кто молчит") == f"{FIGURES_OF_ALL} {OWN}"
        asked = "можно мне в пятницу уйти пораньше"
        assert await say(place, MARIA, asked) == "Не понял. Передать сообщение администратору?"
        assert buttons(place, MARIA) == [["Да, передать"], ["Отмена"]]
        assert (await say(place, MARIA, "моя неделя")).startswith("МАОУ «СОШ № 12», неделя 16–22")
        assert await say(place, MARIA, "да") == NOTHING_ASKED  # the question was left
        await say(place, MARIA, asked)
        assert (await press(place, MARIA, "Да, передать"))[0] == (
            "Передано ответственному администратору. Ему сообщат в рабочие часы организации."
        )
        await place.tick(at(0, 10))
        assert newest(place, ADMIN).text == (
            "МАОУ «СОШ № 12», 16 ноября, 09:00.\n"
            "Вопрос. Петрова М. П. (vk.com/id104):\n"
            f"«{asked}»\n"
            "Ответьте кнопкой или лично: текст вопроса в базе бота не остаётся."
        )
        assert asked not in str(await place.rows(tables.dialog_states))


async def test_who_wants_quiet_is_offered_it_and_nothing_is_switched_by_a_word(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for text in ("стоп", "не пишите мне", "отстаньте", "хватит писать"):
            assert await say(place, MARIA, text) == "Вы об этом?"
            assert len(buttons(place, MARIA)) == 1
        assert await place.rows(tables.subscriptions) == []
        await press(place, MARIA, buttons(place, MARIA)[0][0])
        assert len(await place.rows(tables.subscriptions)) == 1


async def test_staff_write_that_they_are_ill_and_it_becomes_a_letter(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "меню")
        assert await say(place, MARIA, "болею до пятницы") == (
            "МАОУ «СОШ № 12». Передать администратору?\n• Отсутствие 16–20 ноября."
        )
        assert await say(place, MARIA, "ой не туда") == (
            "Отменено, ничего не изменилось. Оставлено: письмо администратору."
        )
        assert (await say(place, MARIA, "заболела")).startswith("Когда Вы отсутствуете?")
        assert (await say(place, MARIA, "с понедельника на больничном")).endswith(
            "• Отсутствие с 16 ноября."
        )


async def test_leaving_words_leave_what_was_begun_and_else_are_one_line(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for who in (ADMIN, MARIA):
            for text in ("нет", "ой", "подожди", "ошиблась", "не туда", "не надо"):
                assert await say(place, who, text) == NOTHING_ASKED
        assert (await say(place, MARIA, "я не успеваю")).startswith("Не понял.")
        assert await say(place, MARIA, "нет") == cancelled("письмо администратору")
        assert (await say(place, ADMIN, "найти")).startswith("Кого найти?")
        assert await say(place, ADMIN, "ой") == cancelled("поиск сотрудника")
        assert buttons(place, ADMIN) == []


async def test_days_are_understood_as_they_are_dictated(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        for text in (
            "уткин павел ильич болеет с шестнадцатого по двадцатое ноября",
            "Уткин больничный с шестнадцатого числа по двадцатое",
            "у уткина больничный с 16 числа по 20",
            "уткин не придет с 16 по 20",
        ):
            assert await say(place, ADMIN, text) == AWAY.format("16–20 ноября")
            await say(place, ADMIN, "нет")
        assert await say(place, ADMIN, "уткин не выйдет тридцать первого декабря") == AWAY.format(
            "31 декабря"
        )
        await say(place, ADMIN, "нет")
        for text in ("уткин вышел с больничного", "уткин вернулся из отпуска"):
            assert (await say(place, ADMIN, text)).startswith("Уткин Павел Ильич, учитель физики (")

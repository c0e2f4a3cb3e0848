"""«Мои данные» and «Удалить мои данные»: what is kept, what goes, what stays, whole texts."""

import pytest

from bot.words.dialog import ALREADY, NOT_ALLOWED, cancelled
from storage import tables
from tests.bot.dialog.conversing import buttons, newest, press, say
from tests.bot.dialog.me.two_chats import a_school
from tests.cast import ADMIN, MARIA, PAVEL, SCHOOL, STRANGER, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio

SUMMARY = (
    "Вот что бот хранит о Вас. Полностью, строка за строкой, — в файле.\n"
    "• Номер профиля VK и можно ли писать лично: 104 (писать можно)\n"
    "• Строка в списке сотрудников и привязка профиля: Петрова Мария Петровна\n"
    "• Рабочие чаты, где Вы состоите: 2\n"
    "• Число сообщений по чатам и часам (без текстов): 7\n"
    "• Звонки в чатах: когда и сколько секунд: 2\n"
    "• Номера сообщений диалога с ботом (чтобы не ответить дважды): 1–1\n"
    "• Ваши обращения к боту за сутки: 1\n"
    "Текстов, файлов и голосовых из чатов в базе нет.\n"
    "Кроме того, Ваши показатели с именем есть в итогах закрытых недель организации: они хранятся "
    "3 года."
)
FILE = """\
Мои данные, 17.11.2026 12:00\r
Кроме того, Ваши показатели с именем есть в итогах закрытых недель организации: они хранятся \
3 года.\r
\r
Номер профиля VK и можно ли писать лично: 1\r
1. профиль: 104; диалог: писать можно; изменено: 17.11.2026 12:00\r
\r
Строка в списке сотрудников и привязка профиля: 1\r
1. организация: school-12; ФИО: Петрова Мария Петровна; должность: Учитель математики; \
роль: учитель; классы: 5А; в списке с: 16.11.2026 09:00; привязан по: списку; \
привязан: 16.11.2026 09:00\r
\r
Рабочие чаты, где Вы состоите: 2\r
1. чат: Завтрак @all\r
2. чат: Педсовет\r
\r
Число сообщений по чатам и часам (без текстов): 2\r
1. чат: Педсовет; час с: 16.11.2026 09:00; сообщений: 5\r
2. чат: Завтрак @all; час с: 17.11.2026 10:00; сообщений: 2\r
\r
Звонки в чатах: когда и сколько секунд: 2\r
1. чат: Завтрак @all; начало: 17.11.2026 10:00; секунд: 60\r
2. чат: Завтрак @all; начало: 17.11.2026 10:00; секунд: 60\r
\r
Номера сообщений диалога с ботом (чтобы не ответить дважды): 1\r
1. с: 1; по: 1\r
\r
Ваши обращения к боту за сутки: 1\r
1. получено: 17.11.2026 12:00\r
"""
STRANGERS = (
    "Вот что бот хранит о Вас. Полностью, строка за строкой, — в файле.\n"
    f"• Номер профиля VK и можно ли писать лично: {STRANGER} (писать можно)\n"
    "• Номера сообщений диалога с ботом (чтобы не ответить дважды): 1–1\n"
    "• Ваши обращения к боту за сутки: 1\n"
    "Текстов, файлов и голосовых из чатов в базе нет.\n"
    "Если Вы писали в школьных чатах, это учтено под псевдонимом: его ключ уничтожается с "
    "закрытием недели, и остаётся только общее число."
)
PREVIEW = (
    "МАОУ «СОШ № 12». Удалить Ваши данные? Вернуть их будет нельзя.\n"
    "• Удаляется: привязка профиля, диалог и настройки, отправленное Вам, коды, поправки о Вас, "
    "состав чатов.\n"
    "• Ваши сообщения и звонки останутся только в общем числе, без имени. В журнале и у того, что "
    "Вы внесли для организации, номера профиля не будет.\n"
    "• Остаётся у организации по приказу: строка в списке сотрудников и дни отсутствия, итоги "
    "закрытых недель, журнал (3 года).\n"
    "По Вам будет «нет данных». Список сотрудников с Вашим VK профиль больше не привяжет: это "
    "можете только Вы, своим кодом или кнопкой «Это я»."
)
ERASED = (
    "Ваши данные удалены.\n"
    "Стали безымянными: 7 сообщений, 2 звонка. Удалено сообщений, отправленных Вам: 0.\n"
    "Ответственному администратору отправлена запись для акта.\n"
    "Осталась отметка, что данные удалялись; номера профиля в ней нет. Если Вы снова напишете "
    "боту, он запомнит номер."
)
RECORD = (
    "МАОУ «СОШ № 12», 17 ноября, 12:00.\n"
    "По личному запросу в диалоге с ботом удалены данные: Петрова Мария Петровна, номер VK 104.\n"
    "Профиль отвязан, показателей по нему больше нет («нет данных»). Запись для акта — в "
    "«Журнале», хранится 3 года."
)


async def test_everything_that_is_kept_is_shown_in_short_and_as_a_file(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, MARIA, "Мои данные") == SUMMARY
        assert buttons(place, MARIA) == [["Удалить мои данные"]]
        [attached] = newest(place, MARIA).attachments
        assert attached["doc"]["title"] == "Мои данные.txt"
        [body] = [file.content for file in place.world.files.stored.values()]
        assert body.decode("utf-8-sig") == FILE


async def test_of_a_stranger_only_the_account_is_kept(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, STRANGER, "мои данные") == STRANGERS


async def test_erased_data_is_gone_totals_stay_and_the_act_is_recorded(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await say(place, ADMIN, "меню")
        before = await totals(place)
        assert await say(place, MARIA, "удалить мои данные") == PREVIEW
        preview = newest(place, MARIA).cmid
        assert await press(place, MARIA, "Удалить") == (ERASED, "")
        assert await press(place, MARIA, "Удалить", preview) == (ERASED, ALREADY)

        assert await totals(place) == before
        for table in (tables.tallies, tables.calls, tables.call_participants):
            authors = {getattr(row, "author", None) for row in await place.rows(table)}
            assert MARIA not in authors
        assert MARIA not in {row.initiator for row in await place.rows(tables.calls)}
        for table in (tables.bindings, tables.chat_members):
            assert MARIA not in {row.account for row in await place.rows(table)}
        assert await say(place, MARIA, "моя неделя") == NOT_ALLOWED

        await place.tick(at(1, 12, 5))
        assert place.heard(dm=ADMIN)[-1] == RECORD
        [line] = [row for row in await place.rows(tables.audit) if row.action == "data_erased"]
        assert (line.unit, line.actor < 0) == (SCHOOL, True)
        report = await place.report()
        assert [each.bound for each in report.people if each.name.startswith("Петр")] == [False]
        assert len(report.people) == 5


async def totals(place):
    """Messages and calls of everybody together."""
    messages = sum(row.messages for row in await place.rows(tables.tallies))
    return messages, len(await place.rows(tables.calls))


async def test_what_a_stranger_wrote_in_the_running_week_becomes_nobody_s(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        chat = await place.chat("Родители 5А", STRANGER)
        place.say(chat, STRANGER, 3)
        await place.settle()
        assert [row.author < 0 for row in await place.rows(tables.tallies)] == [True]
        await say(place, STRANGER, "удалить мои данные")
        await press(place, STRANGER, "Удалить")

        rows = [(row.author, row.messages) for row in await place.rows(tables.tallies)]
        assert rows == [(0, 3)]
        [line] = [row for row in await place.rows(tables.audit) if row.action == "data_erased"]
        assert (line.unit, line.actor < 0) == (None, True)


async def test_a_cancelled_erasure_changes_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await say(place, PAVEL, "удалить мои данные")
        assert await press(place, PAVEL, "Отмена") == (cancelled("удаление данных"), "")
        assert PAVEL in {row.account for row in await place.rows(tables.bindings)}

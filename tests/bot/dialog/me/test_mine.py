"""«Моя неделя», «Не напоминать», «Напоминать»: one's own figures, no nudges; whole texts."""

import pytest

from bot.words.dialog import NOT_ALLOWED
from storage import tables
from tests.bot.dialog.conversing import buttons, press, say
from tests.bot.dialog.me.two_chats import a_school
from tests.cast import ADMIN, DEPUTY, LYCEUM_ADMIN, MARIA, PAVEL, STRANGER, THURSDAY_NUDGE
from tests.playground import playground

pytestmark = pytest.mark.asyncio

WEEK = (
    "МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 вторника, не окончена.\n"
    "Учтено: 7 сообщений, 1 звонок.\n"
    "Норма: 10 сообщений. Осталось: 3 сообщения.\n"
    "По дням: пн 16 — 5 сообщений; вт 17 — 2 сообщения, 1 звонок.\n"
    "По чатам: «Педсовет» — 5 сообщений; «Завтрак @\N{WORD JOINER}all» — 2 сообщения, 1 звонок.\n"
    "Не учтено: звонки начатые другими: 1; личная переписка, правки."
)
DONE = (
    "МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 вторника, не окончена.\n"
    "Учтено: 10 сообщений, 1 звонок.\n"
    "✅ Норма выполнена: 10 сообщений.\n"
    "По дням: вт 17 — 10 сообщений, 1 звонок.\n"
    "По чатам: «Завтрак @\N{WORD JOINER}all» — 10 сообщений, 1 звонок.\n"
    "Не учтено: звонки начатые другими: 1; личная переписка, правки."
)
BEFORE = "МАОУ «СОШ № 12», неделя 9–15 ноября.\nНет данных: бота не было ни в одном чате."
QUIET = (
    "Личных напоминаний больше не будет. Сообщения и звонки учитываются как прежде, показатель "
    "видит ответственный администратор.\n"
    "Вернуть напоминания: «Напоминать»."
)
LOUD = "Личные напоминания снова включены: не больше одного за неделю, в рабочие часы."


async def test_a_teacher_sees_his_week_by_day_and_chat_with_what_is_left(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, MARIA, "Моя неделя") == WEEK
        assert buttons(place, MARIA) == [["Прошлая неделя", "Уточнить"], ["Не напоминать"]]
        assert await press(place, MARIA, "Прошлая неделя") == (BEFORE, "")
        assert await press(place, MARIA, "Эта неделя") == (WEEK, "")


async def test_who_reached_the_norm_is_told_so(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, PAVEL, "моя неделя") == DONE


@pytest.mark.parametrize("person", [STRANGER, LYCEUM_ADMIN], ids=["a stranger", "no staff"])
async def test_who_is_on_no_roster_has_no_week(person, tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, person, "моя неделя") == NOT_ALLOWED


async def test_somebody_who_asked_for_quiet_gets_no_nudge_and_is_still_counted(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        assert await say(place, MARIA, "тише") == QUIET
        await place.tick(THURSDAY_NUDGE)

        rows = await place.rows(tables.notices)
        assert {row.recipient for row in rows if row.kind == "nudge"} == {ADMIN, DEPUTY}
        report = await place.report()
        assert [each.messages for each in report.people if each.name.startswith("Петр")] == [7]


async def test_louder_brings_the_nudge_back(tmp_path):
    async with playground(tmp_path) as place:
        await a_school(place)
        await say(place, MARIA, "тише")
        assert await press(place, MARIA, "Напоминать") == (LOUD, "")
        await place.tick(THURSDAY_NUDGE)

        rows = await place.rows(tables.notices)
        assert {row.recipient for row in rows if row.kind == "nudge"} == {ADMIN, DEPUTY, MARIA}
        assert await place.rows(tables.subscriptions) == []
        actions = [row.action for row in await place.rows(tables.audit)]
        assert actions[-2:] == ["nudges_off", "nudges_on"]

"""The jobs people do most, walked through the sandbox and counted: three taps at most.

A tap is a press on a button; what is typed is no tap. Each begins at the menu, at a message that
arrived, or (a name) at what is typed. ``BEFORE`` is how many it took in the first edition; None: it
could not be done there, or only with a table.
"""

import pytest

from storage import tables
from tests.bot.dialog.conversing import newest, press, say
from tests.bot.dialog.me.two_chats import a_school
from tests.cast import (
    ADMIN,
    COORDINATOR,
    DEPUTY,
    FRIDAY_DIGEST,
    MARIA,
    PAVEL,
    THURSDAY_NUDGE,
    at,
)
from tests.cast import THURSDAY_REMINDER as REMINDED
from tests.playground import playground

pytestmark = pytest.mark.asyncio

MOST = 3

BEFORE = {
    "the week's summary": 1,
    "who is behind": 1,
    "remind all who are behind": 3,
    "mark somebody absent": 4,
    "mark oneself absent": 4,
    "my week": 1,
    "acknowledge the digest": 1,
    "write measures": 3,
    "table of the week": 2,
    "answer a letter": None,
    "add an employee": None,
    "write to an administrator": 5,
}
NOW = {
    "the week's summary": 1,
    "who is behind": 1,
    "remind all who are behind": 2,
    "mark somebody absent": 2,
    "mark oneself absent": 2,
    "my week": 1,
    "acknowledge the digest": 1,
    "write measures": 2,
    "table of the week": 1,
    "answer a letter": 1,
    "add an employee": 3,
    "write to an administrator": 2,
}


class Hand:
    """Somebody's thumb: what is pressed is counted."""

    def __init__(self, place, person):
        self._place, self._person = place, person
        self.taps = 0

    async def tap(self, *labels):
        for label in labels:
            self.taps += 1
            self.said, self.toast = await press(self._place, self._person, label)
        return self

    async def write(self, text):
        self.said = await say(self._place, self._person, text)
        return self


async def thursday(place, found):
    """What is done with the menu, the nudge and the reminder."""
    admin, maria = ADMIN, MARIA
    for person in (ADMIN, DEPUTY, COORDINATOR, MARIA, PAVEL):
        await say(place, person, "меню")
    hand = await Hand(place, admin).tap("Кто отстаёт")
    found["who is behind"] = hand.taps, "Петрова" in hand.said
    hand = await Hand(place, admin).tap("Сводка")
    found["the week's summary"] = hand.taps, hand.said.startswith("МАОУ «СОШ № 12», неделя")
    await place.tick(THURSDAY_NUDGE)
    hand = await Hand(place, maria).tap("Моя неделя")
    found["my week"] = hand.taps, "Учтено: 7 сообщений" in hand.said
    hand = await Hand(place, maria).tap("Отсутствую на этой неделе", "Отправить")
    found["mark oneself absent"] = hand.taps, hand.said.startswith("Передано")
    await place.tick(REMINDED)
    await press(place, admin, "Отметить")
    assert len(await place.rows(tables.absences)) == 1


async def answered(place, found):
    """What is done with a letter of the staff."""
    await say(place, PAVEL, "вопрос администратору")
    await say(place, PAVEL, "Когда каникулы?")
    await press(place, PAVEL, "Отправить")
    await place.tick(at(3, 15, 5))
    hand = await (await Hand(place, ADMIN).tap("Ответить")).write("28 декабря")
    await place.tick(at(3, 15, 6))
    found["answer a letter"] = hand.taps, "«28 декабря»" in place.heard(dm=PAVEL)[-1]


async def listed(place, found):
    """What is done with the list of the staff."""
    hand = await Hand(place, ADMIN).write("уткин")
    await hand.tap("Нет сегодня", "Отметить")
    found["mark somebody absent"] = hand.taps, hand.said.startswith("Отмечено отсутствие")
    await say(place, ADMIN, "меню")
    hand = await Hand(place, ADMIN).tap("Сотрудники", "Добавить")
    await hand.write("Ким Яна Юрьевна, учитель химии")
    await hand.tap("Добавить")
    found["add an employee"] = hand.taps, hand.said.startswith("Ким Яна Юрьевна: в списке")


async def friday(place, found):
    """What is done with the digest and the coordinator's table."""
    await place.tick(FRIDAY_DIGEST)
    hand = await Hand(place, DEPUTY).tap("Ознакомлен(а)")
    found["acknowledge the digest"] = hand.taps, "знаком" in hand.toast
    hand = await Hand(place, DEPUTY).tap("Таблица")
    found["table of the week"] = hand.taps, bool(newest(place, DEPUTY).attachments)
    await say(place, DEPUTY, "меню")
    told = [each for each in place.world.dms[DEPUTY].messages if "Меры" in str(each.keyboard)][-1]
    hand = Hand(place, DEPUTY)
    hand.taps = 1
    await press(place, DEPUTY, "Меры", told.cmid)
    await (await hand.write("Провели педсовет")).tap("Записать")
    found["write measures"] = hand.taps, "Провели педсовет" in hand.said
    await place.tick(at(4, 16))
    hand = await Hand(place, COORDINATOR).tap("Написать администратору", "2")
    await hand.write("Нужна ли помощь?")
    found["write to an administrator"] = hand.taps, hand.said.startswith("Передано. Кому: МАОУ")


async def test_the_jobs_done_most_take_three_taps_at_most(tmp_path):
    found = {}
    async with playground(tmp_path) as place:
        await a_school(place)
        await thursday(place, found)
        await answered(place, found)
        await listed(place, found)
        await friday(place, found)
        hand = await Hand(place, ADMIN).tap("Напомнить всем")
        found["remind all who are behind"] = hand.taps + 1, bool(hand.said)
    assert {job: done for job, (_, done) in found.items()} == dict.fromkeys(NOW, True)
    assert {job: taps for job, (taps, _) in found.items()} == NOW
    assert max(NOW.values()) <= MOST
    assert all(was is None or NOW[job] <= was for job, was in BEFORE.items())

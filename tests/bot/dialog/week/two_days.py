"""Two days of a school's week and its end; how its figures are called, and a measure taken."""

from storage import tables
from tests.bot.dialog.conversing import say
from tests.cast import DEPUTY, FRIDAY_DIGEST, MARIA, NEXT_MONDAY_CLOSE, PAVEL, at

HEAD = "МАОУ «СОШ № 12», неделя 16–22 ноября, на 12:00 вторника, не окончена."
TEN = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
REGISTERED = "Сотрудники, подключённые к платформе (профиль известен боту)"
CLASSES = "Классы, у которых есть чат учеников или родителей"
LINKS = "Сообщения со ссылкой на иностранный мессенджер"
USERS = "Педагоги и ученики, активные за неделю"
MEASURE = "Провели обучение «Сферум»."
OFFERED = f"МАОУ «СОШ № 12». Неделя 16–22 ноября. Записать как принятую меру?\n«{MEASURE}»"
KEPT = (
    f"Записано к неделе 16–22 ноября: «{MEASURE}»\nЗапись видят администраторы и завуч организации."
)
PERM_NAME = "Департамент образования города Перми"


async def tuesday(place):
    """Two days of a week: on Monday Maria writes ten and Pavel seven, on Tuesday the deputy."""
    await place.roster()
    chat = await place.chat("Педсовет", DEPUTY, MARIA, PAVEL)
    place.say(chat, MARIA, 10, at=at(0, 10))
    place.say(chat, PAVEL, 7, at=at(0, 11))
    await place.settle()
    place.world.set_clock(at(1, 12))
    place.say(chat, DEPUTY, 12, at=at(1, 10))
    await place.settle()
    return chat


async def closed(place):
    """Tuesday's week, told on Friday and closed; the deputy has a dialog with the bot."""
    await say(place, DEPUTY, "Начать")
    await tuesday(place)
    await place.tick(FRIDAY_DIGEST)
    await place.tick(NEXT_MONDAY_CLOSE)


async def noted(place, action):
    return [row for row in await place.rows(tables.audit) if row.action == action]

"""«Дела по приказу»: listed, marked with a day and a name, taken back; nobody else's."""

from datetime import date

import pytest

from bot.dialog.order.milestones_words import AHEAD, BAD_DAY, GONE, MARKED, UNMARKED, WHEN
from bot.words.dialog import ALREADY, NOT_ALLOWED
from storage import tables
from tests.bot.dialog.chatting import forge, journal
from tests.bot.dialog.conversing import buttons, newest, press, say, twice
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, LYCEUM, LYCEUM_ADMIN, MARIA, SCHOOL
from tests.playground import playground

pytestmark = pytest.mark.asyncio

TRAINING = "Провести обучение для пользователей ИКОП «Сферум» по работе с платформой"
LIST = (
    "МАОУ «СОШ № 12», на 16 ноября. Дела по приказу: 0 из 3.\n"
    "1. • Назначить ответственного администратора за работу в ИКОП «Сферум»\n"
    "2. • Перевести родительские чаты и чаты с обучающимися в ИКОП «Сферум», исключив "
    "использование…\n"
    f"3. • {TRAINING}"
)
CARD = (
    f"МАОУ «СОШ № 12», на 16 ноября.\n{TRAINING} (пункт 1.3).\n"
    "Отвечают: Руководители муниципальных образовательных учреждений.\nКасается: организации.\n"
    "Состояние: "
)
SMOLENSK = CONFIG.replace('order = "perm"', 'order = "smolensk"')


async def done(place):
    rows = await place.rows(tables.milestones_done)
    return [(row.unit, row.milestone, row.done_on, row.author) for row in rows]


async def ask(place, day):
    """Go to the preview of marking the training as done."""
    await say(place, ADMIN, "дела по приказу")
    await press(place, ADMIN, "3")
    await press(place, ADMIN, "Отметить выполненным")
    return await say(place, ADMIN, day)


async def test_a_milestone_is_marked_with_a_day_and_a_name_and_taken_back(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, ADMIN, "Дела по приказу") == LIST
        assert buttons(place, ADMIN) == [["1", "2", "3"]]
        assert (await press(place, ADMIN, "3"))[0] == f"{CARD}ещё не отмечено"
        assert (await press(place, ADMIN, "Отметить выполненным"))[0] == WHEN
        assert await say(place, ADMIN, "12 ноября") == (
            f"МАОУ «СОШ № 12». {TRAINING} (пункт 1.3). Отметить, что выполнено 12 ноября 2026 г.?"
        )
        assert await done(place) == []
        marked = f"{CARD}✅ 12 ноября 2026 г., Быкова А. С."
        assert await press(place, ADMIN, "Отметить") == (marked, MARKED)
        assert await done(place) == [(SCHOOL, "training", date(2026, 11, 12), ADMIN)]
        said, _ = await press(place, ADMIN, "← К списку дел")
        assert said.split("\n")[0].endswith("1 из 3.")
        assert said.split("\n")[3] == f"3. ✅ {TRAINING}: 12 ноября 2026 г., Быкова А. С."

        await press(place, ADMIN, "3")
        assert (await press(place, ADMIN, "Снять отметку"))[0] == (
            f"МАОУ «СОШ № 12». {TRAINING} (пункт 1.3). Снять отметку о выполнении?"
        )
        assert await press(place, ADMIN, "Снять") == (f"{CARD}ещё не отмечено", UNMARKED)
        assert await done(place) == []
        assert await journal(place, "milestone_done", "milestone_undone") == [
            (ADMIN, "milestone_done", {"milestone": "training", "on": "2026-11-12"}),
            (ADMIN, "milestone_undone", {"milestone": "training"}),
        ]


async def test_today_is_a_button_and_two_presses_mark_once(tmp_path):
    async with playground(tmp_path) as place:
        await say(place, ADMIN, "дела")
        await press(place, ADMIN, "3")
        await press(place, ADMIN, "Отметить выполненным")
        await press(place, ADMIN, "Сегодня")
        assert await twice(place, ADMIN, "Отметить") == [MARKED, ALREADY]
        marked = f"{CARD}✅ 16 ноября 2026 г., ответственный администратор"
        assert newest(place, ADMIN).text == marked
        assert len(await journal(place, "milestone_done")) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("завтра", AHEAD), ("16.11–20.11", BAD_DAY), ("когда-нибудь", BAD_DAY), ("31.02", BAD_DAY)],
)
async def test_a_day_that_cannot_be_is_asked_again(typed, answer, tmp_path):
    async with playground(tmp_path) as place:
        assert await ask(place, typed) == answer
        asked = await say(place, ADMIN, "15.11")
        assert asked.endswith("Отметить, что выполнено 15 ноября 2026 г.?")
        assert await done(place) == []


async def test_a_deputy_reads_and_marks_nothing(tmp_path):
    async with playground(tmp_path) as place:
        assert await say(place, DEPUTY, "дела") == LIST
        await press(place, DEPUTY, "1")
        assert buttons(place, DEPUTY) == [["← К списку дел"]]
        assert await forge(place, DEPUTY, "milestone_day", m="training", t=1) == NOT_ALLOWED


async def test_teachers_and_another_school_s_administrator_see_nothing(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        assert await say(place, MARIA, "дела по приказу") == NOT_ALLOWED
        for act in ("milestones", "milestone", "milestone_day", "milestone_undo"):
            assert await forge(place, LYCEUM_ADMIN, act, m="training", u=SCHOOL) == NOT_ALLOWED
        assert await forge(place, LYCEUM_ADMIN, "milestone", m="training", u=LYCEUM) == GONE
        assert await done(place) == []


async def test_a_level_s_coordinator_marks_what_is_asked_of_the_level(tmp_path):
    async with playground(tmp_path, SMOLENSK) as place:
        said = await say(place, COORDINATOR, "дела по приказу")
        assert said.split("\n")[:3] == [
            "Департамент образования города Перми, на 16 ноября. Дела по приказу: 0 из 9.",
            "1. • Назначить муниципальных координаторов ИКОП «Сферум»",
            "2. • Назначить администраторов, ответственных за наполнение и администрирование "
            "данных об…",
        ]
        assert buttons(place, COORDINATOR) == [["1", "2", "3", "4", "5"], ["Дальше →"]]
        await press(place, COORDINATOR, "1")
        await press(place, COORDINATOR, "Отметить выполненным")
        await press(place, COORDINATOR, "Сегодня")
        said, _ = await press(place, COORDINATOR, "Отметить")
        assert said.split("\n")[-1] == "Состояние: ✅ 16 ноября 2026 г., координатор"

"""Reminders of milestones: 14 days, 3 days before and on the day, once each; then silence."""

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.words.notices.milestones import reminder
from monitor.order_files.loading import load_order
from monitor.orders.deadlines import Deadline, milestones_of, near
from monitor.orders.model import Milestone
from storage.weeks import milestones
from storage.weeks.milestones import Confirmed
from tests.bot.dialog.conversing import buttons, press
from tests.cast import ADMIN, DEPUTY, SCHOOL, at
from tests.monitor.schooling import scheduled, school
from tests.playground import playground

DAY = date(2026, 12, 3)
ABOVE = ("municipality", "region", None)
TRAINING = Milestone(id="training", point="1.3", title="Обучение", deadline=DAY)
CHATS = Milestone(id="chats", point="1.2", title="Чаты", deadline=DAY)
SOME_DAY = Milestone(id="site", point="2", title="Сайт")


@pytest.mark.parametrize(
    ("left", "step"),
    [(15, None), (14, 14), (4, 14), (3, 3), (1, 3), (0, 0), (-1, None)],
)
def test_a_step_holds_until_the_next(left, step):
    today = DAY - timedelta(days=left)
    found = near((TRAINING, SOME_DAY), {}, today)

    assert found == ({} if step is None else {(DAY, step): (TRAINING,)})


def test_what_is_done_is_not_reminded_of_and_one_day_is_told_at_once():
    assert near((TRAINING, CHATS), {}, DAY) == {(DAY, 0): (TRAINING, CHATS)}
    assert near((TRAINING, CHATS), {"training": DAY}, DAY) == {(DAY, 0): (CHATS,)}
    assert near((TRAINING,), {"training": DAY}, DAY) == {}


def test_a_level_has_its_own_milestones():
    order = load_order("smolensk")

    assert [each.id for each in milestones_of(order, "municipality")][:3] == [
        "municipal_coordinator",
        "administrators_municipal",
        "row_04",
    ]
    below = {under: {each.id for each in milestones_of(order, "school", under)} for under in ABOVE}
    assert below == {
        "municipality": {"row_05", "row_07", "row_11"},
        "region": {"row_05", "administrators_regional", "row_08", "row_10"},
        None: {"row_05", "row_07", "row_11", "administrators_regional", "row_08", "row_10"},
    }


@pytest.mark.parametrize(
    ("days_left", "said"), [(0, "сегодня"), (1, "остался 1\xa0день"), (3, "осталось 3\xa0дня")]
)
def test_the_reminder_in_full(days_left, said):
    facts = Deadline(
        unit_name="МАОУ «СОШ № 12»",
        order_title="Приказ",
        deadline=DAY,
        days_left=days_left,
        left=(("1.3", "Обучение"), ("1.2", "Чаты")),
    )
    assert reminder(facts) == (
        f"МАОУ «СОШ № 12». Срок по приказу 3 декабря 2026 г.: {said}.\n"
        "• Обучение (пункт 1.3)\n"
        "• Чаты (пункт 1.2)\n"
        "Если уже сделано, отметьте в «Дела по приказу»: напоминаний о нём больше не будет."
    ).replace("\xa0", " ")


def dated(folder):
    """Perm's order with a day for the training, in the cast's municipality."""
    config = scheduled(folder, milestones="09:00")
    path = folder / "scheduled.toml"
    text = path.read_text(encoding="utf-8")
    found = 'title = "Провести обучение для пользователей ИКОП «Сферум» по работе с платформой"'
    path.write_text(text.replace(found, f"{found}\ndeadline = {DAY}"), encoding="utf-8")
    return config


def told(place):
    """How many reminders went to whom."""
    return Counter(each.to for each in place.sent if "Срок по приказу" in each.text)


@pytest.mark.asyncio
async def test_administrators_are_reminded_once_a_step_until_it_is_done(tmp_path):
    async with playground(tmp_path, dated(tmp_path)) as place:
        await school(place)
        await place.tick(at(2, 10))
        assert told(place) == {}
        await place.tick(at(3, 10))
        await place.tick(at(4, 10))
        assert told(place) == {ADMIN: 1}
        assert place.heard(dm=ADMIN)[-1].startswith(
            "МАОУ «СОШ № 12». Срок по приказу 3 декабря 2026 г.: осталось 14 дней.\n"
            "• Провести обучение для пользователей ИКОП «Сферум» по работе с платформой "
            "(пункт 1.3)\n"
        )
        assert buttons(place, ADMIN) == [["Дела по приказу"]]
        said, _ = await press(place, ADMIN, "Дела по приказу")
        assert said.startswith("МАОУ «СОШ № 12», на 20 ноября. Дела по приказу: 0 из 3.")

        await place.tick(at(14, 10))
        assert told(place) == {ADMIN: 2}
        async with place.service.core.database.writing() as connection:
            new = Confirmed(milestone="training", done_on=date(2026, 11, 30), author=ADMIN)
            await milestones.confirm(connection, SCHOOL, new, at(14, 11))
        await place.tick(at(17, 10))
        assert told(place) == {ADMIN: 2}
        assert DEPUTY not in told(place)


@pytest.mark.asyncio
async def test_at_the_weekend_it_waits_and_what_is_too_late_is_dropped(tmp_path):
    async with playground(tmp_path, dated(tmp_path)) as place:
        await school(place)
        await place.tick(at(13, 10))  # Sunday, four days before: told on Monday, three before
        assert told(place) == {}
        await place.tick(at(14, 8, 30))
        assert told(place) == {ADMIN: 1}
        assert "осталось 3 дня" in place.heard(dm=ADMIN)[-1]
        await place.tick(at(17, 20))  # the evening of the day itself
        await place.tick(at(18, 10))
        assert told(place) == {ADMIN: 1}

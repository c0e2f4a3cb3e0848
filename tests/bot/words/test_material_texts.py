"""What administrators and coordinators read of what a level hands out, whole texts."""

from bot.words.notices.materials import handed, over
from monitor.jobs.announcing import Words
from monitor.jobs.asked.handing_out import Handed
from monitor.jobs.materials import Over
from monitor.levels.passing_on import PassingCount
from tests.cast import at


def test_what_is_attached_without_a_text_comes_with_its_term_alone():
    facts = Handed(
        number=1,
        level="Управление [id1|образования]",
        unit_name="Школа",
        made_at=at(1, 8),
        until=at(1, 20),
        words=Words(text="", attachments=("doc1_2",)),
    )
    assert handed(facts) == (
        "Школа. Управление [\u2060id1|образования] просит довести до сотрудников.\n"
        "Срок — 2 суток: до 20:00 сегодня."
    )


def test_of_those_left_is_said_how_many_have_time_still():
    facts = Over(
        number=1,
        level="Управление",
        made_at=at(1, 8),
        count=PassingCount(passed=0, in_time=0, units=12),
        running=3,
        left=("Школа 1", "Школа 2"),
    )
    assert over(facts) == (
        "Управление. Объявление организациям от 17 ноября, 08:00.\n"
        "⚠️ Разослано: 0 из 12 (0\u00a0%).\n"
        "Не разослано: 12, из них срок ещё идёт у 3.\n"
        "• Школа 1\n"
        "• Школа 2\n"
        "и ещё 10"
    )

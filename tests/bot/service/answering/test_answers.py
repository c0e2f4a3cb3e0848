"""No answer is lost to a passing error of VK: each is told once, and nothing is done twice."""

import pytest

from bot.words.dialog import LATE
from bot.words.private import welcome
from bot.words.vocabulary import SCHOOL as SCHOOL_WORDS
from storage import tables
from tests.bot.dialog.conversing import newest, press, say
from tests.bot.dialog.week.two_days import KEPT, MEASURE, OFFERED
from tests.bot.nudging import no_faults
from tests.bot.ordering import order
from tests.cast import ADMIN, MARIA, PAVEL
from tests.playground import playground
from tests.tries import THOROUGH

WELCOME = welcome(SCHOOL_WORDS)

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("impatient")]

CROWD = range(5_001, 5_053)  # more than are told in one go
LOOKS = 10 if THOROUGH else 30  # seconds between two turns of the service in those ten minutes
SENDING = ("messages.send", "messages.edit")

FAULTS = {
    "too many requests": {"error": 6},
    "flood control": {"error": 9},
    "internal": {"error": 10},
    "internal, and done": {"error": 10, "done": True},
    "unknown": {"error": 1},
    "a proxy's page": {"status": 502, "body": "<html>Bad Gateway</html>"},
    "a proxy's page, and done": {"status": 502, "body": "<html>Bad Gateway</html>", "done": True},
    "dropped": {"drop": True},
    "dropped, and done": {"drop": True, "done": True},
}
anyhow = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())


async def fail(place, fault, *methods):
    """Let methods fail from now on."""
    await order(
        place, *({"on": f"method:{name}", "times": -1, **fault} for name in methods or SENDING)
    )


async def pass_by(place, seconds, step=10):
    """Let time pass, in which the service does what it can."""
    for _ in range(0, seconds, step):
        place.world.advance(step)
        await place.settle()


def told(place, person):
    """What VK shows of the bot's messages to somebody."""
    dialog = place.world.dms[person]
    return [each.text for each in dialog.messages if each.from_id < 0]


@anyhow
async def test_after_ten_minutes_without_sending_everybody_is_answered_once(fault, tmp_path):
    async with playground(tmp_path) as place:
        await fail(place, fault)
        for person in CROWD:
            place.world.add_person("Гость", "Чужой", id=person)
            place.world.say(person, dm=True, text="Здравствуйте")
        await place.settle()
        await pass_by(place, 600, step=LOOKS)
        assert len(await place.rows(tables.answers)) >= (0 if fault.get("done") else len(CROWD))
        await no_faults(place)
        await pass_by(place, 60)
        assert [told(place, person) for person in CROWD] == [[WELCOME]] * len(CROWD)
        assert await place.rows(tables.answers) == []
        assert all(row.body is None for row in await place.rows(tables.inbox))


@anyhow
async def test_what_was_done_is_not_done_again_when_its_answer_is_told_at_last(fault, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await say(place, ADMIN, "принятые меры")
        await press(place, ADMIN, "Добавить")
        assert await say(place, ADMIN, MEASURE) == OFFERED
        await fail(place, fault)
        await press(place, ADMIN, "Записать")
        await pass_by(place, 120)
        await no_faults(place)
        await pass_by(place, 30)
        assert newest(place, ADMIN).text == KEPT
        assert [row.text for row in await place.rows(tables.week_notes)] == [MEASURE]
        assert told(place, ADMIN).count(KEPT) == 1


async def test_answers_of_one_dialog_keep_their_order(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await fail(place, {"error": 10})
        for text in ("моя неделя", "мои данные", "помощь"):
            place.world.say(MARIA, dm=True, text=text)
        await place.settle()
        await pass_by(place, 60)
        await no_faults(place)
        await pass_by(place, 60)
        [week, data, helped] = told(place, MARIA)
        assert "16–22 ноября" in week
        assert data.startswith("Вот что бот хранит о Вас.")
        assert helped not in (week, data)


@pytest.mark.parametrize("point", ["upload", "method:photos.saveMessagesPhoto", "method:docs.save"])
async def test_a_picture_that_could_not_be_uploaded_comes_later(point, tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        fault = {"status": 502, "body": "<html>"} if point == "upload" else {"error": 10}
        await order(place, {"on": point, "times": -1, **fault})
        place.world.say(ADMIN, dm=True, text="картинка и таблица")
        place.world.say(MARIA, dm=True, text="моя неделя")
        await place.settle()
        assert len(told(place, MARIA)) == 1  # others do not wait for an upload of his
        await no_faults(place)
        await pass_by(place, 60)
        assert len(newest(place, ADMIN).attachments) == 2


async def test_one_whose_dialog_fails_holds_up_nobody_else(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await order(place, {"on": "method:messages.send", "error": 9})
        place.world.say(PAVEL, dm=True, text="меню")
        await place.settle()
        place.world.say(MARIA, dm=True, text="меню")
        await place.settle()
        assert (len(told(place, PAVEL)), len(told(place, MARIA))) == (0, 1)
        await pass_by(place, 60)
        assert len(told(place, PAVEL)) == 1


async def test_after_an_hour_only_that_it_is_late_is_said_and_nothing_personal_is_kept(tmp_path):
    async with playground(tmp_path) as place:
        await place.roster()
        await fail(place, {"error": 10})
        for text in ("моя неделя", "мои данные"):
            place.world.say(MARIA, dm=True, text=text)
        await place.settle()
        await pass_by(place, 3_600, step=600)
        rows = await place.rows(tables.answers)
        assert [row.body for row in rows] == [None, None]
        await no_faults(place)
        await pass_by(place, 60)
        assert told(place, MARIA) == [LATE]
        assert await place.rows(tables.answers) == []


async def test_an_answer_outlasts_a_restart(tmp_path):
    async with playground(tmp_path) as place:
        await fail(place, {"drop": True})
        place.world.say(MARIA, dm=True, text="Здравствуйте")
        await place.settle()
        assert told(place, MARIA) == []
        place.service.inbox.answers.__init__(  # as a process started anew
            place.service.core.database,
            place.service.vk,
            place.service.sender,
            place.service.clock,
        )
        await no_faults(place)
        await pass_by(place, 30)
        assert told(place, MARIA) == [WELCOME]


async def test_what_vk_refuses_for_good_is_let_go(tmp_path, log):
    async with playground(tmp_path) as place:
        await fail(place, {"error": 10})
        place.world.say(MARIA, dm=True, text="Здравствуйте")
        await place.settle()
        await no_faults(place)
        place.world.deny_dm(MARIA)
        await pass_by(place, 60)
        assert told(place, MARIA) == []
        assert await place.rows(tables.answers) == []
        assert any("VK refused, code 901" in line for line in log)

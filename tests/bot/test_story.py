"""The demo that is watched: led by its buttons, broken and healed, alive after its week."""

import asyncio
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo import stage, words
from bot.demo.cast import COLLEGE, COORDINATOR, LEVEL, UNIT, Organisation, the_municipality
from bot.demo.faults import FAULTS
from bot.demo.pace import A_DEED, AN_EVENT, Pace, coming
from bot.demo.story import Story
from bot.sheets.roster.roster import read_roster
from monitor.facts.values import ChatLine
from monitor.orders.jobs import JobName
from sandbox.school.school import make_kindergarten
from tests.bot.made_up import a_report
from tests.quick import drawn_lightly

HANGING = 60  # seconds; only a story that stands still takes so long
ZONE = ZoneInfo("Asia/Yekaterinburg")


MONDAY = words.talking(date(2026, 11, 16))


def local(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "weekday", "found"),
    [
        (local(16, 8), 3, local(19, 15)),
        (local(19, 14, 59), 3, local(19, 15)),
        (local(19, 15), 3, local(26, 15)),
        (local(21, 9), 4, local(27, 15)),
    ],
)
def test_a_jump_leads_to_the_next_such_afternoon(now, weekday, found):
    assert coming(now, weekday) == found


def test_the_pace_hears_its_buttons_and_no_others():
    pace = Pace()
    assert pace.press("pause", local(16, 8))
    assert pace.paused
    assert pace.press("next", local(16, 8))
    assert (pace.paused, pace.hurried) == (False, True)
    pace.reached(local(16, 9), event=True)
    assert not pace.hurried
    assert pace.press("friday", local(16, 9))
    pace.reached(local(18, 15), event=True)
    assert pace.until == local(20, 15)
    pace.reached(local(20, 15), event=False)
    assert not pace.hurried
    assert pace.press("fast", local(20, 15))
    assert pace.speed == "fast"
    assert not pace.press("cut", local(20, 15))


def small():
    """The municipality with a school as small as its kindergarten: the story is the same."""
    cast, garden = the_municipality(), make_kindergarten(1)
    staff = (*garden.staff[:-1], replace(garden.staff[-1], bound=False))
    first, *rest = garden.chats
    chats = (replace(first, title=words.PLACE), *rest)
    school = replace(garden, staff=staff, chats=chats)
    return replace(
        cast,
        organisations=(
            Organisation(unit=UNIT, kind="kindergarten", school=school),
            cast.of(COLLEGE),
        ),
    )


@asynccontextmanager
async def running():
    """A story that is told until the block ends, and what it told the console."""
    events, sent = [], []
    with tempfile.TemporaryDirectory() as folder, drawn_lightly():
        async with stage.raised(Path(folder), 0, sent, small()) as demo:
            story = Story(demo, lambda at, jobs: events.append((at, jobs)))
            life = asyncio.ensure_future(story.run())
            try:
                yield story, events, life
            finally:
                life.cancel()
                await asyncio.gather(life, return_exceptions=True)


async def until(life, condition):
    """Let the story go on until something is so."""
    deadline = time.monotonic() + HANGING
    while not condition():
        assert time.monotonic() < deadline
        if life.done():
            life.result()
        await asyncio.sleep(0.02)


def test_above_the_story_stands_whether_it_waits_or_the_bot_works():
    at, said = local(16, 9), "понедельник, 16 ноября, 09:00"
    assert words.shown_moment(at, paused=False, busy=False) == said
    assert words.shown_moment(at, paused=True, busy=False) == f"{said} · пауза"
    assert words.shown_moment(at, paused=True, busy=True) == f"{said} · бот готовит сообщения…"


def line(counted, completeness, missed, blank=""):
    """What is said of a fault in which 12 messages were written."""
    of = {"kind": None, "messages": 9, "calls": 0, "present": True}
    chats = (
        ChatLine(id=1, title="Педсовет", missed=missed, **of),
        ChatLine(id=5, title="", missed=0, **of),
    )
    week = a_report(completeness=completeness, chats=chats)
    return words.became("12:03", "VK отключил бота", 12, counted, week, blank).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            (12, 1.0, 0),
            "учтено 12, потерь нет, пропущенное бот дочитал сам. За всю неделю учтено 100 %.",
        ),
        (
            (12, 0.994, 6),
            "учтено 12, потерь нет, пропущенное бот дочитал сам. За всю неделю учтено 99,4 %: ещё "
            "6 сообщений бот не видел раньше, не из-за этой неполадки («Педсовет»).",
        ),
        (
            (6, 0.994, 6, "Бота не было в чате."),
            "учтено 6, бот не видел 6. В отчёте: Бота не было в чате. За всю неделю учтено 99,4 %.",
        ),
        (
            (6, 0.99, 7, "Бота не было в чате."),
            "учтено 6, бот не видел 6. В отчёте: Бота не было в чате. За всю неделю учтено 99,0 %: "
            "ещё 1 сообщение бот не видел раньше, не из-за этой неполадки («Педсовет»).",
        ),
        ((12, None, 0), "учтено 12, потерь нет, пропущенное бот дочитал сам."),
    ],
)
def test_what_a_fault_cost_and_what_is_missing_in_the_week_are_told_apart(fault, said):
    assert line(*fault) == f"12:03: VK отключил бота. Написали 12 сообщений: {said}"


@pytest.mark.sqlite("the demo keeps what it plays in a file")
@pytest.mark.asyncio
async def test_the_opening_stays_until_it_is_read(monkeypatch):
    for speed in AN_EVENT:
        monkeypatch.setitem(AN_EVENT, speed, HANGING)
    async with running() as (story, _events, life):
        await until(life, lambda: story._looked > 0)
        assert story.show.body["caption"] == words.OPENING.text
        administrator = story.demo.cast.of(UNIT).school.administrator
        seen = story.demo.world.dms[administrator].messages[-1].text
        assert seen.startswith("Добрый день")
        story.press("next")
        await until(life, lambda: story.show.body["caption"] != words.OPENING.text)


@pytest.mark.sqlite("the demo keeps what it plays in a file")
@pytest.mark.asyncio
async def test_the_story_is_led_to_friday_broken_and_lives_on(monkeypatch):
    for times in (AN_EVENT, A_DEED):
        for speed in times:
            monkeypatch.setitem(times, speed, 0)
    said = []
    say = Story._say
    monkeypatch.setattr(Story, "_say", lambda self, each: (said.append(each.text), say(self, each)))
    async with running() as (story, events, life):
        demo = story.demo
        assert story.show.body["caption"] == words.OPENING.text
        story.press("friday")
        assert story.pace.until == local(20, 15)
        await until(life, lambda: story._moment >= local(20, 15))
        story.press("pause")
        jobs = [job for _, done in events for job in done]
        assert jobs[:4] == [JobName.CLOSE, JobName.FORECAST, JobName.NUDGE, JobName.REMINDER]
        for kind in FAULTS:
            story.press(kind)
        school, chat = demo.cast.of(UNIT).school, demo.chats[UNIT][words.PLACE]
        demo.world.say(school.deputy, chat=chat, text="Это написано до неполадок")
        await until(life, lambda: len(story._lines) == len(FAULTS))
        told = dict(zip(FAULTS, reversed(story._lines), strict=True))
        kept = {kind: "потерь нет" in line for kind, line in told.items()}
        assert kept == {kind: kind != "rights" for kind in FAULTS}, told
        assert "учтено 6, бот не видел 6." in told["rights"]
        assert "В отчёте: Бот не был в чате «Педсовет»" in told["rights"]
        assert "ещё 6 сообщений бот не видел раньше" in told["kill"]
        story.press("next")
        await until(life, lambda: story.show.body["caption"] == words.PLAYED.text)
        week = said[said.index(MONDAY.text) : said.index(words.PLAYED.text)]
        days = [words.talking(date(2026, 11, number)).text for number in (16, 17, 18)]
        closed, forecast = (words.CAPTIONS[job].text for job in (JobName.CLOSE, JobName.FORECAST))
        assert week[:5] == [days[0], closed, *days[1:], forecast]
        before = len(demo.world.chats[1].dialog.messages)
        demo.world.advance((2 * 24 + 7) * 3600)
        await until(life, lambda: events[-1][0] == local(25, 15))
        assert len(demo.world.chats[1].dialog.messages) > before
        assert any(each.kind == JobName.ROLLUP and each.to == COORDINATOR for each in demo.sent)


def test_the_college_waits_to_be_set_up():
    cast = the_municipality()
    assert [each.unit for each in cast.organisations if not each.ready] == [COLLEGE]
    settings = {each.id: each for each in cast.settings()}
    assert settings[UNIT].parent == settings[COLLEGE].parent == LEVEL


@pytest.mark.parametrize("of", the_municipality().organisations, ids=lambda of: of.unit)
def test_the_tables_of_the_demonstration_are_read_without_a_question(of):
    read = read_roster(stage.roster_file(of), words.ROSTER_FILE)
    assert read.problems == ()
    assert len(read.people) == len(of.school.staff)

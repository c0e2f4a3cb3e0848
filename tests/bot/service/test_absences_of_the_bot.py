"""The bot is taken out of chats and comes back: no data, or a star and the interval, never zero."""

from pathlib import Path

import pytest

from bot.cli.week.report import as_object
from sandbox.world.world import Access
from tests.bot.service.recording.recorded import heal
from tests.cast import ADMIN, DEPUTY, MARIA, NEXT_MONDAY_CLOSE, PAVEL, SCHOOL, WEEK, at
from tests.playground import playground

pytestmark = pytest.mark.asyncio


def main(report):
    [figure] = [each for each in report.figures if each.id == "staff_messages_10"]
    return figure.value, figure.norm and figure.norm.met, figure.incomplete


async def go(place, chat, *moments):
    """Take the bot out and bring it back, in turns."""
    for index, moment in enumerate(moments):
        place.world.set_clock(moment)
        place.world.set_bot(chat, ADMIN, Access.ADMIN if index % 2 else Access.ABSENT)
        place.say(chat, MARIA, 12)
        await place.settle()


@pytest.mark.parametrize("closed", [False, True], ids=["as it runs", "closed"])
async def test_a_week_that_lies_in_an_absence_has_no_data(closed, tmp_path: Path):
    async with playground(tmp_path, clock=at(-10, 9)) as place:
        await place.roster()
        for person in (ADMIN, DEPUTY):
            place.world.say(person, dm=True, text="Начать")
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        place.say(chat, MARIA, 3)
        await place.settle()
        await go(place, chat, at(-3, 12), at(7, 8))
        await heal(place)
        if closed:
            await place.tick(NEXT_MONDAY_CLOSE)
        report = await place.report(now=at(7, 8, 30))
        running = await place.report(week="2026-W48", now=at(7, 8, 30))

        assert report.window.closed is closed
        assert (report.completeness, main(report)) == (None, (None, None, False))
        assert not any(person.short for person in report.people)
        assert [(each.cause, each.since, each.until) for each in report.blanks] == [
            ("absent", at(-3, 12), at(7, 8))
        ]
        said = as_object(report, people=False)
        assert said["gaps"] == [
            {
                "chat": "Педсовет",
                "from": at(-3, 12).isoformat(),
                "to": at(7, 8).isoformat(),
                "why": "absent",
            }
        ]
        assert {each["value"] for each in said["indicators"] if "messages" in each["id"]} == {None}
        # The week of the return has what was seen since, with the star and the interval.
        value, _, incomplete = main(running)
        assert (value, incomplete) == (1, True)


async def test_a_week_with_a_part_without_the_bot_is_starred_and_names_it(tmp_path: Path):
    async with playground(tmp_path, clock=at(0, 9)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await go(place, chat, at(1, 10), at(2, 9), at(3, 10), at(4, 9))
        report = await place.report(now=at(6))

        assert (main(report)[0], main(report)[2]) == (1, True)
        assert [(each.since, each.until) for each in report.blanks] == [
            (at(1, 10), at(2, 9)),
            (at(3, 10), at(4, 9)),
        ]
        assert [(gap["from"], gap["why"]) for gap in as_object(report, people=False)["gaps"]] == [
            (at(1, 10).isoformat(), "absent"),
            (at(3, 10).isoformat(), "absent"),
            (at(0).isoformat(), "missed"),
        ]
        assert all(
            each["incomplete"] is ("messages" in each["id"])
            for each in as_object(report, people=False)["indicators"]
            if each["id"].startswith("staff_messages")
        )


async def test_what_was_known_at_a_moment_of_the_absence_is_nothing(tmp_path: Path):
    """As the daily watch looks back: at midnight the bot had been away since before the week."""
    async with playground(tmp_path, clock=at(-10, 9)) as place:
        await place.roster()
        chat = await place.chat("Педсовет", MARIA, PAVEL)
        await go(place, chat, at(-3, 12), at(2, 8))

        assert main(await place.report(now=at(2))) == (None, None, False)
        assert main(await place.report(now=at(2, 9)))[::2] == (1, True)
        assert (await place.report(SCHOOL, WEEK, at(1))).completeness is None

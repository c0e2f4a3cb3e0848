"""Vacations: nobody is written to, nobody is judged, and what was before them is still told."""

from datetime import date
from pathlib import Path

import pytest

from monitor.indicators.judging import Judge
from monitor.report.making import make_report
from storage import tables
from storage.records import Vacation
from storage.weeks import vacations
from tests.builders import a_person, an_order, bound, some_facts, wrote
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    FRIDAY_DIGEST,
    MARIA,
    NEXT_MONDAY_CLOSE,
    PERM,
    SCHOOL,
    THURSDAY_NUDGE,
    THURSDAY_REMINDER,
    at,
)
from tests.monitor.schooling import notices, school, sent
from tests.playground import playground

WEEK_S_NEWS = (THURSDAY_NUDGE, THURSDAY_REMINDER, FRIDAY_DIGEST)


def resting(first, last, unit=SCHOOL, class_name=""):
    return Vacation(
        unit=unit,
        class_name=class_name,
        first=date(2026, 11, first),
        last=date(2026, 11, last),
    )


ASKED = ("messages = 10", "personal = true", 'norm = { threshold = 1.0, text = "все" }')


def report_of(*off, lines=ASKED, messages=5):
    facts = some_facts([a_person(1)], bound(1, 104), [wrote(104, messages)], vacations=off)
    return make_report(facts, an_order(*lines))


@pytest.mark.parametrize(
    "off",
    [
        (resting(16, 22),),
        (resting(16, 20),),
        (resting(1, 30, unit=PERM),),
        (resting(16, 18), resting(19, 20)),
    ],
)
def test_a_week_of_vacation_judges_nobody_and_still_counts(off):
    report = report_of(*off)
    main, person = report.figure("main"), report.people[0]

    assert report.resting is True
    assert (main.value, main.of, main.norm.met) == (0, 1, None)
    assert (person.messages, person.short, person.asked) == (5, False, ())


def test_a_week_with_one_working_day_judges():
    report = report_of(resting(16, 19))

    assert report.resting is False
    assert (report.figure("main").norm.met, report.people[0].short) == (False, True)


@pytest.mark.parametrize(("messages", "met"), [(3, False), (4, True)])
def test_half_a_week_of_vacation_asks_for_half_where_the_order_says_so(messages, met):
    """Two of five days: 10 messages become 4."""
    report = report_of(resting(18, 22), lines=(*ASKED, "scaled = true"), messages=messages)

    assert report.figure("main").norm.met is met
    assert [each.needed for each in report.people[0].asked] == ([] if met else [4])


def test_a_class_s_vacation_is_nobody_else_s():
    assert report_of(resting(16, 22, class_name="5А")).resting is False


def test_nobody_is_nudged_in_a_week_of_vacation():
    facts = some_facts(
        [a_person(1)], bound(1, 104), vacations=(resting(16, 22),), as_of=THURSDAY_NUDGE
    )

    assert Judge(facts, an_order(*ASKED)).nudge(facts.people[0]) is None


def on_vacation(first, last, unit=PERM):
    """The config with a vacation; its braces are doubled, for they are filled in later."""
    place = f'id = "{unit}"\n'
    line = f"vacations = [{{{{ first = {first}, last = {last} }}}}]\n"
    return CONFIG.replace(place, place + line)


@pytest.mark.asyncio
@pytest.mark.parametrize("unit", [SCHOOL, PERM])
async def test_in_a_week_of_vacation_nobody_of_the_organisation_is_written_to(tmp_path: Path, unit):
    config = on_vacation("2026-11-16", "2026-11-22", unit)
    async with playground(tmp_path, config) as place:
        await school(place)
        for moment in (*WEEK_S_NEWS, at(7, 8, 30), NEXT_MONDAY_CLOSE, at(8, 12)):
            await place.tick(moment)

        assert sent(place) == {}
        [standing] = [row for row in await place.rows(tables.standings) if row.unit == SCHOOL]
        assert standing.closed is True


@pytest.mark.asyncio
async def test_when_vacation_begins_on_thursday_nothing_is_told_before_its_end(tmp_path: Path):
    """The vacation ends with the next week: the nudges are stale then, the final news is not."""
    async with playground(tmp_path, on_vacation("2026-11-19", "2026-11-29")) as place:
        await school(place)
        for moment in (*WEEK_S_NEWS, NEXT_MONDAY_CLOSE, at(13, 12), at(14, 8)):
            await place.tick(moment)
        before = sent(place)
        await place.tick(at(14, 8, 30))
        await place.tick(at(14, 9))

        assert before == {}
        assert sent(place) == {(ADMIN, "summary"): 1, (DEPUTY, "digest"): 1}
        told = await notices(place, "kind", "period", "state")
        assert [each for each in told if each[2] == "sent"] == [
            ("digest", "2026-W47 final", "sent"),
            ("summary", "2026-W47 final", "sent"),
        ]


@pytest.mark.asyncio
async def test_the_last_week_before_new_year_is_told_after_the_holidays(tmp_path: Path):
    async with playground(tmp_path, clock=at(42, 9)) as place:  # Monday 28 December
        chat = await school(place)
        place.say(chat, MARIA, 10, at(43, 9))
        await place.tick(at(49, 9))  # Monday 4 January
        await place.tick(at(52, 14))
        await place.tick(at(52, 15))
        await place.tick(at(55, 23))
        holidays = sent(place)
        await place.tick(at(56, 9))  # Monday 11 January

        assert holidays == {}
        told = await notices(place, "kind", "period", "state")
        assert [each for each in told if each[2] == "sent"] == [
            ("digest", "2026-W53 final", "sent"),
            ("summary", "2026-W53 final", "sent"),
        ]
        closed = {
            row.week: row.closed for row in await place.rows(tables.standings) if row.unit == SCHOOL
        }
        assert closed == {"2026-W53": True, "2027-W01": True}


@pytest.mark.asyncio
async def test_what_was_released_is_taken_back_when_a_vacation_is_written_down(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        place.world.set_clock(THURSDAY_NUDGE)
        await place.service.tick(THURSDAY_NUDGE)
        async with place.service.core.database.writing() as connection:
            await vacations.add(connection, resting(19, 20), "bot")
        await place.tick(at(3, 14, 1))

        assert {state for (state,) in await notices(place, "state")} == {"planned"}
        assert sent(place) == {}

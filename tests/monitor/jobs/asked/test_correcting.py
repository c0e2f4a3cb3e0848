"""Corrections of weeks that run and of weeks that are closed, with their trace."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.jobs.asked.correcting import BadCorrection, correct, matching
from monitor.report.codec import decode_facts
from storage import tables
from storage.people import people
from storage.records import Correction
from storage.weeks import corrections, snapshots, standings
from tests.cast import ADMIN, LYCEUM, MARIA, PERM, SCHOOL, WEEK, at
from tests.monitor.schooling import everything, forget_facts, school
from tests.playground import playground

COMMENT = "Совещание по телефону, журнал № 3"


def a_correction(person=None, made_at=None, **more):
    values = {"messages": 0, "calls": 0, "value": None, "of": None, "figure": "", "author": ADMIN}
    return Correction(
        id=0,
        unit=more.pop("unit", SCHOOL),
        week=WEEK,
        person=person,
        comment=more.pop("comment", COMMENT),
        made_at=made_at or at(8, 12),
        **(values | more),
    )


async def made(place, new):
    units = place.service.core.units
    unit = units[new.unit]
    week = unit.week_named(new.week)
    async with place.service.core.database.writing() as connection:
        return await correct(connection, unit, week, new, units)


async def refused(place, new):
    """The code of the refusal; nothing is changed by it."""
    before = await everything(place)
    with pytest.raises(BadCorrection) as error:
        await made(place, new)
    assert await everything(place) == before
    return error.value.code, error.value.known


async def person_of(place, account):
    async with place.service.core.database.reading() as connection:
        return (await people.persons_of(connection, account))[0].id


async def nine_messages(place):
    """The school's week in which Maria lacks one message."""
    chat = await school(place)
    place.say(chat, MARIA, 9, at(1, 9))
    await place.settle()
    return await person_of(place, MARIA)


@pytest.mark.asyncio
async def test_in_a_running_week_it_simply_counts(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        done = await made(place, a_correction(maria, at(2, 12), messages=1, calls=2))
        report = await place.report(now=at(2, 12))
        line = next(each for each in report.people if each.id == maria)

        assert done.version is None
        assert done.before.figure("staff_messages_10").value == 0
        assert done.after == report
        assert (line.messages, line.calls, line.corrected, line.short) == (10, 2, True, False)
        assert report.figure("staff_messages_10").value == 1
        assert report.figure("staff_messages_10").corrected is True


@pytest.mark.asyncio
async def test_what_was_confirmed_while_the_week_ran_is_in_its_closed_report(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await made(place, a_correction(maria, at(2, 12), messages=1))
        await place.tick(at(7, 9))

        assert (await place.report()).figure("staff_messages_10").value == 1


@pytest.mark.asyncio
async def test_a_closed_week_gets_a_new_version_under_the_corrector_s_name(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        first = await place.report()
        done = await made(place, a_correction(maria, messages=1))
        async with place.service.core.database.reading() as connection:
            newest = await snapshots.latest(connection, SCHOOL, WEEK)
            [standing] = await standings.closed_between(connection, SCHOOL, WEEK, "2026-W48")
        report = await place.report()

        assert (done.version, newest.version, newest.author) == (2, 2, str(ADMIN))
        assert newest.made_at == at(8, 12)
        assert (done.before, done.after) == (first, report)
        assert first.figure("staff_messages_10").value == 0
        assert report.figure("staff_messages_10").value == 1
        figures = {each["id"]: each["value"] for each in json.loads(standing.figures)}
        assert (standing.closed, figures["staff_messages_10"]) == (True, 1)


@pytest.mark.asyncio
@pytest.mark.parametrize("older", [False, True])
async def test_each_correction_is_made_on_the_facts_the_one_before_it_left(
    tmp_path: Path, older: bool
):
    """``older``: the week was closed by a version that kept no facts."""
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        if older:
            await forget_facts(place)
        for messages in (3, -2, -1, 2):
            done = await made(place, a_correction(maria, messages=messages))
        line = next(each for each in done.after.people if each.id == maria)
        [kept] = [row for row in await place.rows(tables.closed_facts) if row.unit == SCHOOL]
        [week] = decode_facts(kept.facts).slices
        [mine] = [each for each in week.people if each.id == maria]

        assert (done.version, done.after.figure("staff_messages_10").value) == (5, 1)
        assert (line.messages, mine.messages, mine.corrected) == (11, 11, True)


@pytest.mark.asyncio
async def test_what_is_kept_of_a_closed_week_counts_however_the_roster_and_the_chats_changed(
    tmp_path: Path,
):
    """Maria has left, the tallies are forgotten, and the order asks for something else."""
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        async with place.service.core.database.writing() as connection:
            await people.dismiss(connection, [maria], at(8))
            await connection.execute(tables.tallies.delete())
            await connection.execute(tables.classes.delete())
        done = await made(place, a_correction(maria, messages=1))
        before, after = (
            {each.id: (each.value, each.of) for each in report.figures}
            for report in (done.before, done.after)
        )

        assert {name for name in after if after[name] != before[name]} == {"staff_messages_10"}
        assert (before["staff_messages_10"][0], after["staff_messages_10"][0]) == (0, 1)


@pytest.mark.asyncio
async def test_the_levels_above_are_summed_again(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        await made(place, a_correction(maria, messages=1))
        async with place.service.core.database.reading() as connection:
            level = await snapshots.latest(connection, PERM, WEEK)
        report = json.loads(level.report)
        value = {each["id"]: each["value"] for each in report["figures"]}["staff_messages_10"]

        assert (level.version, value) == (2, 1)
        assert "Петров" not in level.report


@pytest.mark.asyncio
async def test_every_correction_leaves_a_line_in_the_journal_without_its_comment(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await made(place, a_correction(maria, at(2, 12), messages=3))
        await made(place, a_correction(maria, at(2, 13), messages=-2, author=None))
        lines = [row for row in await place.rows(tables.audit) if row.action == "corrected"]
        async with place.service.core.database.reading() as connection:
            kept = await corrections.of_week(connection, SCHOOL, WEEK)

        assert [(row.unit, row.actor, json.loads(row.details)) for row in lines] == [
            (SCHOOL, ADMIN, {"week": WEEK, "person": maria, "messages": 3, "calls": 0}),
            (SCHOOL, None, {"week": WEEK, "person": maria, "messages": -2, "calls": 0}),
        ]
        assert [(each.messages, each.comment) for each in kept] == [(3, COMMENT), (-2, COMMENT)]


@pytest.mark.asyncio
async def test_who_left_since_can_still_be_corrected(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        async with place.service.core.database.writing() as connection:
            await people.dismiss(connection, [maria], at(8))
        done = await made(place, a_correction(maria, messages=1))

        assert done.after.figure("staff_messages_10").value == 1


@pytest.mark.asyncio
async def test_what_nobody_keeps_any_more_cannot_be_corrected(tmp_path: Path):
    """The person's data were deleted; the closed report's line remains without him."""
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        await place.tick(at(7, 9))
        async with place.service.core.database.writing() as connection:
            await connection.execute(tables.persons.delete().where(tables.persons.c.id == maria))

        assert await refused(place, a_correction(maria, messages=1)) == ("person", ())


@pytest.mark.asyncio
async def test_a_figure_kept_elsewhere_is_confirmed_before_and_after_closing(tmp_path: Path):
    async with playground(tmp_path) as place:
        await place.roster(unit=LYCEUM)
        await place.chat("Педсовет", by=107)
        first = a_correction(unit=LYCEUM, figure="teachers_diary", value=2, of=4, made_at=at(2, 12))
        running = await made(place, first)
        await place.tick(at(7, 9))
        closed = await made(place, replace(first, value=4, made_at=at(8, 12)))
        figures = [
            done.figure("teachers_diary")
            for done in (running.before, running.after, closed.before, closed.after)
        ]

        assert [(each.value, each.of) for each in figures] == [
            (None, None),
            (2, 4),
            (2, 4),
            (4, 4),
        ]
        assert (running.version, closed.version) == (None, 2)


REFUSALS = {
    "no comment": ({"messages": 1, "comment": "  "}, "comment"),
    "a comment without end": ({"messages": 1, "comment": "я" * 501}, "comment_long"),
    "nothing": ({}, "nothing"),
    "too many": ({"messages": 10_001}, "too_many"),
    "too few": ({"calls": -10_001}, "too_many"),
    "less than was measured": ({"messages": -1}, "below_measured"),
    "a week to come": ({"messages": 1, "made_at": at(-1, 23)}, "future"),
}


@pytest.mark.asyncio
async def test_what_cannot_be_confirmed_of_a_person_is_refused(tmp_path: Path):
    async with playground(tmp_path) as place:
        maria = await nine_messages(place)
        for name, (values, code) in REFUSALS.items():
            assert await refused(place, a_correction(maria, **values)) == (code, ()), name
        assert await refused(place, a_correction(999, messages=1)) == ("person", ())
        assert await refused(place, a_correction(maria, unit=PERM, messages=1)) == ("level", ())


@pytest.mark.asyncio
async def test_what_cannot_be_confirmed_of_a_figure_is_refused(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        diary = a_correction(unit=LYCEUM, figure="teachers_diary", value=2, of=4)
        order = place.service.core.units[LYCEUM].order
        known = tuple(spec.id for spec in order.indicator if spec.family == "confirmed")

        assert await refused(place, replace(diary, value=-1)) == ("value", ())
        assert await refused(place, replace(diary, value=None)) == ("value", ())
        assert await refused(place, replace(diary, value=0, of=0)) == ("value", ())
        assert await refused(place, replace(diary, value=5)) == ("more_than_base", ())
        assert await refused(place, replace(diary, figure="teachers_total")) == ("figure", known)


@pytest.mark.asyncio
async def test_people_are_found_by_number_name_or_a_part_of_it(tmp_path: Path):
    async with playground(tmp_path) as place:
        await school(place)
        lines = (await place.report()).people
        pavel = next(line for line in lines if line.name.startswith("Уткин"))

        def found(text):
            return [line.name.split()[0] for line in matching(lines, text)]

        assert found(str(pavel.id)) == ["Уткин"]
        assert found("уткин павел  ильич") == ["Уткин"]
        assert found("Ю") == ["Юдина"]
        assert found("петровна") == ["Петрова"]
        assert found("а с") == ["Быкова"]
        assert found("Сидоров") == []

"""A start message and an end message are one call, as far as one can tell."""

from dataclasses import replace
from itertools import permutations

import pytest

from monitor.facts.assembling import counts_as_call
from storage import intake
from storage.chats import chats
from storage.db.times import moment
from storage.observations import Batch, CallSeen, Seen
from storage.places.directory import Directory
from storage.records import Call
from storage.seen import activity
from storage.seen.pseudonyms import pseudonym
from tests.builders import weeks_of
from tests.cast import MARIA, PAVEL, SCHOOL, STRANGER, at, utc

BEGUN = utc(at(1, 11))


def a_start(number=1, when=BEGUN, initiator=STRANGER):
    return CallSeen(
        chat=1,
        number=number,
        at=when,
        ended=False,
        initiator=initiator,
        started_at=when,
        seconds=None,
        reached=None,
        participants=(initiator,),
        participant_count=1,
    )


def an_end(number=2, begun=BEGUN, seconds=600, initiator=STRANGER, others=(MARIA,)):
    return CallSeen(
        chat=1,
        number=number,
        at=begun + seconds,
        ended=True,
        initiator=initiator,
        started_at=begun,
        seconds=seconds,
        reached=True,
        participants=(initiator, *others),
        participant_count=1 + len(others),
    )


async def heard(database, *polls):
    """Record polls of calls; give the calls with the initiator's and participants' accounts."""
    async with database.writing() as connection:
        await chats.give(connection, 1, SCHOOL, at(-1))
    known = Directory()
    for poll in polls:
        batch = Batch(
            source="longpoll",
            polled_at=BEGUN,
            seen=[Seen(1, call.number, None, call.at) for call in poll],
            calls=list(poll),
        )
        async with database.writing() as connection:
            known = (await intake.record(connection, batch, known, weeks_of)).directory
    names = {
        pseudonym(key.key, account): account
        for key in known.keys[SCHOOL]
        for account in (MARIA, PAVEL, STRANGER)
    }
    async with database.reading() as connection:
        found = await activity.calls(connection, SCHOOL, utc(at(0)), utc(at(7)))
    return [
        replace(
            call,
            initiator=names[call.initiator],
            participants=tuple(sorted(names[author] for author in call.participants)),
        )
        for call in found
    ]


def one_call(number=1, begun=BEGUN, **values):
    known = {
        "seconds": 600,
        "initiator": STRANGER,
        "reached": True,
        "participants": (MARIA, STRANGER),
        "participant_count": 2,
    }
    return Call(id=number, chat=1, started_at=moment(begun), **(known | values))


@pytest.mark.asyncio
async def test_a_start_and_its_end_are_one_call(database):
    assert await heard(database, [a_start()], [an_end()]) == [one_call()]


@pytest.mark.asyncio
async def test_the_end_may_be_heard_first(database):
    assert await heard(database, [an_end()], [a_start()]) == [one_call()]


@pytest.mark.asyncio
async def test_only_the_start_was_heard(database):
    assert await heard(database, [a_start()]) == [
        one_call(seconds=None, reached=None, participants=(STRANGER,), participant_count=1)
    ]


@pytest.mark.asyncio
async def test_only_the_end_was_heard(database):
    assert await heard(database, [an_end()]) == [one_call()]


@pytest.mark.asyncio
async def test_two_calls_a_minute_apart_stay_two_whatever_comes_first(database):
    again = BEGUN + 60
    first, second = (a_start(1), an_end(2, seconds=30)), (a_start(3, again), an_end(4, again))
    expected = [one_call(1, seconds=30), one_call(2, again)]

    assert await heard(database, [*first], [*second]) == expected


@pytest.mark.asyncio
async def test_ends_heard_before_their_starts_find_the_nearest(database):
    again = BEGUN + 60
    ends = [an_end(2, seconds=30), an_end(4, again)]
    starts = [a_start(3, again), a_start(1)]

    assert await heard(database, ends, starts) == [
        one_call(1, seconds=30),
        one_call(2, again),
    ]


@pytest.mark.asyncio
async def test_calls_of_two_people_at_one_moment_are_two(database):
    found = await heard(database, [a_start(1), an_end(2, initiator=PAVEL)])

    assert [(call.initiator, call.seconds) for call in found] == [(STRANGER, None), (PAVEL, 600)]


@pytest.mark.asyncio
@pytest.mark.parametrize("apart", [180, 181, 600, 3 * 3600])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_the_open_start_of_who_began_it_is_the_other_half(database, apart, order):
    halves = [a_start(), an_end(begun=BEGUN + apart)]

    found = await heard(database, *([halves[index]] for index in order))

    assert found == [one_call()]


@pytest.mark.asyncio
@pytest.mark.parametrize(("hours", "calls"), [(24, 1), (25, 2)])
async def test_a_start_is_open_for_a_day(database, hours, calls):
    assert len(await heard(database, [a_start()], [an_end(seconds=hours * 3600)])) == calls


@pytest.mark.asyncio
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_nobody_answered_for_ten_minutes(database, order):
    waiting = replace(a_start(), participants=(STRANGER, MARIA), participant_count=2)
    given_up = replace(an_end(begun=BEGUN + 600, seconds=0), seconds=None, reached=False)

    halves = [waiting, given_up]
    [call] = await heard(database, *([halves[index]] for index in order))

    assert (call.reached, counts_as_call(call)) == (False, False)


@pytest.mark.asyncio
async def test_what_the_end_tells_of_the_beginning_decides(database):
    """The end of the first call and the start of the second were never seen."""
    second = replace(an_end(4, begun=BEGUN + 1_800), told=True)

    found = await heard(database, [a_start()], [second])

    assert [call.started_at for call in found] == [moment(BEGUN), moment(BEGUN + 1_800)]


@pytest.mark.asyncio
@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_halves_are_put_together_again_when_a_better_one_comes(database, order):
    again = BEGUN + 3_600
    first, second = {"others": (PAVEL,), "seconds": 600}, {"begun": again, "seconds": 300}
    halves = [a_start(1), an_end(2, **first), a_start(3, again), an_end(4, **second)]

    found = await heard(database, *([halves[index]] for index in order))

    assert [replace(call, id=0) for call in found] == [
        one_call(0, participants=(PAVEL, STRANGER)),
        one_call(0, again, seconds=300),
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_call_over_the_week_s_end_is_of_the_week_in_which_it_began(database, order):
    begun = utc(at(7)) - 600
    halves = [a_start(1, begun), an_end(2, begun + 1_200)]

    found = await heard(database, *([halves[index]] for index in order))

    assert found == [one_call(begun=begun)]
    async with database.reading() as connection:
        assert await activity.calls(connection, SCHOOL, utc(at(7)), utc(at(14))) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_when_a_call_began_does_not_depend_on_which_half_is_heard_first(database, order):
    halves = [a_start(when=BEGUN), an_end(begun=BEGUN + 5)]

    [call] = await heard(database, *([halves[index]] for index in order))

    assert call.started_at == moment(BEGUN)


@pytest.mark.asyncio
async def test_a_call_heard_twice_in_one_poll_is_one(database):
    assert await heard(database, [a_start(), a_start(), an_end(), an_end()]) == [one_call()]


@pytest.mark.asyncio
async def test_a_week_s_calls_are_those_that_began_in_it(database):
    await heard(database, [an_end(1, utc(at(7)) - 1), an_end(2, utc(at(7)))])
    async with database.reading() as connection:
        this = await activity.calls(connection, SCHOOL, utc(at(0)), utc(at(7)))
        following = await activity.calls(connection, SCHOOL, utc(at(7)), utc(at(14)))

    assert [call.started_at for call in this] == [at(6, 23, 59, 59)]
    assert [call.started_at for call in following] == [at(7)]


@pytest.mark.asyncio
async def test_a_half_that_goes_to_another_s_row_leaves_none_behind(database):
    def an_end_without_a_beginning(number, after):
        told = {"started_at": BEGUN + after, "seconds": None, "reached": False, "told": False}
        return replace(an_end(number), at=BEGUN + after, **told)

    arrived = [
        a_start(2, BEGUN),
        an_end_without_a_beginning(7, 1_060),
        an_end_without_a_beginning(9, 1_490),
        a_start(4, BEGUN + 430),
        an_end_without_a_beginning(3, 30),
        a_start(8, BEGUN + 1_460),
    ]

    found = await heard(database, *([each] for each in arrived))

    assert [call.started_at for call in found] == [
        moment(BEGUN + after) for after in (0, 430, 1_460)
    ]
    assert [call.reached for call in found] == [False] * 3

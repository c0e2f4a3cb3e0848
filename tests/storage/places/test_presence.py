"""When the bot was in a chat and whose the chat was, told by numbers, else by moments."""

import pytest

from storage.places.presence import (
    ENDLESS,
    Away,
    ChatHolding,
    Coming,
    Past,
    Stay,
    absences,
    beginning,
    number_of,
    ordered,
    stays,
)

T = 1_790_000_000


def came(number, at=0, unit=None, **more):
    return Coming(number=number, at=T + at, present=True, unit=unit, **more)


def left(number, at=0):
    return Coming(number=number, at=T + at, present=False)


def unnumbered(at, *, present):
    when = T + at
    return Coming(number=number_of(when, present=present), at=when, present=present)


def test_what_is_beyond_every_number_and_moment_is_what_the_messenger_s_ids_never_reach():
    assert ENDLESS == 9_007_199_254_740_992


def test_of_one_moment_a_coming_and_a_leaving_without_numbers_are_two_and_never_the_messenger_s():
    assert [number_of(5, present=present) for present in (False, True)] == [-10, -11]
    assert number_of(6, present=False) == -12


def test_comings_stand_by_their_moments_then_numbers_and_those_without_come_last():
    first, second, third = left(7, 1), came(8, 1), unnumbered(1, present=False)
    fourth = came(2, 2)
    assert ordered([fourth, third, second, first]) == [first, second, third, fourth]
    assert [each.place for each in (first, third)] == [(T + 1, 7), (T + 1, ENDLESS)]
    assert came(1).place == (T, 1)


@pytest.mark.parametrize(
    ("coming", "within"),
    [
        (came(1), [False, True, True]),  # as low as numbers get
        (left(1), [False, False, True]),
        (came(20), [False, True, True]),
        (left(20), [False, False, True]),
    ],
)
def test_numbers_tell_what_lies_behind_whatever_the_moments_are(coming, within):
    numbers = range(coming.number - 1, coming.number + 2)
    for at in (T - 9_999, T, T + 9_999):
        assert [coming.before(number, at) for number in numbers] == within


def test_without_a_number_the_moment_tells_and_a_leaving_leaves_a_minute_for_other_clocks():
    back, gone = unnumbered(100, present=True), unnumbered(100, present=False)
    for number in (1, 10**6):
        assert [back.before(number, T + at) for at in (99, 100, 101)] == [False, True, True]
        assert [gone.before(number, T + at) for at in (100, 160, 161)] == [False, False, True]


def test_a_chat_becomes_a_unit_s_with_the_first_invitation_of_its_administrator():
    comings = [came(1), came(2, unit="other"), left(3), came(4, unit="mine"), came(5, unit="mine")]
    assert beginning(comings, "mine") == comings[3]
    assert beginning(comings, "nobody's") is None
    assert beginning([left(3), came(4)], None) == came(4)


SILENT = unnumbered(50, present=False)
LATER = unnumbered(90, present=False)
ABSENCES = {
    "never": ([came(1), came(4)], []),
    "still": ([came(1), left(5)], [(left(5), None)]),
    "and back": ([left(5), came(8)], [(left(5), came(8))]),
    "twice": (
        [left(5), came(8), left(9), came(12)],
        [(left(5), came(8)), (left(9), came(12))],
    ),
    "invited twice": ([left(5), came(8), came(9)], [(left(5), came(8))]),
    "removed twice, so it was back": (
        [left(5), left(9)],
        [(left(5), left(9)), (left(9), None)],
    ),
    "removed thrice": (
        [left(5), left(9), left(12), came(14)],
        [(left(5), left(9)), (left(9), left(12)), (left(12), came(14))],
    ),
    "nobody told, then it was told": ([SILENT, left(9, 60)], [(left(9, 60), None)]),
    "nobody told, then the first message did": ([SILENT, left(1, 60)], [(left(1, 60), None)]),
    "told, then seen as well": ([left(5), SILENT], [(left(5), None)]),
    "only seen, twice": ([SILENT, LATER], [(SILENT, None)]),
    "twice, the second told, then seen": (
        [left(5), came(8), left(9), SILENT],
        [(left(5), came(8)), (left(9), None)],
    ),
    "twice, the second seen, then told": (
        [left(5), came(8), SILENT, left(9, 60)],
        [(left(5), came(8)), (left(9, 60), None)],
    ),
    "once, then removed twice": (
        [left(5), came(8), left(9), left(12)],
        [(left(5), came(8)), (left(9), left(12)), (left(12), None)],
    ),
    "seen, and back": ([SILENT, came(9, 70)], [(SILENT, came(9, 70))]),
}


@pytest.mark.parametrize(("comings", "away"), ABSENCES.values(), ids=ABSENCES.keys())
def test_the_bot_was_away(comings, away):
    assert absences(comings) == tuple(Away(since=since, to=to) for since, to in away)


def test_the_bot_s_absences_before_the_chat_was_somebody_s_are_nobody_s():
    before, begun = [came(1), left(2, 1), came(3, 2)], came(4, 3, unit="mine")
    after = [left(5, 4), came(6, 5)]
    assert absences([*before, begun, *after], begun) == (Away(since=after[0], to=after[1]),)
    assert absences([came(1), left(2, 3), begun], begun) == ()


def test_an_absence_lasts_from_the_removal_to_the_return():
    away, lasting = Away(since=left(5), to=came(8)), Away(since=left(5), to=None)
    assert [away.holds(number, T) for number in (5, 6, 7, 8, 9)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert [lasting.holds(number, T) for number in (5, 6, 9_999)] == [False, True, True]


SURE = Away(since=left(5), to=came(8))
UNSURE = (
    Away(since=left(5), to=None),
    Away(since=left(5), to=left(8)),
    Away(since=left(5), to=came(8, inferred=True)),
)


def test_only_a_known_invitation_surely_ends_an_absence():
    assert [each.is_sure for each in (SURE, *UNSURE)] == [True, False, False, False]


def test_what_was_written_before_the_beginning_or_in_a_sure_absence_does_not_count():
    past = Past(begun=came(3), away=(SURE,))
    assert [past.counts(number, T) for number in (2, 3, 5, 6, 7, 8)] == (
        [False, True, True, False, False, True]
    )
    assert [Past(begun=None, away=(SURE,)).counts(number, T) for number in (1, 6)] == [True, False]
    assert (past.returned(6, T), past.is_unsure) == (False, False)


@pytest.mark.parametrize("away", UNSURE)
def test_a_message_in_an_absence_whose_end_is_unknown_counts_and_shows_the_return(away):
    past = Past(begun=came(3), away=(SURE, away))
    other = Past(begun=came(3), away=(away,))
    assert [other.counts(number, T) for number in (2, 5, 6, 8)] == [False, True, True, True]
    assert [other.returned(number, T) for number in (5, 6, 7)] == [False, True, True]
    assert (past.is_unsure, other.is_unsure, Past(begun=None).is_unsure) == (True, True, False)


def test_what_was_seen_is_kept_under_the_place_of_who_had_the_chat_then():
    held = (
        ChatHolding(unit="a", place=7, since=T),
        ChatHolding(unit="b", place=-1, since=T + 10),
        ChatHolding(unit="c", place=-2, since=T + 20),
    )
    past = Past(begun=None, held=held)
    times = (-5, 0, 9, 10, 19, 20, 99)
    assert [past.place(7, T + at) for at in times] == [7, 7, 7, -1, -1, -2, -2]
    forgotten = Past(begun=None, held=held[1:])
    assert [forgotten.place(7, T + at) for at in times] == [-1, -1, -1, -1, -1, -2, -2]
    assert Past(begun=None).place(7, T) == 7


def test_one_number_tells_all_of_a_chat_invited_once_with_a_number():
    held = (ChatHolding(unit="a", place=7, since=T),)
    assert [past.is_usual for past in (Past(begun=None), Past(begun=came(1)))] == [True, True]
    assert [
        past.is_usual
        for past in (
            Past(begun=unnumbered(0, present=True)),
            Past(begun=came(1), away=(SURE,)),
            Past(begun=came(1), held=held),
            Past(begun=None, held=held),
        )
    ] == [False] * 4


def test_a_stay_lasts_from_an_invitation_to_the_next_coming_whatever_it_is():
    comings = [left(1), came(2), came(5), left(9), came(12)]
    assert stays(comings) == (
        Stay(came=comings[1], until=comings[2]),
        Stay(came=comings[2], until=comings[3]),
        Stay(came=comings[4], until=None),
    )
    assert stays([]) == stays([left(1)]) == ()
    first, second, last = stays(comings)
    assert [number for number in range(1, 15) if first.holds(number, T)] == [2, 3, 4]
    assert [number for number in range(1, 15) if second.holds(number, T)] == [5, 6, 7, 8, 9]
    assert [number for number in range(1, 15) if last.holds(number, T)] == [12, 13, 14]


def test_a_stay_saw_all_from_the_number_that_proves_it():
    proved, unproved = Stay(came=came(2, proved=4), until=None), Stay(came=came(2), until=None)
    assert [proved.saw_all(number) for number in (3, 4, 5)] == [False, True, True]
    assert not unproved.saw_all(5)
    assert Stay(came=came(2, proved=0), until=None).saw_all(0)

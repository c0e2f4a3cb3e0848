"""Holes in a chat's numbering appear, shrink, split and vanish; what is gone stays told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import tables
from storage.chats import chats
from storage.seen import holes, ledger_store
from storage.seen.holes import Gone, HolePiece, decide, refit
from tests.cast import MARIA, SCHOOL
from tests.storage.taking import CHAT, NOON, OTHER_CHAT, give, put, rows, says


async def pieces(database):
    return await rows(database, tables.holes, "chat", "first", "last", "noticed_at")


@pytest.mark.asyncio
async def test_a_hole_appears_shrinks_splits_and_vanishes_and_has_the_moment_of_what_is_above_it(
    database,
):
    await give(database)
    seen = []
    for numbers, when in (
        ((1, 2, 9), NOON),
        ((3,), NOON + 600),
        ((6,), NOON + 1200),
        ((4, 5), NOON + 1800),
        ((7, 8), NOON + 2400),
    ):
        await put(database, seen=[says(number, when=when) for number in numbers])
        seen.append(await pieces(database))

    assert seen == [
        [(CHAT, 3, 8, NOON)],
        [(CHAT, 4, 8, NOON)],
        [(CHAT, 4, 5, NOON + 1200), (CHAT, 7, 8, NOON)],
        [(CHAT, 7, 8, NOON)],
        [],
    ]


@pytest.mark.asyncio
async def test_a_new_hole_has_its_own_moment_and_leaves_other_chats_holes_alone(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await put(database, seen=[says(1), says(3), says(5, chat=OTHER_CHAT), says(1, chat=OTHER_CHAT)])
    await put(database, seen=[says(6, when=NOON + 60)])

    assert await pieces(database) == [
        (CHAT, 2, 2, NOON),
        (CHAT, 4, 5, NOON + 60),
        (OTHER_CHAT, 2, 4, NOON),
    ]


@pytest.mark.asyncio
async def test_private_dialogs_have_a_ledger_and_never_holes(database):
    await put(database, seen=[says(1, None, chat=-MARIA), says(9, None, chat=-MARIA)])

    assert await rows(database, tables.ledger, "conversation", "first", "last") == [
        (-MARIA, 1, 1),
        (-MARIA, 9, 9),
    ]
    assert await pieces(database) == []


@pytest.mark.asyncio
async def test_ranges_of_many_conversations_are_read_in_several_statements(database, monkeypatch):
    monkeypatch.setattr(ledger_store, "_MANY", 2)
    private = [says(1, None, chat=-account) for account in range(1, 6)]
    await put(database, seen=private)
    async with database.writing() as connection:
        more = [*private, says(2, None, chat=-3)]

        assert await ledger_store.extend(connection, more, ()) == ({(-3, 2)}, False)


@pytest.mark.asyncio
async def test_a_poll_tells_whether_it_tore_or_mended_a_hole(database):
    await give(database)
    torn = [
        (await put(database, seen=[says(number) for number in numbers])).torn
        for numbers in ((1, 2), (5,), (6,), (4,), (3,), (7, 8))
    ]

    assert torn == [False, True, False, True, True, False]


@pytest.mark.asyncio
async def test_what_is_gone_is_not_asked_for_again_and_the_newest_hole_is_asked_first(database):
    await give(database)
    await give(database, OTHER_CHAT)
    await put(database, seen=[says(1), says(5), says(9, chat=OTHER_CHAT)])
    await put(database, seen=[says(5, chat=OTHER_CHAT, when=NOON + 60)])
    async with database.writing() as connection:
        first = await holes.next_open(connection, 2, [SCHOOL])
        await holes.mark_gone(connection, OTHER_CHAT, [6, 7, 8], Gone.DELETED)
        second = await holes.next_open(connection, 2, [SCHOOL])
        await holes.mark_gone(connection, CHAT, [3], Gone.NO_ACCESS)
        third = await holes.next_open(connection, 10, [SCHOOL])
        counted = await holes.count_open(connection)
        await chats.describe(connection, CHAT, {"present": False})
        last = await holes.next_open(connection, 10, [SCHOOL])

    assert (first, second, third, last) == (
        (OTHER_CHAT, [6, 7]),
        (CHAT, [2, 3]),
        (CHAT, [2, 4]),
        None,
    )
    assert counted == (2, 2)


@pytest.mark.asyncio
async def test_a_number_that_was_gone_and_came_after_all_is_no_hole(database):
    await give(database)
    await put(database, seen=[says(1), says(5)])
    async with database.writing() as connection:
        await holes.mark_gone(connection, CHAT, [2, 3, 4], Gone.DELETED)
    await put(database, seen=[says(3, when=NOON + 60)])
    async with database.reading() as connection:
        assert await holes.pieces(connection, [CHAT]) == {
            CHAT: [HolePiece(2, 2, NOON + 60, Gone.DELETED), HolePiece(4, 4, NOON, Gone.DELETED)]
        }


def numbers_of(found, value):
    """What each number is told to be."""
    return {n: value(piece) for piece in found for n in range(piece.first, piece.last + 1)}


@st.composite
def known_pieces(draw):
    edges = sorted(draw(st.sets(st.integers(1, 40), max_size=8)))
    return [
        HolePiece(first, last, draw(st.integers(1, 3)), draw(st.sampled_from([None, *Gone])))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]


@given(known_pieces(), st.sets(st.integers(1, 40)))
def test_pieces_are_cut_to_the_gaps_and_noticed_with_the_message_above(known, missing):
    gaps = [(first, last) for first, last in _runs(missing)]
    moments = {last + 1: 100 + last for _, last in gaps}
    found = refit(gaps, reversed(known), moments)
    before = numbers_of(known, lambda piece: piece.gone)

    assert numbers_of(found, lambda piece: piece.gone) == {
        number: before.get(number) for number in missing
    }
    assert numbers_of(found, lambda piece: piece.noticed_at) == {
        number: moments[last + 1] for first, last in gaps for number in range(first, last + 1)
    }
    assert [piece.first for piece in found] == sorted(piece.first for piece in found)
    assert refit(gaps, found, {1000: 10}) == found


@given(known_pieces(), st.sets(st.integers(1, 40)), st.sampled_from(list(Gone)))
def test_what_was_asked_for_and_not_returned_is_gone_and_nothing_else_changes(known, asked, gone):
    found = decide(reversed(known), asked, gone)
    before = numbers_of(known, lambda piece: (piece.noticed_at, piece.gone))

    assert numbers_of(found, lambda piece: (piece.noticed_at, piece.gone)) == {
        number: (noticed_at, gone if was is None and number in asked else was)
        for number, (noticed_at, was) in before.items()
    }
    assert decide(found, asked, gone) == found


def _runs(numbers):
    runs = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs

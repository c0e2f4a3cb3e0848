"""Nobody sees or changes more than his part allows: every act of the table, tried by outsiders.

New acts and new arguments are tried by themselves.
"""

from contextlib import suppress

import pytest

from bot.dialog.acts import ACTS as ALL_ACTS
from bot.dialog.acts import CHAT_ACTS
from bot.dialog.core.act import Acts
from bot.dialog.core.rights import Role
from bot.sheets.untrusted.table import BadSheet
from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.two_towns import (
    KUNGUR_COORDINATOR,
    LYCEUM_DEPUTY,
    LYCEUM_TEACHER,
    TITLES,
    TYPED,
    leaks,
    two_towns,
    without,
)
from tests.cast import COORDINATOR, DEPUTY, LYCEUM, LYCEUM_ADMIN, PAVEL, PERM, SCHOOL, STRANGER
from tests.tries import THOROUGH

OUTSIDERS = {
    "a stranger": STRANGER,
    "another school's administrator": LYCEUM_ADMIN,
    "another school's deputy": LYCEUM_DEPUTY,
    "another school's teacher": LYCEUM_TEACHER,
    "another town's coordinator": KUNGUR_COORDINATOR,
}

JOURNAL = {"audit"}

TABLE = Acts(ALL_ACTS)
MAY = TABLE.table()
ACTS = sorted(MAY)
may = TABLE.may


def test_two_acts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="menu"):
        Acts([*ALL_ACTS, *(act for act in ALL_ACTS if act.name == "menu")])


def test_every_menu_button_has_a_name_and_a_place_of_its_own():
    placed = [act for act in ALL_ACTS if act.row]
    assert len({act.row for act in placed}) == len(placed)
    assert sorted(act.name for act in placed) == sorted(
        act.name for act in ALL_ACTS if act.named.label
    )


def test_what_is_typed_in_chats_is_allowed_in_private_too():
    assert all(act.may <= MAY[act.name] for act in CHAT_ACTS if act.typed)


def test_a_stranger_may_only_what_is_about_nobody_or_himself():
    allowed = {act for act in MAY if may(frozenset({Role.STRANGER}), act)}
    assert allowed == {
        *("menu", "help", "cancel", "unclear", "code", "claim"),
        *("me", "me_is", "me_not", "me_no", "me_unlisted"),
        *("data", "erase", "erase_go"),
    }


def test_an_act_that_is_in_no_line_nobody_may_do():
    assert not may(frozenset(Role), "shutdown")


async def every_try(towns, account, own):
    """Press and type every act with every argument of the first school, from every state.

    Whom no part that he has allows an act, is refused before anything that he names or writes is
    read.
    """
    meant = towns.poisons[-1]
    parts = await towns.parts(account)
    for at, act in enumerate(ACTS):
        allowed = any(may(each, act) for each in parts)
        named = _some(towns.poisons, at) if allowed else (meant,)
        for args in ({}, meant, *({**args, "u": own} for args in named)):
            yield await towns.press(account, act, args)
        yield await towns.type(account, "жгут", act, meant)
        await towns.begin(account, act)
        for text in TYPED if allowed or THOROUGH else TYPED[at % 6 :: 6]:
            with suppress(BadSheet):  # of a file that this act would not have kept
                yield await towns.type(account, text)
        await towns.forget(account)


def _some(poisons, at):
    """Give arguments to try with an act: those as they should be, and some of those all alike."""
    if THOROUGH:
        return poisons
    *alike, meant = poisons
    return (*(each for index, each in enumerate(alike) if (index + at) % 5 == 0), meant)


@pytest.mark.asyncio
@pytest.mark.parametrize("account", OUTSIDERS.values(), ids=OUTSIDERS.keys())
async def test_outside_nothing_of_a_school_is_seen_or_changed(account, tmp_path):
    own = "kungur" if account == KUNGUR_COORDINATOR else LYCEUM
    async with two_towns(tmp_path) as towns:
        answered = 0
        async for answer in every_try(towns, account, own):
            assert (answer.act, leaks(answer, towns)) == (answer.act, [])
            assert (answer.act, answer.unit == SCHOOL, answer.wrote) == (
                answer.act,
                False,
                frozenset(),
            )
            if account == STRANGER and answer.act != "erase_go":  # of himself
                assert (answer.act, answer.wrote_anything - JOURNAL) == (answer.act, set())
            answered += answer.text not in ("", f"{NOT_ALLOWED}\n{NOT_ALLOWED}")
        assert answered > 100  # each was listened to wherever he may
        assert towns.place.sent == []


@pytest.mark.asyncio
async def test_with_the_school_s_own_buttons_everybody_else_is_refused(tmp_path):
    everybody = [act for act in ACTS if may(frozenset({Role.STRANGER}), act)]
    async with two_towns(tmp_path) as towns:
        for account in OUTSIDERS.values():
            for act in sorted({*ACTS} - {*everybody}):
                answer = await towns.press(account, act, {**towns.poisons[-1], "u": SCHOOL})
                assert (act, answer.text, answer.wrote_anything) == (
                    act,
                    f"{NOT_ALLOWED}\n{NOT_ALLOWED}",
                    frozenset(),
                )


@pytest.mark.asyncio
async def test_a_coordinator_sees_no_names_and_changes_nothing_in_a_school(tmp_path):
    async with two_towns(tmp_path) as towns:
        figures = 0
        async for answer in every_try(towns, COORDINATOR, PERM):
            assert (answer.act, leaks(answer, towns, figures=False)) == (answer.act, [])
            assert (answer.act, answer.wrote) == (answer.act, frozenset())
            figures += "СОШ № 12" in answer.read
        assert figures > 0  # the figures of schools are his to see


@pytest.mark.asyncio
async def test_a_deputy_changes_nothing_but_what_is_his_to_write(tmp_path):
    his_own = (
        "erase_go",
        "clarify",
        "cl_say_go",
        "pass_on_go",
        "quiet",
        "loud",
    )  # he is on the roster
    async with two_towns(tmp_path) as towns:
        names = 0
        async for answer in every_try(towns, DEPUTY, SCHOOL):
            if answer.act not in his_own:
                kept = {*JOURNAL, "remarks", "wishes"}
                assert (answer.act, answer.wrote - kept) == (answer.act, frozenset())
            names += "Жгутов" in answer.read
        assert names > 0


@pytest.mark.asyncio
async def test_a_teacher_sees_nothing_of_colleagues(tmp_path):
    async with two_towns(tmp_path) as towns:
        own = 0
        async for answer in every_try(towns, PAVEL, SCHOOL):
            seen = leaks(answer, towns)
            assert (answer.act, without(seen, "Уткин", "СОШ № 12", *TITLES)) == (answer.act, [])
            own += "Уткин" in answer.read
        assert own > 0

"""Eighty rosters of different makes: whatever the make, who works there comes out, and no more."""

import pytest

from bot.sheets.roster.roster import read_roster
from tests.bot.sheets.roster import (
    makes_by_hand,
    makes_met_later,
    makes_odd,
    makes_of_programs,
    makes_of_text,
)
from tests.bot.sheets.roster.making import opened

MAKES = (
    makes_of_programs.MAKES
    | makes_by_hand.MAKES
    | makes_odd.MAKES
    | makes_met_later.MAKES
    | makes_of_text.MAKES
)


def test_there_are_forty():
    assert len(MAKES) >= 40


@pytest.mark.parametrize("name", MAKES)
def test_a_make(name):
    made = MAKES[name]
    roster = read_roster(opened(made.data()), "список")
    assert [(each.row, each.code) for each in roster.problems] == made.bad
    assert [(each.full_name, each.position) for each in roster.people] == made.people
    profiles = {each.full_name: each.account or each.screen_name for each in roster.people}
    assert {key: value for key, value in profiles.items() if value} == made.profiles
    classes = {each.full_name: each.classes for each in roster.people if each.classes}
    assert classes == made.classes
    assert [(each.name, each.pupils) for each in roster.classes] == made.groups
    assert [each.sheet for each in roster.unread] == made.unread
    assert roster.guessed == made.guessed
    if made.unknown is not None:
        assert [each.heading for each in roster.unknown] == made.unknown
    kept = repr((roster.people, roster.classes))
    assert [each for each in made.never if each in kept] == []

"""The stated rights at the desk: every act is pressed by somebody of each part."""

import pytest

from bot.words.dialog import NOT_ALLOWED
from tests.bot.dialog.core.rights_stated import STATED, read
from tests.bot.dialog.two_towns import two_towns
from tests.cast import ADMIN, COORDINATOR, DEPUTY, MARIA, PERM, SCHOOL, STRANGER

WALKERS = {
    "A": (ADMIN, SCHOOL, "S"),
    "D": (DEPUTY, SCHOOL, "S"),
    "C": (COORDINATOR, PERM, ""),
    "S": (MARIA, SCHOOL, ""),
    "x": (STRANGER, SCHOOL, ""),
}
"""Somebody of each part, where he is it, and what else he is there: they are on the roster."""


@pytest.mark.asyncio
@pytest.mark.parametrize("letter", WALKERS)
async def test_at_the_desk_every_act_is_refused_or_done_as_stated(letter, tmp_path):
    account, unit, also = WALKERS[letter]
    refused = f"{NOT_ALLOWED}\n{NOT_ALLOWED}"
    async with two_towns(tmp_path) as towns:
        found = {}
        for act in read(STATED):
            answer = await towns.press(account, act, {"u": unit})
            found[act] = answer.text != refused
        wanted = {
            act: any(each in who for each in (letter, *also)) for act, who in read(STATED).items()
        }
        assert found == wanted

"""The desk itself, without VK between: what a changed client presses, and a walk through it."""

import json
import re

from bot.dialog.acts import ACTS
from bot.dialog.core.context import Talk
from bot.dialog.core.router import Router
from bot.dialog.core.showing import SNACKBAR
from bot.vk.keyboards import keyboard
from bot.vk.sender import TEXT_LIMIT
from storage.asked import dialog_states

TYPED = ("Константинопольская", "16.11–20.11", "2 звонка, собрание по телефону", "30", "нет такого")

TRIES = 2
"""How many things a button of the same act, with the same arguments, is pressed for."""

FINAL = ("erase_go", "office_off_go")
"""What would end the walk: it takes the walker's own part."""


def talk_of(place):
    """Give what the desk works with."""
    service = place.service
    return Talk(
        database=service.core.database,
        vk=service.vk,
        sender=service.sender,
        answers=service.inbox.answers,
        units=service.core.units,
        clock=service.clock,
    )


def desk_of(place):
    """Give the desk itself: what a changed client of VK can press."""
    return Router(talk_of(place), ACTS)


class Walk:
    """Somebody who presses whatever there is to press."""

    def __init__(self, place, account):
        self._talk = talk_of(place)
        self._desk = Router(self._talk, ACTS)
        self._account = account
        self._pressed = {}  # what buttons were about, by their act and what their arguments are
        self._typed = {}  # what was written, by the act it was written to
        self.acts = set()

    async def everywhere(self):
        """Go from the menu to everything that can be reached, each screen to its end first."""
        begun = await self._desk.typed(self._account, "меню")
        left = [self._new(begun)]
        while left:
            asked = next(left[-1], None)
            if asked is None:
                left.pop()
                continue
            left.append(self._new(await self._press(*asked)))
            left += [self._new(shown) for shown in await self._typed_on()]

    def _new(self, shown):
        """Give the buttons of a screen that were not pressed often enough yet."""
        screen = shown.screen
        self._within_limits(shown)
        for button in [each for row in (*screen.rows, *screen.menu) for each in row]:
            tried = self._pressed.setdefault((button.act, *sorted(button.args)), set())
            given = json.dumps(button.args, sort_keys=True)
            wanted = button.act and button.act not in FINAL
            if wanted and given not in tried and len(tried) < TRIES:
                tried.add(given)
                yield button, shown.unit

    async def _press(self, button, unit):
        shown = await self._desk.pressed(self._account, button.act, {**button.args, "u": unit})
        assert (button.act, shown.act) == (button.act, button.act)
        self.acts.add(button.act)
        return shown

    async def _typed_on(self):
        """Write into what has just been begun, once for each act."""
        found = []
        for text in TYPED:
            async with self._talk.database.reading() as connection:
                state = await dialog_states.get(connection, self._account, self._talk.clock())
            tried = self._typed.setdefault(state.act, set())
            if state.act and state.act not in FINAL and text not in tried:
                tried.add(text)
                found.append(await self._desk.typed(self._account, text))
        return found

    def _within_limits(self, shown):
        screen = shown.screen
        assert (shown.act, len(screen.text) <= TEXT_LIMIT) == (shown.act, True)
        assert (shown.act, len(screen.toast) <= SNACKBAR) == (shown.act, True)
        assert not re.search(r"\[id\d+\||@all", screen.text), shown.act
        for rows, inline in ((screen.rows, True), (screen.menu, False)):
            written = keyboard(rows, shown.unit, inline=inline)
            made = json.loads(written)["buttons"] if written else []
            buttons = [button["action"] for row in made for button in row]
            assert (shown.act, len(made) <= (6 if inline else 10)) == (shown.act, True)
            assert (shown.act, len(buttons) <= (10 if inline else 40)) == (shown.act, True)
            assert all(1 <= len(row) <= 5 for row in made), shown.act
            assert all(1 <= len(each["label"]) <= 40 for each in buttons), shown.act
            assert all(len(str(each.get("payload", ""))) <= 255 for each in buttons), shown.act

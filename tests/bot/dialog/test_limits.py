"""Every button of every screen, pressed in a school of 400 people and 80 chats.

VK's limits hold, also with the longest names and titles; every button leads somewhere. Whatever a
message holds, there are several times as many; ``make soak`` goes among 1,000 people in 200 chats.
"""

import json
import re
from datetime import timedelta

import pytest

from bot.dialog.acts import ACTS
from bot.dialog.core.context import Talk
from bot.dialog.core.router import Router
from bot.dialog.core.showing import SNACKBAR
from bot.vk.keyboards import keyboard
from bot.vk.sender import TEXT_LIMIT
from storage import tables
from storage.asked import dialog_states
from storage.people import people
from storage.records import ChatKind, SchoolClass
from tests.cast import ADMIN, CONFIG, COORDINATOR, DEPUTY, MARIA, ROSTER, SCHOOL, at
from tests.playground import playground
from tests.quick import papers_unwritten
from tests.tries import tries

SCHOOLS, PEOPLE, CHATS, CLASSES = tries(120), tries(1_000), tries(200), 60

TOWN = CONFIG + "".join(
    f"""
[[unit]]
id = "school-{100 + number}"
kind = "school"
name = "Муниципальное автономное общеобразовательное учреждение «СОШ с длинным именем № {number}»"
parent = "perm"
timezone = "Asia/Yekaterinburg"
order = "sergokala"
coordinators = [103]
"""
    for number in range(SCHOOLS)
)

TITLE = "[id1|Чат] @all учеников, родителей и учителей класса имени первого космонавта № "

TYPED = ("Константинопольская", "16.11–20.11", "2 звонка, собрание по телефону", "30", "нет такого")

TRIES = 2
"""How many things a button of the same act, with the same arguments, is pressed for."""

FINAL = ("erase_go", "office_off_go")
"""What would end the walk: it takes the walker's own part."""


def _name(number):
    """Make a long name, all different; those that stand first in lists mention others."""
    first = "".join("абвгдежзик"[int(digit)] for digit in f"{number:04}").title()
    mention = "[id1|Аа] @all " if number < 9 else ""
    return f"{mention}Константинопольская-Преображенская {first} Константиновна"


def roster():
    """Write a roster of so many people, most of them with a profile, without the administrator."""
    lines = [
        f"{_name(number)};Заместитель директора по учебно-воспитательной работе;администрация;"
        f"{5_000 + number if number % 20 else ''};{number % CLASSES + 1}А;;"
        for number in range(PEOPLE)
    ]
    known = ROSTER.split("\n")
    return "\n".join([*(line for line in known if line and "Быкова" not in line), *lines])


async def filled(place):
    """Fill the school."""
    await place.roster(roster())
    listed = [
        SchoolClass(name=f"{number + 1}А", pupils=25, parents=40, teacher="")
        for number in range(CLASSES)
    ]
    kinds = (None, *(each for each in ChatKind if each is not ChatKind.STAFF))
    joined = int(at(-1).timestamp())
    async with place.service.core.database.writing() as connection:
        await people.set_classes(connection, SCHOOL, listed)
        rows = [
            {
                "id": 500 + number,
                "unit": SCHOOL,
                "title": f"{TITLE}{number}",
                "kind": kinds[number % len(kinds)] if number else ChatKind.STAFF,
                "class_name": "",
                "owner": ADMIN,
                "access": "all",
                "admin": True,
                "present": True,
                "joined_at": joined,
                "people": 30,
            }
            for number in range(CHATS)
        ]
        await connection.execute(tables.chats.insert(), rows)


class Walk:
    """Somebody who presses whatever there is to press."""

    def __init__(self, place, account):
        service = place.service
        self._talk = Talk(
            database=service.core.database,
            vk=service.vk,
            sender=service.sender,
            answers=service.inbox.answers,
            units=service.core.units,
            clock=service.clock,
        )
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


WALKERS = {
    "administrator": (ADMIN, {"person", "chat", "remind", "link", "chat_class", "roster_out"}),
    "deputy": (DEPUTY, {"lagging", "past", "measures"}),
    "coordinator": (COORDINATOR, {"organisations", "organisation", "setup", "why"}),
    "teacher": (MARIA, {"mine", "data", "clarify", "quiet"}),
}


@pytest.mark.asyncio
@pytest.mark.parametrize(("account", "reached"), WALKERS.values(), ids=WALKERS.keys())
async def test_every_button_leads_somewhere_and_no_screen_is_too_big(account, reached, tmp_path):
    with papers_unwritten():
        async with playground(tmp_path, TOWN) as place:
            await filled(place)
            place.world.set_clock(at(8, 12) + timedelta(minutes=1))
            walk = Walk(place, account)
            await walk.everywhere()
            assert reached <= walk.acts

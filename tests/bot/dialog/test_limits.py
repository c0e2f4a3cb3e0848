"""Every button of every screen, pressed in a school of 400 people and 80 chats.

VK's limits hold, also with the longest names and titles; every button leads somewhere. Whatever a
message holds, there are several times as many; ``make soak`` goes among 1,000 people in 200 chats.
"""

from datetime import timedelta

import pytest

from storage import tables
from storage.people import people
from storage.records import ChatKind, SchoolClass
from tests.bot.dialog.desk import Walk
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

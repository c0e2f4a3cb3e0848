"""Two towns with a school each; every act tried by somebody, with arguments that name the first.

The first school has what nobody outside may see: people, chats, a class, figures, measures, codes.
Whatever an act writes is looked at and then undone, so that acts do not disturb each other.
"""

import io
import re
import zipfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.dialog import acts
from bot.dialog.acts import ACTS
from bot.dialog.core.context import Talk
from bot.dialog.core.request import roles_of
from bot.dialog.core.rights import STRANGER
from bot.dialog.core.router import Router
from bot.dialog.staff.roster.rostering import issue_codes
from storage import tables
from storage.asked import dialog_states
from storage.asked.dialog_states import DialogState
from storage.people import people
from storage.records import SchoolClass
from storage.weeks import week_notes
from storage.weeks.week_notes import WeekNote
from tests.bot.dialog.undoing import Undone
from tests.cast import (
    ADMIN,
    CONFIG,
    DEPUTY,
    LYCEUM,
    LYCEUM_ADMIN,
    MARIA,
    PAVEL,
    ROSTER,
    SCHOOL,
    WEEK,
    at,
)
from tests.playground import playground

KUNGUR, KUNGUR_COORDINATOR, LYCEUM_DEPUTY, LYCEUM_TEACHER = "kungur", 109, 108, 110

TOWNS = (
    CONFIG.replace(
        'name = "МАОУ «Лицей № 5»"\nparent = "perm"',
        'name = "МАОУ «Лицей № 5»"\nparent = "kungur"\ndeputies = [108]',
    )
    + """
[[unit]]
id = "kungur"
kind = "municipality"
name = "Управление образования Кунгура"
timezone = "Asia/Yekaterinburg"
order = "smolensk"
coordinators = [109]
"""
)

LYCEUM_ROSTER = """ФИО;Должность;Роль;VK;Классы;Отсутствует с;Отсутствует по
Носова Нина Ивановна;Директор;администрация;107;;;
Ершов Егор Егорович;Заместитель директора;администрация;108;;;
Ким Ян Янович;Учитель музыки;учитель;110;7Б;;
"""

SCHOOL_ROSTER = ROSTER.replace("Петрова", "Жгутова")  # the other is in the sample of a roster
SURNAMES = ("Быков", "Зотов", "Жгутов", "Уткин", "Юдин")
TITLES = ("Педсовет двенадцатой", "9Ю")
MEASURE = "Поговорили с физиком"
FIGURES = re.compile(r"(?<!\d)(37|53)(?!\d)")

NOW = at(8, 12)
"""Tuesday of the week after the first, which is closed."""

TYPED = ("да", "жгут", "найти жгут", "16.11–20.11", "9ю", "2 звонка, собрание")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an act gave: all that can be read of it, files too; and what it did."""

    act: str
    text: str
    read: str
    unit: str
    wrote: frozenset[str]  # tables whose rows about the first school changed
    wrote_anything: frozenset[str]


@dataclass(slots=True)
class Towns:
    """The playground, what there is to name, and the desk on a database that forgets."""

    place: object
    undone: Undone
    router: Router
    poisons: tuple[dict[str, str | int], ...]
    secrets: tuple[str, ...]  # the codes

    async def press(self, account, act, args):
        """Press a button, as a changed client of VK can."""
        return await self._tried(act, self.router.pressed(account, act, args))

    async def type(self, account, text, act="", args=None):
        """Write something, or press a button under the input line."""
        return await self._tried(act, self.router.typed(account, text, act, args))

    async def parts(self, account):
        """Give what somebody is: his roles in each unit, and those of a stranger."""
        core = self.place.service.core
        async with core.database.reading() as connection:
            mine = await roles_of(connection, account, core.units)
        return (*mine.values(), STRANGER)

    async def begin(self, account, act):
        """Leave an act half finished, by somebody who then had a part in the first school."""
        args = {**self.poisons[-1], "a": "2026-11-16", "b": "2026-11-20"}
        async with self.place.service.core.database.writing() as connection:
            begun = DialogState(
                account=account,
                unit=SCHOOL,
                act=act,
                args=args,
                file_name="staff.csv",
                body=LYCEUM_ROSTER.encode(),
            )
            await dialog_states.save(connection, begun, NOW)

    async def forget(self, account):
        """Let nothing be half finished."""
        async with self.place.service.core.database.writing() as connection:
            await dialog_states.finish(connection, account, NOW)

    async def _tried(self, act, turn):
        self.undone.wrote.clear()
        self.undone.wrote_anything.clear()
        shown = await turn
        screen = shown.screen
        labels = [button.label for row in (*screen.rows, *screen.menu) for button in row]
        files = [file.name + _contents(file.body) for file in screen.files]
        return Answer(
            act=act or shown.act,
            text="\n".join((screen.text, screen.toast, *labels)),
            read="\n".join((screen.text, screen.toast, *labels, *files)),
            unit=shown.unit,
            wrote=frozenset(self.undone.wrote),
            wrote_anything=frozenset(self.undone.wrote_anything),
        )


def _contents(body):
    """Give what can be read of a file: a table's cells, or its text."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def argument_names():
    """Every argument an act asks a button for, so that new ones are tried by themselves."""
    folder = Path(acts.__file__).parent
    found = re.findall(
        r"""(?:number|whose|word|get)\("([a-z_]+)"|"""
        r""""([a-z_]+)" in request\.args|args\["([a-z_]+)"\]""",
        "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))),
    )
    return tuple(sorted({"".join(names) for names in found} - {"do", "u"}))


@asynccontextmanager
async def two_towns(folder):
    """Open the towns: the first school full of what is its own, the second nearly empty."""
    async with playground(folder, TOWNS) as place:
        for number, name in (
            (LYCEUM_DEPUTY, ("Егор", "Ершов")),
            (KUNGUR_COORDINATOR, ("Лев", "Орлов")),
            (LYCEUM_TEACHER, ("Ян", "Ким")),
        ):
            place.world.add_person(*name, id=number)
        await place.roster(SCHOOL_ROSTER)
        await place.roster(LYCEUM_ROSTER, LYCEUM)
        chats = await _chats(place)
        for day, count in ((0, 37), (7, 53)):
            place.world.set_clock(at(day, 10))
            place.say(chats[0], MARIA, count)
            await place.tick(at(day, 12) if not day else NOW)
        codes = [
            code
            for _, code in await issue_codes(
                place.service.core.database, SCHOOL, place.service.clock
            )
        ]
        place.sent.clear()
        yield await _towns(place, chats, tuple(codes))


async def _chats(place):
    async with place.service.core.database.writing() as connection:
        listed = [SchoolClass(name="9Ю", pupils=20, parents=30, teacher="Уткин Павел Ильич")]
        await people.set_classes(connection, SCHOOL, listed)
        kept = WeekNote(
            unit=SCHOOL,
            week=WEEK,
            kind="measure",
            author=DEPUTY,
            text=MEASURE,
            made_at=at(0, 9),
        )
        await week_notes.add(connection, kept)
    staff = await place.chat(TITLES[0], MARIA, PAVEL)
    parents = await place.chat("9Ю родители", MARIA)
    await place.chat("Педсовет лицея", LYCEUM_TEACHER, by=LYCEUM_ADMIN)
    return staff, parents


async def _towns(place, chats, codes):
    rows = await place.rows(tables.persons)
    persons = {row.full_name.split()[0]: row.id for row in rows if row.unit == SCHOOL}
    ours = {
        "person": set(persons.values()),
        "chat": set(chats),
        "account": {ADMIN, DEPUTY, MARIA, PAVEL},
    }
    undone = Undone(place.service.core.database, ours)
    service = place.service
    talk = Talk(
        database=undone,
        vk=service.vk,
        sender=service.sender,
        answers=service.inbox.answers,
        units=service.core.units,
        clock=service.clock,
    )
    return Towns(place, undone, Router(talk, ACTS), _poisons(persons, chats[0]), codes)


def _poisons(persons, chat):
    """Arguments that name something of the first school, all alike and each as it should be."""
    names = argument_names()
    alike = [
        dict.fromkeys(names, value)
        for value in (persons["Жгутова"], chat, SCHOOL, WEEK, PAVEL, "staff_messages_10")
    ]
    meant = dict.fromkeys(names, 1) | {
        "i": persons["Юдина"],
        "ids": str(persons["Уткин"]),
        "c": chat,
        "chat": chat,
        "a": PAVEL,
        "w": WEEK,
        "f": "staff_messages_10",
        "o": SCHOOL,
        "l": SCHOOL,
        "to": SCHOOL,
        "k": "staff",
        "d": "d",
        "q": "жгут",
        "n": "9Ю",
        "p": 0,
    }
    return (*alike, meant)


def leaks(answer, towns, *, names=True, figures=True):
    """Give what of the first school can be read in an answer."""
    found = []
    if names:
        wanted = (*SURNAMES, *TITLES, MEASURE, *towns.secrets)
        found += [secret for secret in wanted if secret in answer.read]
    if figures:
        found += FIGURES.findall(answer.text)
        found += ["СОШ № 12"] if "СОШ № 12" in answer.read else []
    return found


def without(found, *allowed):
    """Leave out what somebody may see."""
    return [each for each in found if each not in allowed]

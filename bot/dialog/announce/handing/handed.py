"""What organisations did with a coordinator's announcement, and reminding those who have not.

Names of organisations only, never of people.
"""

from bot.dialog.announce.handing import handed_words as words
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.vk.keyboards import Button
from bot.words.russian import safe
from monitor.jobs.asked.handing_out import look_at_left
from monitor.jobs.materials import load_passing
from storage.db.database import Connection
from storage.told import materials, notices
from storage.told.materials import Material

ON_A_PAGE, LISTED = 15, 5


async def _told(request: Request, connection: Connection) -> Material | None:
    number = request.number("i")
    found = None if number is None else await materials.get(connection, number)
    return found if found is not None and found.unit == request.unit_id else None


def _not_yours() -> Screen:
    return Screen(text=words.NOT_YOURS, rows=(_to_past(),))


MATERIAL: Subject[Material] = Subject(find=_told, gone=_not_yours)
"""What the level handed out that an argument «i» names."""


def _to_past() -> tuple[Button, ...]:
    return (Button(label=words.TO_PAST, act="material_past"),)


async def report(request: Request, connection: Connection, material: Material) -> Screen:
    """Tell how organisations stand, a page of them; those who have not passed it on first."""
    found = await load_passing(connection, material, request.talk.units)
    args = {"i": material.id}
    page = page_of(
        request, sorted(found, key=lambda each: each.passed), ON_A_PAGE, "material_report", args
    )
    again = Button(
        label=words.REFRESH, act="material_report", args={**args, "p": page.number, "r": 1}
    )
    remind = Button(label=words.REMIND, act="material_remind", args=args)
    left = not all(each.passed for each in found)
    return Screen(
        text=words.report(material.made_at, material.until, found, page.items, moment_of(request)),
        rows=stacked(page.turn, (again,), (remind,) if left else (), _to_past()),
        toast=words.REFRESHED if request.number("r") else "",
    )


async def remind(request: Request, connection: Connection, material: Material) -> Screen | Preview:
    """Show which organisations would be reminded, and when."""
    reminding = await look_at_left(connection, material, request.talk.units, request.now)
    text = words.preview(material.made_at, reminding, moment_of(request))
    if not reminding.plan:
        return Screen(text=text, rows=(_to_report(material),))
    yes = Button(label=words.SEND, main=True)
    return Preview(text=text, yes=yes, args={"i": material.id})


async def send(request: Request, connection: Connection, material: Material) -> Screen | Then:
    """Plan the reminders, looked at anew."""
    reminding = await look_at_left(connection, material, request.talk.units, request.now)
    local = moment_of(request)
    if not reminding.plan:
        text = words.preview(material.made_at, reminding, local)
        return Screen(text=text, rows=(_to_report(material),))
    await notices.plan(connection, reminding.plan)
    await request.note(connection, "material_reminded", material=material.id, units=reminding.units)
    return Screen(text=words.reminded(reminding, local), rows=(_to_report(material),))


def _to_report(material: Material) -> tuple[Button, ...]:
    return (Button(label=words.BACK, act="material_report", args={"i": material.id}),)


async def past(request: Request) -> Screen:
    """List what the level handed out, newest first."""
    units = request.talk.units
    async with request.talk.database.reading() as connection:
        handed = await materials.of_level(connection, request.unit_id)
        page = page_of(request, handed, LISTED, "material_past")
        listed = [
            (place, each.made_at, await load_passing(connection, each, units))
            for place, each in page.items
        ]
    doors = [
        Button(label=str(place), act="material_report", args={"i": each.id})
        for place, each in page.items
    ]
    new = (Button(label=words.NEW, act="material_to"),)
    text = words.past(safe(request.unit.name), listed, moment_of(request))
    return Screen(text=text, rows=stacked(doors, page.turn, new))


ACTS = (
    Act(name="material_past", may=rights.COORDINATOR, do=past),
    Act(name="material_report", may=rights.COORDINATOR, do=MATERIAL.shown(report)),
    Act(
        name="material_remind",
        may=rights.COORDINATOR,
        noted=words.REMINDED_NOTED,
        do=MATERIAL.shown(remind),
        done=MATERIAL.done(send),
    ),
)

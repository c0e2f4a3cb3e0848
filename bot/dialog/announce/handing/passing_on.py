"""What an administrator does with what a coordinator handed out: to chats, accepted, an answer.

Everything is shown as a new message: the buttons stand under the material itself, which stays.
"""

from dataclasses import dataclass, replace

from bot.dialog.announce.announcing import TO_CHATS
from bot.dialog.announce.announcing_words import NO_CHATS
from bot.dialog.announce.draft import Draft
from bot.dialog.announce.handing import passing_on_words as words
from bot.dialog.chats.known_chat import moment_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview, Then
from bot.dialog.core.listing import cancel
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.subject import Subject
from bot.vk.keyboards import Button
from bot.words.notices.materials import OWN
from monitor.jobs.letters import Letter, post
from monitor.jobs.loading.load import UnitOrder
from monitor.jobs.materials import coordinators_of
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people
from storage.records import ChatKind
from storage.told import materials
from storage.told.materials import Material, MaterialUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a level handed out to the unit, and what the unit has done with it."""

    material: Material
    mine: MaterialUnit
    level: UnitOrder


async def _given(request: Request, connection: Connection) -> Given | None:
    number = request.number("i")
    mine = None if number is None else await materials.given(connection, number, request.unit_id)
    found = None if mine is None else await materials.get(connection, mine.material)
    if mine is None or found is None or found.unit not in request.talk.units:
        return None
    return Given(material=found, mine=mine, level=request.talk.units[found.unit])


def _not_given() -> Screen:
    return Screen(text=words.NOT_GIVEN, fresh=True)


GIVEN: Subject[Given] = Subject(find=_given, gone=_not_given)
"""What was handed out to the unit that an argument «i» names."""


async def pass_on(request: Request, connection: Connection, given: Given) -> Screen:
    """Show the unit's own announcement with this text, to the chats of the staff."""
    if given.mine.passed_at is not None:
        return _passed(request, given)
    material = given.material
    if not (material.text or material.attachments):
        return Screen(text=words.NOT_KEPT, rows=(_own(given),), fresh=True)
    there = [chat for chat in await chats.of_unit(connection, request.unit_id) if chat.present]
    if not there:
        return Screen(text=f"{NO_CHATS}\n{words.BY_HAND}", rows=(_own(given),), fresh=True)
    draft = Draft(
        to=frozenset(str(chat.id) for chat in there if chat.kind is ChatKind.STAFF),
        text=material.text,
        attached=material.attachments,
        material=material.id,
        signed=False,  # it is the level's text, and often ends with the level's name
    )
    return replace(await TO_CHATS.show(request, connection, draft), fresh=True)


def _passed(request: Request, given: Given) -> Screen:
    number, at = given.mine.announcement, given.mine.passed_at or request.now
    opening = Button(label=words.TO_REPORT, act="announced", args={"i": number or 0})
    rows = () if number is None else ((opening,),)
    return Screen(text=words.passed(at, moment_of(request)), rows=rows, fresh=True)


def _own(given: Given) -> tuple[Button, ...]:
    return (Button(label=OWN, act="material_own", args={"i": given.material.id}),)


async def accept(request: Request, connection: Connection, given: Given) -> Screen:
    """Write down that it was read; the message stays as it is."""
    number = given.material.id
    if not await materials.accept(connection, number, request.unit_id, request.now):
        return Screen(text=words.ACCEPTED_BEFORE, toast=words.ACCEPTED_BEFORE)
    await request.note(connection, "material_accepted", material=number)
    return Screen(text=words.ACCEPTED, toast=words.ACCEPTED)


async def own(request: Request, _connection: Connection, given: Given) -> Screen | Preview:
    """Ask whether it was passed on without the bot."""
    if given.mine.passed_at is not None:
        return _passed(request, given)
    return Preview(
        text=words.ask_own(given.level.name),
        yes=Button(label=words.YES_OWN, main=True),
        args={"i": given.material.id},
        fresh=True,
    )


async def note_own(request: Request, connection: Connection, given: Given) -> Screen | Then:
    """Write down that it was passed on without the bot."""
    number = given.material.id
    if not await materials.pass_on(connection, number, request.unit_id, request.now, None):
        return _passed(request, given)
    await request.note(connection, "material_passed", material=number)
    return Screen(text=words.OWN_DONE)


async def reply(request: Request, connection: Connection, given: Given) -> Screen | Preview:
    """Ask for an answer to the coordinator, or show the one that was written."""
    text = request.text.strip()
    args: dict[str, str | int] = {"i": given.material.id}
    if not await coordinators_of(connection, given.material):
        return Screen(text=words.NO_COORDINATOR, fresh=True)
    if not text:
        await request.begin(connection, "material_reply", args)
        return Screen(text=words.ASK, rows=(cancel(),), fresh=True)
    if len(text) > words.LONGEST:
        return Screen(text=words.TOO_LONG, rows=(cancel(),))
    args |= {"q": text}
    letter = await _letter(replace(request, args=args), connection, given)
    yes = Button(label=words.SEND, main=True)
    return Preview(text=words.preview(given.level.name, letter), yes=yes, args=args)


async def _letter(request: Request, connection: Connection, given: Given) -> Letter:
    mine = await people.persons_of(connection, request.account)
    zone = given.level.zone
    return Letter(
        topic="answer",
        unit_name=request.unit.name,
        at=request.now.astimezone(zone),
        account=request.account,
        name=next((each.full_name for each in mine if each.unit == request.unit_id), ""),
        text=request.word("q"),
        handed_at=given.material.made_at.astimezone(zone),
        of_unit=request.unit_id,
    )


async def send(request: Request, connection: Connection, given: Given) -> Screen | Then:
    """Post the answer that was shown."""
    to = await coordinators_of(connection, given.material)
    letter = await _letter(request, connection, given)
    await post(connection, given.level, letter, to, request.now)
    await request.note(connection, "material_answered", material=given.material.id)
    return Screen(text=words.SENT if to else words.NO_COORDINATOR)


ACTS = (
    Act(name="material_pass", may=rights.ADMINISTRATOR, do=GIVEN.shown(pass_on)),
    Act(
        name="material_accept",
        may=rights.ADMINISTRATOR,
        noted=words.ACCEPTED_NOTED,
        do=GIVEN.at_once(accept),
    ),
    Act(
        name="material_own",
        may=rights.ADMINISTRATOR,
        noted=words.PASSED_NOTED,
        do=GIVEN.shown(own),
        done=GIVEN.done(note_own),
    ),
    Act(
        name="material_reply",
        may=rights.ADMINISTRATOR,
        noted=words.ANSWERED_NOTED,
        do=GIVEN.shown(reply),
        done=GIVEN.done(send),
    ),
)

"""«Привязка»: who has a profile, and codes with links for who has none."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from bot.dialog.binding import binding_words as words
from bot.dialog.binding import invitations_words as file_words
from bot.dialog.binding.invitations import Invitation, address, good_until, invite
from bot.dialog.binding.sheet import codes_xlsx
from bot.dialog.chats.known_chat import vk_tells
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.issuing import mint, unbound
from bot.dialog.core.listing import in_rows, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.person import PERSON, gone
from bot.dialog.staff.staff import nameable
from bot.pictures.elsewhere import elsewhere
from bot.vk.client import Vk
from bot.vk.files.uploads import File
from bot.vk.keyboards import Button, Rows, column
from monitor.people.matching import search
from storage.db.database import Connection
from storage.people import people
from storage.records import Person

PRINTING = "bot.dialog.binding.printing"

SHOWN = 6
"""So many of those found are shown; who is not among them is to be named better."""

SHOWN_QUERY = 40  # letters of what was typed that are said again


async def binding(request: Request) -> Screen:
    """Count who has a profile; everything else starts here."""
    async with request.talk.database.reading() as connection:
        listed = await people.persons(connection, request.unit_id)
        waiting = await unbound(connection, request.unit_id)
    text = words.overview(request.unit.name, len(listed), len(waiting))
    if not listed:
        return Screen(text=text)
    rows: Rows = (
        (Button(label=words.LINKS, act="links", main=bool(waiting)),),
        (Button(label=words.SUGGEST, act="suggest"), Button(label=words.CALL_IN, act="call_in")),
    )
    return Screen(text=text, rows=rows)


async def links(request: Request) -> Screen:
    """Ask for whom codes are wanted."""
    async with request.talk.database.reading() as connection:
        waiting = await unbound(connection, request.unit_id)
    for_all = Button(label=words.FOR_ALL, act="links_all", main=True)
    for_one = Button(label=words.FOR_ONE, act="link_find")
    rows = stacked([for_all] if waiting else [], [for_one], [back()])
    return Screen(text=words.links(len(waiting)) if waiting else words.NOBODY_UNBOUND, rows=rows)


async def links_all(request: Request) -> Screen | Preview:
    """Ask before everybody without a profile gets a new code."""
    async with request.talk.database.reading() as connection:
        waiting = await unbound(connection, request.unit_id)
    if not waiting:
        return with_back(words.NOBODY_UNBOUND)
    yes = Button(label=words.ISSUE, main=True)
    return Preview(text=words.for_all(len(waiting)), yes=yes, args={})


async def links_all_go(request: Request) -> Screen:
    """Give everybody without a profile a code, as a table and as slips to print."""
    where = await dialog_address(request.talk.vk)
    if where is None:
        return with_back(words.NO_VK)
    async with request.talk.database.reading() as connection:
        waiting = await unbound(connection, request.unit_id)
    minted = await mint(request.talk.database, request.unit_id, waiting, request.now)
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        waiting = await unbound(connection, request.unit_id)
        given = await invite(connection, waiting, where, request.now, minted)
        await request.note(connection, "codes_issued", people=len(given))
    if not given:
        return with_back(words.NOBODY_UNBOUND)
    until = _last_day(request)
    files = await asyncio.to_thread(_files, given, request.unit.name, until)
    return Screen(text=words.issued_all(len(given), until), rows=((back(),),), files=files)


def _files(given: Sequence[Invitation], unit: str, until: date) -> tuple[File, ...]:
    return (
        File(name=file_words.TABLE_FILE, body=codes_xlsx(given)),
        File(
            name=file_words.SLIPS_FILE,
            body=elsewhere().make(PRINTING, "slips_pdf", given, unit, until),
        ),
    )


async def link_find(request: Request) -> Screen:
    """Ask for a name, or show who is called what was typed; the next one may be typed then."""
    query = " ".join(request.text.split())
    to_links = Button(label=words.TO_LINKS, act="links")
    async with request.talk.database.looking() as connection:
        await request.begin(connection, "link_find")
        if not query:
            return Screen(text=words.FIND_WHOM, rows=((to_links,),))
        persons = search(await people.persons(connection, request.unit_id), query)
        if persons:
            await request.note(connection, "names_seen", screen="link_find")
    buttons = [
        Button(label=words.label(index, person), act="link", args={"i": person.id})
        for index, person in enumerate(persons[:SHOWN], 1)
    ]
    text = words.found(query[:SHOWN_QUERY], len(persons), persons[:SHOWN])
    return Screen(text=text, rows=(*in_rows(buttons, 2), (to_links,)))


async def link(request: Request, connection: Connection, person: Person) -> Preview:
    """Ask before one person gets a new code."""
    bound = {each.person for each in await people.bindings(connection, request.unit_id)}
    yes = Button(label=words.ISSUE, main=True)
    return Preview(
        text=words.for_one(person, bound=person.id in bound), yes=yes, args={"i": person.id}
    )


async def link_go(request: Request) -> Screen:
    """Give one person a code and a link."""
    where = await dialog_address(request.talk.vk)
    rows = column(
        [Button(label=words.FOR_ONE, act="link_find"), Button(label=words.TO_LINKS, act="links")]
    )
    if where is None:
        return Screen(text=words.NO_VK, rows=rows)
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        person = await request.person(connection)
        if person is None:
            return gone()
        [given] = await invite(connection, [person], where, request.now)
        await request.note(connection, "codes_issued", people=1, person=person.id)
    text = words.issued_one(person, given.code, given.link, _last_day(request))
    return Screen(text=text, rows=rows)


async def dialog_address(vk: Vk) -> str | None:
    """Give the link to our dialog; None: VK does not tell. Raises ``VkError`` when all stops."""
    answer = await vk_tells(vk, "groups.getById")
    return None if answer is None else address(answer["groups"][0])


def _last_day(request: Request) -> date:
    """Give the last day on which a code issued now is good all day long."""
    return good_until(request.now).astimezone(request.unit.zone).date() - timedelta(days=1)


def back() -> Button:
    """Give the way back to «Привязка»."""
    return Button(label=words.BACK, act="binding")


def with_back(text: str) -> Screen:
    """Say something that ends here, with the way back."""
    return Screen(text=text, rows=((back(),),))


ACTS = (
    Act(
        name="binding",
        may=rights.ADMINISTRATOR,
        named=words.BINDING_ACT,
        row=(7, 1),
        rare=True,
        do=binding,
    ),
    Act(name="links", may=rights.ADMINISTRATOR, named=words.LINKS_ACT, do=links),
    Act(
        name="links_all",
        named=words.LINKS_ALL_ACT,
        may=rights.ADMINISTRATOR,
        do=links_all,
        asks=links_all_go,
    ),
    Act(
        name="link_find",
        named=words.LINK_FIND_ACT,
        may=rights.ADMINISTRATOR,
        do=link_find,
        awaits=nameable,
    ),
    Act(
        name="link",
        named=words.LINK_ACT,
        may=rights.ADMINISTRATOR,
        do=PERSON.shown(link),
        asks=link_go,
    ),
)

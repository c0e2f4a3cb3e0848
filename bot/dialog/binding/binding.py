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
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.issuing import mint, unbound
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.staff.person import agreed, of_person
from bot.dialog.staff.staff import nameable
from bot.vk.keyboards import Button, Rows, column
from bot.vk.uploads import File
from bot.words import dialog as dialog_words
from monitor.people.matching import search
from storage.db.database import Connection
from storage.people import people
from storage.records import Person

SHOWN = 6
"""So many of those found are shown; who is not among them is to be named better."""

SHOWN_QUERY = 40  # letters of what was typed that are said again


async def binding(request: Request) -> Screen:
    """Count who has a profile; everything else starts here."""
    async with request.talk.database.reading() as connection:
        listed = await people.persons(connection, request.unit_id)
        waiting = await unbound(connection, request.unit_id)
    text = words.overview(request.of.unit.name, len(listed), len(waiting))
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
    for_all = (Button(label=words.FOR_ALL, act="links_all", main=True),)
    rows: Rows = (
        *([for_all] if waiting else []),
        (Button(label=words.FOR_ONE, act="link_find"),),
        (_back(),),
    )
    return Screen(text=words.links(len(waiting)) if waiting else words.NOBODY_UNBOUND, rows=rows)


async def links_all(request: Request) -> Screen:
    """Ask before everybody without a profile gets a new code."""
    async with request.talk.database.looking() as connection:
        waiting = await unbound(connection, request.unit_id)
        if not waiting:
            return Screen(text=words.NOBODY_UNBOUND, rows=((_back(),),))
        yes = Button(label=words.ISSUE, main=True)
        return await ask(request, connection, "links_go", {}, words.for_all(len(waiting)), yes)


async def links_go(request: Request) -> Screen:
    """Give everybody without a profile a code, as a table and as slips to print."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    where = await dialog_address(request)
    if where is None:
        return Screen(text=words.NO_VK, rows=((_back(),),))
    async with request.talk.database.reading() as connection:
        waiting = await unbound(connection, request.unit_id)
    minted = await mint(request.talk.database, request.unit_id, waiting, request.now)
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "links_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        waiting = await unbound(connection, request.unit_id)
        given = await invite(connection, waiting, where, request.now, minted)
        await request.note(connection, "codes_issued", people=len(given))
    if not given:
        return Screen(text=words.NOBODY_UNBOUND, rows=((_back(),),))
    until = _last_day(request)
    files = await asyncio.to_thread(_files, given, request.of.unit.name, until)
    return Screen(text=words.issued_all(len(given), until), rows=((_back(),),), files=files)


def _files(given: Sequence[Invitation], unit: str, until: date) -> tuple[File, ...]:
    from bot.dialog.binding.printing import slips_pdf  # noqa: PLC0415 - 40 MB that only who prints shall need

    return (
        File(name=file_words.TABLE_FILE, body=codes_xlsx(given)),
        File(name=file_words.SLIPS_FILE, body=slips_pdf(given, unit, until)),
    )


async def link_find(request: Request) -> Screen:
    """Ask for a name, or show who is called what was typed; the next one may be typed then."""
    query = " ".join(request.text.split())
    back = (Button(label=words.TO_LINKS, act="links"),)
    async with request.talk.database.looking() as connection:
        await request.begin(connection, "link_find")
        if not query:
            return Screen(text=words.FIND_WHOM, rows=(back,))
        found = search(await people.persons(connection, request.unit_id), query)
        if found:
            await request.note(connection, "names_seen", screen="link_find")
    buttons = [
        Button(label=words.label(index, each), act="link", args={"i": each.id})
        for index, each in enumerate(found[:SHOWN], 1)
    ]
    in_rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    text = words.found(query[:SHOWN_QUERY], len(found), found[:SHOWN])
    return Screen(text=text, rows=(*in_rows, back))


async def link(request: Request, connection: Connection, person: Person) -> Screen:
    """Ask before one person gets a new code."""
    bound = {each.person for each in await people.bindings(connection, request.unit_id)}
    yes = Button(label=words.ISSUE, main=True)
    text = words.for_one(person, bound=person.id in bound)
    return await ask(request, connection, "link_go", {"i": person.id}, text, yes)


async def link_go(request: Request) -> Screen:
    """Give one person a code and a link."""
    where = await dialog_address(request)
    back = column(
        [Button(label=words.FOR_ONE, act="link_find"), Button(label=words.TO_LINKS, act="links")]
    )
    if where is None:
        return Screen(text=words.NO_VK, rows=back)

    async def issue(request: Request, connection: Connection, person: Person) -> Screen:
        [given] = await invite(connection, [person], where, request.now)
        await request.note(connection, "codes_issued", people=1, person=person.id)
        text = words.issued_one(person, given.code, given.link, _last_day(request))
        return Screen(text=text, rows=back)

    return await agreed(issue)(request)  # type: ignore[return-value]


async def dialog_address(request: Request) -> str | None:
    """Give the link to our dialog; None: VK does not tell. Raises ``VkError`` when all stops."""
    told = await vk_tells(request.talk.vk, "groups.getById")
    return None if told is None else address(told["groups"][0])


def _last_day(request: Request) -> date:
    """Give the last day on which a code issued now is good all day long."""
    return good_until(request.now).astimezone(request.of.zone).date() - timedelta(days=1)


def _back() -> Button:
    return Button(label=words.BACK, act="binding")


ACTS = (
    Act(name="binding", may=rights.ADMINISTRATOR, named=words.BINDING_ACT, row=(3, 2), do=binding),
    Act(name="links", may=rights.ADMINISTRATOR, named=words.LINKS_ACT, do=links),
    Act(name="links_all", may=rights.ADMINISTRATOR, do=links_all),
    Act(name="links_go", may=rights.ADMINISTRATOR, do=links_go),
    Act(name="link_find", may=rights.ADMINISTRATOR, do=link_find, awaits=nameable),
    Act(name="link", may=rights.ADMINISTRATOR, do=of_person(link)),
    Act(name="link_go", may=rights.ADMINISTRATOR, do=link_go),
)

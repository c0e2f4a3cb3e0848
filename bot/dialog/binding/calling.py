"""«Это я»: calling a staff chat to be bound, and saying who one is, for somebody to confirm."""

import re
from dataclasses import dataclass, replace

from bot.dialog.binding import binding_words as words
from bot.dialog.binding.binding import back, dialog_address, with_back
from bot.dialog.binding.invitations import linked
from bot.dialog.chats.known_chat import chat_of, no_chat
from bot.dialog.chats.member_profiles import members_of, staff_chats
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Preview
from bot.dialog.core.asking import already
from bot.dialog.core.chat_act import ChatAct, ChatRequest
from bot.dialog.core.issuing import unbound
from bot.dialog.core.listing import page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.dialog.core.showing import Reply
from bot.vk.errors import STOPPING, VkError
from bot.vk.keyboards import Button, column, keyboard
from bot.words import dialog as dialog_words
from monitor.jobs.binding import Asking, refused
from monitor.jobs.binding import ask as ask_administrators
from monitor.jobs.telling import allowed
from monitor.people.matching import suggest
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people
from storage.records import Chat, Person

ON_A_PAGE = 4
CHOICES = 4
"""So many names at most somebody may choose himself from."""

_REF = re.compile(r"me-(\d{1,9})")


async def call_in(request: Request) -> Screen | Preview:
    """Ask into which staff chat the call goes, or show what would be posted in one."""
    if "c" in request.args:
        return await _offer(request)
    async with request.talk.database.reading() as connection:
        known = staff_chats(await chats.of_unit(connection, request.unit_id))
    if not known:
        return with_back(words.NO_CHATS)
    page = page_of(request, known, ON_A_PAGE, "call_in")
    buttons = [
        Button(label=words.chat_label(index, chat), act="call_in", args={"c": chat.id})
        for index, chat in page.items
    ]
    text = words.chats([(index, words.chat_name(chat)) for index, chat in page.items])
    return Screen(text=text, rows=stacked(*column(buttons), page.turn, [back()]))


async def _offer(request: Request) -> Screen | Preview:
    async with request.talk.database.reading() as connection:
        chat = await _callable(request, connection)
    if isinstance(chat, Screen):
        return chat
    yes = Button(label=words.POST, main=True)
    return Preview(text=words.call_in(chat), yes=yes, args={"c": chat.id})


async def _callable(request: Request, connection: Connection) -> Chat | Screen:
    """Give the staff chat that may be called now, or say why not or from when on."""
    chat = await chat_of(request, connection)
    if chat is None or not staff_chats([chat]):
        return no_chat()
    at = await allowed(connection, request.unit, request.now)
    if at <= request.now:
        return chat
    return with_back(words.too_early(at.astimezone(request.unit.zone)))


async def call_in_go(request: Request) -> Screen:
    """Post the call with its button."""
    async with request.talk.database.writing() as connection:
        if not await request.finish(connection, request.act):
            return already()
        chat = await _callable(request, connection)
        if isinstance(chat, Screen):
            return chat
        await request.note(connection, "called_in", chat=chat.id)
    about = ("call_in", chat.id, request.word("k"))
    button = Button(label=words.IT_IS_ME, act="me", args={"chat": chat.id}, main=True)
    keys = keyboard(((button,),), "", inline=True)
    try:
        await request.talk.sender.send(
            CHATS + chat.id, words.CALL, about=about, kind="call_in", keyboard=keys
        )
    except VkError as error:
        if error.code in STOPPING:
            raise
        return with_back(words.NOT_SENT)
    return with_back(words.posted(chat))


async def it_is_me(request: ChatRequest) -> Reply:
    """Answer «Это я» in a chat: open the dialog with the bot, which goes on there."""
    if not staff_chats([request.chat]):
        return Reply(text=dialog_words.EXPIRED)
    async with request.talk.database.reading() as connection:
        mine = {each.unit for each in await people.persons_of(connection, request.account)}
    if request.chat.unit in mine:
        return Reply(text=words.IS_BOUND)
    where = await dialog_address(request.talk.vk)
    if where is None:
        return Reply(text=words.WRITE_TO_BOT)
    return Reply(link=linked(where, f"me-{request.chat.id}"))


CHAT_ACTS = (ChatAct(name="me", may=rights.ALL, do=it_is_me, refusal=dialog_words.EXPIRED),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A member of a staff chat without a profile there, and whose name is like his.

    ``request``: what he asks, about the chat's unit, in which he has no part yet.
    """

    request: Request
    chat: Chat
    choices: tuple[Person, ...]


async def find_caller(request: Request, number: int | None) -> Caller | Screen:
    """Find who may be meant; only a member of a staff chat is shown anybody's name."""
    talk, account = request.talk, request.account
    async with talk.database.reading() as connection:
        chat = None if number is None else await chats.get(connection, number)
    unit = None if chat is None else talk.units.get(str(chat.unit))
    if chat is None or unit is None or not staff_chats([chat]):
        return Screen(text=words.NO_CALL)
    members = await members_of(talk.vk, chat.id)
    if account not in {each.account for each in members or ()}:
        return Screen(text=words.NO_CALL)
    async with talk.database.reading() as connection:
        taken = {each.account for each in await people.bindings(connection, unit.id)}
        waiting = await unbound(connection, unit.id)
        not_them = await refused(connection, unit.id)
    if account in taken:
        return Screen(text=words.IS_BOUND)
    free = [each for each in members or () if each.account not in taken]
    choices = [
        each.person
        for each in suggest(waiting, free)
        if each.account == account and not not_them.has(each.person.id, account)
    ]
    there = replace(request, chosen=unit)
    return Caller(request=there, chat=chat, choices=tuple(choices[:CHOICES]))


async def note_seen(caller: Caller) -> None:
    """Write down that somebody was shown names."""
    async with caller.request.talk.database.writing() as connection:
        await caller.request.note(connection, "names_seen", screen="me")


async def me(request: Request) -> Screen:
    """Show somebody who followed «Это я» the few names that may be his."""
    ref = _REF.fullmatch(request.text.strip())
    caller = await find_caller(request, int(ref[1]) if ref else request.number("c"))
    if isinstance(caller, Screen):
        return caller
    if not caller.choices:
        return Screen(text=words.NOBODY_ALIKE)
    await note_seen(caller)
    buttons = [
        Button(
            label=words.label(index, person),
            act="me_is",
            args={"c": caller.chat.id, "i": person.id},
        )
        for index, person in enumerate(caller.choices, 1)
    ]
    rows = column([*buttons, Button(label=words.NOT_LISTED, act="me_not")])
    return Screen(text=words.which_are_you(caller.choices), rows=rows)


async def me_is(request: Request) -> Screen:
    """Ask the administrators to bind somebody to whom he says he is."""
    caller = await find_caller(request, request.number("c"))
    if isinstance(caller, Screen):
        return caller
    person = next((each for each in caller.choices if each.id == request.number("i")), None)
    if person is None:
        return Screen(text=words.NOBODY_ALIKE)
    unit = caller.request.unit
    asking = Asking(
        person=person.id,
        name=person.full_name,
        account=request.account,
        chat=caller.chat.title,
        unit_name=unit.name,
    )
    async with request.talk.database.writing() as connection:
        if not await ask_administrators(connection, unit, asking, request.now, caller.choices):
            return Screen(text=words.ASKED_BEFORE)
        await caller.request.note(connection, "binding_asked", person=person.id)
    return Screen(text=words.SENT_TO_ADMINISTRATOR)


async def me_not(request: Request) -> Screen:
    """Tell somebody who is not among the names how to go on."""
    del request
    return Screen(text=words.NOBODY_ALIKE)


ACTS = (
    Act(
        name="call_in",
        may=rights.ADMINISTRATOR,
        noted=words.CALL_IN_NOTED,
        named=words.CALL_IN_ACT,
        do=call_in,
        asks=call_in_go,
    ),
    Act(
        name="me",
        may=rights.ALL,
        do=me,
        takes=lambda text: _REF.fullmatch(text.strip()) is not None,
    ),
    Act(name="me_is", may=rights.ALL, do=me_is),
    Act(name="me_not", may=rights.ALL, do=me_not),
)

"""«Это я»: calling a staff chat to be bound, and saying who one is, for somebody to confirm."""

import re
from dataclasses import dataclass

from bot.dialog.binding import binding_words as words
from bot.dialog.binding.invitations import address, linked
from bot.dialog.chats.known_chat import chat_of, no_chat, vk_tells
from bot.dialog.chats.member_profiles import members_of, staff_chats
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import ask, asked
from bot.dialog.core.chat_act import ChatAct, ChatRequest
from bot.dialog.core.issuing import unbound
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen, paged, turning
from bot.dialog.core.showing import Reply
from bot.vk.client import STOPPING, VkError
from bot.vk.keyboards import Button, Rows, column, keyboard
from bot.words import dialog as dialog_words
from monitor.jobs.binding import Asking, refused
from monitor.jobs.binding import ask as ask_administrators
from monitor.jobs.load import UnitOrder
from monitor.jobs.telling import allowed
from monitor.people.matching import suggest
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection
from storage.people import people
from storage.records import Chat, Person
from storage.told import audit

ON_A_PAGE = 4
CHOICES = 4
"""So many names at most somebody may choose himself from."""

_REF = re.compile(r"me-(\d{1,9})")


async def call_in(request: Request) -> Screen:
    """Ask into which staff chat the call goes, or show what would be posted in one."""
    if "c" in request.args:
        return await _offer(request)
    async with request.talk.database.reading() as connection:
        known = staff_chats(await chats.of_unit(connection, request.unit_id))
    if not known:
        return Screen(text=words.NO_CHATS, rows=((_back(),),))
    page, first, last = paged(len(known), request.number("p") or 0, ON_A_PAGE)
    shown = list(enumerate(known[first:last], first + 1))
    buttons = [
        Button(label=words.chat_label(index, chat), act="call_in", args={"c": chat.id})
        for index, chat in shown
    ]
    turn = turning("call_in", {}, len(known), page, ON_A_PAGE)
    rows: Rows = (*column(buttons), *([turn] if turn else []), (_back(),))
    text = words.chats([(index, words.chat_name(chat)) for index, chat in shown])
    return Screen(text=text, rows=rows)


async def _offer(request: Request) -> Screen:
    async with request.talk.database.looking() as connection:
        chat = await chat_of(request, connection)
        if chat is None or not staff_chats([chat]):
            return no_chat()
        if (early := await _too_early(request, connection)) is not None:
            return early
        yes = Button(label=words.POST, main=True)
        text = words.call_in(chat)
        return await ask(request, connection, "call_in_go", {"c": chat.id}, text, yes)


async def _too_early(request: Request, connection: Connection) -> Screen | None:
    """Say when the chat may be called, if not now."""
    at = await allowed(connection, request.of, request.now)
    if at <= request.now:
        return None
    return Screen(text=words.too_early(at.astimezone(request.of.zone)), rows=((_back(),),))


async def call_in_go(request: Request) -> Screen:
    """Post the call with its button."""
    yes = asked(request)
    if isinstance(yes, Screen):
        return yes
    async with request.talk.database.writing() as connection:
        if not await yes.finish(connection, "call_in_go"):
            return Screen(text="", toast=dialog_words.ALREADY)
        chat = await chat_of(yes, connection)
        if chat is None or not staff_chats([chat]):
            return no_chat()
        if (early := await _too_early(request, connection)) is not None:
            return early
        await request.note(connection, "called_in", chat=chat.id)
    about = ("call_in", chat.id, str(yes.args.get("k", "")))
    button = Button(label=words.IT_IS_ME, act="me", args={"chat": chat.id}, main=True)
    keys = keyboard(((button,),), "", inline=True)
    try:
        await request.talk.sender.send(
            CHATS + chat.id, words.CALL, about=about, kind="call_in", keyboard=keys
        )
    except VkError as error:
        if error.code in STOPPING:
            raise
        return Screen(text=words.NOT_SENT, rows=((_back(),),))
    return Screen(text=words.posted(chat), rows=((_back(),),))


async def it_is_me(asked: ChatRequest) -> Reply:
    """Answer «Это я» in a chat: open the dialog with the bot, which goes on there."""
    if not staff_chats([asked.chat]):
        return Reply(text=dialog_words.EXPIRED)
    async with asked.talk.database.reading() as connection:
        mine = {each.unit for each in await people.persons_of(connection, asked.account)}
    if asked.chat.unit in mine:
        return Reply(text=words.IS_BOUND)
    told = await vk_tells(asked.talk.vk, "groups.getById")
    if told is None:
        return Reply(text=words.WRITE_TO_BOT)
    return Reply(link=linked(address(told["groups"][0]), f"me-{asked.chat.id}"))


CHAT_ACTS = (ChatAct(name="me", may=rights.ALL, do=it_is_me, refusal=dialog_words.EXPIRED),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caller:
    """A member of a staff chat without a profile there, and whose name is like his."""

    chat: Chat
    of: UnitOrder
    choices: tuple[Person, ...]


async def _caller(request: Request, number: int | None) -> _Caller | Screen:
    """Find who may be meant; only a member of a staff chat is shown anybody's name."""
    talk, account = request.talk, request.account
    async with talk.database.reading() as connection:
        chat = None if number is None else await chats.get(connection, number)
    of = None if chat is None else talk.units.get(str(chat.unit))
    if chat is None or of is None or not staff_chats([chat]):
        return Screen(text=words.NO_CALL)
    members = await members_of(talk.vk, chat.id)
    if account not in {each.account for each in members or ()}:
        return Screen(text=words.NO_CALL)
    async with talk.database.reading() as connection:
        taken = {each.account for each in await people.bindings(connection, of.unit.id)}
        waiting = await unbound(connection, of.unit.id)
        not_them = await refused(connection, of.unit.id)
    if account in taken:
        return Screen(text=words.IS_BOUND)
    free = [each for each in members or () if each.account not in taken]
    choices = [
        each.person
        for each in suggest(waiting, free)
        if each.account == account and not not_them.has(each.person.id, account)
    ]
    return _Caller(chat=chat, of=of, choices=tuple(choices[:CHOICES]))


async def me(request: Request) -> Screen:
    """Show somebody who followed «Это я» the few names that may be his."""
    ref = _REF.fullmatch(request.text.strip())
    caller = await _caller(request, int(ref[1]) if ref else request.number("c"))
    if isinstance(caller, Screen):
        return caller
    if not caller.choices:
        return Screen(text=words.NOBODY_ALIKE)
    async with request.talk.database.writing() as connection:
        await audit.write(
            connection,
            at=request.now,
            action="names_seen",
            unit=caller.of.unit.id,
            actor=request.account,
            details={"screen": "me"},
        )
    args = {"c": caller.chat.id}
    buttons = [
        Button(label=words.label(index, each), act="me_is", args={**args, "i": each.id})
        for index, each in enumerate(caller.choices, 1)
    ]
    rows = column([*buttons, Button(label=words.NOT_LISTED, act="me_not")])
    return Screen(text=words.which_are_you(caller.choices), rows=rows)


async def me_is(request: Request) -> Screen:
    """Ask the administrators to bind somebody to whom he says he is."""
    caller = await _caller(request, request.number("c"))
    if isinstance(caller, Screen):
        return caller
    person = next((it for it in caller.choices if it.id == request.number("i")), None)
    if person is None:
        return Screen(text=words.NOBODY_ALIKE)
    asking = Asking(
        person=person.id,
        name=person.full_name,
        account=request.account,
        chat=caller.chat.title,
        unit_name=caller.of.unit.name,
    )
    async with request.talk.database.writing() as connection:
        if not await ask_administrators(connection, caller.of, asking, request.now, caller.choices):
            return Screen(text=words.ASKED_BEFORE)
        await audit.write(
            connection,
            at=request.now,
            action="binding_asked",
            unit=caller.of.unit.id,
            actor=request.account,
            details={"person": person.id},
        )
    return Screen(text=words.SENT_TO_ADMINISTRATOR)


async def me_not(request: Request) -> Screen:
    """Tell somebody who is not among the names how to go on."""
    del request
    return Screen(text=words.NOBODY_ALIKE)


def _back() -> Button:
    return Button(label=words.BACK, act="binding")


ACTS = (
    Act(name="call_in", may=rights.ADMINISTRATOR, named=words.CALL_IN_ACT, do=call_in),
    Act(name="call_in_go", may=rights.ADMINISTRATOR, do=call_in_go),
    Act(
        name="me",
        may=rights.ALL,
        do=me,
        takes=lambda text: _REF.fullmatch(text.strip()) is not None,
    ),
    Act(name="me_is", may=rights.ALL, do=me_is),
    Act(name="me_not", may=rights.ALL, do=me_not),
)

"""Private dialogs: what is typed, pressed or sent goes to the router, and its screen is shown."""

from loguru import logger

from bot.dialog.core.chat_act import ChatRouter
from bot.dialog.core.context import Talk
from bot.dialog.core.handing import TooMany
from bot.dialog.core.request import Incoming
from bot.dialog.core.router import AGAIN, STALE, Router, Shown
from bot.dialog.core.screens import Screen
from bot.dialog.core.showing import change, show, toast
from bot.parsing import payloads
from bot.vk.cleaning import file_name
from bot.vk.errors import VkError
from bot.vk.files.attached import attached
from bot.vk.files.downloads import NotOfVk, TooLong, download
from bot.vk.heard import Labeler, Message, Press, on_press
from bot.words import dialog as words
from storage.accounts import CHATS
from storage.asked import dialog_states

TABLES = (".xlsx", ".xlsm", ".ods", ".csv", ".xls")


def labeler(talk: Talk, router: Router) -> Labeler:
    """Build the handler of private messages."""
    found = Labeler()

    @found.private_message()
    async def said(message: Message) -> None:
        await _said(talk, router, message)

    return found


async def _said(talk: Talk, router: Router, message: Message) -> None:
    account, peer = message.from_id, message.peer_id
    about = ("answer", peer, message.conversation_message_id)
    text, ref = message.text, message.ref or ""
    lasting = router.brings(ref) or router.lasting(text)
    if talk.clock() - message.date > STALE and not lasting:
        await _say_back(talk, account, peer, about)
        return
    sent = message.attachments or ()
    doc = next((each.doc for each in sent if each.doc is not None), None)
    pressed = payloads.read(message.payload)
    if doc is not None and not await router.wants_whole(account):
        shown = await _handed(talk, router, account, file_name(doc.title), doc.url or "")
    elif pressed.act:
        shown = await router.typed(account, text, pressed.act, pressed.args)
    elif router.brings(ref):
        shown = await router.followed(account, ref)
    else:
        shown = await router.typed(account, text, attached=attached(message))
    await show(talk, peer, shown.screen, shown.unit, about, shown.act)


async def _say_back(talk: Talk, account: int, peer: int, about: tuple[object, ...]) -> None:
    """Say once that the bot is back; noted afterwards: who cannot be told is not noted."""
    async with talk.database.reading() as connection:
        if await dialog_states.was_told_back(connection, account, talk.clock() - AGAIN):
            return
    await show(talk, peer, Screen(text=words.BACK), "", about, "back")
    async with talk.database.writing() as connection:
        await dialog_states.told_back(connection, account, talk.clock())


async def _handed(talk: Talk, router: Router, account: int, name: str, url: str) -> Shown:
    """Hand a file in, if it may be one we take; it is fetched only for who may hand it in."""
    if not name.lower().endswith(TABLES):
        return Shown(screen=Screen(text=words.NOT_A_TABLE), unit="", act="file")

    async def fetch() -> Incoming | Screen:
        return await _fetched(talk, name, url)

    try:
        async with talk.gate.of(account):
            return await router.handed(account, fetch)
    except TooMany:
        return Shown(screen=Screen(text=words.ONE_FILE), unit="", act="file")


async def _fetched(talk: Talk, name: str, url: str) -> Incoming | Screen:
    try:
        body = await talk.gate.fetch(lambda: download(talk.vk, url))
    except TooLong:
        return Screen(text=words.too_long_file(name))
    except NotOfVk:
        logger.warning("a file lies outside VK and is not fetched")
        return Screen(text=words.NO_FILE)
    except VkError:
        return Screen(text=words.NO_FILE)
    return Incoming(name=name, body=body)


def pressing(talk: Talk, router: Router, chat_router: ChatRouter) -> Labeler:
    """Build the handler of buttons: in a chat they are one thing, in a private dialog another."""
    found = Labeler()

    async def pressed(event: Press) -> None:
        if event.peer_id > CHATS:
            await chat_router.pressed(event)
        else:
            await _pressed(talk, router, event)

    on_press(found, pressed)
    return found


async def _pressed(talk: Talk, router: Router, event: Press) -> None:
    """Answer a button pressed in a private dialog: its screen takes the old one's place."""
    pressed = payloads.read(event.payload)
    shown = await router.pressed(event.user_id, pressed.act, pressed.args)
    screen, pressing = shown.screen, str(event.event_id)
    await toast(talk, event.peer_id, event.user_id, pressing, screen.toast)
    if not screen.text or screen.text == screen.toast:
        return
    number = event.conversation_message_id or 0
    await change(talk, event.peer_id, number, screen, shown.unit, pressing, shown.act)

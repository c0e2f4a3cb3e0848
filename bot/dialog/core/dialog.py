"""Private dialogs: what is typed, pressed or sent goes to the router, and its screen is shown."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from loguru import logger

from bot.dialog.core.chat_act import ChatRouter
from bot.dialog.core.context import Talk
from bot.dialog.core.handing import TooMany
from bot.dialog.core.request import Incoming
from bot.dialog.core.router import AGAIN, STALE, Router, Shown
from bot.dialog.core.screens import Screen
from bot.dialog.core.showing import change, show, toast
from bot.parsing import payloads
from bot.sheets.joining import joined
from bot.sheets.roster.words import bad_sheet
from bot.sheets.untrusted.table import BadSheet
from bot.vk.cleaning import file_name
from bot.vk.errors import VkError
from bot.vk.files.attached import attached
from bot.vk.files.downloads import NotOfVk, TooLong, download
from bot.vk.heard import Labeler, Message, Press, on_press
from bot.vk.keyboards import UNDER_NOTICE
from bot.words import dialog as words
from bot.words.russian import safe
from bot.words.vocabulary import COMMON
from storage.accounts import CHATS
from storage.asked import dialog_states

TABLES = (".xlsx", ".xlsm", ".ods", ".csv", ".xls", ".docx", ".doc", ".txt", ".tsv")


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
    docs = [(titled(doc.title, doc.ext), doc.url or "") for each in sent if (doc := each.doc)]
    pressed = payloads.read(message.payload)
    if docs and not await router.wants_whole(account):
        shown = await _handed(talk, router, account, docs)
    elif pressed.act:
        shown = await router.typed(account, text, pressed.act, pressed.args)
    elif router.brings(ref):
        shown = await router.followed(account, ref)
    else:
        shown = await router.typed(account, text, attached=attached(message))
    await show(talk, peer, shown.screen, shown.unit, about, shown.act)


def titled(title: str, ext: str | None) -> str:
    """Name a document by its title; VK lets people leave the ending out, and keeps it apart."""
    name = file_name(title)
    ending = f".{(ext or '').strip().lower().lstrip('.')}"
    known = name.lower().endswith(TABLES)
    return f"{name}{ending}" if ending in TABLES and not known else name


async def _say_back(talk: Talk, account: int, peer: int, about: tuple[object, ...]) -> None:
    """Say once that the bot is back; noted afterwards: who cannot be told is not noted."""
    async with talk.database.glancing() as connection:
        if await dialog_states.was_told_back(connection, account, talk.clock() - AGAIN):
            return
    await show(talk, peer, Screen(text=words.BACK), "", about, "back")
    async with talk.database.writing() as connection:
        await dialog_states.told_back(connection, account, talk.clock())


async def _handed(
    talk: Talk, router: Router, account: int, docs: Sequence[tuple[str, str]]
) -> Shown:
    """Hand files in, if they may be such as we take; they are fetched for who may hand them in."""
    taken = [each for each in docs if each[0].lower().endswith(TABLES)]
    if len(taken) < len(docs):
        others = [name for name, _ in docs if (name, _) not in taken]
        text = words.not_tables(others) if taken else words.NOT_A_TABLE
        return Shown(screen=Screen(text=text), unit="", act="file")

    async def fetch() -> Incoming | Screen:
        return await _all_fetched(talk, taken)

    try:
        async with talk.gate.of(account):
            return await router.handed(account, fetch)
    except TooMany:
        return Shown(screen=Screen(text=words.ONE_FILE), unit="", act="file")


async def _all_fetched(talk: Talk, docs: Sequence[tuple[str, str]]) -> Incoming | Screen:
    """Fetch one file as it is, several as one workbook; what cannot be read is named."""
    fetched: list[Incoming] = []
    for name, url in docs:
        file = await _fetched(talk, name, url)
        if isinstance(file, Screen):
            return file
        fetched.append(file)
    if len(fetched) == 1:
        return fetched[0]
    books = []
    for each in fetched:
        try:
            books.append((each.name, await talk.gate.read(each.body, each.name)))
        except BadSheet as error:
            return Screen(text=bad_sheet(error, safe(each.name), COMMON))
    return Incoming(
        name=file_name(", ".join(each.name for each in fetched)),
        body=await asyncio.to_thread(joined, books),
    )


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
    """Answer a button pressed in a private dialog: its screen takes the old one's place.

    Under a notice it does not: what was told stays, and so do its other buttons.
    """
    pressed = payloads.read(event.payload)
    args = {name: value for name, value in pressed.args.items() if name != UNDER_NOTICE}
    shown = await router.pressed(event.user_id, pressed.act, args)
    screen, pressing = shown.screen, str(event.event_id)
    if UNDER_NOTICE in pressed.args:
        screen = replace(screen, fresh=True)
    await toast(talk, event.peer_id, event.user_id, pressing, screen.toast)
    if not screen.text or screen.text == screen.toast:
        return
    number = event.conversation_message_id or 0
    await change(talk, event.peer_id, number, screen, shown.unit, pressing, shown.act)

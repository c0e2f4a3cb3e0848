"""Showing a screen: a new message, or the old one changed where a button was pressed."""

import json
from dataclasses import dataclass

from loguru import logger

from bot.talk.context import Talk
from bot.talk.screens import Screen, keyboard
from bot.vk import uploads
from bot.vk.client import STOPPING, VkError

SNACKBAR = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What VK does at once for who pressed: a short word, or a link that opens; one of them."""

    text: str = ""
    link: str = ""


async def show(
    talk: Talk, peer: int, screen: Screen, unit: str, about: tuple[object, ...], kind: str
) -> None:
    """Show a screen as a new message. Raises ``VkError``.

    ``about`` names what is answered: handled again after a crash, it is not answered twice.
    """
    attachments = [await uploads.photo(talk.vk, peer, body) for body in screen.pictures]
    attachments += [
        await uploads.document(talk.vk, peer, file.name, file.body) for file in screen.files
    ]
    rows = screen.rows or screen.menu
    await talk.sender.send(
        peer,
        screen.text,
        about=about,
        kind=kind,
        keyboard=keyboard(rows, unit, inline=bool(screen.rows)),
        attachments=tuple(attachments),
    )


async def change(
    talk: Talk, peer: int, number: int, screen: Screen, unit: str, event: str, kind: str
) -> None:
    """Show a screen in the place of a message of ours. Raises ``VkError``.

    What cannot be changed any more (a day is over) or carries files is sent anew.
    """
    about = ("press", peer, event)
    if screen.fresh or screen.files or screen.pictures or screen.menu:
        await show(talk, peer, screen, unit, about, kind)
        return
    try:
        await talk.sender.edit(
            peer, number, screen.text, kind=kind, keyboard=keyboard(screen.rows, unit, inline=True)
        )
    except VkError as error:
        if error.code in STOPPING or not error.permanent:
            raise
        logger.info("a screen cannot be changed, code {}", error.code)
        await show(talk, peer, screen, unit, about, kind)


async def toast(talk: Talk, peer: int, account: int, event: str, text: str) -> None:
    """Let the button stop turning; with a short word, if there is one."""
    await reply(talk, peer, account, event, Reply(text=text))


async def reply(talk: Talk, peer: int, account: int, event: str, said: Reply) -> None:
    """Answer a press.

    After a minute VK takes no answer any more: then there is nobody waiting for it.
    """
    data = {"type": "show_snackbar", "text": said.text[:SNACKBAR]}
    if said.link:
        data = {"type": "open_link", "link": said.link}
    try:
        await talk.vk.call(
            "messages.sendMessageEventAnswer",
            event_id=event,
            user_id=account,
            peer_id=peer,
            event_data=json.dumps(data, ensure_ascii=False) if said.text or said.link else None,
        )
    except VkError as error:
        if error.code in STOPPING:
            raise
        logger.info("a press was answered too late, code {}", error.code)

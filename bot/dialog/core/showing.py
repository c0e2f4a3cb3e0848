"""Showing a screen: a new message, or the old one changed where a button was pressed."""

import json
from dataclasses import dataclass

from loguru import logger

from bot.dialog.core.context import Talk
from bot.dialog.core.screens import Screen
from bot.service.answering.answering import Answer, about
from bot.vk.errors import VkError
from bot.vk.keyboards import keyboard

SNACKBAR = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said in a chat: to who pressed, a short word or a link that opens; one of them.

    To what was typed a text is the answer, in the chat or, if ``private``, to who asked.
    """

    text: str = ""
    link: str = ""
    private: bool = False


async def show(
    talk: Talk, peer: int, screen: Screen, unit: str, about: tuple[object, ...], kind: str
) -> None:
    """Show a screen as a new message. Raises ``VkError`` if it can never be shown.

    ``about`` names what is answered: handled again after a crash, it is not answered twice.
    """
    await talk.answers.give(_answer(peer, screen, unit, about, kind))


async def change(
    talk: Talk, peer: int, number: int, screen: Screen, unit: str, event: str, kind: str
) -> None:
    """Show a screen in the place of a message of ours. Raises ``VkError`` if it never can be.

    What cannot be changed any more (a day is over) or carries files is sent anew.
    """
    anew = screen.fresh or screen.files or screen.pictures or screen.menu
    edits = 0 if anew else number
    await talk.answers.give(_answer(peer, screen, unit, ("press", peer, event), kind, edits))


def _answer(
    peer: int, screen: Screen, unit: str, told: tuple[object, ...], kind: str, edits: int = 0
) -> Answer:
    rows = screen.rows or screen.menu
    return Answer(
        peer=peer,
        about=about(*told),
        kind=kind,
        text=screen.text,
        keyboard=keyboard(rows, unit, inline=bool(screen.rows)),
        pictures=list(screen.pictures),
        files=[(file.name, file.body) for file in screen.files],
        edits=edits,
    )


async def toast(talk: Talk, peer: int, account: int, event: str, text: str) -> None:
    """Let the button stop turning; with a short word, if there is one."""
    await reply(talk, peer, account, event, Reply(text=text))


async def reply(talk: Talk, peer: int, account: int, event: str, reply: Reply) -> None:
    """Answer a press.

    After a minute VK takes no answer any more: then there is nobody waiting for it. Whatever
    happens to it, what was pressed for has been done, and its screen is still to be shown.
    """
    data = {"type": "show_snackbar", "text": reply.text[:SNACKBAR]}
    if reply.link:
        data = {"type": "open_link", "link": reply.link}
    try:
        await talk.vk.call(
            "messages.sendMessageEventAnswer",
            event_id=event,
            user_id=account,
            peer_id=peer,
            event_data=json.dumps(data, ensure_ascii=False) if reply.text or reply.link else None,
        )
    except VkError as error:
        logger.info("a press was not answered, code {}", error.code)

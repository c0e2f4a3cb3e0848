"""In chats the bot is silent, unless an administrator of the chat's unit asks for the summary.

Figures are told to chats of the staff only; asked elsewhere, he gets them in private.
"""

from loguru import logger

from bot.dialog.chats import in_chats_words as words
from bot.dialog.core.context import Talk
from bot.dialog.core.request import roles_of
from bot.dialog.core.rights import may_in_chat
from bot.dialog.core.router import NOBODY, STALE
from bot.service.answering.addressed import command_in
from bot.service.answering.answering import Answer, about
from bot.vk.client import CLOSED_DIALOG, VkError
from bot.vk.heard import Labeler, Message
from monitor.jobs.levels import load_level_report
from monitor.levels.few import hide
from storage.accounts import CHATS
from storage.chats import chats
from storage.records import ChatKind

SUMMARY = "summary"


def labeler(talk: Talk, group: int) -> Labeler:
    """Build the handler of what is said to the bot in chats."""
    found = Labeler()

    @found.chat_message()
    async def said(message: Message) -> None:
        if command_in(message.text, group) == SUMMARY:
            await _summary(talk, message)

    return found


async def _summary(talk: Talk, message: Message) -> None:
    """Tell the unit's figures, for those who may ask; others and late questions get silence."""
    now = talk.clock()
    if now - message.date > STALE:
        return
    async with talk.database.reading() as connection:
        chat = await chats.get(connection, message.peer_id - CHATS)
        of = talk.units.get(str(chat.unit)) if chat is not None else None
        if chat is None or of is None:
            return
        mine = await roles_of(connection, message.from_id, talk.units)
        if not may_in_chat(mine.get(of.unit.id, NOBODY), SUMMARY):
            return
        week = of.week_at(now)
        report = await load_level_report(connection, of, week, now, talk.units)
    if chat.kind is ChatKind.STAFF:
        told = hide(report, of.order, of.least)
        await talk.answer(message, words.summary(told, of.order.main), part="summary")
    else:
        text = words.summary(report, of.order.main)
        await _in_private(talk, message, words.elsewhere(text))


async def _in_private(talk: Talk, message: Message, text: str) -> None:
    """Answer who asked, if he lets the bot write; the chat is told nothing either way."""
    told = about("answer", message.peer_id, message.conversation_message_id, "summary")
    answer = Answer(peer=message.from_id, about=told, kind="summary", text=text)
    try:
        await talk.answers.give(answer)
    except VkError as error:
        if error.code not in CLOSED_DIALOG:
            raise
        logger.info("a summary asked for in a chat: its asker has no dialog with the bot")

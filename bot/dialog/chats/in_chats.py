"""In chats the bot is silent, unless an administrator of the chat's unit asks for the summary.

Figures are told to chats of the staff only; asked elsewhere, he gets them in private.
"""

from loguru import logger

from bot.dialog.chats import in_chats_words as words
from bot.dialog.core import rights
from bot.dialog.core.chat_act import SILENCE, ChatAct, ChatRequest
from bot.dialog.core.context import Talk
from bot.dialog.core.showing import Reply
from bot.service.answering.answering import Answer, about
from bot.vk.client import CLOSED_DIALOG, VkError
from bot.vk.heard import Message
from bot.words import typed
from monitor.jobs.levels import load_level_report
from monitor.levels.few import hide
from storage.records import ChatKind


async def summary(asked: ChatRequest) -> Reply:
    """Tell the unit's figures, of nobody in particular."""
    talk, of, message = asked.talk, asked.of, asked.message
    if message is None:
        return SILENCE
    async with talk.database.reading() as connection:
        week = of.week_at(asked.now)
        report = await load_level_report(connection, of, week, asked.now, talk.units)
    if asked.chat.kind is ChatKind.STAFF:
        told = hide(report, of.order, of.least)
        await talk.answer(message, words.summary(told, of.order.main), part="summary")
    else:
        text = words.summary(report, of.order.main)
        await _in_private(talk, message, words.elsewhere(text))
    return SILENCE


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


CHAT_ACTS = (ChatAct(name="summary", may=rights.ADMINISTRATOR, do=summary, typed=(typed.SUMMARY,)),)

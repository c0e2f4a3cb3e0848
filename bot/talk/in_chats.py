"""In chats the bot is silent, unless an administrator of the chat's unit asks for the summary."""

import re

from vkbottle.bot import BotLabeler, Message

from bot.talk.context import Talk
from bot.talk.desk import NOBODY, STALE
from bot.talk.rights import may_in_chat
from bot.talk.visit import parts_of
from bot.texts import talk_in_chats as words
from bot.texts.desk import plain
from bot.vk.ids import CHATS
from monitor.levels import load_level_report
from storage import chats

SUMMARY = "summary"


def labeler(talk: Talk, group: int) -> BotLabeler:
    """Build the handler of what is said to the bot in chats."""
    found = BotLabeler()
    addressed = re.compile(
        rf"\s*(?:\[club{group}\|[^\]]*\]|@club{group}\b|/)[\s,:]*(.*)", re.DOTALL
    )

    @found.chat_message()
    async def said(message: Message) -> None:
        match = addressed.fullmatch(message.text)
        if match and plain(match.group(1)) == words.SUMMARY:
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
        if of is None:
            return
        mine = await parts_of(connection, message.from_id, talk.units)
        if not may_in_chat(mine.get(of.unit.id, NOBODY), SUMMARY):
            return
        week = of.week_at(now)
        report = await load_level_report(connection, of, week, now, talk.units)
    await talk.answer(message, words.summary(report, of.order.main), part="summary")

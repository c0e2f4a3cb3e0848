"""In chats the bot is silent, unless an administrator of the chat's unit asks for the summary.

Figures are told to chats of the staff only; asked elsewhere, he gets them in private.
"""

from bot.dialog.chats import in_chats_words as words
from bot.dialog.core import rights
from bot.dialog.core.chat_act import ChatAct, ChatRequest
from bot.dialog.core.showing import Reply
from bot.words import typed
from monitor.jobs.levels import load_level_report
from monitor.levels.few import hide
from storage.records import ChatKind


async def summary(request: ChatRequest) -> Reply:
    """Tell the unit's figures, of nobody in particular."""
    talk, unit, now = request.talk, request.unit, request.now
    async with talk.database.reading() as connection:
        report = await load_level_report(
            connection, unit, unit.week(now), now, talk.units, ahead=True
        )
    if request.chat.kind is ChatKind.STAFF:
        return Reply(text=words.summary(hide(report, unit.order, unit.least), unit.order.main))
    return Reply(text=words.elsewhere(words.summary(report, unit.order.main)), private=True)


CHAT_ACTS = (ChatAct(name="summary", may=rights.ADMINISTRATOR, do=summary, typed=(typed.SUMMARY,)),)

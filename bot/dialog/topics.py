"""All topics of the private dialog, in one explicit tuple."""

from bot.dialog.access import claiming, journal, office_codes, offices
from bot.dialog.announce import announced, announcing
from bot.dialog.binding import binding, calling, codes, suggesting
from bot.dialog.chats import chat, chat_doing, chats, checking
from bot.dialog.core.visit import Topic
from bot.dialog.me import clarifying, mine, mydata
from bot.dialog.menu import helping, menu
from bot.dialog.official import acts as official
from bot.dialog.order import milestones, ordering, resting
from bot.dialog.staff import absence, confirming, files, outside, person, roster, staff
from bot.dialog.week import coordinator, deputy, lagging, week

TOPICS: tuple[Topic, ...] = (
    *codes.TOPICS,
    *menu.TOPICS,
    *helping.TOPICS,
    *binding.TOPICS,
    *suggesting.TOPICS,
    *calling.TOPICS,
    *staff.TOPICS,
    *person.TOPICS,
    *absence.TOPICS,
    *confirming.TOPICS,
    *outside.TOPICS,
    *files.TOPICS,
    *roster.TOPICS,
    *week.TOPICS,
    *lagging.TOPICS,
    *deputy.TOPICS,
    *coordinator.TOPICS,
    *ordering.TOPICS,
    *resting.TOPICS,
    *official.TOPICS,
    *milestones.TOPICS,
    *chats.TOPICS,
    *chat.TOPICS,
    *chat_doing.TOPICS,
    *checking.TOPICS,
    *announcing.TOPICS,
    *announced.TOPICS,
    *claiming.TOPICS,
    *offices.TOPICS,
    *office_codes.TOPICS,
    *journal.TOPICS,
    *mine.TOPICS,
    *mydata.TOPICS,
    *clarifying.TOPICS,
)

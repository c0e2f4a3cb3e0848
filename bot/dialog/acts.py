"""All acts, in explicit tuples: those of the private dialog, and those of group chats."""

from bot.dialog.access import claiming, journal, office_codes, offices
from bot.dialog.announce import announced, announcing, entering, writing
from bot.dialog.announce.handing import handed, handing_out, passing_on
from bot.dialog.binding import binding, calling, codes, recognising, suggesting
from bot.dialog.chats import chat, chat_doing, chats, checking, in_chats, joining
from bot.dialog.classes import school_year
from bot.dialog.core.act import Act
from bot.dialog.core.chat_act import ChatAct
from bot.dialog.hiring import hiring
from bot.dialog.me import clarifying, mine, mydata
from bot.dialog.menu import helping, menu, unclear
from bot.dialog.named import absentees, surname
from bot.dialog.official import acts as official
from bot.dialog.order import milestones, ordering, points, resting, road_map
from bot.dialog.staff import absence, confirming, outside, person, staff
from bot.dialog.staff.roster import columns, files, missing, taking
from bot.dialog.week import (
    classes,
    coordinator,
    deputy,
    lagging,
    papers,
    said,
    week,
    weeks_table,
)

ACTS: tuple[Act, ...] = (
    *codes.ACTS,
    *menu.ACTS,
    *helping.ACTS,
    *unclear.ACTS,
    *binding.ACTS,
    *suggesting.ACTS,
    *calling.ACTS,
    *recognising.ACTS,
    *staff.ACTS,
    *person.ACTS,
    *hiring.ACTS,
    *absence.ACTS,
    *absentees.ACTS,
    *surname.ACTS,
    *confirming.ACTS,
    *outside.ACTS,
    *files.ACTS,
    *taking.ACTS,
    *columns.ACTS,
    *missing.ACTS,
    *school_year.ACTS,
    *week.ACTS,
    *lagging.ACTS,
    *deputy.ACTS,
    *papers.ACTS,
    *said.ACTS,
    *classes.ACTS,
    *coordinator.ACTS,
    *weeks_table.ACTS,
    *ordering.ACTS,
    *points.ACTS,
    *resting.ACTS,
    *official.ACTS,
    *milestones.ACTS,
    *road_map.ACTS,
    *chats.ACTS,
    *chat.ACTS,
    *chat_doing.ACTS,
    *checking.ACTS,
    *entering.ACTS,
    *announcing.ACTS,
    *announced.ACTS,
    *handing_out.ACTS,
    *handed.ACTS,
    *passing_on.ACTS,
    *writing.ACTS,
    *claiming.ACTS,
    *offices.ACTS,
    *office_codes.ACTS,
    *journal.ACTS,
    *mine.ACTS,
    *mydata.ACTS,
    *clarifying.ACTS,
)

CHAT_ACTS: tuple[ChatAct, ...] = (
    *joining.CHAT_ACTS,
    *in_chats.CHAT_ACTS,
    *calling.CHAT_ACTS,
)

"""«Объявление» and «Объявления»: to chats for administrators, to organisations for coordinators."""

from dataclasses import replace

from bot.dialog.announce import announced, announced_words
from bot.dialog.announce import announcing_words as words
from bot.dialog.announce.announcing import TO_CHATS, choose
from bot.dialog.announce.handing import handed, handing_out
from bot.dialog.announce.handing.handing_out import TO_ORGANISATIONS
from bot.dialog.core import rights
from bot.dialog.core.act import Act
from bot.dialog.core.asking import headed
from bot.dialog.core.request import Request
from bot.dialog.core.rights import Role
from bot.dialog.core.screens import Screen
from bot.dialog.week.coordinator import has_organisations
from bot.vk.keyboards import Button


async def announce(request: Request) -> Screen:
    """Begin an announcement; who may both is asked to whom."""
    request = replace(request, args={})
    if Role.COORDINATOR not in request.roles:
        return await choose(request)
    if Role.ADMINISTRATOR not in request.roles:
        return await handing_out.choose(request)
    return Screen(
        text=headed(request, words.WHOM),
        rows=(
            (Button(label=words.IN_CHATS, act=TO_CHATS.to),),
            (Button(label=words.TO_ORGANISATIONS, act=TO_ORGANISATIONS.to),),
        ),
    )


async def announcements(request: Request) -> Screen:
    """List past ones; who may both sees the coordinator's, and the way to the others."""
    if Role.COORDINATOR not in request.roles:
        return await announced.past(request)
    screen = await handed.past(request)
    if Role.ADMINISTRATOR not in request.roles:
        return screen
    own = Button(label=words.IN_CHATS, act="announced_past")
    return replace(screen, rows=(*screen.rows, (own,)))


BOTH = rights.ADMINISTRATOR | rights.COORDINATOR

ACTS = (
    Act(
        name="announce",
        may=BOTH,
        named=words.ANNOUNCE_ACT,
        row=(3, 3),
        offered=lambda request: request.may(TO_CHATS.to) or has_organisations(request),
        do=announce,
    ),
    Act(
        name="announcements",
        may=BOTH,
        named=announced_words.ANNOUNCEMENTS_ACT,
        do=announcements,
    ),
)

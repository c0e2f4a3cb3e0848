"""Links to foreign messengers, and what is counted of them."""

from storage import tables
from storage.seen import links
from tests.cast import SCHOOL, at, utc

LINK = "https://t.me/joinchat/AAAAtainoe"
INVITATION = {"type": "link", "link": {"url": "https://invite.viber.com/?g2=AAAAtainoe"}}


async def counted(place):
    """The week's messages with links: chat, messenger, how many."""
    async with place.service.core.database.reading() as connection:
        found = await links.links(connection, SCHOOL, utc(at(0)), utc(at(7)))
    return [(each.chat, each.messenger, each.messages) for each in found]


async def messages(place):
    return sum(row.messages for row in await place.rows(tables.tallies))

"""Polite replies to links to foreign messengers, in chats of units that want them.

Intake only counts such links, by the hour; who replies looks at the counts each minute, so that
nothing of a message is kept for it and taking messages in stays as fast as it is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.facts.values import Source
from monitor.jobs.loading.load import UnitOrder, Units
from monitor.jobs.telling import allowed
from monitor.time.week import utc_seconds
from storage.accounts import CHATS
from storage.chats import chats
from storage.db.database import Connection, Database
from storage.people import unit_settings
from storage.people.unit_settings import LINKS_REPLY
from storage.records import Chat, NewNotice
from storage.seen import links
from storage.told import notices

LINK_NOTICE = "link_reply"
"""The kind of the notice; its recipient is the chat."""

USEFUL = timedelta(hours=1)
"""After this time a reply would puzzle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """What a reply is made of: the order that applies, the unit's kind, the chat's kind."""

    order: Source
    kind: str
    chat: str | None = None


async def reply_to_links(database: Database, units: Units, now: datetime) -> int:
    """Plan a reply to each chat in which a link turned up lately, once a local day.

    Return how many are new.
    """
    async with database.reading() as connection:
        switched_on = await unit_settings.units_with(connection, LINKS_REPLY)
        wanting = [units[name] for name in switched_on if name in units]
        planned = [await _of_unit(connection, unit, now) for unit in wanting]
    found = [notice for some in planned for notice in some]
    if not found:
        return 0
    async with database.writing() as connection:
        return await notices.plan(connection, found)


async def _of_unit(connection: Connection, unit: UnitOrder, now: datetime) -> Collection[NewNotice]:
    """Give the replies due in the chats of a unit; none at hours at which nobody is written to."""
    if await allowed(connection, unit, now) > now:
        return []
    local = now.astimezone(unit.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    since = max(now - USEFUL, midnight)
    seen = await links.links(connection, unit.id, utc_seconds(since), utc_seconds(now) + 1)
    linked = {each.chat for each in seen}
    return [
        NewNotice(
            unit=unit.id,
            kind=LINK_NOTICE,
            period=local.date().isoformat(),
            recipient=CHATS + chat.id,
            facts=_facts(unit, chat),
            due_at=now,
            expires_at=now + USEFUL,
        )
        for chat in await chats.of_unit(connection, unit.id)
        if chat.present and chat.id in linked
    ]


def _facts(unit: UnitOrder, chat: Chat) -> str:
    replied = Replied(order=unit.order.source, kind=unit.kind, chat=chat.kind)
    return msgspec.json.encode(replied).decode()

"""One chat's week: what was counted in it, and what of it the bot did not see."""

from dataclasses import dataclass
from datetime import datetime

from monitor.facts.assembling import counts_as_call
from monitor.jobs.loading.load import UnitOrder
from monitor.time.week import Week, utc_seconds
from storage.db.database import Connection
from storage.seen import activity, links


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWeek:
    """Messages and calls counted, messages ``missed``, and those with foreign ``links``.

    The links are by messenger; a message with links to two of them is in both.
    """

    messages: int
    calls: int
    missed: int
    links: tuple[tuple[str, int], ...]

    @property
    def completeness(self) -> float | None:
        """The share of the chat's messages that was seen; None: there were none."""
        written = self.messages + self.missed
        return self.messages / written if written else None


async def load_chat_week(
    connection: Connection, unit: UnitOrder, chat: int, week: Week, now: datetime
) -> ChatWeek:
    """Read a week of a unit's chat up to ``now``."""
    shortest = unit.order.counting.shortest
    times = utc_seconds(week.start), utc_seconds(min(week.end, max(now, week.start)))
    tallies = await activity.tallies(connection, unit.id, *times)
    calls = await activity.calls(connection, unit.id, *times)
    missed = await activity.missed(connection, unit.id, *times)
    linked = await links.links(connection, unit.id, *times)
    return ChatWeek(
        messages=sum(each.messages for each in tallies if each.chat == chat),
        calls=sum(each.chat == chat and counts_as_call(each, shortest) for each in calls),
        missed=missed.get(chat, 0),
        links=tuple((each.messenger, each.messages) for each in linked if each.chat == chat),
    )

"""Healing holes: asking VK for numbers that never came, after the live stream.

What comes back goes through the same intake; what does not is gone, and why is kept. Holes live in
the database, so healing goes on where it stopped. A refusal is no answer: a chat that the bot was
just thrown out of, or a dead token, says nothing of what was written, so its holes stay open.
"""

import json
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from loguru import logger

from bot.service.recording.chats import refresh_all
from bot.service.recording.intake import Intake
from bot.vk.client import Vk
from bot.vk.errors import STOPPING, UNREADABLE, VkError
from bot.vk.stream.incoming import messengers_in, whole
from bot.vk.written import AT_ONCE, fetched
from monitor.chats.access import ACCESS_NOTICE, why_gone
from monitor.chats.called import called
from monitor.jobs.loading.load import UnitOrder
from monitor.time.calendar import Hours, next_allowed
from storage.accounts import CHATS
from storage.chats import chats, proofs
from storage.db.database import Connection, Database
from storage.db.times import seconds
from storage.observations import Linked
from storage.people import units
from storage.places import comings, presence
from storage.records import Chat, Gone, NewNotice, Office
from storage.seen import cropped, holes, ledger, ledger_store
from storage.told import conditions, notices

ASIDE = 60
"""Seconds after which a chat that VK refused to show is asked for again."""

REFUSED_FOR_GOOD = 24 * 3600
"""Seconds after which what VK refuses to show is taken for what the bot has no access to."""


class Healer:
    """Heals the holes of all chats, a hundred numbers at a time."""

    def __init__(
        self,
        database: Database,
        vk: Vk,
        intake: Intake,
        units: Mapping[str, UnitOrder],
        clock: Callable[[], datetime],
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """``stopwatch``: seconds that only go on, whatever clocks do."""
        self._database = database
        self._vk = vk
        self._intake = intake
        self._units = units
        self._clock = clock
        self._stopwatch = stopwatch
        self._aside: dict[int, float] = {}  # until when chats are left alone

    async def run(self, pause: Callable[[], Awaitable[None]]) -> None:
        """Heal for ever, pausing when nothing is missing."""
        while True:
            if not await self.step():
                await pause()

    async def step(self) -> bool:
        """Ask for some missing numbers of one chat; False: nothing is missing.

        Raises ``VkError`` when VK cannot be asked now; the hole stays open.
        """
        async with self._database.reading() as connection:
            behind = await conditions.get(connection, conditions.BEHIND) is not None
            found = await holes.next_open(
                connection, AT_ONCE, self._units.keys(), without=self._left_alone()
            )
            cut = await cropped.waiting(connection, AT_ONCE)
        if behind:
            newest = await refresh_all(self._vk, self._database, self._clock(), asked=None)
            await self._catch_up(newest)
            return True
        if found is not None:
            chat, numbers = found
            await self._ask(chat, numbers)
        elif cut:
            await self._make_whole(cut)
        return found is not None or bool(cut)

    async def _make_whole(self, cut: Sequence[Linked]) -> None:
        """Ask for messages of a chat that came cut; what VK returns no more stays as it came."""
        try:
            items = await fetched(self._vk, CHATS + cut[0].chat, [each.number for each in cut])
        except VkError as error:
            if not error.permanent or error.code in STOPPING:
                raise
            logger.info("chat {}: VK returns nothing whole, code {}", cut[0].chat, error.code)
            items = []
        messages = [message for item in items if (message := whole(item)) is not None]
        found = {each.conversation_message_id: messengers_in(each) for each in messages}
        async with self._database.writing() as connection:
            await self._intake.take_whole(connection, cut, found)

    async def _catch_up(self, newest: Mapping[int, int]) -> None:
        """Ask for what chats have beyond the last number seen ({chat: newest number})."""
        async with self._database.reading() as connection:
            known = await ledger_store.ranges(connection, newest)
        for chat, last in newest.items():
            if chat in known and (seen := known[chat][-1][1]) < last:
                for first in range(seen + 1, last + 1, AT_ONCE):
                    await self._ask(chat, range(first, min(first + AT_ONCE, last + 1)))
        async with self._database.writing() as connection:
            await conditions.clear(connection, conditions.BEHIND)

    async def _ask(self, chat: int, numbers: Iterable[int]) -> None:
        asked = list(numbers)
        try:
            items = await self._returned(chat, asked)
        except VkError as error:
            if error.code == UNREADABLE and len(asked) > 1:
                middle = len(asked) // 2
                for some in (asked[:middle], asked[middle:]):
                    await self._ask(chat, some)
                return
            if not error.permanent or error.code in STOPPING:
                raise
            logger.info("chat {}: VK returns nothing, code {}", chat, error.code)
            if error.code != UNREADABLE:
                await self._leave_alone(chat, asked)
                return
            items = []
        async with self._database.writing() as connection:
            await self._intake.take_back(connection, items)
            seen = (await ledger_store.ranges(connection, [chat])).get(chat, [])
            missing = [number for number in asked if not ledger.contains(seen, number)]
            known = await chats.get(connection, chat)
            if missing and known is not None:
                await self._decide(connection, known, missing)

    def _left_alone(self) -> frozenset[int]:
        """Give the chats that are not asked for now."""
        now = self._stopwatch()
        self._aside = {chat: until for chat, until in self._aside.items() if until > now}
        return frozenset(self._aside)

    async def _leave_alone(self, chat: int, refused: Sequence[int]) -> None:
        """Let a chat be for a while, and decide only what the bot surely had no access to."""
        self._aside[chat] = self._stopwatch() + ASIDE
        async with self._database.writing() as connection:
            known = await chats.get(connection, chat)
            if known is not None:
                await self._decide(connection, known, refused, refused=True)

    async def _returned(self, chat: int, asked: list[int]) -> list[bytes]:
        """Give the messages VK returns, each as an update like those of the stream."""
        return [
            # Half a character in somebody's text is no reason to fail: it stays an escape.
            json.dumps({"type": "message_new", "object": {"message": item}}).encode()
            for item in await fetched(self._vk, CHATS + chat, asked)
        ]

    async def _decide(
        self, connection: Connection, chat: Chat, missing: Sequence[int], *, refused: bool = False
    ) -> None:
        """Say why numbers did not come back: by what the bot could see when they were written.

        ``refused``: VK did not answer what there is. What the bot could see then stays open for a
        day: it may see it again.
        """
        old = seconds(self._clock()) - REFUSED_FOR_GOOD
        stays = presence.stays((await comings.of_chats(connection, [chat.id])).get(chat.id, ()))
        why: dict[Gone, list[int]] = {}
        for piece in (await holes.pieces(connection, [chat.id])).get(chat.id, []):
            for number in missing:
                if piece.first <= number <= piece.last:
                    gone = why_gone(chat.access, stays, number, piece.noticed_at)
                    if refused and gone is Gone.DELETED:
                        if piece.noticed_at > old:
                            continue
                        gone = Gone.NO_ACCESS
                    why.setdefault(gone, []).append(number)
        for gone, numbers in why.items():
            await holes.mark_gone(connection, chat.id, numbers, gone)
        if await proofs.look_blind(connection, chat.id):
            await self._ask_for_access(connection, chat)

    async def _ask_for_access(self, connection: Connection, chat: Chat) -> None:
        """Tell the unit's administrators, once a chat, that the bot sees only mentions there."""
        unit = self._units.get(str(chat.unit))
        if unit is None:
            return
        now = self._clock()
        hours = Hours(unit.order.quiet.opens, unit.order.quiet.closes)
        holders = await units.offices(connection, unit=unit.id)
        facts = msgspec.json.encode({"title": called(chat.title, chat.id)}).decode()
        await notices.plan(
            connection,
            [
                NewNotice(
                    unit=unit.id,
                    kind=ACCESS_NOTICE,
                    period=f"chat {chat.id}",
                    recipient=each.account,
                    facts=facts,
                    due_at=next_allowed(now, hours, unit.zone),
                )
                for each in holders
                if each.office is Office.ADMINISTRATOR
            ],
        )

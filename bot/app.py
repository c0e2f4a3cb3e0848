"""The one place that puts the program together, and runs it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from vkbottle import Bot, ErrorHandler
from vkbottle.bot import BotLabeler

from bot.answering import Answers
from bot.core import Core
from bot.delivery import Delivery
from bot.guarding import Checker, own_group
from bot.healing import Healer
from bot.inbox import Inbox
from bot.intake import Intake
from bot.reading import Reading
from bot.service import Clock, Service
from bot.settings import Settings
from bot.sieve import Sieve
from bot.talk import buttons, dialog, in_chats, joining
from bot.talk.context import Talk
from bot.talk.desk import Desk
from bot.talk.topics import TOPICS
from bot.troubles import Troubles
from bot.vk.callback import Door
from bot.vk.client import REQUESTS_A_SECOND, Vk
from bot.vk.sender import OnSent, Sender
from bot.vk.timekeeper import Timekeeper
from monitor.known import MARGIN


def utc_now() -> datetime:
    """Read the clock; the rest of the program is handed the moment."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads it


@asynccontextmanager
async def open_service(
    core: Core,
    settings: Settings,
    clock: Clock | Timekeeper,
    on_sent: OnSent | None = None,
    pace: float = REQUESTS_A_SECOND,
    *,
    patient: bool = False,
) -> AsyncIterator[Service]:
    """Put the service together; ``pace``: requests a second, ``patient``: wait for VK to answer.

    A ``Timekeeper`` as the clock is put right by VK's at once and then every minute.

    Raises ``Refused`` without a token or a secret, ``VkError`` if the token is dead.
    """
    vk = Vk(settings.token(), settings.vk.api_url, pace)
    timekeeper = clock if isinstance(clock, Timekeeper) else None
    clock = clock.now if isinstance(clock, Timekeeper) else clock
    troubles, door = Troubles(time.monotonic), _door(settings)
    try:
        group = settings.vk.group_id or await own_group(vk, troubles, patient=patient)
        troubles.listen(vk, core.database)  # what ends the start is told by who began it
        sender = Sender(vk, clock, on_sent)
        knows = (lambda: True) if timekeeper is None else timekeeper.knows
        answers = Answers(core.database, vk, sender, clock, knows)
        talk = Talk(
            database=core.database,
            vk=vk,
            sender=sender,
            answers=answers,
            units=core.units,
            clock=clock,
        )
        desk = Desk(talk, TOPICS)
        awake = asyncio.Event()
        reading = (
            Reading(timekeeper.sure, MARGIN, timekeeper.heard)
            if timekeeper is not None
            else Reading(clock, timedelta())  # a made-up clock: nothing is on its way
        )
        sieve = Sieve(group, desk.is_idle)
        intake = Intake(core.database, core.units, group, clock, awake.set, reading, sieve)
        service = Service(
            core=core,
            vk=vk,
            group=group,
            clock=clock,
            sender=sender,
            intake=intake,
            inbox=Inbox(core.database, _vkbottle(talk, desk, group), answers, clock),
            delivery=Delivery(core.database, vk, sender, clock, reading.sure),
            healer=Healer(core.database, vk, intake, core.units, clock),
            keep=settings.retention.keep(),
            patience=settings.waiting.patience(),
            timekeeper=timekeeper,
            troubles=troubles,
            checker=Checker(
                vk, group, None if door is None else door.secret, troubles, intake.told
            ),
            door=door,
            awake=awake,
        )
        await service.keep_time()
        yield service
    finally:
        await vk.close()


def _door(settings: Settings) -> Door | None:
    if settings.vk.transport != "callback":
        return None
    host, port = settings.callback.address()
    return Door(
        host=host,
        port=port,
        path=settings.callback.path,
        secret=settings.callback_secret(),
        confirmation=settings.callback.confirmation,
    )


def _vkbottle(talk: Talk, desk: Desk, group: int) -> Bot:
    """Build vkbottle's router from the conversations, in the order in which they are asked."""
    labeler = BotLabeler()
    labeler.load(joining.labeler(talk, group))
    labeler.load(in_chats.labeler(talk, group))
    labeler.load(buttons.labeler(talk, desk))
    labeler.load(dialog.labeler(talk, desk))
    return Bot(api=talk.vk.api, labeler=labeler, error_handler=ErrorHandler(raise_exceptions=True))

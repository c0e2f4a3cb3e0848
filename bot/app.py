"""The one place that puts the program together, and runs it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from bot.config.settings import Settings
from bot.dialog.acts import ACTS, CHAT_ACTS
from bot.dialog.chats import joining
from bot.dialog.core import dialog
from bot.dialog.core.chat_act import ChatRouter
from bot.dialog.core.context import Talk
from bot.dialog.core.router import Router
from bot.service.answering.answering import Answers
from bot.service.answering.inbox import Inbox
from bot.service.answering.sieve import Sieve
from bot.service.belonging import belong
from bot.service.budget import SharedBudget
from bot.service.copier import Copier
from bot.service.core import Core
from bot.service.guarding import Checker, own_group
from bot.service.oversight.alarm import Alarm
from bot.service.oversight.overseer import Overseer
from bot.service.oversight.pulse import DELIVERY, Pulse
from bot.service.recording.healing import Healer
from bot.service.recording.intake import Intake
from bot.service.recording.reading import Reading
from bot.service.running import Clock, Service
from bot.service.telling.delivery import Delivery
from bot.service.troubles import Troubles
from bot.vk.client import REQUESTS_A_SECOND, Vk
from bot.vk.heard import Handlers, handlers
from bot.vk.sender import OnSent, Sender
from bot.vk.stream.callback import Door
from bot.vk.timekeeper import Timekeeper
from monitor.report.known import MARGIN


@asynccontextmanager
async def open_service(
    core: Core,
    settings: Settings,
    clock: Clock | Timekeeper,
    on_sent: OnSent | None = None,
    pace: float = REQUESTS_A_SECOND,
    *,
    patient: bool = False,
    alone: bool = False,
) -> AsyncIterator[Service]:
    """Put the service together; ``pace``: requests a second, ``patient``: wait for VK to answer.

    ``alone``: no other process asks VK with the token; otherwise they share what VK allows.
    A ``Timekeeper`` as the clock is put right by VK's at once and then every minute.

    Raises ``Refused`` without a token or a secret, and of a database that is another community's;
    ``VkError`` if the token is dead.
    """
    token = settings.token()
    budget = None if alone else SharedBudget(core.database, token)
    vk = Vk(token, settings.vk.api_url, pace, budget=budget)
    timekeeper = clock if isinstance(clock, Timekeeper) else None
    clock = clock.now if isinstance(clock, Timekeeper) else clock
    troubles, door = Troubles(time.monotonic), _door(settings)
    try:
        group = settings.vk.group_id or await own_group(vk, troubles, patient=patient)
        await belong(core.database, group, clock())
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
        router, chat_router = Router(talk, ACTS), ChatRouter(talk, CHAT_ACTS, group)
        awake = asyncio.Event()
        reading = (
            Reading(timekeeper.sure, MARGIN, timekeeper.heard)
            if timekeeper is not None
            else Reading(clock, timedelta())  # a made-up clock: nothing is on its way
        )
        sieve = Sieve(group, router.is_idle, chat_router.commands, chat_router.presses)
        intake = Intake(core.database, core.units, group, clock, awake.set, reading, sieve)
        pulse = Pulse(core.database, group, core.fingerprint, clock)
        delivery = Delivery(core.database, vk, sender, clock, reading.sure)
        delivery.turn = partial(pulse.turn, DELIVERY)
        service = Service(
            core=core,
            vk=vk,
            group=group,
            clock=clock,
            sender=sender,
            intake=intake,
            inbox=Inbox(
                core.database,
                _conversations(talk, router, chat_router, group),
                answers,
                clock,
                vk,
            ),
            delivery=delivery,
            healer=Healer(core.database, vk, intake, core.units, clock),
            keep=settings.retention.keep(),
            patience=settings.waiting.patience(),
            timekeeper=timekeeper,
            troubles=troubles,
            checker=Checker(
                vk, group, None if door is None else door.secret, troubles, intake.told
            ),
            copier=_copier(core, settings, clock),
            door=door,
            awake=awake,
            pulse=pulse,
            overseer=Overseer(
                core,
                settings,
                vk,
                Alarm(core.database, sender, settings.operator.accounts, clock),
                pulse,
                troubles,
                clock,
                timekeeper,
            ),
        )
        await service.keep_time()
        yield service
    finally:
        await vk.close()


def _copier(core: Core, settings: Settings, clock: Clock) -> Copier | None:
    if not settings.copies.folder:
        return None
    return Copier(core.database, settings.database.url, settings.copies, settings.zone(), clock)


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


def _conversations(talk: Talk, router: Router, chat_router: ChatRouter, group: int) -> Handlers:
    """Give who answers, in the order in which they are asked."""
    return handlers(
        talk.vk,
        (
            joining.labeler(talk, group),
            chat_router.labeler(),
            dialog.pressing(talk, router, chat_router),
            dialog.labeler(talk, router),
        ),
    )

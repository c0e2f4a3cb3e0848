"""``doctor``: how the service fares, in a dozen lines; status 1 if somebody must act."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

import typer
from rich.console import Console

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, broken_orders, settings_of
from bot.cli.running import command
from bot.cli.words import doctor as words
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.errors import Refused
from bot.parsing.onetime import WITHIN, WRONG_CODE
from bot.service import applying_words as config_words
from bot.service import checkup_words
from bot.service.core import open_core
from bot.service.recording.intake import POSTED, SOURCE
from bot.service.troubles import sentence_of
from bot.vk.asking import Asker, PlainApi
from bot.vk.checkup import look
from bot.vk.errors import VkError
from bot.vk.timekeeper import Timekeeper
from storage import health
from storage.db.backup import NotSqlite, file_of
from storage.db.files import open_to_others
from storage.db.opened import Opening
from storage.told import conditions, journal

MARKS = {True: "✅", False: "⚠️", None: "•"}


@command
async def doctor(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Show the state of the service and what to mend."""
    settings = settings_of(config)
    timekeeper = Timekeeper(utc_now)
    async with open_core(settings, config.parent, Opening.READ) as core:
        differs = (await core.difference()).grave
        async with core.database.reading() as connection:
            found = await health.look(connection, _source(settings))
            lasting = await conditions.all(connection)
        asked = await _asked(settings, found.position, timekeeper)
        async with core.database.reading() as connection:
            wrong = await journal.count(connection, WRONG_CODE, timekeeper.now() - WITHIN)
    now = timekeeper.now()
    said = list(asked.refused)  # it stands first: much of the rest follows from it
    said += words.lines(found, lasting.values(), asked.behind, now, asked.clocks)
    said += [
        words.new_weeks(unit.name, *change)
        for unit in core.units.values()
        if (change := unit.change(now)) is not None
    ]
    if wrong:
        said.append(words.guessing(wrong))
    said += [words.Line(fine=False, text=text) for text in broken_orders(core)]
    said += asked.settings
    if differs:
        said.append(words.Line(fine=False, text=config_words.differs(differs, str(config))))
    said += [words.open_file(str(path)) for path in _open_files(settings)]
    console = Console(highlight=False)
    for line in said:
        console.print(f"{MARKS[line.fine]} {line.text}", soft_wrap=True, markup=False)
    if any(line.fine is False for line in said):
        raise typer.Exit(1)


def _source(settings: Settings) -> str:
    return POSTED if settings.vk.transport == "callback" else SOURCE


@dataclass(slots=True)
class VkState:
    """What VK answered; ``refused``: why not, ``settings``: rights and types of events."""

    behind: int | None = None
    clocks: words.Clocks | None = None
    refused: list[words.Line] = field(default_factory=list)
    settings: list[words.Line] = field(default_factory=list)


def _open_files(settings: Settings) -> list[Path]:
    with contextlib.suppress(NotSqlite):
        return open_to_others(file_of(settings.database.url))
    return []


async def _asked(settings: Settings, position: str | None, timekeeper: Timekeeper) -> VkState:
    """Ask VK how many updates it holds beyond our position, the time, and our rights."""
    posted = settings.vk.transport == "callback"
    try:
        vk = Asker(PlainApi(settings.token(), settings.vk.api_url))
        secret = settings.callback_secret() if posted else None
    except Refused:
        return VkState()  # without a token VK is not asked; the line says so
    found = VkState()
    try:
        await timekeeper.ask(vk)
        found.clocks = _clocks(settings, timekeeper)
        group = settings.vk.group_id or await vk.group()
        checkup = await look(vk, group, secret)
        found.settings = [
            words.Line(fine=fine, text=text) for fine, text in checkup_words.said(checkup)
        ]
        if not posted and checkup.feed.enabled:
            found.behind = _behind(position, (await vk.poll_server(group)).ts)
    except VkError as error:
        found.refused = [words.no_vk(sentence_of(error))]
    return found


def _clocks(settings: Settings, timekeeper: Timekeeper) -> words.Clocks:
    told = timekeeper.sure()
    machine = told if told and settings.made_up else utc_now()  # a stand-in's clock is set by hand
    return words.Clocks(machine=machine, told=told)


def _behind(position: str | None, newest: str) -> int | None:
    if position is None or not (position.isdigit() and newest.isdigit()):
        return None
    return max(0, int(newest) - int(position))

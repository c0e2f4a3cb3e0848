"""``doctor``: how the service fares, in a dozen lines; status 1 if somebody must act."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, broken_orders, settings_of
from bot.cli.running import command, sentence
from bot.cli.words import options
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.errors import Refused
from bot.parsing.onetime import WITHIN, WRONG_CODE
from bot.service import applying_words as config_words
from bot.service import checkup_words
from bot.service.belonging import owner
from bot.service.core import Core, open_core
from bot.service.oversight import running_words, service_words
from bot.service.oversight.line import Line, cause_of, causes_first, once, wrong
from bot.service.oversight.look import look as look_at
from bot.service.oversight.look import source_of
from bot.service.oversight.service_words import Clocks
from bot.service.troubles import sentence_of
from bot.vk.asking import Asker, PlainApi
from bot.vk.checkup import Checkup, look
from bot.vk.errors import DEAD_TOKEN, NETWORK, VkError
from bot.vk.timekeeper import Timekeeper
from storage.copying.backup import NotSqlite, file_of
from storage.db.engines.files import open_to_others
from storage.db.engines.opened import Opening
from storage.db.errors import (
    DatabaseMissing,
    DatabaseTooOld,
    DiskFull,
    FolderMissing,
    NotADatabase,
    StorageError,
)
from storage.seen import streams
from storage.told import journal

MARKS = {True: "✅", False: "⚠️", None: "•"}


@command
async def doctor(
    config: ConfigOption = DEFAULT_CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help=options.OPTION_DOCTOR_JSON)] = False,
) -> None:
    """Show the state of the service and what to mend."""
    try:
        said = await _lines(config)
    except Exception as error:
        text = sentence(error)
        if text is None or not as_json:
            raise
        said = [wrong(_code_of(error), text)]
    if as_json:
        typer.echo(_json(said))
    else:
        console = Console(highlight=False)
        for line in said:
            console.print(f"{MARKS[line.fine]} {line.text}", soft_wrap=True, markup=False)
    if any(line.fine is False for line in said):
        raise typer.Exit(1)


async def _lines(config: Path) -> list[Line]:
    settings = settings_of(config)
    timekeeper = Timekeeper(utc_now)
    async with open_core(settings, config.parent, Opening.READ) as core:
        differs = (await core.difference()).grave
        async with core.database.reading() as connection:
            position = await streams.cursor(connection, source_of(settings))
        asked = await _asked(settings, None if position is None else position[0], timekeeper)
        now = timekeeper.now()
        seen = await look_at(core, settings, now)
        async with core.database.reading() as connection:
            guessed = await journal.count(connection, WRONG_CODE, now - WITHIN)
        theirs = None if asked.group is None else await _theirs(core, asked.group)
    said = list(asked.refused)  # it stands first: much of the rest follows from it
    said += service_words.lines(seen, asked.behind, asked.clocks)
    said += [
        service_words.new_weeks(unit.name, *change)
        for unit in core.units.values()
        if (change := unit.change(now)) is not None
    ]
    if guessed:
        said.append(service_words.guessing(guessed))
    said += [wrong("order_broken", text) for text in broken_orders(core)]
    said += asked.settings
    if theirs is not None and asked.group is not None:
        said.append(wrong("community_other", config_words.other_community(theirs, asked.group)))
    if differs:
        said.append(wrong("config_other", config_words.differs(differs, str(config))))
    said += [service_words.open_file(str(path)) for path in _open_files(settings)]
    said += running_words.room_line(seen.room)
    wants = settings.operator
    said += running_words.lines(seen, wants.silence(), wants.copies(), core.fingerprint)
    return once(said)


def _json(said: Sequence[Line]) -> str:
    """Give it for programs: whether all is fine, the cause, and every fault with its code."""
    found = causes_first(said)
    return json.dumps(
        {
            "fine": not found,
            "cause": cause_of(said),
            "faults": [{"code": each.code, "text": each.text} for each in found],
            "lines": [{"fine": each.fine, "text": each.text} for each in said],
        },
        ensure_ascii=False,
        indent=2,
    )


def _code_of(error: Exception) -> str:
    """Name the fault by which nothing could be looked at."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return "config"


_CODES: tuple[tuple[type[Exception], str], ...] = (
    (DatabaseMissing, "no_database"),
    (FolderMissing, "no_database"),
    (NotADatabase, "not_a_database"),
    (DatabaseTooOld, "old_database"),
    (DiskFull, "disk_full"),
    (StorageError, "database"),
)


@dataclass(slots=True)
class VkState:
    """What VK answered; ``refused``: why not, ``settings``: rights and types of events.

    ``group``: the community whose the token is.
    """

    group: int | None = None
    behind: int | None = None
    clocks: Clocks | None = None
    refused: list[Line] = field(default_factory=list)
    settings: list[Line] = field(default_factory=list)


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
        found.group = group = settings.vk.group_id or await vk.group()
        checkup = await look(vk, group, secret)
        found.settings = _settings(checkup)
        if not posted and checkup.feed.enabled:
            found.behind = _behind(position, (await vk.poll_server(group)).ts)
    except VkError as error:
        found.refused = [wrong(_refusal(error), sentence_of(error))]
    return found


async def _theirs(core: Core, ours: int) -> int | None:
    """Name the other community whose the database is; None: it is ours, or nobody's."""
    async with core.database.reading() as connection:
        theirs = await owner(connection, ours)
    return None if theirs == ours else theirs


def _settings(checkup: Checkup) -> list[Line]:
    rights, *events = checkup_words.said(checkup)
    of_events = "events_off" if checkup.feed.enabled else "longpoll_off"
    codes = ("rights", *(of_events for _ in events))
    said = (rights, *events)
    return [
        Line(fine=fine, text=text, code=code)
        for (fine, text), code in zip(said, codes, strict=True)
    ]


def _refusal(error: VkError) -> str:
    if error.code in DEAD_TOKEN:
        return "token_dead"
    return "vk_silent" if error.code == NETWORK else "rights"


def _clocks(settings: Settings, timekeeper: Timekeeper) -> Clocks:
    told = timekeeper.sure()
    machine = told if told and settings.made_up else utc_now()  # a stand-in's clock is set by hand
    return Clocks(machine=machine, told=told)


def _behind(position: str | None, newest: str) -> int | None:
    if position is None or not (position.isdigit() and newest.isdigit()):
        return None
    return max(0, int(newest) - int(position))

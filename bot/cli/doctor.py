"""``doctor``: how the service fares, in a dozen lines; status 1 if somebody must act."""

import typer
from rich.console import Console

from bot.app import utc_now
from bot.cli.running import DEFAULT_CONFIG, ConfigOption, command, settings_of
from bot.core import open_core
from bot.errors import Refused
from bot.intake import POSTED, SOURCE
from bot.onetime import WITHIN, WRONG_CODE
from bot.settings import Settings
from bot.texts import doctor as words
from bot.vk.client import Vk, VkError
from bot.vk.timekeeper import Timekeeper
from storage import audit, conditions, health

MARKS = {True: "✅", False: "⚠️", None: "•"}


@command
async def doctor(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Show the state of the service and what to mend."""
    settings = settings_of(config)
    said: list[words.Line] = []
    behind, clocks, timekeeper = None, None, Timekeeper(utc_now)
    async with open_core(settings, config.parent) as core:
        async with core.database.reading() as connection:
            found = await health.look(connection, _source(settings))
            lasting = await conditions.all(connection)
        try:
            token = settings.token()
            clocks = await _clocks(settings, token, timekeeper)
            behind = await _behind(settings, token, found.position)
        except Refused:
            pass  # without a token VK is not asked; the line says so
        except VkError as error:
            said.append(words.no_vk(error.code))
        async with core.database.reading() as connection:
            wrong = await audit.count(connection, WRONG_CODE, timekeeper.now() - WITHIN)
    said += words.lines(found, lasting.values(), behind, timekeeper.now(), clocks)
    said += [
        words.new_weeks(of.unit.name, *change)
        for of in core.units.values()
        if (change := of.change(timekeeper.now())) is not None
    ]
    if wrong:
        said.append(words.guessing(wrong))
    console = Console(highlight=False)
    for line in said:
        console.print(f"{MARKS[line.fine]} {line.text}", soft_wrap=True)
    if any(line.fine is False for line in said):
        raise typer.Exit(1)


def _source(settings: Settings) -> str:
    return POSTED if settings.vk.transport == "callback" else SOURCE


async def _clocks(settings: Settings, token: str, timekeeper: Timekeeper) -> words.Clocks:
    """Ask VK for the time."""
    vk = Vk(token, settings.vk.api_url)
    try:
        await timekeeper.ask(vk)
    finally:
        await vk.close()
    told = timekeeper.sure()
    machine = told if told and settings.made_up else utc_now()  # a stand-in's clock is set by hand
    return words.Clocks(machine=machine, told=told)


async def _behind(settings: Settings, token: str, position: str | None) -> int | None:
    """Ask VK how many updates it holds beyond our position."""
    vk = Vk(token, settings.vk.api_url)
    try:
        server = await vk.poll_server(settings.vk.group_id or await vk.group())
    finally:
        await vk.close()
    if position is None or not (position.isdigit() and server.ts.isdigit()):
        return None
    return max(0, int(server.ts) - int(position))

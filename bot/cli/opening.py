"""What commands share that look at the database or change it: the settings, and opening it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.words import options
from bot.cli.words.orders import problems as order_words
from bot.clock import utc_now
from bot.config.settings import Settings, load_settings
from bot.errors import Refused
from bot.service import applying_words
from bot.service.core import Core, open_core
from bot.words import operator as words
from storage.db.database import Connection
from storage.db.engines.opened import Opening
from storage.seen import activity

ConfigOption = Annotated[Path, typer.Option("--config", "-c", help=options.OPTION_CONFIG)]
UnitOption = Annotated[str, typer.Option("--unit", "-u", help=options.OPTION_UNIT)]
DEFAULT_CONFIG = Path("config.toml")


def settings_of(config: Path) -> Settings:
    """Read the settings."""
    return load_settings(config)


def settings_with(config: Path, unit: str) -> Settings:
    """Read the settings, in which a unit must be. Raises ``Refused``."""
    settings = settings_of(config)
    known_unit(settings, unit)
    return settings


def known_unit(settings: Settings, unit: str) -> str:
    """Give the unit's id if the config knows it. Raises ``Refused``."""
    names = [each.id for each in settings.unit]
    if unit not in names:
        raise Refused(words.unknown_unit(unit, names))
    return unit


@asynccontextmanager
async def reading(settings: Settings, config: Path, unit: str | None = None) -> AsyncIterator[Core]:
    """Open what is there to look at it: nothing is written. Raises ``Refused``."""
    async with _as_it_is(settings, config, unit, Opening.READ) as core:
        yield core


@asynccontextmanager
async def changing(
    settings: Settings, config: Path, unit: str | None = None
) -> AsyncIterator[Core]:
    """Open what is there to change something of it, not its units. Raises ``Refused``."""
    async with _as_it_is(settings, config, unit, Opening.CHANGE) as core:
        yield core


@asynccontextmanager
async def _as_it_is(
    settings: Settings, config: Path, unit: str | None, opening: Opening
) -> AsyncIterator[Core]:
    """Tell if the config is not the database's; leave out units that it does not know yet."""
    async with open_core(settings, config.parent, opening) as core:
        for said in broken_orders(core):
            typer.echo(said, err=True)
        if differs := (await core.difference()).grave:
            if unit in differs.new:
                raise Refused(applying_words.not_applied(unit))
            typer.echo(applying_words.differs(differs, str(config)), err=True)
        yield core.without(differs.new)


async def as_of(connection: Connection) -> datetime:
    """Give the moment as of which is shown: messages carry VK's time, maybe ahead of ours."""
    now = utc_now()
    return max(now, await activity.newest(connection) or now)


def broken_orders(core: Core) -> list[str]:
    """Tell of each order whose file is broken that what it said before applies."""
    return [
        order_words.as_before(each.error.name, each.error.problems, each.units, each.read_at.date())
        for each in core.broken
    ]


def moment_of(text: str, settings: Settings) -> datetime:
    """Read a moment; without an offset it is in the zone all units share. Raises ``Refused``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(words.bad_moment(text)) from error
    if moment.tzinfo is not None:
        return moment
    zones = {unit.timezone for unit in settings.unit}
    if len(zones) != 1:
        raise Refused(words.zone_needed(text))
    return moment.replace(tzinfo=ZoneInfo(zones.pop()))

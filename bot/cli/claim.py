"""``claim``: a one-time code with which somebody takes an office of a unit."""

from typing import Annotated

import typer

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    changing,
    known_unit,
    settings_of,
)
from bot.cli.running import command
from bot.cli.words import setup as words
from bot.clock import utc_now
from bot.dialog.access.claims import CLAIM_LIFE, issue_claim
from bot.errors import Refused
from bot.words.vocabulary import vocabulary_of
from storage.records import Office
from storage.told import journal


@command
async def claim(
    unit: UnitOption,
    office: Annotated[str, typer.Option(help=words.OPTION_OFFICE)] = Office.ADMINISTRATOR.value,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Issue a code and say what to do with it."""
    settings = settings_of(config)
    known_unit(settings, unit)
    if office not in {each.value for each in Office}:
        raise Refused(words.bad_office(office))
    wanted, now = Office(office), utc_now()
    async with changing(settings, config, unit) as core:
        async with core.database.writing() as connection:
            code = await issue_claim(connection, unit, wanted, now)
            await journal.write(
                connection, at=now, action="office_code", unit=unit, details={"office": office}
            )
        named = core.units[unit]
        until = (now + CLAIM_LIFE).astimezone(named.zone)
    typer.echo(words.claim(unit, wanted, vocabulary_of((named.kind,)), code, until))

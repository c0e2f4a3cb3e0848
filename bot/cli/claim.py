"""``claim``: a one-time code with which somebody takes an office, of one unit or of all."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.issuing import code_for, issued
from bot.cli.opening import DEFAULT_CONFIG, ConfigOption, changing, known_unit, settings_of
from bot.cli.running import command
from bot.cli.words import options
from bot.cli.words import setup as words
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.dialog.access.claims import CLAIM_LIFE
from bot.dialog.binding.invitations import address, linked
from bot.errors import Refused
from bot.parsing.onetime import spelled
from bot.service.core import Core
from bot.sheets.units.claims import ClaimRow, claims_xlsx
from bot.vk.client import Vk
from bot.vk.errors import VkError
from monitor.orders.model import LEVELS
from storage.people import claims
from storage.people import units as unit_rows
from storage.records import Office

_OptionalUnit = Annotated[str | None, typer.Option("--unit", "-u", help=options.OPTION_UNIT)]


@command
async def claim(
    unit: _OptionalUnit = None,
    everybody: Annotated[bool, typer.Option("--all", help=words.OPTION_ALL)] = False,
    office: Annotated[str, typer.Option(help=words.OPTION_OFFICE)] = Office.ADMINISTRATOR.value,
    out: Annotated[Path | None, typer.Option(help=words.OPTION_CLAIMS_OUT)] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Issue a code and say what to do with it; or codes for all that have nobody yet."""
    settings = settings_of(config)
    if everybody == (unit is not None):
        raise Refused(words.all_or_one())
    if office not in {each.value for each in Office}:
        raise Refused(words.bad_office(office))
    wanted = Office(office)
    if unit is None:
        await _of_all(settings, config, wanted, utc_now(), out)
        return
    known_unit(settings, unit)
    typer.echo(await code_for(settings, config, unit, wanted))


async def _of_all(
    settings: Settings, config: Path, office: Office, now: datetime, out: Path | None
) -> None:
    """Issue codes to all that have nobody in the office; the file is made before any code is."""
    async with changing(settings, config) as core:
        async with core.database.reading() as connection:
            held = {
                each.unit for each in await unit_rows.offices(connection) if each.office is office
            }
        of_levels = office is Office.COORDINATOR
        lacking = [
            each
            for each in core.units.values()
            if each.id not in held and (each.kind in LEVELS) == of_levels
        ]
        if not lacking:
            raise Refused(words.nobody_to_claim(office.value))
        if out is not None:
            await asyncio.to_thread(_reserve, out)
        ours = await _address(settings)
        rows, earlier = [], await _earlier(core, [each.id for each in lacking], office, now)
        for each in lacking:
            code = await issued(core, each.id, office, now)
            until = (now + CLAIM_LIFE).astimezone(each.zone)
            rows.append(
                ClaimRow(
                    unit=each.id,
                    name=each.name,
                    code=spelled(code),
                    link=linked(ours, code) if ours else "",
                    until=words.until(until),
                )
            )
    if out is not None:
        body = claims_xlsx(rows, words.CLAIMS_SHEET, words.CLAIMS_COLUMNS, words.CLAIM_STEPS)
        await asyncio.to_thread(out.write_bytes, body)
    table = Table(*(words.CLAIMS_COLUMNS[at] for at in (0, 1, 4)))
    for row in rows:
        table.add_row(row.name, row.code, row.until)
    Console().print(table)
    if not ours:
        typer.echo(words.NO_LINKS, err=True)
    typer.echo(words.claims_done(len(rows), "" if out is None else str(out)), err=True)
    if earlier:
        typer.echo(words.earlier_claims(earlier), err=True)


async def _earlier(core: Core, units: Sequence[str], office: Office, now: datetime) -> int:
    """Count the codes for an office that were given out before and are still good."""
    async with core.database.reading() as connection:
        found = [each for unit in units for each in await claims.open_of(connection, unit, now)]
    return sum(each.office is office for each in found)


def _reserve(out: Path) -> None:
    try:
        out.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise Refused(words.copy_exists(str(out))) from error
    except OSError as error:
        raise Refused(words.cannot_write(str(out))) from error


async def _address(settings: Settings) -> str:
    """Give the link to the community's dialog; empty: VK does not tell it now."""
    try:
        vk = Vk(settings.token(), settings.vk.api_url)
    except Refused:
        return ""
    try:
        answer = await vk.call("groups.getById")
        return address(answer["groups"][0])
    except VkError:
        return ""
    finally:
        await vk.close()

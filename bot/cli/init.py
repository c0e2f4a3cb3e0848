"""``init``: writes a config, asking for what was not given, and tells the next step."""

import os
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.cli.answering import Given, unit_answers
from bot.cli.issuing import code_for
from bot.cli.opening import DEFAULT_CONFIG, ConfigOption
from bot.cli.running import command
from bot.cli.words import setup as words
from bot.cli.words.orders.commands import NOT_ITS_TEXT
from bot.clock import utc_now
from bot.config.sections import UnitSettings, VkSettings
from bot.config.settings import load_settings, told
from bot.config.unit_sections import quoted, section
from bot.errors import Refused
from bot.service.core import open_core
from bot.service.troubles import sentence_of
from bot.vk.asking import Asker, PlainApi
from bot.vk.errors import NETWORK, VkError
from monitor.order_files.loading import load_order
from monitor.orders.model import LEVELS
from storage.db.engines.opened import Opening
from storage.db.errors import DatabaseMissing, DatabaseTooOld
from storage.records import Office

_API = VkSettings().api_url


@command
async def init(
    token: Annotated[Given, typer.Option(help=words.OPTION_TOKEN)] = None,
    unit: Annotated[Given, typer.Option(help=words.OPTION_ID)] = None,
    kind: Annotated[Given, typer.Option(help=words.OPTION_KIND)] = None,
    name: Annotated[Given, typer.Option(help=words.OPTION_NAME)] = None,
    timezone: Annotated[Given, typer.Option(help=words.OPTION_ZONE)] = None,
    order: Annotated[Given, typer.Option(help=words.OPTION_ORDER)] = None,
    api_url: Annotated[str, typer.Option(help=words.OPTION_API)] = _API,
    force: Annotated[bool, typer.Option("--force", help=words.OPTION_FORCE)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Write a config file that has one unit."""
    if config.exists() and not force:
        if unit is None and name is None and await _made_database(config):
            return
        raise Refused(words.exists(str(config)))
    if token is None:
        token = typer.prompt(words.ASK_TOKEN, default="", hide_input=True, show_default=False)
    token = token.strip()
    given = {"name": name, "id": unit, "kind": kind, "timezone": timezone, "order": order}
    answers = unit_answers(given)
    try:
        wanted = UnitSettings.model_validate(answers)
        vk = VkSettings(api_url=api_url)
    except ValidationError as error:
        raise Refused(words.bad_answers(told(error))) from error
    basis = load_order(wanted.order, config.parent).basis
    if basis != "text":
        typer.echo(NOT_ITS_TEXT[basis])
    typer.echo(await _checked(token, vk.api_url))
    api = "" if vk.api_url == _API else f"api_url = {quoted(vk.api_url)}\n"
    text = words.CONFIG.format(
        token=quoted(token), api=api, unit=wanted.id, section=section(wanted)
    )
    _write(config, text)
    office = Office.COORDINATOR if wanted.kind in LEVELS else Office.ADMINISTRATOR
    code = ""
    if await _made_database(config):
        code = await code_for(load_settings(config), config, wanted.id, office)
    typer.echo(words.written(str(config), wanted.id, office, code))


async def _checked(token: str, api_url: str) -> str:
    """Ask VK whose the token is, if it can be asked. Raises ``Refused``: VK does not know it."""
    if not token:
        return words.TOKEN_LATER
    try:
        return words.token_fine(await Asker(PlainApi(token, api_url)).group())
    except VkError as error:
        if error.code == NETWORK:
            return words.unchecked(sentence_of(error))
        raise Refused(words.token_refused(sentence_of(error))) from error


async def _made_database(config: Path) -> bool:
    """Make the database of a config and write its units there, unless there is one."""
    settings = load_settings(config)
    try:
        async with open_core(settings, config.parent, Opening.CHANGE):
            return False
    except DatabaseTooOld:
        return False
    except DatabaseMissing as error:
        async with open_core(settings, config.parent, Opening.CREATE, utc_now()):
            typer.echo(words.new_database(error.place))
        return True


def _write(path: Path, text: str) -> None:
    """Write the whole file or nothing; only its owner may read it, for it has the token."""
    new = path.with_name(f"{path.name}.new")
    try:
        with os.fdopen(
            os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        new.replace(path)
    except OSError as error:
        raise Refused(words.cannot_write(str(path))) from error

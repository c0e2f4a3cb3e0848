"""``order check``: every mistake in an order's file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.running import (
    command,
)
from bot.cli.words import options
from bot.words import operator as words
from monitor.order_files.loading import load_order

order = typer.Typer(help=options.HELP_ORDER, no_args_is_help=True, add_completion=False)


@order.command("check", help=options.HELP_ORDER_CHECK)
@command
async def order_check(file: Annotated[Path, typer.Argument()]) -> None:
    """Check an order's file."""
    found = await asyncio.to_thread(load_order, str(file.absolute()))
    typer.echo(words.order_fine(found.title, len(found.indicator), len(found.milestone)))

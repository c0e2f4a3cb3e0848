"""The commands of an order's file."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.orders.new import order_new
from bot.cli.orders.schema import schema_text
from bot.cli.running import command
from bot.cli.words import options
from bot.cli.words.orders import commands as words
from bot.cli.words.orders import template as template_words
from monitor.order_files.loading import load_order

order = typer.Typer(help=options.HELP_ORDER, no_args_is_help=True, add_completion=False)
order.command("new", help=template_words.HELP)(order_new)


@order.command("check", help=options.HELP_ORDER_CHECK)
@command
async def order_check(file: Annotated[Path, typer.Argument()]) -> None:
    """Check an order's file."""
    found = await asyncio.to_thread(load_order, str(file.absolute()))
    typer.echo("\n".join(words.fine(found)))


@order.command("schema", help=template_words.HELP_SCHEMA)
@command
async def order_schema() -> None:
    """Print the JSON schema of an order's file."""
    typer.echo(schema_text(), nl=False)

"""What ``init`` asks: each answer is held against the settings at once, and asked for again."""

from collections.abc import Callable, Mapping

import typer
from pydantic import ValidationError

from bot.cli.words import setup as words
from bot.config.sections import UnitSettings
from bot.config.settings import told
from bot.config.words import sentence
from bot.sheets.units.table import kind_of
from bot.sheets.units.transliteration import proposed
from bot.sheets.units.zones import zone_of
from bot.words.orders import orders as order_words
from monitor.order_files.loading import load_order, shipped_orders
from monitor.orders.model import Order

Given = str | None

_RIGHT = {
    "id": "unit",
    "kind": "school",
    "name": "-",
    "timezone": "Europe/Moscow",
    "order": "perm",
}
"""A unit that nothing is wrong with, to hold a single answer against."""


def unit_answers(given: Mapping[str, Given]) -> dict[str, str]:
    """Ask for what was not given: the name first, for the id is proposed by it."""
    name = _answer("name", given["name"], words.ASK_NAME)
    unit = _answer("id", given["id"], words.ASK_ID, proposed(name, ()))
    kind = _answer("kind", given["kind"], words.ASK_KIND, _kind_by(name), read=kind_of)
    zone = _answer("timezone", given["timezone"], words.ASK_ZONE, "Europe/Moscow", read=zone_of)
    shipped = shipped_orders()
    if given["order"] is None:
        known = [(each, load_order(each)) for each in shipped]
        typer.echo(words.orders([(each, _whose(order)) for each, order in known]))
    order = _answer("order", given["order"], words.ask_order(shipped), "perm")
    return {"id": unit, "kind": kind, "name": name, "timezone": zone, "order": order}


def _whose(order: Order) -> str:
    """Say whose an order is, and what."""
    return ". ".join(filter(None, (order.issuer, order_words.name(order.source))))


def _kind_by(name: str) -> str:
    found = kind_of(name)
    return found if found != name else "school"


def _answer(
    field: str,
    given: Given,
    question: str,
    default: str | None = None,
    *,
    read: Callable[[str], str] = str,
) -> str:
    """Give what was given; else ask until it is right."""
    if given is not None:
        return read(given)
    while True:
        answer = read(str(typer.prompt(question, default=default)).strip())
        try:
            UnitSettings.model_validate(_RIGHT | {field: answer})
        except ValidationError as error:
            for problem in told(error):
                typer.echo(words.again(sentence(problem)))
            continue
        if field != "order" or _is_order(answer):
            return answer
        typer.echo(words.no_order(answer))


def _is_order(name: str) -> bool:
    """Tell whether an order is shipped, or somebody's own file: that is read later, whole."""
    return name in shipped_orders() or name.endswith(".toml")

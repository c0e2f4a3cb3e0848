"""Reading an order: a shipped one by its name, anybody else's by its path."""

import codecs
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from monitor.order_files.contradictions import contradictions
from monitor.order_files.lines import line_of, lines_of
from monitor.order_files.problems import BadOrder, OrderProblem
from monitor.orders.jobs import Schedule
from monitor.orders.model import (
    Counting,
    Duty,
    IndicatorSpec,
    Milestone,
    NormSpec,
    Order,
    Outside,
    Planned,
    Quiet,
)
from monitor.orders.when import When

__all__ = ["BadOrder", "OrderProblem", "load_order", "order_text", "parse_order", "shipped_orders"]

SHIPPED = Path(__file__).parents[1] / "orders"


def shipped_orders() -> tuple[str, ...]:
    """Name the orders that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load_order(name: str, folder: Path | None = None) -> Order:
    """Read a shipped order by name, or the file ``name`` (relative to ``folder``).

    Raises ``BadOrder``.
    """
    return parse_order(order_text(name, folder), name)


def order_text(name: str, folder: Path | None = None) -> str:
    """Read the text of a shipped order, or of a file. Raises ``BadOrder``: there is none."""
    looks_like_path = name.endswith(".toml") or "/" in name
    path = (folder or Path()) / name if looks_like_path else SHIPPED / f"{name}.toml"
    try:
        return _decoded(path.read_bytes(), name)
    except OSError as error:
        problem = (
            OrderProblem("", "unreadable", str(error))
            if looks_like_path
            else OrderProblem("", "unknown_order", name, shipped_orders())
        )
        raise BadOrder(name, (problem,)) from error


def _decoded(body: bytes, name: str) -> str:
    """Read UTF-8, with Notepad's mark before it or without. Raises ``BadOrder``."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadOrder(name, (OrderProblem("", "encoding", "UTF-16", line=1),))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise BadOrder(name, (OrderProblem("", "encoding", "CP1251", line=line),)) from error
    marks = [at for at, line in enumerate(text.split("\n"), start=1) if _MARK in line]
    if marks:
        raise BadOrder(name, tuple(OrderProblem("", "bom", line=at) for at in marks))
    return text


_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Notepad's mark, where two files were put together."""


def parse_order(text: str, name: str) -> Order:
    """Read an order's text. Raises ``BadOrder`` with every mistake found, by line."""
    try:
        order = Order.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadOrder(name, (_no_toml(str(error), text),)) from error
    except ValidationError as error:
        raise BadOrder(name, _with_lines(_told(error), text)) from error
    if problems := contradictions(order):
        raise BadOrder(name, _with_lines(problems, text))
    return order


def _with_lines(problems: Iterable[OrderProblem], text: str) -> tuple[OrderProblem, ...]:
    """Add the lines, and put the problems in the order of the file."""
    lines = lines_of(text)
    found = [replace(each, line=line_of(lines, each.place)) for each in problems]
    return tuple(sorted(found, key=lambda each: each.line or 0))


def _no_toml(said: str, text: str) -> OrderProblem:
    """Read what tomllib says: what is wrong in English, and where."""
    end = text.count("\n", 0, len(text.rstrip())) + 1
    match = re.search(r"\(at line (\d+), column (\d+)\)$", said)
    if match is None:
        return OrderProblem("", "toml_end", line=end)
    written = _BARE_DATE.search(text.split("\n")[int(match[1]) - 1])
    if written is not None and not _is_day(written[1]):
        return OrderProblem("", "toml_date", written[1], line=int(match[1]))
    twice = re.match(r"Cannot (overwrite|declare|mutate|redefine)", said)
    return OrderProblem("", "toml_twice" if twice else "toml", match[2], line=int(match[1]))


_BARE_DATE = re.compile(r"=\s*(\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?![\d.:T-])")
"""A date without quotation marks: written as in a letter, or a day that no month has."""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _told(error: ValidationError) -> tuple[OrderProblem, ...]:
    """Turn pydantic's errors into places, codes and values."""
    found = [_problem(each) for each in error.errors()]
    # A list whose members are wrong also counts as too short; that says nothing new.
    return tuple(
        each
        for each in found
        if each.code != "too_short"
        or not any(other.place.startswith(f"{each.place}.") for other in found)
    )


def _problem(told: Mapping[str, Any]) -> OrderProblem:
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in told["loc"])
    own = told["type"] == "value_error"
    return OrderProblem(
        place,
        told["msg"].removeprefix("Value error, ") if own else told["type"],
        "" if isinstance(told["input"], dict | list | tuple | BaseModel) else str(told["input"]),
        _known(told, place),
    )


def _known(told: Mapping[str, Any], place: str) -> tuple[str, ...]:
    """List the keys or the words of which one may have been meant."""
    if told["type"] == "extra_forbidden":
        around = tuple(part for part in place.split(".")[:-1] if not part.isdecimal())
        return tuple(_PARTS[around].model_fields)
    return tuple(re.findall(r"'([^']*)'", told.get("ctx", {}).get("expected", "")))


_PARTS: dict[tuple[str, ...], type[BaseModel]] = {
    (): Order,
    ("counting",): Counting,
    ("schedule",): Schedule,
    ("quiet",): Quiet,
    ("indicator",): IndicatorSpec,
    ("indicator", "norm"): NormSpec,
    ("milestone",): Milestone,
    ("milestone", "when"): When,
    ("duty",): Duty,
    ("duty", "when"): When,
    ("outside",): Outside,
    ("outside", "when"): When,
    ("plan",): Planned,
}

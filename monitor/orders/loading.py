"""Reading an order: a shipped one by its name, anybody else's by its path."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from monitor.indicators import FAMILIES
from monitor.orders.model import IndicatorSpec, Order

_SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class OrderProblem:
    """One mistake: where (``indicator.2.norm.threshold``), what kind, and the offending value."""

    place: str
    code: str
    value: str = ""


class BadOrder(Exception):
    """An order that cannot be used; ``problems`` are worded by bot/texts."""

    def __init__(self, name: str, problems: tuple[OrderProblem, ...]) -> None:
        super().__init__(f"order {name}: {', '.join(each.code for each in problems)}")
        self.name = name
        self.problems = problems


def shipped_orders() -> tuple[str, ...]:
    """Name the orders that come with the program."""
    return tuple(sorted(path.stem for path in _SHIPPED.glob("*.toml")))


def load_order(name: str, folder: Path | None = None) -> Order:
    """Read a shipped order by name, or the file ``name`` (relative to ``folder``).

    Raises ``BadOrder``.
    """
    shipped = _SHIPPED / f"{name}.toml"
    looks_like_path = name.endswith(".toml") or "/" in name
    path = (folder or Path()) / name if looks_like_path else shipped
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        code = "unreadable" if looks_like_path else "unknown_order"
        raise BadOrder(
            name,
            (
                OrderProblem(
                    "", code, str(error) if looks_like_path else ", ".join(shipped_orders())
                ),
            ),
        ) from error
    return parse_order(text, name)


def parse_order(text: str, name: str) -> Order:
    """Read an order's text. Raises ``BadOrder`` with every mistake found."""
    try:
        order = Order.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadOrder(name, (OrderProblem("", "toml", str(error)),)) from error
    except ValidationError as error:
        raise BadOrder(name, _told(error)) from error
    if problems := _contradictions(order):
        raise BadOrder(name, problems)
    return order


def _told(error: ValidationError) -> tuple[OrderProblem, ...]:
    """Turn pydantic's errors into places, codes and values."""
    found = [
        OrderProblem(
            ".".join(str(part + 1 if isinstance(part, int) else part) for part in each["loc"]),
            each["msg"].removeprefix("Value error, ")
            if each["type"] == "value_error"
            else each["type"],
            "" if isinstance(each["input"], dict | list | tuple) else str(each["input"]),
        )
        for each in error.errors()
    ]
    # A list whose members are wrong also counts as too short; that says nothing new.
    return tuple(
        each
        for each in found
        if each.code != "too_short"
        or not any(other.place.startswith(f"{each.place}.") for other in found)
    )


def _contradictions(order: Order) -> tuple[OrderProblem, ...]:
    problems: list[OrderProblem] = []
    names = [spec.id for spec in order.indicator]
    for index, spec in enumerate(order.indicator, start=1):
        place = f"indicator.{index}"
        if names.count(spec.id) > 1:
            problems.append(OrderProblem(f"{place}.id", "repeated_id", spec.id))
        problems += _of_family(spec, place)
    if order.main not in names:
        problems.append(OrderProblem("main", "unknown_indicator", order.main))
    return tuple(problems)


def _of_family(spec: IndicatorSpec, place: str) -> list[OrderProblem]:
    family = next((each for each in FAMILIES if each.name == spec.family), None)
    if family is None:
        known = ", ".join(each.name for each in FAMILIES)
        return [OrderProblem(f"{place}.family", "unknown_family", f"{spec.family} ({known})")]
    problems = []
    asked = spec.messages is not None or spec.calls is not None
    if family.needs_minimum and not asked:
        problems.append(OrderProblem(place, "no_minimum", spec.id))
    if asked and not family.needs_minimum:
        problems.append(OrderProblem(place, "idle_minimum", spec.id))
    if spec.personal and not family.needs_minimum:
        problems.append(OrderProblem(f"{place}.personal", "not_personal", spec.id))
    if spec.norm is not None and not family.has_base:
        problems.append(OrderProblem(f"{place}.norm", "norm_without_base", spec.id))
    return problems

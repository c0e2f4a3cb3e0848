"""Mistakes of orders: where, what kind, what stands there and what might."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderProblem:
    """One mistake: where (``indicator.2.norm.threshold``), what kind, and the offending value.

    ``known``: what might stand there instead. ``line``: of the place, or of the nearest one around
    it that is written; None where nothing is (the file cannot be read, or the top lacks a key).
    """

    place: str
    code: str
    value: str = ""
    known: tuple[str, ...] = ()
    line: int | None = None


class BadOrder(Exception):
    """An order that cannot be used; ``problems`` are worded by bot."""

    def __init__(self, name: str, problems: tuple[OrderProblem, ...]) -> None:
        super().__init__(f"order {name}: {', '.join(each.code for each in problems)}")
        self.name = name
        self.problems = problems

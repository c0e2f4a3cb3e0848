"""Whether anybody can stand in a column: said where the column is, and nowhere else.

A column is ``plain``, or says by its ``info`` how it holds an account (``held``) or names people
otherwise (``naming``). What is shown and erased reads it (storage/privacy/personal_columns.py).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import Column

HOLDS = "holds"
"""Under which name a column's ``info`` says whom it holds."""


class End(StrEnum):
    """What becomes of an account in a column when its data is erased."""

    ROW = "row"  # its row goes
    NOBODY = "nobody"  # the row is the organisation's: nobody takes the account's place
    NULL = "null"  # as NOBODY, where nothing may stand
    MARK = "mark"  # as NOBODY, but rows of one account stay together (storage/people/marks.py)
    TOTAL = "total"  # messages and calls stay in totals; also under the keys of running weeks
    KEPT = "kept"  # it stays, for the reason given


class Form(StrEnum):
    """How an account stands in a column."""

    NUMBER = "number"
    MINUS = "minus"  # minus the account: a private dialog
    TEXT = "text"  # the whole text is the account
    JSON = "json"  # somewhere in it: of details, under a name that begins with ``account``
    MARK = "mark"  # only the account's mark is somewhere in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account can stand in the column; ``shown``: the kind as its owner is told."""

    shown: str
    end: End
    form: Form = Form.NUMBER
    why: str = ""
    """Why it stays, or what of it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The column names people otherwise, and stays; ``why`` it may."""

    why: str


Info = dict[Any, Any]


plain = partial(Column[Any], info={HOLDS: None})
"""A column in which nobody stands."""


def held(shown: str, end: End, form: Form = Form.NUMBER, *, why: str = "") -> Info:
    """Say that an account can stand in a column, and what becomes of it."""
    return {HOLDS: Account(shown=shown, end=end, form=form, why=why)}


def naming(why: str) -> Info:
    """Say that a column names people otherwise, and why it may stay."""
    return {HOLDS: Naming(why=why)}

"""What single cells of an official table say: «12», «12 из 46», «26,1 %», «—». Pure."""

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from bot.dialog.official.table_words import SILENT
from bot.sheets import cells
from bot.sheets.cells import BadCell
from bot.sheets.untrusted.reading import Cell

MOST = 1_000_000_000
_FINEST = 6  # decimals of a share that are kept
_LONGEST = 40  # characters of a cell that can still be a figure

_COUNT = r"\d+(?: \d{3})*"
_PERCENT = r"\d+(?:[.,]\d+)? ?%"
_OF = re.compile(rf"({_COUNT}) ?(?:из|/|от) ?({_COUNT})(?: ?[(;,]? ?{_PERCENT} ?\)?)?")
_SHARE_FIRST = re.compile(rf"{_PERCENT} ?\(({_COUNT}) ?(?:из|/|от) ?({_COUNT})\)")
_PLAIN = re.compile(rf"({_COUNT})(?:[.,]0+)?(?: ?\( ?{_PERCENT} ?\))?")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?) ?(%?)")


class CellValue(NamedTuple):
    """What a cell says; the fields are those of ``storage.records.Official``."""

    value: int | None
    of: int | None = None
    percent: bool = False


def cell_value(cell: Cell, *, percent: bool, fractions: bool) -> CellValue:
    """Read a figure. Raises ``BadCell``.

    ``percent``: the heading speaks of a share; ``fractions``: its shares are parts of one.
    """
    if isinstance(cell, bool | date | time | timedelta):
        raise BadCell("no_figure", cells.text(cell))
    written = cells.text(cell).casefold()
    if not written:
        raise BadCell("empty_cell", "")
    if written.startswith("="):
        raise BadCell("formula", cells.text(cell)[:_LONGEST])
    if len(written) > _LONGEST:
        raise BadCell("no_figure", written[:_LONGEST])
    if cells.is_empty(cell) or written in SILENT:
        return CellValue(None, None, percent)
    counted = _OF.fullmatch(written) or _SHARE_FIRST.fullmatch(written)
    if counted:
        return _checked(CellValue(_whole(counted[1]), _whole(counted[2])), written)
    plain = None if percent else _PLAIN.fullmatch(written)
    if plain:
        return _checked(CellValue(_whole(plain[1])), written)
    return _checked(_share(written, percent=percent, fractions=fractions), written)


def is_fraction(cell: Cell) -> bool:
    """Whether a cell may hold a share as a part of one, as Excel keeps what it shows as «26 %»."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell <= 1


def _whole(digits: str) -> int:
    return int(digits.replace(" ", "")[:20])


def _share(written: str, *, percent: bool, fractions: bool) -> CellValue:
    found = _SHARE.fullmatch(written)
    if found is None:
        raise BadCell("no_figure", written)
    exact = Decimal(found[1].replace(",", "."))
    if not found[2]:  # no percent sign
        if fractions or (not percent and exact < 1):
            exact *= 100
        elif not percent:
            raise BadCell("no_figure", written)
    exact = exact.quantize(Decimal(1).scaleb(-_FINEST), ROUND_HALF_UP).normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return CellValue(int(exact.scaleb(decimals)), 100 * 10**decimals, percent=True)


def _checked(value: CellValue, written: str) -> CellValue:
    if max(value.value or 0, value.of or 0) > MOST:
        raise BadCell("no_figure", written)
    if value.of is not None and (value.value or 0) > value.of:
        raise BadCell("more_than_all", written)
    return value

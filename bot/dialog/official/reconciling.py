"""The official table: read it for a preview, apply what was confirmed, hold it against ours."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.dialog.official.headings import BASE
from bot.dialog.official.rows import OfficialRow, TablePreview
from bot.dialog.official.sheet import read_official
from bot.dialog.official.words import confirmed_by
from bot.sheets.untrusted.reading import Book, book_of
from monitor.indicators import BY_NAME
from monitor.jobs.asked.correcting import correct
from monitor.jobs.levels import load_level_report
from monitor.jobs.loading.load import UnitOrder, Units, below, organisations
from monitor.levels.few import without
from monitor.orders.model import LEVELS, IndicatorSpec
from monitor.report.reconcile import Nearby, Reconciled, reconcile
from monitor.report.standing import figures_of, week_figures
from monitor.time.week import Week
from storage.db.database import Connection, Database
from storage.records import Correction, Official
from storage.told import journal
from storage.weeks import corrections, official, standings


class UnknownFigure(Exception):
    """A heading was said to mean a figure that no order concerned has; ``known`` are those."""

    def __init__(self, figure: str, known: Iterable[str]) -> None:
        super().__init__(figure)
        self.figure = figure
        self.known = tuple(known)


class WeekAhead(Exception):
    """The table is said to be of a week that has not begun."""


def concerned(units: Units, unit_id: str) -> tuple[UnitOrder, ...]:
    """Give the units a table handed in for a unit may have rows of: itself, or all below it."""
    unit = units[unit_id]
    if unit.kind not in LEVELS:
        return (unit,)
    found = (*below(unit, units), *organisations(unit, units))
    return tuple({each.id: each for each in found}.values())


def figures_asked(units: Units, unit_id: str) -> tuple[IndicatorSpec, ...]:
    """Give the indicators a table may tell of, each id once: the unit's own order goes first."""
    found: dict[str, IndicatorSpec] = {}
    for unit in (units[unit_id], *concerned(units, unit_id)):
        for spec in unit.order.indicator:
            if not BY_NAME[spec.family].of_levels:
                found.setdefault(spec.id, spec)
    return tuple(found.values())


async def preview(
    database: Database,
    units: Units,
    unit_id: str,
    week: str,
    data: bytes | Book,
    file_name: str,
    given: Mapping[str, str],
    now: datetime,
) -> TablePreview:
    """Read a table, and change nothing.

    ``given``: figure by heading, an empty figure leaves the column out. Raises ``BadWeek``,
    ``WeekAhead``, ``BadSheet``, ``UnknownFigure``.
    """
    unit = units[unit_id]
    span = unit.week_named(week)
    if span.start > now:
        raise WeekAhead(week)
    specs = figures_asked(units, unit_id)
    titles = {spec.id: spec.title for spec in specs}
    for figure in given.values():
        if figure and figure not in titles:
            raise UnknownFigure(figure, titles)
    async with database.reading() as connection:
        known = await official.columns(connection, unit_id)
    names = {each.id: each.name for each in concerned(units, unit_id)}
    remembered = {
        header: figure
        for header, figure in known.items()
        if figure in titles or not figure or figure.startswith(BASE)
    }
    read = partial(read_official, remembered=remembered, given=given)
    book = await book_of(data, file_name)
    table = await asyncio.to_thread(read, book, file_name, specs, names)  # it may take a second
    rows = tuple(_asked(row, units[row.unit]) for row in table.rows)
    return TablePreview(
        unit=unit_id,
        week=span,
        file_name=file_name,
        table=replace(table, rows=rows),
        titles=titles,
        names=names,
        kinds=tuple(sorted({units[name].kind for name in names})),
    )


def _asked(row: OfficialRow, unit: UnitOrder) -> OfficialRow:
    """Leave of a row what the unit's own order asks for: below a level orders may differ."""
    asked = {spec.id for spec in unit.order.indicator if spec.concerns(unit.kind)}
    return replace(row, said=tuple(each for each in row.said if each.figure in asked))


async def apply(
    database: Database, units: Units, preview: TablePreview, clock: Callable[[], datetime]
) -> int:
    """Keep what a preview showed, in one transaction; give how many figures were kept.

    Raises ``BadCorrection``; then nothing is kept.
    """
    async with database.writing() as connection:
        return await keep(connection, units, preview, clock())


async def keep(
    connection: Connection,
    units: Units,
    preview: TablePreview,
    now: datetime,
    author: int | None = None,
) -> int:
    """Keep what a preview showed; give how many figures. Raises ``BadCorrection``.

    What its columns mean is remembered. Figures that only people confirm become corrections.
    ``author``: an account; None: the operator.
    """
    meanings = {
        column.key: column.figure for column in preview.table.columns if column.figure is not None
    }
    await official.remember_columns(connection, preview.unit, meanings)
    for row in preview.table.rows:
        await official.save(connection, row.unit, preview.week.name, row.said, now)
        await _confirm(connection, units, preview, row, now, author)
    kept = sum(len(row.said) for row in preview.table.rows)
    await journal.write(
        connection,
        at=now,
        action="official_imported",
        unit=preview.unit,
        actor=author,
        details={"week": preview.week.name, "units": len(preview.table.rows), "figures": kept},
    )
    return kept


async def _confirm(
    connection: Connection,
    units: Units,
    preview: TablePreview,
    row: OfficialRow,
    now: datetime,
    author: int | None,
) -> None:
    """Let the table confirm what nothing measures; what was confirmed so already stays."""
    unit = units[row.unit]
    confirmed = {
        spec.id
        for spec in unit.order.indicator
        if BY_NAME[spec.family].confirmed and spec.concerns(unit.kind)
    }
    if unit.kind in LEVELS or not confirmed:
        return
    week = unit.week_named(preview.week.name)
    earlier = {
        each.figure: (each.value, each.of)
        for each in await corrections.of_week(connection, row.unit, week.name)
        if each.person is None
    }
    for said in row.said:
        if said.figure in confirmed and _is_new(said, earlier):
            new = Correction(
                id=0,
                unit=row.unit,
                week=week.name,
                person=None,
                figure=said.figure,
                value=said.value,
                of=said.of or None,
                comment=confirmed_by(preview.file_name),
                author=author,
                made_at=now,
            )
            await correct(connection, unit, week, new, units)


def _is_new(official: Official, earlier: Mapping[str, tuple[int | None, int | None]]) -> bool:
    """Whether a count says something else than was confirmed last; a share alone confirms none."""
    if official.value is None or official.percent:
        return False
    return earlier.get(official.figure) != (official.value, official.of or None)


async def reconciled(
    connection: Connection, units: Units, unit_id: str, week: str, now: datetime
) -> tuple[Reconciled, ...]:
    """Hold the tables of a week against our reports, of every unit concerned that is in one.

    Who asks for a level is not told figures of too few people.
    """
    found = []
    hidden = await _few(connection, units, unit_id, week, now)
    for unit in concerned(units, unit_id):
        span = unit.week_named(week)
        theirs = await official.of_week(connection, unit.id, span.name)
        if theirs:
            report = await load_level_report(connection, unit, span, now, units)
            report = without(report, hidden.get(unit.id, ()))
            nearby = await _nearby(connection, unit, span)
            found.append(
                Reconciled(report=report, differences=reconcile(report, unit.order, theirs, nearby))
            )
    return tuple(found)


async def _few(
    connection: Connection, units: Units, unit_id: str, week: str, now: datetime
) -> dict[str, tuple[str, ...]]:
    """Name the figures that a level, and those below it, hide of each unit."""
    levels = [each for each in (units[unit_id], *concerned(units, unit_id)) if each.kind in LEVELS]
    found: dict[str, tuple[str, ...]] = {}
    for level in levels:
        span = level.week_named(week)
        report = await load_level_report(connection, level, span, now, units)
        for line in report.organisations:
            found[line.unit] = (*found.get(line.unit, ()), *line.few)
    return found


async def _nearby(connection: Connection, unit: UnitOrder, week: Week) -> Nearby:
    sides = []
    for shift in (-1, 1):
        name = week.shifted(shift).name
        kept = await standings.of_week(connection, [unit.id], name)
        sides.append(figures_of([week_figures(each) for each in kept.values()], name))
    return Nearby(before=sides[0], after=sides[1])

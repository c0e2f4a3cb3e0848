"""``report``: a unit's week as text or as JSON."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    as_of,
    reading,
    settings_with,
)
from bot.cli.running import command
from bot.cli.words import options
from bot.sheets import level_words
from bot.words import operator as words
from bot.words.notices.rollup import coverage as level_coverage
from bot.words.orders.norms import interval
from bot.words.orders.orders import marked, source_of
from monitor.facts.values import Demand, Figure, NormReading, OrganisationLine, Report
from monitor.jobs.levels import load_level_report
from monitor.report.gaps import Gap, gaps


@command
async def report(
    unit: UnitOption,
    week: Annotated[str, typer.Option(help=options.OPTION_WEEK)],
    as_json: Annotated[bool, typer.Option("--json", help=options.OPTION_JSON)] = False,
    people: Annotated[bool, typer.Option("--people", help=options.OPTION_PEOPLE)] = False,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show the indicators of a unit's week."""
    settings = settings_with(config, unit)
    async with reading(settings, config, unit) as core:
        chosen = core.units[unit]
        wanted = chosen.week_named(week)
        async with core.database.reading() as connection:
            now = await as_of(connection)
            found = await load_level_report(connection, chosen, wanted, now, core.units)
    if as_json:
        typer.echo(json.dumps(as_object(found, people=people), ensure_ascii=False, indent=2))
    else:
        _print(found, chosen.order.main, people=people)


def as_object(report: Report, *, people: bool) -> dict[str, Any]:
    """Give a report in the shape of the command line's contract; no data is None."""
    window = report.window
    found: dict[str, Any] = {
        "unit": report.unit,
        "order": report.order,
        "window": {
            "start": window.start.isoformat(),
            "end": window.end.isoformat(),
            "closed": window.closed,
        },
        "completeness": report.completeness,
        "indicators": [_figure_object(figure) for figure in report.figures],
        "gaps": [_gap_object(gap) for gap in gaps(report)],
    }
    if people:
        found["people"] = [
            {
                "name": person.name,
                "role": person.role,
                "messages": person.messages if person.known else None,
                "calls": person.calls if person.known else None,
                "absent": person.absent,
            }
            for person in report.people
        ]
    if report.organisations:
        found["organisations"] = [_organisation_object(line) for line in report.organisations]
    return found


def _organisation_object(line: OrganisationLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "name": line.name,
        "kind": line.kind,
        "state": line.state,
        "completeness": line.completeness,
        "reporting": line.reporting,
        "listed": line.listed,
        "indicators": [
            {
                "id": each.id,
                "value": each.value,
                "of": each.of,
                "share": each.share,
                "incomplete": each.incomplete,
                "few": each.id in line.few,
                **_possible_object(each.possible),
            }
            for each in line.figures
        ],
    }


def _figure_object(figure: Figure) -> dict[str, Any]:
    norm = figure.norm
    return {
        "id": figure.id,
        "title": figure.title,
        "value": figure.value,
        "of": figure.of,
        "share": figure.share,
        "base": figure.base,
        "incomplete": figure.incomplete,
        "norm": norm and _norm_object(norm),
        **_asked_object(figure.demand),
        **_possible_object(figure.possible),
    }


def _norm_object(norm: NormReading) -> dict[str, Any]:
    found: dict[str, Any] = {"text": norm.text, "threshold": norm.threshold, "met": norm.met}
    return found if norm.growth_points is None else found | {"growth_points": norm.growth_points}


def _asked_object(demand: Demand | None) -> dict[str, Any]:
    """Tell which days and calls count, where not every one does; the title tells the minimums."""
    if demand is None:
        return {}
    asked = {"messages_a_day": demand.messages_a_day, "call_minutes": demand.call_minutes}
    return {key: least for key, least in asked.items() if least is not None}


def _possible_object(possible: int) -> dict[str, int]:
    """Tell how many more (below zero: fewer) a figure may be, where anything is open."""
    return {"possible": possible} if possible else {}


def _gap_object(gap: Gap) -> dict[str, Any]:
    return {
        "chat": gap.chat,
        "from": gap.since.isoformat(),
        "to": None if gap.until is None else gap.until.isoformat(),
        "why": gap.why,
    }


def _print(report: Report, main: str, *, people: bool) -> None:
    console = Console()
    console.print(f"[bold]{report.unit_name}[/bold], {interval(report.window)}")
    level = bool(report.organisations)
    coverage = level_coverage(report) if level else words.coverage(report)
    console.print(f"{marked(source_of(report))}. {coverage}")
    table = Table(*words.COLUMNS)
    for figure in report.figures:
        table.add_row(*words.figure_row(figure))
    console.print(table)
    if level:
        main_figure = report.figure(main)
        below = Table(*level_words.SCREEN_HEADER, main_figure.title if main_figure else "")
        for line in report.organisations:
            below.add_row(*level_words.on_screen(line, main))
        console.print(below)
    if people:
        named = Table(*words.PEOPLE_COLUMNS)
        for person in report.people:
            named.add_row(
                person.name,
                person.role,
                words.known(person.messages, known=person.known),
                words.known(person.calls, known=person.known),
                words.YES_NO[person.absent],
            )
        console.print(named)

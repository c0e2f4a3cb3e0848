"""``paper``: a paper about a unit's period, to be printed and signed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    as_of,
    reading,
    settings_with,
)
from bot.cli.running import command
from bot.cli.words import papers as words
from bot.errors import Refused
from bot.papers.making import BOTH, Ending, PaperFile, paper_files
from monitor.facts.paper import PaperFacts
from monitor.jobs.asked.load_paper import load_paper
from monitor.time.period import BadPeriod, period_named


@command
async def paper(
    unit: UnitOption,
    period: Annotated[str, typer.Option(help=words.OPTION_PERIOD)],
    pdf: Annotated[bool, typer.Option("--pdf", help=words.OPTION_PDF)] = False,
    docx: Annotated[bool, typer.Option("--docx", help=words.OPTION_DOCX)] = False,
    names: Annotated[bool, typer.Option("--names", help=words.OPTION_NAMES)] = False,
    out: Annotated[Path, typer.Option(help=words.OPTION_OUT)] = Path(),
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Write the paper's files."""
    settings = settings_with(config, unit)
    asked = tuple(each for each, is_asked in zip(BOTH, (docx, pdf), strict=True) if is_asked)
    endings = _endings(asked, out)
    async with reading(settings, config, unit) as core:
        chosen = core.units[unit]
        try:
            wanted = period_named(period, chosen.week_named)
        except BadPeriod as error:
            raise Refused(words.bad_period(period)) from error
        async with core.database.reading() as connection:
            now = await as_of(connection)
            if wanted.first > now.astimezone(chosen.zone).date():
                raise Refused(words.to_come(period))
            facts = await load_paper(connection, chosen, wanted, now, core.units)
    _write(facts, paper_files(facts, inside=True, names=names, endings=endings), out)


def _endings(asked: Sequence[Ending], out: Path) -> Sequence[Ending]:
    """Choose what is written: what was asked for, or what a file's name says; else both."""
    by_name = tuple(each for each in BOTH if _is_file(out) and out.suffix == f".{each}")
    if asked and by_name and asked != by_name:
        raise Refused(words.two_endings(str(out)))
    return by_name or asked or BOTH


def _is_file(out: Path) -> bool:
    return out.suffix in {f".{each}" for each in BOTH} and not out.is_dir()


def _write(facts: PaperFacts, files: Sequence[PaperFile], out: Path) -> None:
    for file in files:
        place = out if _is_file(out) else out / file.name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.body)
        except OSError as error:
            raise Refused(words.cannot_write(str(place))) from error
        typer.echo(words.written(str(place)))
    if not facts.reports:
        typer.echo(words.EMPTY, err=True)

"""``roster import``: what a file would change is shown, asked about, and only then done."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import (
    DEFAULT_CONFIG,
    ConfigOption,
    UnitOption,
    changing,
    reading,
    settings_with,
)
from bot.cli.running import bytes_of, command
from bot.cli.words import rosters as words
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.dialog.official.words import NO, YES
from bot.dialog.staff.roster import words as talk_words
from bot.dialog.staff.roster.missing import many
from bot.dialog.staff.roster.rostering import (
    Imported,
    RosterRead,
    apply,
    dismiss,
    preview_roster,
    read_file,
)
from bot.errors import Refused
from bot.service.core import Core
from bot.sheets.roster import words as roster_words
from bot.sheets.untrusted.table import BadSheet
from bot.vk.client import Vk
from bot.words import operator
from bot.words.vocabulary import Vocabulary, vocabulary_of

Numbers = list[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What the options say."""

    unit: str
    yes: bool
    dismiss: bool
    dismiss_many: bool
    same: Sequence[int]
    another: Sequence[int]


@command
async def roster_import(
    unit: UnitOption,
    file: Annotated[Path, typer.Argument()],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=words.OPTION_YES)] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.OPTION_DRY_RUN)] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help=words.OPTION_DISMISS)] = False,
    dismiss_many: Annotated[
        bool, typer.Option("--dismiss-many", help=words.OPTION_DISMISS_MANY)
    ] = False,
    same: Annotated[Numbers, typer.Option("--same", help=words.OPTION_SAME)] = None,
    another: Annotated[Numbers, typer.Option("--another", help=words.OPTION_ANOTHER)] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show what a roster would change; once confirmed, take it in. Every bad row is told.

    A script has nobody to ask: what the file says is taken in, and nobody leaves the list by it.
    """
    settings = settings_with(config, unit)
    vocabulary = vocabulary_of(each.kind for each in settings.unit if each.id == unit)
    read = await _read(settings, file, vocabulary)
    wanted = _Wanted(
        unit=unit,
        yes=yes,
        dismiss=dismiss or dismiss_many,
        dismiss_many=dismiss_many,
        same=same or (),
        another=another or (),
    )
    opened = reading if dry_run else changing
    async with opened(settings, config, unit) as core:
        shown, answers = await _shown(core, wanted, read)
        for line in words.preview(shown, vocabulary):
            typer.echo(line)
        _complain(shown, vocabulary)
        if shown.problems and not (read.entries or read.classes):
            raise typer.Exit(1)
        if dry_run:
            typer.echo(words.UNCHANGED)
            return
        if not yes:
            shown, answers = await _asked(core, wanted, read, shown, answers)
        done = shown
        if shown.idle:
            typer.echo(words.UNCHANGED if shown.change.undecided else words.ALREADY)
        elif yes or _confirmed(words.ASK, unheard=True):
            done = await _apply(core, unit, read, answers)
            change = done.change
            counts = (len(change.new), len(change.changed), len(change.same))
            typer.echo(operator.imported(*counts, done.classes, vocabulary))
        else:
            typer.echo(words.UNCHANGED)
            return
        if done.change.undecided:
            typer.echo(words.undecided(len(done.change.undecided)), err=True)
        await _see_off(core, wanted, done)


async def _read(settings: Settings, file: Path, vocabulary: Vocabulary) -> RosterRead:
    data = await asyncio.to_thread(bytes_of, file)
    vk = _vk(settings)
    try:
        read = await read_file(vk, data, file.name)
    except BadSheet as error:
        raise Refused(roster_words.bad_sheet(error, str(file), vocabulary)) from error
    finally:
        if vk is not None:
            await vk.close()
    if read.unread_columns:
        no_columns = BadSheet("no_columns")
        raise Refused(roster_words.bad_sheet(no_columns, str(file), vocabulary))
    return read


def _vk(settings: Settings) -> Vk | None:
    """Give the client if there is a token: only short addresses of profiles need it."""
    try:
        return Vk(settings.token(), settings.vk.api_url)
    except Refused:
        return None


async def _shown(core: Core, wanted: _Wanted, read: RosterRead) -> tuple[Imported, dict[int, bool]]:
    """Compare, with the doubts answered as the options say; numbers are those of the preview."""
    async with core.database.reading() as connection:
        first = await preview_roster(connection, wanted.unit, read)
        doubts = dict(enumerate(first.change.doubts, 1))
        if not doubts.keys() >= {*wanted.same, *wanted.another}:
            raise Refused(words.NO_DOUBT)
        answers = {doubts[at].person.id: True for at in wanted.same}
        answers |= {doubts[at].person.id: False for at in wanted.another}
        return await preview_roster(connection, wanted.unit, read, answers), answers


async def _asked(
    core: Core, wanted: _Wanted, read: RosterRead, shown: Imported, answers: dict[int, bool]
) -> tuple[Imported, dict[int, bool]]:
    """Ask of each row that has somebody's profile and another name; who is silent decides later."""
    told = dict(answers)
    for at, doubt in enumerate(shown.change.doubts, 1):
        if doubt.same is None:
            answer = (_answered(words.ask_same(at, doubt)) or "").casefold()
            if answer in (*YES, *NO):
                told[doubt.person.id] = answer in YES
    if told == answers:
        return shown, answers
    async with core.database.reading() as connection:
        return await preview_roster(connection, wanted.unit, read, told), told


def _complain(shown: Imported, vocabulary: Vocabulary) -> None:
    for line in talk_words.erased(shown.erased):
        typer.echo(line, err=True)
    if shown.problems:
        typer.echo(operator.problems(len(shown.problems)), err=True)
        for problem in shown.problems:
            typer.echo(f"  {roster_words.problem(problem, vocabulary)}", err=True)
    if shown.kept:
        typer.echo(operator.kept(len(shown.kept)), err=True)


async def _apply(core: Core, unit: str, read: RosterRead, answers: dict[int, bool]) -> Imported:
    """Save what was shown, compared again."""
    async with core.database.writing() as connection:
        return await apply(connection, unit, read, utc_now(), answers=answers)


async def _see_off(core: Core, wanted: _Wanted, done: Imported) -> None:
    """Take off the list who is missing, if that is wanted; else say that they stay."""
    if not done.missing:
        return
    if not _leave(wanted, done):
        typer.echo(words.stay(len(done.missing)), err=True)
        return
    async with core.database.writing() as connection:
        await dismiss(connection, wanted.unit, [each.id for each in done.missing], utc_now())
    typer.echo(words.dismissed(len(done.missing)))


def _leave(wanted: _Wanted, done: Imported) -> bool:
    """Whether who is missing is to go: by an option, or asked; of a great many twice."""
    count = len(done.missing)
    if wanted.dismiss_many:
        return True
    is_many = many(count, done.known)
    if wanted.yes:
        if wanted.dismiss and is_many:
            typer.echo(words.many(count), err=True)
        return wanted.dismiss and not is_many
    if not (wanted.dismiss or _confirmed(words.ask_dismiss(count))):
        return False
    return not is_many or _answered(words.ask_many(count)) == str(count)


def _confirmed(question: str, *, unheard: bool = False) -> bool:
    """Ask; ``unheard``: what holds where nobody is there to answer, as in a script."""
    answer = _answered(question)
    return unheard if answer is None else answer.casefold() in YES


def _answered(question: str) -> str | None:
    try:
        return str(
            typer.prompt(question, default="", show_default=False, prompt_suffix=" ")
        ).strip()
    except typer.Abort:  # nobody is there to answer
        return None

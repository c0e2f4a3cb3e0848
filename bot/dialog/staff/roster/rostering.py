"""Taking a roster in: read the file, find the profiles, compare, save in one transaction.

What was shown before may be old: whatever is saved is compared again in the same transaction.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.core.issuing import issue, mint, unbound
from bot.dialog.core.profiles import resolved
from bot.sheets.roster.roster import read_roster
from bot.sheets.roster.rows import (
    Column,
    HiddenRows,
    Roster,
    RosterRow,
    RowProblem,
    UnknownColumn,
    Unread,
)
from bot.sheets.untrusted.reading import Book, book_of
from bot.vk.client import Vk
from monitor.people.joining import Entry
from monitor.people.roster import NO_ANSWERS, RosterChange, compare
from storage.db.database import Connection, Database
from storage.people import marks, people
from storage.records import Person, SchoolClass
from storage.told import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRead:
    """A roster's file as it was read: what is right in it, and the problems of the rest."""

    entries: tuple[Entry, ...]
    classes: tuple[SchoolClass, ...]
    problems: tuple[RowProblem, ...]
    whole: bool  # no row of a person is bad, so who is not in the file may have left
    unread: tuple[Unread, ...] = ()
    unknown: tuple[UnknownColumn, ...] = ()
    hidden: tuple[HiddenRows, ...] = ()
    columns: tuple[Column, ...] = ()
    guessed: bool = False

    @property
    def unread_columns(self) -> bool:
        """Whether nothing tells what stands where: somebody has to say it."""
        return self.guessed and not (self.entries or self.classes or self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did or would do; nobody leaves by it: who is missing is asked about.

    ``whole``: no row of a person is bad; else nothing is to be said of who is missing.

    ``profiles``: those that are not bound yet; ``absences``: rows that tell of one; ``erased``:
    profiles that stay unbound, as their owners had their data erased.
    """

    change: RosterChange
    whole: bool
    known: int  # persons on the list before
    classes: int
    profiles: int
    absences: int
    problems: tuple[RowProblem, ...]
    erased: int = 0
    unread: tuple[Unread, ...] = ()
    unknown: tuple[UnknownColumn, ...] = ()
    hidden: tuple[HiddenRows, ...] = ()
    guessed: bool = False

    @property
    def missing(self) -> tuple[Person, ...]:
        """Who is in no row, and may be taken off the list; of a file with bad rows nobody."""
        return self.change.missing if self.whole else ()

    @property
    def kept(self) -> tuple[Person, ...]:
        """Who is in no row of a file that has bad ones."""
        return () if self.whole else self.change.missing

    @property
    def idle(self) -> bool:
        """Whether the roster already has all that the file says."""
        changes = (self.change.new, self.change.changed)
        return not (any(changes) or self.classes or self.profiles or self.absences)


async def import_roster(
    database: Database,
    vk: Vk | None,
    unit: str,
    data: bytes,
    file_name: str,
    clock: Callable[[], datetime],
) -> Imported:
    """Read and save a roster; nobody leaves. Raises ``BadSheet``; then nothing is changed."""
    read = await read_file(vk, data, file_name)
    async with database.writing() as connection:
        return await apply(connection, unit, read, clock())


async def read_file(
    vk: Vk | None,
    data: bytes | Book,
    file_name: str,
    given: Mapping[str, str] | None = None,
) -> RosterRead:
    """Read a roster's file and find its profiles. Raises ``BadSheet``.

    ``vk`` None: profiles named by their short address cannot be found and are told as problems.
    """
    book = await book_of(data, file_name)
    return await with_profiles(vk, await asyncio.to_thread(read_roster, book, file_name, given))


async def with_profiles(vk: Vk | None, roster: Roster) -> RosterRead:
    """Find the profiles of a roster that was read; ``vk`` as above."""
    accounts, unknown = await _accounts(vk, roster)
    return RosterRead(
        entries=tuple(_entry(row, accounts) for row in roster.people),
        classes=tuple(_classes(roster)),
        problems=(*roster.problems, *unknown),
        whole=not roster.bad_people,
        unread=roster.unread,
        unknown=roster.unknown,
        hidden=roster.hidden,
        columns=roster.columns,
        guessed=roster.guessed,
    )


async def preview_roster(
    connection: Connection, unit: str, read: RosterRead, answers: Mapping[int, bool] = NO_ANSWERS
) -> Imported:
    """Say what applying would do to the roster as it is now; change nothing."""
    listed = bool(read.entries) or not read.whole  # else it is a list of classes only
    known = await people.persons(connection, unit) if listed else []
    bindings = await people.bindings(connection, unit)
    change = compare(read.entries, known, bindings, answers)
    bound = {binding.account for binding in bindings}
    unbound = {each.account for each in change.applied if each.account is not None} - bound
    erased = await marks.erased_among(connection, unbound)
    return Imported(
        change=change,
        whole=read.whole,
        known=len(known),
        classes=len(read.classes),
        profiles=len(unbound - erased),
        absences=sum(each.absent_from is not None for each in change.applied),
        problems=read.problems,
        erased=len(erased),
        unread=read.unread,
        unknown=read.unknown,
        hidden=read.hidden,
        guessed=read.guessed,
    )


async def apply(
    connection: Connection,
    unit: str,
    read: RosterRead,
    now: datetime,
    actor: int | None = None,
    answers: Mapping[int, bool] = NO_ANSWERS,
) -> Imported:
    """Compare with the roster as it is now, and save; ``actor`` None: the operator."""
    done = await preview_roster(connection, unit, read, answers)
    if read.entries:
        await _save(connection, unit, done.change, now)
    if read.classes:
        await people.set_classes(connection, unit, read.classes)
    await journal.write(
        connection,
        at=now,
        action="roster_imported",
        unit=unit,
        actor=actor,
        details={
            "new": len(done.change.new),
            "changed": len(done.change.changed),
        },
    )
    return done


async def _accounts(vk: Vk | None, roster: Roster) -> tuple[dict[str, int], tuple[RowProblem, ...]]:
    """Find the accounts behind short addresses; those not found are problems of their rows."""
    found: dict[str, int] = {}
    problems = []
    for row in roster.people:
        if row.screen_name is None:
            continue
        account = None if vk is None else await resolved(vk, row.screen_name)
        if account is None:
            code = "profile_not_asked" if vk is None else "profile_not_found"
            problems.append(
                RowProblem(sheet=row.sheet, row=row.row, code=code, value=row.screen_name)
            )
        else:
            found[row.screen_name] = account
    return found, tuple(problems)


def _entry(row: RosterRow, accounts: dict[str, int]) -> Entry:
    account = row.account
    if account is None and row.screen_name is not None:
        account = accounts.get(row.screen_name)
    return Entry(
        full_name=row.full_name,
        position=row.position,
        role=row.role,
        account=account,
        classes=row.classes,
        absent_from=row.absent_from,
        absent_to=row.absent_to,
    )


def _classes(roster: Roster) -> Iterable[SchoolClass]:
    return [
        SchoolClass(name=row.name, pupils=row.pupils, parents=row.parents, teacher=row.teacher)
        for row in roster.classes
    ]


async def _save(connection: Connection, unit: str, change: RosterChange, now: datetime) -> None:
    bound: dict[int, int] = {}
    for entry in change.new:
        number = await people.add(connection, unit, _columns(entry), now)
        await _details(connection, number, entry, bound)
    for person, entry in change.changed:
        await people.change(connection, person.id, _columns(entry))
        await _details(connection, person.id, entry, bound)
    for person, entry in change.same:
        await _details(connection, person.id, entry, bound)
    await people.bind(connection, unit, bound, "roster", now)


async def _details(
    connection: Connection, number: int, entry: Entry, bound: dict[int, int]
) -> None:
    if entry.absent_from is not None:
        await people.set_absence(connection, number, entry.absent_from, entry.absent_to)
    if entry.account is not None:
        bound[entry.account] = number


def _columns(entry: Entry) -> dict[str, object]:
    return {
        "full_name": entry.full_name,
        "position": entry.position,
        "role": entry.role,
        "classes": entry.classes,
    }


async def dismiss(
    connection: Connection,
    unit: str,
    numbers: Sequence[int],
    now: datetime,
    actor: int | None = None,
) -> None:
    """Take persons off the list who were in no row of a file, as somebody said."""
    await people.dismiss(connection, numbers, now)
    await journal.write(
        connection,
        at=now,
        action="people_dismissed",
        unit=unit,
        actor=actor,
        details={"people": len(numbers)},
    )


async def issue_codes(
    database: Database, unit: str, clock: Callable[[], datetime]
) -> list[tuple[Person, str]]:
    """Give everybody without a profile a new one-time code; earlier ones end."""
    now = clock()
    async with database.reading() as connection:
        waiting = await unbound(connection, unit)
    minted = await mint(database, unit, waiting, now)
    async with database.writing() as connection:
        issued = [
            (person, await issue(connection, person, now, minted))
            for person in await unbound(connection, unit)
        ]
        await journal.write(
            connection,
            at=now,
            action="codes_issued",
            unit=unit,
            details={"people": len(issued)},
        )
    return issued

"""Taking a roster in: read the file, find the profiles, compare, save in one transaction."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sheets.roster import read_roster
from bot.sheets.rows import Roster, RosterRow, RowProblem
from bot.texts.roster import CLASSES_SHEET, PEOPLE_SHEET
from bot.vk.client import Vk, VkError
from monitor.roster import Entry, RosterChange, compare
from storage import audit, people
from storage.database import Connection, Database
from storage.people import CODE_DIGITS
from storage.records import Person, SchoolClass

CODE_LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; ``kept``: persons not in the file who stay because it has bad rows."""

    change: RosterChange
    kept: tuple[Person, ...]
    classes: int
    problems: tuple[RowProblem, ...]


async def import_roster(
    database: Database,
    vk: Vk | None,
    unit: str,
    data: bytes,
    file_name: str,
    clock: Callable[[], datetime],
) -> Imported:
    """Read and save a roster. Raises ``BadSheet``; then nothing is changed.

    ``vk`` None: profiles named by their short address cannot be found and are told as problems.
    """
    roster = read_roster(data, file_name)
    accounts, unknown = await _accounts(vk, roster)
    problems = (*roster.problems, *unknown)
    entries = [_entry(row, accounts) for row in roster.people]
    now = clock()
    async with database.writing() as connection:
        known = await people.persons(connection, unit)
        change = compare(entries, known, await people.bindings(connection, unit))
        bad_people = any(problem.sheet != CLASSES_SHEET for problem in roster.problems)
        kept = change.leaving if bad_people else ()
        if entries:
            await _save(connection, unit, change, now, dismiss=not kept)
        if roster.classes:
            await people.set_classes(connection, unit, _classes(roster))
        await audit.write(
            connection,
            at=now,
            action="roster_imported",
            unit=unit,
            details={
                "new": len(change.new),
                "changed": len(change.changed),
                "left": 0 if kept else len(change.leaving),
            },
        )
    return Imported(change=change, kept=kept, classes=len(roster.classes), problems=problems)


async def _accounts(vk: Vk | None, roster: Roster) -> tuple[dict[str, int], tuple[RowProblem, ...]]:
    """Find the accounts behind short addresses; those not found are problems of their rows."""
    found: dict[str, int] = {}
    problems = []
    for row in roster.people:
        if row.screen_name is None:
            continue
        account = None if vk is None else await _resolve(vk, row.screen_name)
        if account is None:
            code = "profile_not_asked" if vk is None else "profile_not_found"
            problems.append(
                RowProblem(sheet=PEOPLE_SHEET, row=row.row, code=code, value=row.screen_name)
            )
        else:
            found[row.screen_name] = account
    return found, tuple(problems)


async def _resolve(vk: Vk, screen_name: str) -> int | None:
    try:
        answer = await vk.call("utils.resolveScreenName", screen_name=screen_name)
    except VkError:
        return None
    if isinstance(answer, dict) and answer.get("type") == "user":
        return int(answer["object_id"])
    return None


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


async def _save(
    connection: Connection, unit: str, change: RosterChange, now: datetime, *, dismiss: bool
) -> None:
    bound: dict[int, int] = {}
    for entry in change.new:
        number = await people.add(connection, unit, _columns(entry), now)
        await _details(connection, number, entry, bound)
    for person, entry in change.changed:
        await people.change(connection, person.id, _columns(entry))
        await _details(connection, person.id, entry, bound)
    for person, entry in change.same:
        await _details(connection, person.id, entry, bound)
    if dismiss and change.leaving:
        await people.dismiss(connection, [person.id for person in change.leaving], now)
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


async def issue_codes(
    database: Database, unit: str, clock: Callable[[], datetime]
) -> list[tuple[Person, str]]:
    """Give everybody without a profile a new one-time code; earlier ones end."""
    now = clock()
    issued = []
    async with database.writing() as connection:
        bound = {binding.person for binding in await people.bindings(connection, unit)}
        for person in await people.persons(connection, unit):
            if person.id not in bound:
                code = "".join(str(secrets.randbelow(10)) for _ in range(CODE_DIGITS))
                await people.issue_code(connection, person.id, code, now + CODE_LIFE)
                issued.append((person, code))
        await audit.write(
            connection,
            at=now,
            action="codes_issued",
            unit=unit,
            details={"people": len(issued)},
        )
    return issued

"""Letters: what somebody of a unit lets its administrators know, or they him, or a level above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec

from monitor.jobs.loading.load import UnitOrder
from monitor.jobs.telling import allowed
from storage.db.database import Connection
from storage.people import marks, units
from storage.records import NewNotice, Office
from storage.told import kinds, notices

Topic = Literal[
    "absence",  # somebody asks that his absence be marked
    "profile",  # a profile is bound to the wrong person
    "outside",  # somebody is not in a chat he should be in
    "question",  # anything else, in his own words
    "erased",  # somebody had erased what was kept of him
    "appointed",  # to whom an office was given
    "removed",  # to whom an office was taken
    "claimed",  # somebody took an office by a code
    "answer",  # an administrator answers what a level handed out
    "reply",  # an administrator answers somebody of the staff
    "from_level",  # a coordinator writes to the administrators of an organisation
    "to_level",  # an administrator answers that
    "left",  # somebody's last day on the list is over
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says; who it is about is a row of the roster, an account, or both."""

    topic: Topic
    unit_name: str
    at: datetime  # in the unit's zone
    account: int
    person: int | None = None
    name: str = ""  # empty: not on the roster
    text: str = ""
    first: date | None = None
    last: date | None = None
    office: Office | None = None
    unit_kind: str = ""  # empty: a letter that says nothing of offices
    handed_at: datetime | None = None  # when what is answered was handed out
    of_unit: str = ""  # whose administrator or coordinator writes; empty: it cannot be answered


async def administrators(connection: Connection, unit: str) -> frozenset[int]:
    """Name the accounts of a unit's administrators."""
    holders = await units.offices(connection, unit=unit)
    return frozenset(each.account for each in holders if each.office is Office.ADMINISTRATOR)


async def coordinators(connection: Connection, unit: str) -> frozenset[int]:
    """Name the accounts of a level's coordinators."""
    holders = await units.offices(connection, unit=unit)
    return frozenset(each.account for each in holders if each.office is Office.COORDINATOR)


async def post(
    connection: Connection, unit: UnitOrder, letter: Letter, to: Iterable[int], now: datetime
) -> int:
    """Plan a letter to accounts, for the next moment the unit may be written to; give how many."""
    due_at = await allowed(connection, unit, now)
    about = await marks.mark(connection, letter.account)  # the row outlives its words
    period = f"{letter.topic} {about} {int(now.timestamp())}"
    return await notices.plan(
        connection,
        [
            NewNotice(
                unit=unit.id,
                kind=kinds.LETTER,
                period=period,
                recipient=account,
                facts=msgspec.json.encode(letter).decode(),
                due_at=due_at,
            )
            for account in sorted(to)
        ],
    )

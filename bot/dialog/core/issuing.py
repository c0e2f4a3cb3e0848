"""Making one-time codes for profiles: long enough, hashed before anybody waits for it."""

import asyncio
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.parsing.onetime import LONG, SHORT
from storage.db.database import Connection, Database
from storage.people import codes, people
from storage.people import secrets as kept
from storage.records import Person

CODE_LIFE = timedelta(days=30)

MANY, MANY_IN_ALL = 100, 1_000
"""More open codes than these, of one organisation or of all: new ones have twelve digits.

Who guesses hits any open code: with these bounds a guess is right once in a million at most.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minted:
    """A new code, and the hash that is kept of it."""

    code: str
    mark: str


def random_code(length: int) -> str:
    """Draw digits."""
    return "".join(str(secrets.randbelow(10)) for _ in range(length))


async def unbound(connection: Connection, unit: str) -> list[Person]:
    """List the persons of a unit without a profile."""
    bound = {each.person for each in await people.bindings(connection, unit)}
    return [each for each in await people.persons(connection, unit) if each.id not in bound]


async def _length(connection: Connection, unit: str, more: int, now: datetime) -> int:
    here, everywhere = await codes.count_open(connection, unit, now)
    return LONG if here + more > MANY or everywhere + more > MANY_IN_ALL else SHORT


async def mint(
    database: Database, unit: str, persons: Iterable[Person], now: datetime
) -> dict[int, Minted]:
    """Make codes for persons of a unit, by their numbers, before the transaction that keeps them.

    For a thousand people the hashes take seconds, in which nobody shall wait to write.
    """
    numbers = [person.id for person in persons]
    async with database.reading() as connection:
        length = await _length(connection, unit, len(numbers), now)
        key = await kept.key(connection)
    drawn = [random_code(length) for _ in numbers]
    marks = await asyncio.to_thread(kept.marks, key, drawn)
    made = (Minted(code=code, mark=mark) for code, mark in zip(drawn, marks, strict=True))
    return dict(zip(numbers, made, strict=True))


async def issue(
    connection: Connection,
    person: Person,
    now: datetime,
    minted: Mapping[int, Minted] | None = None,
) -> str:
    """Give somebody a new one-time code, a minted one if there is; earlier ones end."""
    ready = (minted or {}).get(person.id)
    if ready is None:
        code = random_code(await _length(connection, person.unit, 1, now))
        ready = Minted(code=code, mark=await kept.mark_of(connection, code))
    await codes.keep(connection, person.id, ready.mark, now + CODE_LIFE)
    return ready.code

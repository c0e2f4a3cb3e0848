"""Who is told about binding: administrators that somebody asks, and he what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.jobs.loading.load import UnitOrder
from monitor.jobs.telling import allowed
from storage.chats import chats
from storage.db.database import Connection
from storage.people import marks, unit_settings, units
from storage.records import Dialog, NewNotice, Office, Person
from storage.seen.pseudonyms import pseudonym
from storage.told import kinds, notices

ASK_NOTICE = kinds.BINDING_ASK
BOUND_NOTICE, REFUSED_NOTICE = "binding_done", "binding_refused"

KEPT = timedelta(days=7)
"""After so long nobody is told any more."""

_REFUSED = "not_them:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody in a staff chat says that he is a person of the roster."""

    person: int
    name: str
    account: int
    chat: str
    unit_name: str = ""  # empty: written before it was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingAnswer:
    """What came of a binding; ``name`` is the person's, empty where it was refused."""

    name: str
    unit_name: str


async def ask(
    connection: Connection, unit: UnitOrder, asking: Asking, now: datetime, before: Iterable[Person]
) -> bool:
    """Tell the administrators that somebody asks to be bound; False: they know since today.

    ``before``: the persons whom he could have meant as well; asked for one of them today, he
    asks for no other.
    """
    day = now.astimezone(unit.zone).date().isoformat()
    mark = await marks.mark(connection, asking.account)
    holders = await units.offices(connection, unit=unit.id)
    asked = {each.account for each in holders if each.office is Office.ADMINISTRATOR}
    for person in before:
        period = _period(day, person.id, mark)
        if await notices.told(connection, ASK_NOTICE, period, asked):
            return False
    due_at = await allowed(connection, unit, now)
    planned = [
        NewNotice(
            unit=unit.id,
            kind=ASK_NOTICE,
            period=_period(day, asking.person, mark),
            recipient=account,
            facts=msgspec.json.encode(asking).decode(),
            due_at=due_at,
            expires_at=due_at + KEPT,
        )
        for account in sorted(asked)
    ]
    return bool(await notices.plan(connection, planned, again=True))


def _period(day: str, person: int, mark: int) -> str:
    return f"{day} {person} {mark}"


async def asked_himself(connection: Connection, unit: str, account: int) -> bool:
    """Tell whether somebody asks to be bound; False: he had his data erased since he asked."""
    if not await marks.erased_among(connection, [account]):
        return True
    mark = await marks.mark(connection, account)
    return await notices.has_period_with(connection, unit, ASK_NOTICE, f" {mark}")


async def answer(
    connection: Connection, unit: UnitOrder, account: int, person: Person, kind: str, now: datetime
) -> None:
    """Tell an account what came of its binding, if it lets the bot write."""
    dialogs = await chats.dialogs(connection, [account])
    if dialogs.get(account) is not Dialog.OPEN:
        return
    name = person.full_name if kind == BOUND_NOTICE else ""
    due_at = await allowed(connection, unit, now)
    told = NewNotice(
        unit=unit.id,
        kind=kind,
        period=f"{int(now.timestamp())} {person.id}",
        recipient=account,
        facts=msgspec.json.encode(BindingAnswer(name=name, unit_name=unit.name)).decode(),
        due_at=due_at,
        expires_at=due_at + KEPT,
    )
    await notices.plan(connection, [told])


async def refuse(connection: Connection, person: Person, account: int) -> None:
    """Keep that an account is not a person's, so that it is suggested no more."""
    mark = await marks.mark(connection, account)
    await unit_settings.keep(connection, person.unit, _pair(person.id, mark), "1")


@dataclass(frozen=True, slots=True)
class RefusedBindings:
    """What was refused in a unit: pairs of a person and a mark; strangers are not named."""

    pairs: frozenset[str]
    key: bytes

    def has(self, person: int, account: int) -> bool:
        """Tell whether an account was said not to be a person's."""
        return _pair(person, pseudonym(self.key, account)) in self.pairs


async def refused(connection: Connection, unit: str) -> RefusedBindings:
    """Read what was refused in a unit."""
    kept = await unit_settings.of_unit(connection, unit)
    pairs = frozenset(name for name in kept if name.startswith(_REFUSED))
    return RefusedBindings(pairs, await marks.key_of(connection))


def _pair(person: int, mark: int) -> str:
    return f"{_REFUSED}{person} {mark}"

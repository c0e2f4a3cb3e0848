"""Everything that is kept of one account, kind by kind, as its owner may see it.

Which columns there are the tables say (``personal_columns``); a test plants an account into each
of them and looks for it here.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, func, or_, select

from storage import tables
from storage.db.times import moment
from storage.engine import AsyncConnection
from storage.people import marks
from storage.places.holdings import held_by
from storage.privacy import erasing
from storage.privacy.personal_columns import HELD

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRows:
    """Rows of one kind that concern an account; their moments are in UTC."""

    name: str
    rows: tuple[Row, ...]


async def kept_of(connection: AsyncConnection, account: int) -> tuple[PersonalRows, ...]:
    """List everything that is kept of an account; kinds without rows are left out."""
    self = _Self(
        account=account,
        mark=await marks.mark(connection, account),
        names=await erasing.names(connection, account),
    )
    found = []
    for name, query in KINDS.items():
        rows = [row._asdict() for row in (await connection.execute(query(self))).all()]
        if name in _LOOKED_INTO:
            rows = [row for row in rows if _names(row.pop("json"), account)]
        if rows:
            found.append(PersonalRows(name=name, rows=tuple(map(_readable, rows))))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Self:
    """Who asks: by account, by mark, and as tallies and calls call him."""

    account: int
    mark: int
    names: Sequence[erasing.AuthorName]


_LOOKED_INTO = ("dialog_about", "journal_about")
"""Kinds of which the query finds too much: rows count whose ``json`` has the account."""


def _names(text: str, account: int) -> bool:
    return account in erasing.named(json.loads(text))


_MOMENTS = frozenset(
    ("changed_at", "bound_at", "added_at", "started_at", "made_at", "due_at", "at", "begun_at")
) | {"received_at", "erased_at", "expires_at"}


def _readable(row: dict[str, Any]) -> Row:
    for name in _MOMENTS & row.keys():
        row[name] = moment(row[name])
    if "hour" in row:
        row["hour"] = moment(row["hour"] * 3600)
    if "classes" in row:
        row["classes"] = ", ".join(json.loads(row["classes"]))
    return row


_t = tables
_Query = Callable[[_Self], Select[Any]]


def _plainly(column: Column[Any], *shown: ColumnElement[Any]) -> _Query:
    """Give the rows in which the account stands, in the order of what is shown first."""
    held = next(each for each in HELD if each.column is column)

    def query(self: _Self) -> Select[Any]:
        where = erasing.stands(held, self.account, self.mark)
        return select(*shown).where(where).order_by(shown[0])

    return query


def _person(self: _Self) -> Select[Any]:
    persons, bindings = _t.persons.c, _t.bindings.c
    return (
        select(
            persons.unit,
            persons.full_name,
            persons.position,
            persons.role,
            persons.classes,
            persons.added_at,
            bindings.method,
            bindings.bound_at,
        )
        .join(_t.bindings, bindings.person == persons.id)
        .where(bindings.account == self.account)
        .order_by(persons.unit)
    )


def _absence(self: _Self) -> Select[Any]:
    absences = _t.absences.c
    return (
        select(absences.first, absences.last)
        .where(absences.person.in_(_mine(self)))
        .order_by(absences.first)
    )


def _wish(self: _Self) -> Select[Any]:
    return select(_t.subscriptions).where(_t.subscriptions.c.account == self.account)


def _member(self: _Self) -> Select[Any]:
    members = _t.chat_members.c
    return (
        select(func.coalesce(_t.chats.c.title, "").label("title"))
        .select_from(_t.chat_members.outerjoin(_t.chats, members.chat == _t.chats.c.id))
        .where(members.account == self.account)
        .order_by(_t.chats.c.title)
    )


def _chat(self: _Self) -> Select[Any]:
    chats = _t.chats.c
    mine = or_(chats.owner == self.account, chats.invited_by == self.account)
    return select(chats.title).where(mine).order_by(chats.title)


def _tally(self: _Self) -> Select[Any]:
    tallies, held = _t.tallies.c, held_by()
    mine = or_(*(and_(tallies.author == each.author, each.tallies) for each in self.names))
    return (
        select(held.c.title, tallies.hour, tallies.messages)
        .outerjoin(held, held.c.place == tallies.chat)
        .where(mine)
        .order_by(tallies.hour)
    )


def _call(self: _Self) -> Select[Any]:
    calls, people, held = _t.calls.c, _t.call_participants.c, held_by()
    mine = or_(
        *(
            and_(
                or_(
                    calls.initiator == each.author,
                    calls.id.in_(select(people.call).where(people.author == each.author)),
                ),
                each.calls,
            )
            for each in self.names
        )
    )
    return (
        select(held.c.title, calls.started_at, calls.seconds)
        .outerjoin(held, held.c.place == calls.chat)
        .where(mine)
        .order_by(calls.started_at)
    )


def _journal(self: _Self) -> Select[Any]:
    line = _t.audit.c
    mine = line.actor.in_([self.account, self.mark])
    return select(line.at, line.action).where(mine).order_by(line.id)


def _claim(self: _Self) -> Select[Any]:
    claims = _t.claims.c
    mine = or_(claims.used_by == self.account, claims.issuer == self.account)
    return select(claims.unit, claims.office).where(mine)


def _correction(self: _Self) -> Select[Any]:
    made = _t.corrections.c
    return (
        select(made.week, made.messages, made.calls, made.comment)
        .where(made.person.in_(_mine(self)))
        .order_by(made.id)
    )


def _inbox(self: _Self) -> Select[Any]:
    asked = _t.inbox.c
    mine = or_(asked.conversation == -self.account, asked.account == self.account)
    return select(asked.received_at).where(mine).order_by(asked.received_at)


def _mine(self: _Self) -> Select[tuple[int]]:
    return select(_t.bindings.c.person).where(_t.bindings.c.account == self.account)


KINDS: dict[str, _Query] = {
    "account": _plainly(_t.accounts.c.account, *_t.accounts.c),
    "person": _person,
    "absence": _absence,
    "office": _plainly(_t.offices.c.account, *_t.offices.c),
    "wish": _wish,
    "dialog": _plainly(_t.dialog_states.c.account, _t.dialog_states.c.unit, _t.dialog_states.c.act),
    "member": _member,
    "chat": _chat,
    "tally": _tally,
    "call": _call,
    "notice": _plainly(
        _t.notices.c.recipient,
        *(_t.notices.c.due_at, _t.notices.c.kind, _t.notices.c.period, _t.notices.c.state),
    ),
    "letter": _plainly(_t.notices.c.period, _t.notices.c.due_at, _t.notices.c.state),
    "code": _plainly(_t.codes.c.used_by, _t.codes.c.expires_at),
    "claim": _claim,
    "correction": _correction,
    "corrected": _plainly(_t.corrections.c.author, _t.corrections.c.made_at, _t.corrections.c.week),
    "version": _plainly(_t.snapshots.c.author, _t.snapshots.c.made_at, _t.snapshots.c.week),
    "remark": _plainly(
        _t.week_notes.c.author,
        *(
            _t.week_notes.c.made_at,
            _t.week_notes.c.week,
            _t.week_notes.c.kind,
            _t.week_notes.c.text,
        ),
    ),
    "milestone": _plainly(
        _t.milestones_done.c.author, _t.milestones_done.c.made_at, _t.milestones_done.c.milestone
    ),
    "announcement": _plainly(_t.announcements.c.author, _t.announcements.c.made_at),
    "material": _plainly(_t.materials.c.author, _t.materials.c.made_at, _t.materials.c.text),
    "refused": _plainly(_t.unit_settings.c.name, _t.unit_settings.c.unit),
    "journal": _journal,
    "journal_about": _plainly(
        _t.audit.c.details, _t.audit.c.at, _t.audit.c.action, _t.audit.c.details.label("json")
    ),
    "dialog_about": _plainly(
        _t.dialog_states.c.args, _t.dialog_states.c.begun_at, _t.dialog_states.c.args.label("json")
    ),
    "ledger": _plainly(_t.ledger.c.conversation, _t.ledger.c.first, _t.ledger.c.last),
    "inbox": _inbox,
    "answer": _plainly(_t.answers.c.conversation, _t.answers.c.made_at),
    "erased": _plainly(_t.erased.c.mark, _t.erased.c.erased_at),
}
"""How each kind is found, in the order in which they are shown."""

"""Everything that is kept of one account, table by table, as its owner may see it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.times import moment

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Rows of one kind that concern an account; their moments are in UTC."""

    name: str
    rows: tuple[Row, ...]


async def kept_of(connection: AsyncConnection, account: int) -> tuple[Kept, ...]:
    """List everything that is kept of an account; kinds without rows are left out."""
    found = []
    for name, query in _queries(account):
        rows = (await connection.execute(query)).all()
        if rows:
            found.append(Kept(name=name, rows=tuple(_readable(row._asdict()) for row in rows)))
    return tuple(found)


_MOMENTS = (
    "changed_at",
    "bound_at",
    "added_at",
    "started_at",
    "made_at",
    "due_at",
    "expires_at",
    "at",
)


def _readable(row: dict[str, Any]) -> Row:
    for name in _MOMENTS:
        if name in row:
            row[name] = moment(row[name])
    if "hour" in row:
        row["hour"] = moment(row["hour"] * 3600)
    if "classes" in row:
        row["classes"] = ", ".join(json.loads(row["classes"]))
    return row


def _queries(account: int) -> Sequence[tuple[str, Select[Any]]]:
    return (
        *_about(account),
        *_seen(account),
        *_told(account),
        *_done(account),
    )


def _about(account: int) -> Sequence[tuple[str, Select[Any]]]:
    """Who somebody is to us."""
    persons, bindings = tables.persons.c, tables.bindings.c
    return (
        ("account", _all(tables.accounts, tables.accounts.c.account == account)),
        (
            "person",
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
            .join(tables.bindings, bindings.person == persons.id)
            .where(bindings.account == account)
            .order_by(persons.unit),
        ),
        (
            "absence",
            select(tables.absences.c.first, tables.absences.c.last)
            .where(tables.absences.c.person.in_(_mine(account)))
            .order_by(tables.absences.c.first),
        ),
        ("office", _all(tables.offices, tables.offices.c.account == account)),
        ("wish", _all(tables.wishes, tables.wishes.c.account == account)),
        (
            "dialog",
            select(tables.talkers.c.unit, tables.talkers.c.act).where(
                tables.talkers.c.account == account
            ),
        ),
    )


def _seen(account: int) -> Sequence[tuple[str, Select[Any]]]:
    """What was seen of somebody in the chats."""
    chats, tallies, calls = tables.chats.c, tables.tallies.c, tables.calls.c
    people = tables.call_participants.c
    joined = select(people.call).where(people.author == account)
    return (
        (
            "member",
            select(chats.title)
            .join(tables.chat_members, tables.chat_members.c.chat == chats.id)
            .where(tables.chat_members.c.account == account)
            .order_by(chats.title),
        ),
        (
            "chat",
            select(chats.title)
            .where(or_(chats.owner == account, chats.invited_by == account))
            .order_by(chats.title),
        ),
        (
            "tally",
            select(chats.title, tallies.hour, tallies.messages)
            .outerjoin(tables.chats, chats.id == tallies.chat)
            .where(tallies.author == account)
            .order_by(tallies.hour),
        ),
        (
            "call",
            select(chats.title, calls.started_at, calls.seconds)
            .outerjoin(tables.chats, chats.id == calls.chat)
            .where(or_(calls.initiator == account, calls.id.in_(joined)))
            .order_by(calls.started_at),
        ),
    )


def _told(account: int) -> Sequence[tuple[str, Select[Any]]]:
    """What was told to somebody, and what was handed out."""
    notices, codes, claims = tables.notices.c, tables.codes.c, tables.claims.c
    return (
        (
            "notice",
            select(notices.kind, notices.period, notices.due_at, notices.state)
            .where(notices.recipient == account)
            .order_by(notices.due_at),
        ),
        ("code", select(codes.expires_at).where(codes.used_by == account)),
        (
            "claim",
            select(claims.unit, claims.office).where(
                or_(claims.used_by == account, claims.issuer == account)
            ),
        ),
    )


def _done(account: int) -> Sequence[tuple[str, Select[Any]]]:
    """What was written down about somebody, and by him."""
    corrections, remarks = tables.corrections.c, tables.remarks.c
    milestones, audit = tables.milestones_done.c, tables.audit.c
    return (
        (
            "correction",
            select(corrections.week, corrections.messages, corrections.calls, corrections.comment)
            .where(corrections.person.in_(_mine(account)))
            .order_by(corrections.id),
        ),
        (
            "corrected",
            select(corrections.week, corrections.made_at)
            .where(corrections.author == account)
            .order_by(corrections.id),
        ),
        (
            "remark",
            select(remarks.week, remarks.kind, remarks.text, remarks.made_at)
            .where(remarks.author == account)
            .order_by(remarks.id),
        ),
        (
            "milestone",
            select(milestones.milestone, milestones.made_at).where(milestones.author == account),
        ),
        (
            "announcement",
            select(tables.announcements.c.made_at).where(tables.announcements.c.author == account),
        ),
        (
            "journal",
            select(audit.at, audit.action).where(audit.actor == account).order_by(audit.id),
        ),
    )


def _mine(account: int) -> Select[tuple[int]]:
    return select(tables.bindings.c.person).where(tables.bindings.c.account == account)


def _all(table: Table, where: ColumnElement[bool]) -> Select[Any]:
    return select(table).where(where)

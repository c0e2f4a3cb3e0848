"""Small builders for tests of storage and monitor: the cast's units, people, chats and weeks.

A builder names only what a test is about; everything else has a quiet default.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from monitor.facts.assembling import assemble
from monitor.facts.facts import Facts, Raw
from monitor.order_files.loading import parse_order
from monitor.orders.model import Order
from monitor.time.week import Week, week_at
from storage.records import (
    Absence,
    Access,
    Binding,
    Call,
    Chat,
    ChatKind,
    Dialog,
    Interruption,
    Office,
    OfficeHolder,
    Person,
    SchoolClass,
    Standing,
    Tally,
    Unit,
)
from tests.cast import ADMIN, COORDINATOR, DEPUTY, LYCEUM, LYCEUM_ADMIN, PERM, SCHOOL, WEEK, at, utc

YEKATERINBURG = "Asia/Yekaterinburg"
LONG_AGO, TUESDAY = at(-30), at(1, 10)


def a_unit(
    name: str = SCHOOL, *, kind: str = "school", order: str = "perm", zone: str = YEKATERINBURG
) -> Unit:
    """A unit of the cast; only its id tells it from another."""
    parent = None if name == PERM else PERM
    return Unit(id=name, kind=kind, name=name, parent=parent, timezone=zone, order=order)


UNITS = (a_unit(PERM, kind="municipality"), a_unit(SCHOOL), a_unit(LYCEUM, order="sergokala"))

HOLDERS = (
    OfficeHolder(unit=PERM, account=COORDINATOR, office=Office.COORDINATOR),
    OfficeHolder(unit=SCHOOL, account=ADMIN, office=Office.ADMINISTRATOR),
    OfficeHolder(unit=SCHOOL, account=DEPUTY, office=Office.DEPUTY),
    OfficeHolder(unit=LYCEUM, account=LYCEUM_ADMIN, office=Office.ADMINISTRATOR),
)


def this_week(first_day: int = 0, zone: str = YEKATERINBURG) -> Week:
    """The week that Thursday of the cast's week lies in: 2026-W47 if it begins on a Monday."""
    return week_at(at(3, 12), ZoneInfo(zone), first_day)


def weeks_of(unit: str, moment: int) -> tuple[str, int, int]:
    """What intake asks for: the Monday week of a moment, the same for every unit."""
    del unit
    week = week_at(datetime.fromtimestamp(moment, ZoneInfo("UTC")), ZoneInfo(YEKATERINBURG))
    return week.name, utc(week.start), utc(week.end)


def a_person(
    number: int,
    full_name: str = "Петрова Мария Петровна",
    *,
    role: str = "учитель",
    position: str = "Учитель математики",
    added_at: datetime = LONG_AGO,
    classes: tuple[str, ...] = (),
    dismissed_at: datetime | None = None,
) -> Person:
    """A person on the roster of the school."""
    return Person(
        id=number,
        unit=SCHOOL,
        full_name=full_name,
        position=position,
        role=role,
        classes=classes,
        added_at=added_at,
        dismissed_at=dismissed_at,
    )


def bound(
    person: int, *accounts: int, dialog: Dialog = Dialog.UNKNOWN, unit: str = SCHOOL
) -> tuple[Binding, ...]:
    """The accounts of a person."""
    return tuple(
        Binding(unit=unit, person=person, account=account, dialog=dialog) for account in accounts
    )


def a_chat(
    number: int = 1,
    kind: ChatKind | None = ChatKind.STAFF,
    *,
    joined_at: datetime | None = LONG_AGO,
    left_at: datetime | None = None,
    class_name: str = "",
    owner: int | None = None,
    title: str = "Педсовет",
    access: Access = Access.ALL,
    people: int | None = None,
    strangers: int | None = None,
) -> Chat:
    """A chat of the school the bot joined a month ago; ``left_at``: it is gone since."""
    return Chat(
        id=number,
        unit=SCHOOL,
        title=title,
        kind=kind,
        class_name=class_name,
        owner=owner,
        access=access,
        present=left_at is None,
        joined_at=joined_at,
        left_at=left_at,
        people=people,
        strangers=strangers,
    )


def wrote(author: int, messages: int, when: datetime = TUESDAY, chat: int = 1) -> Tally:
    """So many messages of an author in the hour of a moment."""
    return Tally(chat, utc(when) // 3600, author, messages)


def a_call(
    initiator: int,
    *participants: int,
    reached: bool | None = True,
    count: int | None = None,
    number: int = 1,
    when: datetime = TUESDAY,
) -> Call:
    """A call in the first chat."""
    return Call(
        id=number,
        chat=1,
        started_at=when,
        seconds=None if reached is None else 60,
        initiator=initiator,
        reached=reached,
        participants=participants,
        participant_count=len(participants) if count is None else count,
    )


def a_class(name: str, pupils: int | None = 25, parents: int | None = 40) -> SchoolClass:
    """A class of the school."""
    return SchoolClass(name=name, pupils=pupils, parents=parents, teacher="")


NOTHING: Mapping[int, int] = MappingProxyType({})


def some_facts(
    persons: Iterable[Person] = (),
    bindings: Iterable[Binding] = (),
    tallies: Iterable[Tally] = (),
    calls: Iterable[Call] = (),
    chats: Iterable[Chat] = (a_chat(),),
    absences: Iterable[Absence] = (),
    classes: Iterable[SchoolClass] = (),
    missed: Mapping[int, int] = NOTHING,
    interruptions: Iterable[Interruption] = (),
    week: Week | None = None,
    as_of: datetime | None = None,
    *,
    participants: bool = False,
    kind: str = "school",
    **more: Any,
) -> Facts:
    """The facts of the school's week; told as of its end unless said otherwise.

    ``more``: what else ``Raw`` holds (vacations, corrections, members, links, chats_above).
    """
    raw = Raw(
        unit=a_unit(kind=kind),
        persons=tuple(persons),
        bindings=tuple(bindings),
        absences=tuple(absences),
        chats=tuple(chats),
        classes=tuple(classes),
        tallies=tuple(tallies),
        calls=tuple(calls),
        missed=missed,
        interruptions=tuple(interruptions),
        **more,
    )
    week = week or this_week()
    return assemble(raw, week, as_of or week.end, participants=participants)


def away(person: int, first: date, last: date | None) -> Absence:
    """Days somebody is away, both inclusive."""
    return Absence(person=person, first=first, last=last)


ORDER = """
id = "made-up"
title = "Приказ"
issuer = "Управление"
main = "main"

[counting]
rule = "Считаются сообщения."

[schedule]
close = "monday 09:00"
"""

INDICATOR = """
[[indicator]]
id = "main"
family = "people_active"
title = "Написавшие"
"""


def an_indicator(name: str, *lines: str, family: str = "people_active") -> str:
    """One more indicator of an order; its lines come after the "main" one's."""
    head = INDICATOR.replace('"main"', f'"{name}"').replace("people_active", family)
    return head + "\n".join(lines)


TEXT = 'basis = "text"'


def an_order(
    *lines: str, schedule: str = "", participants: bool = False, head: str = TEXT
) -> Order:
    """An order whose one indicator "main" has these lines (``messages = 3`` if none)."""
    text = ORDER.replace("[counting]", f"{head}\n[counting]\nparticipants = {participants}".lower())
    return parse_order(
        text + schedule + INDICATOR + "\n".join(lines or ("messages = 3",)), "made-up"
    )


def a_standing(week=WEEK, unit=SCHOOL, *, as_of=None, closed=False, figures="[]", whole=1.0):
    return Standing(
        unit=unit,
        week=week,
        as_of=as_of or at(4, 15),
        closed=closed,
        completeness=whole,
        figures=figures,
    )

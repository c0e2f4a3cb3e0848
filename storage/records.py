"""The records that leave storage: frozen values, no behaviour beyond reading themselves.

Identifiers are plain integers handed in by the messenger's adapter. An *author* in a tally or a
call is an account (positive) of a person on the roster, a weekly pseudonym (negative) or
``UNNAMED`` (the week's key is gone; only totals may remain).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NamedTuple

WRONG_CODE = "wrong_code"
"""A code that somebody sent was wrong; kept as long as work is (storage/privacy/retention.py)."""

UNNAMED = 0
"""Whoever has no name here: the week's key is gone, or he is on no roster."""

Source = Literal["config", "bot"]
"""Who wrote something down: the operator's config, or somebody by the bot or a command."""


class ChatKind(StrEnum):
    """Who a chat is for; decides what an unknown author in it is taken for."""

    STAFF = "staff"
    PUPILS = "pupils"
    PARENTS = "parents"
    MIXED = "mixed"  # a class chat of pupils and parents together
    OTHER = "other"


class Access(StrEnum):
    """What the bot is known to see in a chat (VK tells it only by what arrives)."""

    UNKNOWN = "unknown"
    MENTIONS = "mentions"
    ALL = "all"


class Office(StrEnum):
    """What a person may do for a unit."""

    ADMINISTRATOR = "administrator"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"


class Dialog(StrEnum):
    """Whether the bot may write to an account personally."""

    UNKNOWN = "unknown"
    OPEN = "open"
    CLOSED = "closed"


class NoticeState(StrEnum):
    """The life of a notice: planned until released, then sent, failed for good, or dropped."""

    PLANNED = "planned"
    RELEASED = "released"
    SENT = "sent"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisation or a level above it; ``order`` names the order that applies."""

    id: str
    kind: str
    name: str
    parent: str | None
    timezone: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolder:
    """One account holding one office in one unit."""

    unit: str
    account: int
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A row of one unit's roster. Someone with two jobs is a person in each unit."""

    id: int
    unit: str
    full_name: str
    position: str
    role: str
    classes: tuple[str, ...] = ()
    added_at: datetime
    dismissed_at: datetime | None = None
    until: date | None = None  # the last day on the list, of a substitute


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An account that belongs to a person of a unit; one person may have several."""

    unit: str
    person: int
    account: int
    dialog: Dialog = Dialog.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days (both inclusive) a person is away; ``last`` None: not known yet. Never the reason."""

    person: int
    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass:
    """A class, group or department of a unit with its numbers from the roster."""

    name: str
    pupils: int | None
    parents: int | None
    teacher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A group chat the bot was invited to; ``unit`` None: nobody of ours invited it."""

    id: int
    unit: str | None
    title: str = ""
    kind: ChatKind | None = None
    class_name: str = ""
    owner: int | None = None  # UNNAMED: somebody who is not on the roster
    access: Access = Access.UNKNOWN
    admin: bool = False
    present: bool = True
    joined_at: datetime | None = None
    left_at: datetime | None = None
    invited_by: int | None = None
    people: int | None = None  # its members that are people; None: the messenger never told
    strangers: int | None = None  # of a staff chat: see storage/chats/members.py
    came_at: datetime | None = None  # since when the bot is there without a break
    moved: bool = False  # it has had another owner
    lent: tuple[tuple[datetime, datetime], ...] = ()  # times in which it was another unit's

    @property
    def here_since(self) -> datetime | None:
        """Since when the bot has been in the unit's chat without a break; None: not known."""
        known = [at for at in (self.came_at, self.joined_at) if at is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacation:
    """Days (both inclusive) without school; ``class_name`` empty: of the whole unit."""

    unit: str
    class_name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What somebody in charge adds to a week: to a person's counts, or as a figure of its own.

    ``author`` is an account; None: the operator.
    """

    id: int
    unit: str
    week: str
    person: int | None
    figure: str
    messages: int = 0
    calls: int = 0
    value: int | None = None
    of: int | None = None
    comment: str = ""
    author: int | None = None
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A figure as the official table gives it; ``value`` None: the table has no data.

    ``percent``: the table gave only a share, which is ``value`` parts of ``of`` (26,1 % is 261 of
    1000); else they are counts, and ``of`` None is a base that the table does not tell.
    """

    figure: str
    value: int | None
    of: int | None = None
    percent: bool = False


class Tally(NamedTuple):
    """Messages of one author in one chat in one hour; ``hour`` counts UTC hours since 1970.

    A tuple, because a town's week has hundreds of thousands of them.
    """

    chat: int
    hour: int
    author: int
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignLinks:
    """How many messages of a chat had a link to a foreign messenger."""

    chat: int
    messenger: str
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call in a chat; ``seconds`` None: its end was not seen; ``reached`` None: not known."""

    id: int
    chat: int
    started_at: datetime
    seconds: int | None
    initiator: int
    reached: bool | None
    participants: tuple[int, ...]
    participant_count: int


class Gone(StrEnum):
    """Why the messenger does not return a number."""

    DELETED = "deleted"
    NO_ACCESS = "no_access"


class Cause(StrEnum):
    """Why nothing, or not everything, was seen."""

    ABSENT = "absent"  # the bot was not in the chat
    BLIND = "blind"  # it was given only mentions and commands
    DOWN = "down"  # the program did not run; what came meanwhile is read afterwards
    LOST = "lost"  # the messenger forgot updates before they were read
    UNREAD = "unread"  # what happened is not read yet; never written down, for it may be at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """A time without (full) sight; ``chat`` None: all chats, ``until`` None: it lasts."""

    chat: int | None
    cause: Cause
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to be told: who, what kind, which period, facts (JSON), never prose."""

    id: int
    unit: str
    kind: str
    period: str
    recipient: int
    facts: str
    due_at: datetime
    expires_at: datetime | None
    state: NoticeState = NoticeState.PLANNED
    attempts: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice about to be written; (unit, kind, period, recipient) is unique."""

    unit: str
    kind: str
    period: str
    recipient: int
    facts: str
    due_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a closed week said, as JSON of the report; versions only grow."""

    unit: str
    week: str
    version: int
    author: str
    made_at: datetime
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The newest figures (JSON) of a unit's week, as of a moment; ``closed``: they stay so."""

    unit: str
    week: str
    as_of: datetime
    closed: bool
    completeness: float | None
    figures: str

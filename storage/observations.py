"""What one poll says, in storage's own words; the adapter of the messenger fills it in."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Seen(NamedTuple):
    """One number of a conversation; ``account`` None: it is never counted as a message.

    ``conversation``: a chat, or minus the account for a private dialog. ``at``: UTC seconds.
    """

    conversation: int
    number: int
    account: int | None
    at: int


class Linked(NamedTuple):
    """A message of a chat with links to foreign messengers: to which, but never the links."""

    chat: int
    number: int
    at: int
    messengers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSeen:
    """A start (``ended`` False) or end message of a call.

    ``started_at``: as the messenger says it (``told``), or as far as it follows from the rest.
    """

    chat: int
    number: int
    at: int
    ended: bool
    initiator: int
    started_at: int
    seconds: int | None
    reached: bool | None
    participants: tuple[int, ...]
    participant_count: int
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatVisit:
    """The bot was invited to a chat (``present``) or removed from it.

    ``number`` None: the messenger did not tell of it.
    """

    chat: int
    at: int
    by: int
    present: bool
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogChange:
    """An account allowed or forbade the bot to write to it."""

    account: int
    at: int
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A chat got a new title; ``number``: of the message that tells of it."""

    chat: int
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An update that wants an answer; ``number`` None: it has no number of its own.

    ``account``: who asks. ``folds``, ``gist``: what of a backlog need not be answered by itself
    (storage/asked/folding.py).
    """

    key: str
    conversation: int
    number: int | None
    at: int
    body: bytes
    account: int | None = None
    folds: int = 0
    gist: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An update that could not be recorded: why, where it stood, its shape without any words.

    ``place``: source, position, index among its neighbours, and its type.
    """

    at: int
    reason: str
    shape: str
    place: str = ""


@dataclass(slots=True, kw_only=True)
class Batch:
    """Everything of one poll: it is written in one transaction together with the cursor."""

    source: str
    position: str | None = None
    polled_at: int
    read_through: int | None = None
    """All that is dated before this is read with it (UTC seconds); None: it proves nothing."""
    seen: list[Seen] = field(default_factory=list)
    links: list[Linked] = field(default_factory=list)
    cropped: list[Linked] = field(default_factory=list)
    """Messages of which more is to be asked for before their links count."""
    calls: list[CallSeen] = field(default_factory=list)
    visits: list[ChatVisit] = field(default_factory=list)
    dialogs: list[DialogChange] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    addressed: set[tuple[int, int]] = field(default_factory=set)
    """(chat, number) of people's messages to the bot; any other only full access shows."""
    fetched: bool = False
    """It was asked for afterwards: nothing in it is answered."""
    replies: list[tuple[int, int]] = field(default_factory=list)
    """Our own messages that came back: (recipient, random_id)."""

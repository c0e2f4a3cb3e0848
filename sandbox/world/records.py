"""What the sandbox's world is made of: people, chats, dialogs and their messages."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
# Any JSON value: what a method answers, what a script computes.
Value = Any

FIRST_CHAT_PEER = 2_000_000_000
LAST_CHAT = 2**31 - 1 - FIRST_CHAT_PEER
"""The last number a chat may have: peers are 32 bits long."""
REACTIONS = 16
"""How many reactions there are; they are numbered from 1."""
_ID = re.compile(r"[0-9]{1,18}")


def as_id(text: str) -> int | None:
    """Read an id: digits, and no more of them than 64 bits hold; None for anything else."""
    return None if _ID.fullmatch(text) is None else int(text)


class Access(StrEnum):
    """What the community may read in a chat; `admin` includes `all`."""

    ABSENT = "absent"
    MENTIONS = "mentions"
    ALL = "all"
    ADMIN = "admin"


class WorldError(ValueError):
    """Something that cannot happen in this world; the message is a sentence for a person."""


@dataclass(slots=True, kw_only=True)
class Person:
    """An account; `dm` tells whether the community may write to it.

    `about` is a word for whoever watches: who it is in the story («завуч»). VK knows no such thing.
    """

    id: int
    first_name: str
    last_name: str
    dm: bool = False
    about: str = ""


@dataclass(slots=True, kw_only=True)
class Message:
    """One numbered message of a dialog; `seen` lists the communities that had access in time.

    `date` and `update_time` are Unix seconds; `id` is 0 in chats, as communities see it. The
    world fills in the numbers (and the date, when it is 0) as it records a message. `reactions`
    are by who reacted.
    """

    from_id: int
    cmid: int = 0
    id: int = 0
    date: int = 0
    version: int = 0
    text: str = ""
    attachments: tuple[Json, ...] = ()
    payload: str | None = None
    ref: str | None = None
    action: Json | None = None
    keyboard: Json | None = None
    geo: Json | None = None
    template: Json | None = None
    format_data: Json | None = None
    reply: Json | None = None
    forwards: tuple[Json, ...] = ()
    reactions: dict[int, int] = field(default_factory=dict)
    random_id: int = 0
    update_time: int | None = None
    seen: tuple[int, ...] = ()
    deleted: bool = False
    cropped: int | None = None
    """How many attachments its event carries; None: all of them."""


@dataclass(slots=True, kw_only=True)
class Dialog:
    """A conversation of the community: with one person, or a chat.

    `answered`: up to which cmid the community marked it so.
    """

    peer_id: int
    messages: list[Message] = field(default_factory=list)
    keyboard: Json | None = None
    important: bool = False
    answered: int = 0

    @property
    def is_chat(self) -> bool:
        """Chats have peer ids above 2,000,000,000."""
        return self.peer_id > FIRST_CHAT_PEER

    def find(self, cmid: int) -> Message | None:
        """The message numbered `cmid`, unless it was never written or was deleted."""
        if not 1 <= cmid <= len(self.messages):
            return None
        message = self.messages[cmid - 1]
        return None if message.deleted else message


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """How somebody came into a chat; `joined` is Unix seconds."""

    invited_by: int
    joined: int


@dataclass(slots=True, kw_only=True)
class Chat:
    """A group chat; the community itself is not in `members`, its place is `access`.

    `pinned` is the cmid of the message that stands on top.
    """

    number: int
    title: str
    owner: int
    members: dict[int, Member]
    dialog: Dialog
    access: Access = Access.ABSENT
    bot_joined: Member | None = None
    link_number: int = 1
    pinned: int | None = None
    photo: Json | None = None

    @property
    def reads_all(self) -> bool:
        """Whether the community sees messages that do not address it."""
        return self.access in (Access.ALL, Access.ADMIN)

    @property
    def has_bot(self) -> bool:
        """Whether the community takes part in the chat."""
        return self.access is not Access.ABSENT


@dataclass(slots=True, kw_only=True)
class Pressed:
    """A callback button somebody pressed; `pressed` is the stopwatch's reading then."""

    user_id: int
    peer_id: int
    pressed: float
    answered: bool = False


@dataclass(slots=True, kw_only=True)
class Switches:
    """Settings of the community; without `bots_capabilities` there are no keyboards."""

    online: bool = False
    bots_capabilities: bool = True
    joins_chats: bool = True

"""Who and what exists in the world, its time, and how a message is recorded and told of."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sandbox.world.callback_servers import Servers
from sandbox.world.carried.files import Files
from sandbox.world.clock import Clock, utc_now
from sandbox.world.events import Queue, digest
from sandbox.world.records import (
    FIRST_CHAT_PEER,
    Access,
    Chat,
    Dialog,
    Json,
    Member,
    Message,
    Person,
    Pressed,
    Switches,
    Value,
    WorldError,
    as_id,
)
from sandbox.world.shapes import CLIENT_INFO, cropped, message_json

FIRST_PERSON = 300_001
EVENT_TYPES = (
    "message_new",
    "message_reply",
    "message_edit",
    "message_allow",
    "message_deny",
    "message_event",
)
SIGNALS = ("message_read", "message_reaction_event", "message_typing_state")
"""Types of events that are off until they are switched on."""
TYPES = (*EVENT_TYPES, *SIGNALS)
RIGHTS = {"photos": 4, "messages": 4096, "docs": 131_072, "manage": 262_144}
"""What a token may be allowed, with VK's bits."""
LASTING = ("url", "others", "clock", "queue", "callback_servers")
"""What of a world is there while it is served, however often it starts anew."""


class Stage:
    """One community, the people it may meet, their chats, and what it is told of them."""

    def __init__(
        self,
        *,
        group_id: int = 225_000_001,
        clock: Callable[[], datetime] | None = None,
        stopwatch: Callable[[], float] = time.monotonic,
        group_name: str = "Звонок",
        screen_name: str = "zvonok",
        token: str | None = None,
    ) -> None:
        """Start empty; `clock` answers aware datetimes, `stopwatch` seconds of real time."""
        self.group_id = group_id
        self.group_name, self.screen_name = group_name, screen_name
        self.others: Sequence[Stage] = ()  # communities among the same people; see `neighbours`
        self.token = self.first_token = token or f"vk1.a.{digest(f'token {group_id}', 40)}"
        self.url = ""  # where the server listens; absolute links begin with it
        self.stopwatch = stopwatch
        self.rate_limit: int | None = 20
        self.poll_limit = 1_000
        self.event_types, self.rights = set(EVENT_TYPES), set(RIGHTS)
        self.long_poll_enabled, self.user_long_poll = True, False
        self.long_poll_version = "5.199"
        self.switches = Switches()
        self.storage: dict[tuple[int, str], str] = {}  # by person (0: nobody's) and key
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.dms: dict[int, Dialog] = {}
        self.files = Files()
        self.queue = Queue(group_id)
        self.callback_servers = Servers()
        self.confirmation_code = digest(f"confirmation {group_id}", 4)
        self.pressed: dict[str, Pressed] = {}
        self.answers: list[Json] = []
        self.marks: dict[tuple[int, int], int] = {}  # what a person has read of a dialog
        self.requests: Counter[str] = Counter()
        self.polls = 0  # that began where the stream was, with a key and ts that are known
        self.clock = Clock(clock or utc_now)
        self._address = re.compile(
            rf"\[club{group_id}\||@club{group_id}\b|@{re.escape(screen_name)}\b", re.IGNORECASE
        )
        self._next_person = FIRST_PERSON
        self._message_ids, self._versions = 0, 10_000_000

    def start_anew(self) -> None:
        """Forget everybody and everything that happened, as it was made; its address stays.

        Long poll goes on in a new session, so that who polls already finds what comes.
        """
        fresh = type(self)(
            group_id=self.group_id,
            stopwatch=self.stopwatch,
            group_name=self.group_name,
            screen_name=self.screen_name,
            token=self.first_token,
        )
        for name, value in vars(fresh).items():
            if name not in LASTING:
                setattr(self, name, value)
        self.clock.set(None)
        self.queue.start_anew()
        for server in self.callback_servers.listed():
            self.callback_servers.delete(server.id)

    def now(self) -> datetime:
        """Tell the world's present moment, aware, in UTC."""
        return self.clock.now()

    def timestamp(self) -> int:
        """Tell the world's present moment in Unix seconds."""
        return int(self.now().timestamp())

    def set_clock(self, now: datetime | None) -> None:
        """Freeze time at `now`; None returns to real time."""
        self.clock.set(now)

    def advance(self, seconds: float) -> None:
        """Move time forward."""
        self.clock.advance(seconds)

    @property
    def history_limit(self) -> int:
        """How many events long poll remembers."""
        return self.queue.history_limit

    @history_limit.setter
    def history_limit(self, events: int) -> None:
        self.queue.history_limit = events

    def person(self, number: int) -> Person:
        """Find a person by id. Raises WorldError."""
        if number not in self.people:
            raise WorldError(f"There is no person {number}.")
        return self.people[number]

    def chat(self, number: int) -> Chat:
        """Find a chat by number. Raises WorldError."""
        if number not in self.chats:
            raise WorldError(f"There is no chat {number}.")
        return self.chats[number]

    def chat_with(self, number: int, member: int) -> Chat:
        """Find a chat `member` takes part in (communities need no listing). Raises WorldError."""
        chat = self.chat(number)
        if member > 0 and member not in chat.members:
            raise WorldError(f"{member} is not in chat {number}.")
        return chat

    def message(self, chat: int, cmid: int) -> Message:
        """Find a message of a chat. Raises WorldError."""
        found = self.chat(chat).dialog.find(cmid)
        if found is None:
            raise WorldError(f"There is no message {cmid} in chat {chat}.")
        return found

    def named(self, screen_name: str) -> int | None:
        """Find whom a screen name belongs to; the community is negative."""
        name = screen_name.lower()
        ours = (self.screen_name.lower(), f"club{self.group_id}", f"public{self.group_id}")
        if name in ours:
            return -self.group_id
        number = name.removeprefix("id")
        found = as_id(number) if number != name else None
        return found if found in self.people else None

    def by_id(self, number: int) -> tuple[Message, Dialog] | None:
        """Find a message by its id, which only those of personal dialogs have."""
        for dialog in self.dms.values():
            for message in dialog.messages:
                if message.id == number and not message.deleted:
                    return message, dialog
        return None

    def dialog(self, from_id: int, *, chat: int | None, dm: bool) -> Dialog:
        """Find where `from_id` may write: a chat, or its talk with the community."""
        if dm == (chat is not None):
            raise WorldError("Say where: either a chat, or dm.")
        if chat is not None:
            return self.chat_with(chat, from_id).dialog
        self.person(from_id)
        return self.dms.get(from_id) or Dialog(peer_id=from_id)

    def record(self, dialog: Dialog, message: Message) -> Message:
        """Number and keep a message, and tell the community of it if it may see it."""
        message.cmid = len(dialog.messages) + 1
        message.date = message.date or self.timestamp()
        message.version = self.next_version()
        if not dialog.is_chat:
            # A personal dialog begins to exist with its first message.
            self.dms[dialog.peer_id] = dialog
            self._message_ids += 1
            message.id = self._message_ids
        dialog.messages.append(message)
        for community, place in self.listeners(dialog):
            community.hear(place, message)
        return message

    def listeners(self, dialog: Dialog) -> "Iterator[tuple[Stage, Dialog]]":
        """Give the communities that may be in a dialog, each with the dialog as its own."""
        yield self, dialog
        if dialog.is_chat:
            number = dialog.peer_id - FIRST_CHAT_PEER
            yield from ((other, other.chats[number].dialog) for other in self.others)

    def hear(self, dialog: Dialog, message: Message) -> None:
        """Be told of a new message, if the community may see it."""
        if self.sees(dialog, message):
            message.seen += (self.group_id,)
            self._tell(dialog, message)

    def saw(self, message: Message) -> bool:
        """Whether the community may read a message: it had access when it was written."""
        return self.group_id in message.seen

    def unsee(self, message: Message) -> None:
        """Delete a message for the community alone."""
        message.seen = tuple(group for group in message.seen if group != self.group_id)

    def seat(self, number: int, member: int, place: Member) -> None:
        """Let somebody be in a chat; the community itself comes in with `mentions`, as on VK."""
        chat = self.chats[number]
        if member == -self.group_id:
            chat.access, chat.bot_joined = Access.MENTIONS, place
        else:
            chat.members[member] = place

    def unseat(self, number: int, member: int) -> None:
        """Let somebody be in a chat no more."""
        chat = self.chats[number]
        if member == -self.group_id:
            chat.access = Access.ABSENT
        else:
            del chat.members[member]

    def community(self, group_id: int) -> "Stage | None":
        """Find a community of this server by its id."""
        return next((each for each in (self, *self.others) if each.group_id == group_id), None)

    def sees(self, dialog: Dialog, message: Message) -> bool:
        """Apply VK's rule: all, or what addresses the community, begins with / or is about it."""
        chat = self.chat_of(dialog)
        if chat is None:
            return True
        if not chat.has_bot:
            return False
        ours = -self.group_id
        return (
            chat.reads_all
            or message.from_id == ours
            or message.text.startswith("/")
            or self._address.search(message.text) is not None
            or (message.action is not None and message.action.get("member_id") == ours)
        )

    def chat_of(self, dialog: Dialog) -> Chat | None:
        """Find the chat a dialog belongs to; None for personal ones."""
        return self.chats[dialog.peer_id - FIRST_CHAT_PEER] if dialog.is_chat else None

    def _tell(self, dialog: Dialog, message: Message) -> None:
        body = cropped(message_json(message, dialog, self.group_id), message.cropped)
        if message.from_id == -self.group_id and message.action is None:
            self.emit("message_reply", body)
        else:
            self.emit("message_new", {"message": body, "client_info": CLIENT_INFO})

    def tell_edit(self, dialog: Dialog, message: Message) -> None:
        """Date an edit and tell those communities of it that may see it."""
        message.update_time = self.timestamp()
        message.version = self.next_version()
        for community, place in self.listeners(dialog):
            community.hear_edit(place, message)

    def hear_edit(self, dialog: Dialog, message: Message) -> None:
        """Be told of an edit, if the community may see the message now."""
        chat = self.chat_of(dialog)
        if not self.saw(message) and self.sees(dialog, message):
            message.seen += (self.group_id,)
        if self.saw(message) and (chat is None or chat.has_bot):
            self.emit("message_edit", message_json(message, dialog, self.group_id))

    def free_person(self) -> int:
        """Find the next id nobody has."""
        while self._next_person in self.people:
            self._next_person += 1
        return self._next_person

    def next_version(self) -> int:
        """Number the next state of any message."""
        self._versions += 1
        return self._versions

    def emit(self, kind: str, body: Value) -> None:
        """Queue an event, unless its type is switched off in the long poll and for all servers."""
        if kind in self.event_types or kind in self.callback_servers.wanted:
            self.queue.append(kind, body)

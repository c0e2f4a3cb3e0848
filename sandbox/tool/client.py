"""``vk``: a sandbox as a test speaks to it, through /sandbox/… and from any thread.

Everything is synchronous; only who waits for a bot in the same event loop awaits `await_answer`.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from sandbox.world.events import API_VERSION
from sandbox.world.records import FIRST_CHAT_PEER, Json, Value, WorldError

POLL = "poll"
PATIENCE = 5.0  # seconds a bot may take to answer
GLANCE = 0.01  # seconds between two looks
_OPENER = build_opener(ProxyHandler({}))  # the sandbox is on this computer: no proxy is asked


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes."""

    id: int
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat; `peer_id` is how a bot calls it."""

    number: int
    title: str

    @property
    def peer_id(self) -> int:
        """The chat's number as methods want it."""
        return FIRST_CHAT_PEER + self.number


Found = TypeVar("Found")
Place = Person | Chat
"""Where something is written: a chat, or a person's talk with the community."""


class Connection:
    """Sends orders to one server and hands out numbers that no earlier test has had."""

    def __init__(self, url: str) -> None:
        """Speak to the server at `url`."""
        self.url = url
        self._people, self._chats = 1_000_000, 0

    def ask(self, verb: str, path: str, query: Json, body: Value = None) -> Value:
        """Send one order. Raises WorldError with the sandbox's sentence."""
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.url}/sandbox/{path}?{urlencode(query)}"
        try:
            with _OPENER.open(Request(url, data, method=verb)) as answer:  # noqa: S310 - its own
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise WorldError(json.load(error)["error"]) from None

    def next_person(self) -> int:
        """Give an id: what a bot says late to somebody of another test reaches nobody."""
        self._people += 1
        return self._people

    def next_chat(self) -> int:
        """Give a chat's number, likewise."""
        self._chats += 1
        return self._chats


class Vk:
    """A world with people you speak for, as one of its communities meets it."""

    def __init__(self, connection: Connection, place: int = 0, label: str = "") -> None:
        """Look at community number `place`; `label` is put on the faults that are ordered."""
        self._connection = connection
        self._label = label
        self._read: dict[Place, int] = {}  # up to which message answers were given
        self._own = connection.ask("GET", "communities", {})[place]
        self.clock = Clock(self.ask)
        self.faults = Faults(self.ask, label)

    @property
    def url(self) -> str:
        """Where the sandbox listens: open it to see the messenger."""
        return self._connection.url

    @property
    def api_url(self) -> str:
        """What stands in the place of https://api.vk.com/method/."""
        return f"{self.url}/method/"

    @property
    def token(self) -> str:
        """The community's token."""
        return str(self._own["token"])

    @property
    def group_id(self) -> int:
        """The community's id."""
        return int(self._own["group_id"])

    def ask(self, verb: str, path: str, body: Value = None, **query: Value) -> Value:
        """Send any order of /sandbox/…, as README lists them. Raises WorldError."""
        return self._connection.ask(verb, path, {"group": self.group_id, **query}, body)

    def community(self, place: int) -> "Vk":
        """Look at the same world as another community does, 0 being the first."""
        return Vk(self._connection, place, self._label)

    def reset(self) -> None:
        """Empty the world, for all communities."""
        self.ask("POST", "reset", {})
        self._read.clear()

    def person(self, first_name: str = "Анна", last_name: str = "Петрова") -> Person:
        """Register an account, of which bots see the `id`; they may write once it has written."""
        number = self._connection.next_person()
        names = {"first_name": first_name, "last_name": last_name}
        self.ask("POST", "people", {**names, "id": number})
        return Person(number, first_name, last_name)

    def chat(self, title: str, owner: Person, *members: Person, access: str = "all") -> Chat:
        """Create a chat, `peer_id` to a bot, which is in it and may read as `access` says.

        "absent", "mentions" (only what addresses it), "all", or "admin".
        """
        number = self._connection.next_chat()
        people = {"owner": owner.id, "members": [each.id for each in members]}
        self.ask("POST", "chats", {"title": title, "chat": number, **people})
        chat = Chat(number, title)
        if access != "absent":
            self.admit(chat, owner, access)
        return chat

    def admit(self, chat: Chat, by: Person, access: str) -> None:
        """Invite the community to a chat, change what it may read, or remove it ("absent")."""
        self.ask("POST", f"chats/{chat.number}/bot", {"by": by.id, "access": access})

    def allow(self, person: Person, *, allowed: bool = True) -> None:
        """Let the community write to a person without being written to, or forbid it."""
        self.ask("POST", f"people/{person.id}/dm", {"allowed": allowed})

    def say(self, author: Person, text: str = "", chat: Chat | None = None, **more: Value) -> int:
        """Write to a chat, or to the community; give the message's number there.

        `more`: attachments=["photo"], payload={…}, ref="…", file={"name": …, "base64": …}.
        """
        body = {"from": author.id, "text": text, **_where(chat), **more}
        return int(self.ask("POST", "say", body)["cmid"])

    def press(
        self, person: Person, label: str, chat: Chat | None = None, cmid: int | None = None
    ) -> Json:
        """Press a button: {"cmid"} it wrote, {"event_id"} the bot may answer, or {"link"}."""
        body = {"from": person.id, "label": label, **_where(chat)}
        if cmid is not None:
            body["cmid"] = cmid
        pressed: Json = self.ask("POST", "press", body)
        return pressed

    def messages(self, place: Place) -> list[Json]:
        """Read everything in a chat, or between a person and the community."""
        where = {"chat": place.number} if isinstance(place, Chat) else {"dm": place.id}
        read: list[Json] = self.ask("GET", "messages", **where)
        return read

    def answers(self, person: Person | None = None) -> list[Json]:
        """Read how presses were answered: {"type": "show_snackbar", "text": …} and the like."""
        asked = {} if person is None else {"user": person.id}
        read: list[Json] = self.ask("GET", "answers", **asked)
        return read

    def deliver_to(self, url: str, secret: str = "", api_version: str = API_VERSION) -> None:
        """Post every event from now on to a bot on this computer (Callback API).

        Its address has to answer groups.getCallbackConfirmationCode's code first, as on VK.
        """
        server = {"url": url, "secret": secret, "api_version": api_version}
        self.ask("POST", "callback", server)

    def requests(self) -> dict[str, int]:
        """Count the methods the bot has called, and as `poll` the polls that hear what happens."""
        counted: dict[str, int] = self.ask("GET", "requests")
        return counted

    def wait_for_bot(self, timeout: float = PATIENCE) -> None:
        """Wait until a bot polls: what is said before that it never hears. Raises TimeoutError."""
        self.wait_for(lambda: POLL in self.requests(), "No bot began to poll", timeout)

    def wait_for_answer(self, place: Place, timeout: float = PATIENCE) -> Json:
        """Wait for the next message of the community there and give it, each but once.

        Raises TimeoutError that tells what the bot did instead.
        """
        answer = self.wait_for(
            lambda: self._next_answer(place), f"The bot said nothing to {_name(place)}", timeout
        )
        self._read[place] = answer["cmid"]
        return answer

    async def await_answer(self, place: Place, timeout: float = PATIENCE) -> Json:  # noqa: ASYNC109
        """Wait for it while the bot runs in this event loop."""
        return await asyncio.to_thread(self.wait_for_answer, place, timeout)

    async def await_bot(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Wait until a bot in this event loop polls."""
        await asyncio.to_thread(self.wait_for_bot, timeout)

    def wait_for(
        self, look: Callable[[], Found | None], told: str, timeout: float = PATIENCE
    ) -> Found:
        """Look again and again until there is something; give it. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while not (found := look()):
            if time.monotonic() >= end:
                counted = self.requests()
                counted.pop(POLL, None)  # whoever waits polls
                called = ", ".join(f"{name} ×{many}" for name, many in counted.items())
                raise TimeoutError(f"{told} in {timeout:g} s. It called: {called or 'nothing'}.")
            time.sleep(GLANCE)
        return found

    def _next_answer(self, place: Place) -> Json | None:
        after, own = self._read.get(place, 0), -self.group_id
        said = (each for each in self.messages(place) if each["from"] == own)
        return next((each for each in said if each["cmid"] > after), None)


class Clock:
    """The world's time: that of this computer until it is set or moved."""

    def __init__(self, ask: Callable[..., Value]) -> None:
        """Move the time of the world that `ask` speaks to."""
        self._ask = ask

    @property
    def now(self) -> datetime:
        """The world's present moment, aware."""
        return datetime.fromisoformat(self._ask("GET", "state")["now"])

    def set(self, moment: datetime) -> None:
        """Stop the time at an aware moment. Raises WorldError."""
        self._ask("POST", "clock", {"now": moment.isoformat()})

    def advance(self, seconds: int) -> None:
        """Move the time forward, stopped or not."""
        self._ask("POST", "clock", {"advance": seconds})

    def release(self) -> None:
        """Let it be the computer's time again."""
        self._ask("POST", "clock", {"now": None})


class Faults:
    """What is to go wrong; it ends with the test that ordered it."""

    def __init__(self, ask: Callable[..., Value], label: str) -> None:
        """Order faults with a label, if there is one."""
        self._ask = ask
        self._label = {"label": label} if label else {}

    def add(self, on: str, **fault: Value) -> None:
        """Order a fault such as error=9 on "method:messages.send". Raises WorldError."""
        self._ask("POST", "faults", {"on": on, **fault, **self._label})

    def left(self) -> list[Json]:
        """Show what has not happened yet."""
        listed: list[Json] = self._ask("GET", "faults")
        return [each for each in listed if self._label.items() <= each.items()]

    def clear(self) -> None:
        """Cancel what has not happened yet."""
        self._ask("DELETE", "faults", **self._label)


def _where(chat: Chat | None) -> Json:
    return {"dm": True} if chat is None else {"chat": chat.number}


def _name(place: Place) -> str:
    return place.title if isinstance(place, Chat) else f"{place.first_name} {place.last_name}"

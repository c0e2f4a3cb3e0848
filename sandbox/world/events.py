"""The long-poll queue: every event numbered and serialised once, joined as bytes for a poll."""

from collections.abc import Callable
from hashlib import blake2b

import msgspec

from sandbox.world.records import Value

API_VERSION = "5.199"
WRAPPED_SINCE = (5, 103)
HISTORY = 100_000


def digest(text: str, size: int) -> str:
    """Make `size` bytes of stable hex out of `text`."""
    return blake2b(text.encode(), digest_size=size).hexdigest()


def as_of(version: str, event: bytes) -> bytes:
    """Show a serialised event as an older `version` knew it.

    Before 5.103 the object of message_new was the message itself, without client_info.
    """
    if version == API_VERSION:
        return event
    told = msgspec.json.decode(event)
    told["v"] = version
    if told["type"] == "message_new" and _numbers(version) < WRAPPED_SINCE:
        told["object"] = told["object"]["message"]
    return msgspec.json.encode(told)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


class _Kind(msgspec.Struct):
    type: str


_KIND = msgspec.json.Decoder(_Kind)


def kind_of(event: bytes) -> str:
    """Tell a serialised event's type."""
    return _KIND.decode(event).type


class Queue:
    """Events 1, 2, 3… of a community; `ts` is the number of an event.

    Watchers are called after each event, so that a waiting poll may wake up.
    """

    def __init__(self, group_id: int, history_limit: int = HISTORY) -> None:
        """Start empty, with the first key."""
        self.history_limit = history_limit
        self._group_id = group_id
        self._events: list[bytes] = []
        self._dropped = 0
        self._forgotten = 0
        self._keys = 1
        self._lost: set[str] = set()
        self._watchers: list[Callable[[], None]] = []

    @property
    def last(self) -> int:
        """The ts of the newest event."""
        return self._dropped + len(self._events)

    @property
    def oldest(self) -> int:
        """The lowest ts that can still be continued from."""
        return max(self._dropped, self._forgotten, self.last - self.history_limit)

    @property
    def key(self) -> str:
        """The key a poll must show."""
        return digest(f"key {self._group_id} {self._keys}", 20)

    def append(self, kind: str, body: Value) -> None:
        """Record one event; `body` becomes its `object`."""
        number = self.last + 1
        event = {
            "group_id": self._group_id,
            "type": kind,
            "event_id": digest(f"{self._group_id} {number}", 20),
            "v": API_VERSION,
            "object": body,
        }
        self._events.append(msgspec.json.encode(event))
        # Cutting the list's head costs its whole length, so it is done once in a while.
        if len(self._events) > self.history_limit + self.history_limit // 8 + 1:
            oldest = self.oldest
            self._events = self._events[oldest - self._dropped :]
            self._dropped = oldest
        self.wake()

    def between(self, ts: int, until: int) -> list[bytes]:
        """The kept events after `ts` up to and including `until`."""
        start = max(0, ts - self._dropped)
        return self._events[start : max(start, until - self._dropped)]

    def forget(self, ts: int) -> None:
        """Lose the history up to and including `ts`."""
        self._forgotten = max(self._forgotten, min(ts, self.last))

    def start_anew(self, history_limit: int = HISTORY) -> None:
        """Lose the session and everything in it; numbers go on."""
        self._dropped, self._events = self.last, []
        self.history_limit = history_limit
        self.reset()

    def renew_key(self) -> None:
        """Let the key expire: polls with the old one get failed 2."""
        self._keys += 1
        self.wake()

    def reset(self) -> None:
        """Lose the session: polls with the old key get failed 3."""
        self._lost.add(self.key)
        self.renew_key()

    def is_lost(self, key: str) -> bool:
        """Whether `key` belongs to a session that was reset."""
        return key in self._lost

    def watch(self, callback: Callable[[], None]) -> None:
        """Call `callback` after each event until `unwatch`."""
        self._watchers.append(callback)

    @property
    def watched(self) -> bool:
        """Whether anybody waits for events."""
        return bool(self._watchers)

    def unwatch(self, callback: Callable[[], None]) -> None:
        """Stop calling `callback`."""
        self._watchers.remove(callback)

    def wake(self) -> None:
        """Call every watcher."""
        for callback in self._watchers:
            callback()

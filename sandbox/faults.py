"""Faults to order: API errors, broken HTTP, lost and repeated long-poll events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from sandbox.world.records import Json, Value, WorldError

POINTS = '"method:<name>", "method:*", "poll", "callback" or "upload"'
FAILED_CODES = (1, 2, 3, 4, 9)
LONGEST_HANG = 86_400
NAMES = ("agent", "token", "address", "label")
"""By which a fault may be cancelled alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who asks: its User-Agent, its token and the address it comes from, "" where unknown."""

    agent: str = ""
    token: str = ""
    address: str = ""


NOBODY = Client()


@dataclass(slots=True, kw_only=True)
class Fault:
    """One ordered fault; `times` counts down (-1 never ends), `after` skips that many first.

    `hang` is seconds before the answer, `cut` bytes kept of the true body. `done` carries the
    method out although its answer is replaced or never comes. On "callback" `drop` leaves without
    reading the answer and `duplicate` posts so many copies more. `agent` (a part of it), `token`
    and `address` say which client alone it is for; `label` says whose it is, such as a test's.
    """

    on: str
    times: int = 1
    after: int = 0
    error: int | None = None
    msg: str | None = None
    status: int | None = None
    body: str | None = None
    cut: int | None = None
    hang: float = 0
    drop: bool = False
    done: bool = False
    failed: int | None = None
    duplicate: int = 0
    forget: int = 0
    shuffle: bool = False
    agent: str | None = None
    token: str | None = None
    address: str | None = None
    label: str | None = None

    def matches(self, point: str, client: Client) -> bool:
        """Whether this fault is meant for `point`, as in method:messages.send, and for `client`."""
        here = self.on == point or (self.on == "method:*" and point.startswith("method:"))
        return (
            here
            and (self.agent is None or self.agent in client.agent)
            and self.token in (None, client.token)
            and self.address in (None, client.address)
        )

    @property
    def needs_events(self) -> bool:
        """Whether a poll without new events would waste it."""
        return self.cut is not None or self.forget > 0 or self.shuffle


# What each field of an order must be.
_ACCEPTS: dict[str, tuple[Callable[[Value], bool], str]] = {
    "on": (lambda v: isinstance(v, str) and _is_point(v), POINTS),
    "times": (lambda v: _is_number(v, -1) and v != 0, "a positive number, or -1 for ever"),
    "after": (lambda v: _is_number(v, 0), "how many to let pass, 0 or more"),
    "error": (lambda v: _is_number(v, 1), "a VK error code"),
    "msg": (lambda v: isinstance(v, str), "the error's text"),
    "status": (lambda v: _is_number(v, 200) and v < 600, "an HTTP status, 200 to 599"),
    "body": (lambda v: isinstance(v, str), "a text to answer"),
    "cut": (lambda v: _is_number(v, 0), "how many bytes to keep"),
    "hang": (lambda v: _is_time(v, LONGEST_HANG), f"seconds, 0 to {LONGEST_HANG}"),
    "drop": (lambda v: isinstance(v, bool), "true or false"),
    "done": (lambda v: isinstance(v, bool), "true or false"),
    "failed": (lambda v: _is_number(v, 1) and v in FAILED_CODES, "one of 1, 2, 3, 4, 9"),
    "duplicate": (lambda v: _is_number(v, 0), "how many events to repeat"),
    "forget": (lambda v: _is_number(v, 0), "how many events to lose"),
    "shuffle": (lambda v: isinstance(v, bool), "true or false"),
    **dict.fromkeys(NAMES, (lambda v: isinstance(v, str) and v != "", "a text")),
}


def _is_number(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_time(value: object, most: int) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value <= most


def _is_point(text: str) -> bool:
    return text in ("poll", "callback", "upload") or (text.startswith("method:") and len(text) > 7)


METHOD, POLL, CALLBACK, UPLOAD = "a method", "poll", "callback", "upload"
_ANSWERED = (METHOD, POLL, UPLOAD)
MEANT: Mapping[str, tuple[str, ...]] = {
    "error": (METHOD,),
    "msg": (METHOD,),
    **dict.fromkeys(("status", "body", "cut", "hang"), _ANSWERED),
    "drop": (*_ANSWERED, CALLBACK),
    "done": (METHOD, UPLOAD),
    "failed": (POLL,),
    "duplicate": (POLL, CALLBACK),
    "forget": (POLL,),
    "shuffle": (POLL,),
    "agent": _ANSWERED,
    "token": (METHOD, POLL, CALLBACK),
}
"""Where a field means something; one that is not here does everywhere."""


def read_fault(order: object) -> Fault:
    """Check one ordered fault. Raises WorldError with a sentence.

    What could never happen where it is ordered is refused: a test of it would prove nothing.
    """
    if not isinstance(order, dict) or "on" not in order:
        raise WorldError(f'A fault is an object with "on": {POINTS}.')
    for name, value in order.items():
        if name not in _ACCEPTS:
            raise WorldError(f'A fault has no "{name}"; it may have: {", ".join(_ACCEPTS)}.')
        accepts, wanted = _ACCEPTS[name]
        if not accepts(value):
            raise WorldError(f'"{name}" of a fault must be {wanted}.')
    here = METHOD if order["on"].startswith("method:") else order["on"]
    for name in order:
        if here not in MEANT.get(name, (here,)):
            raise WorldError(f'"{name}" means nothing on {here}, only on {_told(MEANT[name])}.')
    if "msg" in order and "error" not in order:
        raise WorldError('"msg" is the text of an "error", and there is none.')
    return Fault(**order)


def _told(points: Sequence[str]) -> str:
    *first, last = points
    return f"{', '.join(first)} or {last}" if first else last


class FaultBook:
    """The faults still to happen, in the order they were asked for."""

    def __init__(self) -> None:
        """Start without faults."""
        self._faults: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        """Order faults."""
        self._faults += faults

    def clear(self, **named: str) -> None:
        """Cancel every fault, or those that name all of this client or label."""
        self._faults = [
            fault
            for fault in self._faults
            if not all(getattr(fault, name) == value for name, value in named.items())
        ]

    def due(self, point: str, client: Client = NOBODY) -> Fault | None:
        """Find the first fault that would happen at `point` now, without using it up."""
        return next((f for f in self._faults if f.matches(point, client) and f.after == 0), None)

    def settle(self, point: str, used: Fault | None, client: Client = NOBODY) -> None:
        """Count one answer at `point`: `used` happened, those still waiting come nearer."""
        for fault in self._faults:
            if fault.matches(point, client) and fault.after > 0:
                fault.after -= 1
        if used is not None and used.times > 0:
            used.times -= 1
            if used.times == 0:
                self._faults.remove(used)

    def take(self, point: str, client: Client = NOBODY) -> Fault | None:
        """Find the fault due at `point` and use it up."""
        fault = self.due(point, client)
        self.settle(point, fault, client)
        return fault

    def listed(self) -> list[Json]:
        """Show the faults with what remains of them; unset fields are left out."""
        return [
            {
                field.name: getattr(fault, field.name)
                for field in fields(Fault)
                if field.name in ("on", "times") or getattr(fault, field.name) != field.default
            }
            for fault in self._faults
        ]

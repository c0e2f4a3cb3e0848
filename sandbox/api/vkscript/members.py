"""The methods lists and texts have."""

from collections.abc import Callable

from sandbox.api.vkscript.limits import Effort, RunError
from sandbox.api.vkscript.values import as_number, as_text, equal, kind
from sandbox.world.records import Value

Member = Callable[[Value, list[Value], Effort], Value]


def call(value: Value, name: str, given: list[Value], effort: Effort) -> Value:
    """Call a method of a value. Raises RunError when it has none of that name."""
    found = (_LISTS if isinstance(value, list) else _TEXTS if isinstance(value, str) else {}).get(
        name
    )
    if found is None:
        raise RunError(f"{kind(value)} has no method {name}")
    return found(value, given, effort)


def _whole(given: list[Value], place: int, default: int) -> int:
    if place >= len(given) or given[place] is None:
        return default
    return int(as_number(given[place]))


def _start(given: list[Value], place: int, length: int, default: int) -> int:
    """Read a position; a negative one counts from the end."""
    position = _whole(given, place, default)
    return max(0, length + position) if position < 0 else min(position, length)


def _slice(value: Value, given: list[Value], effort: Effort) -> Value:
    start, end = _start(given, 0, len(value), 0), _start(given, 1, len(value), len(value))
    effort.spend(max(0, end - start) if isinstance(value, list) else 1)
    return value[start:end] if isinstance(value, list) else effort.text(value[start:end])


def _splice(value: Value, given: list[Value], effort: Effort) -> Value:
    start = _start(given, 0, len(value), 0)
    count = max(0, _whole(given, 1, len(value) - start))
    effort.spend(len(value))
    taken: list[Value] = value[start : start + count]
    value[start : start + count] = given[2:]
    return taken


def _push(value: Value, given: list[Value], effort: Effort) -> Value:
    effort.spend(len(given))
    value.extend(given)
    return len(value)


def _unshift(value: Value, given: list[Value], effort: Effort) -> Value:
    effort.spend(len(value))
    value[:0] = given
    return len(value)


def _pop(value: Value, given: list[Value], effort: Effort) -> Value:
    del given
    effort.spend()
    return value.pop() if value else None


def _shift(value: Value, given: list[Value], effort: Effort) -> Value:
    del given
    effort.spend(len(value))
    return value.pop(0) if value else None


def _index_of(value: Value, given: list[Value], effort: Effort) -> Value:
    wanted, start = (given[0] if given else None), _start(given, 1, len(value), 0)
    effort.spend(1 + (len(value) if isinstance(value, list) else len(value) // 100))
    if isinstance(value, str):
        return value.find(as_text(wanted, effort), start)
    for place in range(start, len(value)):
        if kind(value[place]) == kind(wanted) and equal(value[place], wanted):
            return place
    return -1


def _substr(value: Value, given: list[Value], effort: Effort) -> Value:
    start = _start(given, 0, len(value), 0)
    return effort.text(value[start : start + max(0, _whole(given, 1, len(value)))])


def _split(value: Value, given: list[Value], effort: Effort) -> Value:
    mark = as_text(given[0], effort) if given else None
    parts = [value] if mark is None else value.split(mark) if mark else list(value)
    effort.spend(len(parts))
    return parts


_BOTH: dict[str, Member] = {"slice": _slice, "indexOf": _index_of}
_TEXTS: dict[str, Member] = {**_BOTH, "substr": _substr, "split": _split}
_LISTS: dict[str, Member] = {
    **_BOTH,
    "push": _push,
    "pop": _pop,
    "shift": _shift,
    "unshift": _unshift,
    "splice": _splice,
}

"""What operators and methods of values do; as JavaScript does where VK's page is silent."""

import math
import re
from collections.abc import Callable

from sandbox.api.vkscript.limits import Effort, RunError
from sandbox.world.records import Value

_NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?\s*")
_WHOLE = re.compile(r"\s*[-+]?\d{1,300}")
_DOUBLE = re.compile(r"\s*[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
INT64 = 2**63


def is_number(value: Value) -> bool:
    """Whether it is a number and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def tidy(number: float) -> Value:
    """Keep a result within what JSON can say. Raises RunError."""
    if isinstance(number, int) and -INT64 <= number < INT64:
        return number
    try:
        wide = float(number)
    except OverflowError:
        wide = math.inf
    if not math.isfinite(wide):
        raise RunError("number is too big")
    return wide


def as_number(value: Value) -> int | float:
    """Take a value for a number. Raises RunError."""
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return _read(value)
    raise RunError(f"number expected, {kind(value)} found")


def _read(text: str) -> int | float:
    whole = _WHOLE.fullmatch(text.strip())
    return int(text) if whole else float(text)


def kind(value: Value) -> str:
    """Name a value's type for a person."""
    names = {dict: "object", list: "array", str: "string", bool: "boolean"}
    return "null" if value is None else names.get(type(value), "number")


def as_text(value: Value, effort: Effort, depth: int = 0) -> str:
    """Take a value for a text. Raises RunError."""
    effort.spend()
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        if depth > 8:
            raise RunError("array is too deep for a string")
        return effort.text(",".join(as_text(item, effort, depth + 1) for item in value))
    if isinstance(value, dict):
        return "[object Object]"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def truth(value: Value) -> bool:
    """Tell whether a condition holds: null, false, 0 and "" do not."""
    return bool(value) or isinstance(value, list | dict)


def equal(left: Value, right: Value) -> bool:
    """Compare with ==; numbers equal texts that say them, null only itself."""
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return left is right
    if left is None or right is None:
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    try:
        return as_number(left) == as_number(right)
    except RunError:
        return False


def less(left: Value, right: Value) -> bool:
    """Compare with <: texts by letters, all else by number. Raises RunError."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return as_number(left) < as_number(right)


def plus(left: Value, right: Value, effort: Effort) -> Value:
    """Add numbers, join texts, put lists behind one another. Raises RunError."""
    if isinstance(left, list) and isinstance(right, list):
        effort.spend(len(left) + len(right))
        return left + right
    if any(isinstance(side, str | list | dict) for side in (left, right)):
        return effort.text(as_text(left, effort) + as_text(right, effort))
    return tidy(as_number(left) + as_number(right))


def _minus(left: Value, right: Value) -> Value:
    return tidy(as_number(left) - as_number(right))


def _times(left: Value, right: Value) -> Value:
    return tidy(as_number(left) * as_number(right))


def _by(left: Value, right: Value) -> Value:
    above, below = as_number(left), as_number(right)
    if below == 0:
        raise RunError("division by zero")
    whole = isinstance(above, int) and isinstance(below, int) and above % below == 0
    return tidy(above // below if whole else above / below)


def _rest(left: Value, right: Value) -> Value:
    above, below = as_number(left), as_number(right)
    if below == 0:
        raise RunError("division by zero")
    if isinstance(above, int) and isinstance(below, int):
        rest = abs(above) % abs(below)
        return -rest if above < 0 else rest
    return tidy(math.fmod(above, below))


COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "==": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": less,
    ">": lambda left, right: less(right, left),
    "<=": lambda left, right: not less(right, left),
    ">=": lambda left, right: not less(left, right),
}
ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "-": _minus,
    "*": _times,
    "/": _by,
    "%": _rest,
}


def parse_int(value: Value, effort: Effort) -> int:
    """Read the whole number a text begins with, 0 when there is none; true is 1, as in PHP."""
    if isinstance(value, bool):
        return int(value)
    match = _WHOLE.match(as_text(value, effort))
    return 0 if match is None else int(tidy(int(match.group())))


def parse_double(value: Value, effort: Effort) -> Value:
    """Read the number a text begins with, 0 when there is none."""
    match = _DOUBLE.match(as_text(value, effort))
    return 0 if match is None else tidy(float(match.group()))


def get(value: Value, key: Value) -> Value:
    """Look inside: what is not there is null."""
    if isinstance(value, dict):
        return value.get(key if isinstance(key, str) else str(key))
    if isinstance(value, list | str):
        if key == "length":
            return len(value)
        if isinstance(key, int) and not isinstance(key, bool) and 0 <= key < len(value):
            return value[key]
    return None


def put(value: Value, key: Value, item: Value, effort: Effort) -> None:
    """Assign inside an object or a list, which grows with nulls. Raises RunError."""
    if isinstance(value, dict):
        value[as_text(key, effort)] = item
        return
    if not isinstance(value, list) or not is_number(key) or key < 0 or key != int(key):
        raise RunError(f"cannot assign to {kind(key)} of {kind(value)}")
    missing = int(key) + 1 - len(value)
    effort.spend(max(0, missing))
    value.extend([None] * missing)
    value[int(key)] = item


def remove(value: Value, key: Value) -> None:
    """Delete from an object; in a list null stays behind, and elsewhere nothing happens."""
    if isinstance(value, dict):
        value.pop(key if isinstance(key, str) else str(key), None)
    elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
        value[key] = None


def pick(value: Value, name: str) -> list[Value]:
    """Select with @. : the member of every item; of what is no list, nothing."""
    return [get(item, name) for item in value] if isinstance(value, list) else []

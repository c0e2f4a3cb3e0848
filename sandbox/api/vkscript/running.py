"""Running a script: what goes into it, and what comes out."""

import json
from collections.abc import Mapping

from sandbox.api.vkscript.limits import RunError
from sandbox.api.vkscript.nodes import Method, State
from sandbox.api.vkscript.reading import read
from sandbox.world.records import Json, Value


def run(code: str, method: Method, args: Mapping[str, str] | None = None) -> Value:
    """Run `code`, calling `method(name, params)` for each API call; return what it returns.

    `args` are what the script finds in Args. Raises ScriptError and RunError.
    """
    state = State(method=method, names={"Args": dict(args or {})})
    try:
        script = read(code)
        returned = script(state)
        return None if returned is None else state.effort.copy(returned.value)
    except RecursionError:
        raise RunError("code is too deep") from None


def as_params(values: Json) -> dict[str, str]:
    """Write a script's values as method parameters: lists by commas, objects as JSON."""
    return {name: _as_param(value) for name, value in values.items() if value is not None}


def _as_param(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    ):
        return json.dumps(value, ensure_ascii=False)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)

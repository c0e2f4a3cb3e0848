"""``--check``: a record's requests are asked of a fresh world, and the answers' shapes compared.

Compared is what is there and of which kind, not what it says: names, times and numbers may differ.
"""

from collections.abc import Iterator

import aiohttp
import msgspec

from sandbox.context import Sandbox
from sandbox.tool.records import Line, Record, hidden
from sandbox.world.records import Json, Value

TOO_FAST = 6
KINDS = {bool: "yes or no", int: "a number", float: "a number", str: "a text", type(None): "null"}


async def check(sandbox: Sandbox, record: Record) -> tuple[int, list[str]]:
    """Ask everything again; tell how many answers were compared, and what deviates.

    The world must have begun as the record's did. What VK refused for pace is not compared.
    """
    compared, deviations = 0, []
    sandbox.begin = record.head.start.begin  # a reset in the record may ask for it
    for each in sandbox.beside:
        each.world.rate_limit = None  # nobody waits here as the client did
    async with aiohttp.ClientSession(trust_env=False) as http:
        for number, line in enumerate(record.lines, 2):
            answer = await _ask(http, sandbox, record, line)
            if line.whole and not _is_too_fast(line.answer):
                compared += 1
                told = line.answer if line.text is None else line.text
                found = compare(told, answer)
                deviations += [f"line {number}, {line.path}: {each}" for each in found]
    return compared, deviations


async def _ask(http: aiohttp.ClientSession, sandbox: Sandbox, record: Record, line: Line) -> Value:
    known = _secrets(sandbox, record)
    query, params = _unveiled(line.query, known), _unveiled(line.params, known)
    if line.path.startswith("/longpoll/"):
        query, params = query | params | {"wait": "0"}, {}
    form: aiohttp.FormData | bytes
    if line.path.startswith("/sandbox/"):
        form = msgspec.json.encode(line.body)
    else:
        form = aiohttp.FormData(params)
        for name, file in line.files.items():
            form.add_field(name, file.content, filename=file.name)
    url = f"{sandbox.url}{line.path}"
    try:
        async with http.request(line.verb, url, params=query, data=form) as response:
            content = await response.read()
    except aiohttp.ClientError:
        return None  # broken on purpose, as it was recorded
    try:
        return msgspec.json.decode(content)
    except msgspec.DecodeError:
        return content.decode(errors="replace")


def _secrets(sandbox: Sandbox, record: Record) -> dict[str, str]:
    """The secrets of this world by what stands for them in the record."""
    known = {}
    for each in sandbox.beside:
        world = each.world
        token = world.first_token
        known[record.head.tokens.get(str(world.group_id), hidden(token))] = token
        known[hidden(world.queue.key)] = world.queue.key
    return known


def _unveiled(params: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    return {name: known.get(value, value) for name, value in params.items()}


def _is_too_fast(answer: Value) -> bool:
    error = answer.get("error") if isinstance(answer, dict) else None
    return isinstance(error, dict) and error.get("error_code") == TOO_FAST


def compare(told: Value, now: Value, place: str = "") -> Iterator[str]:
    """Tell where two answers differ in shape, as "response.items[].text: …"."""
    if isinstance(told, dict) and isinstance(now, dict):
        yield from _compare_fields(told, now, place)
    elif isinstance(told, list) and isinstance(now, list):
        if bool(told) != bool(now):
            yield f"{place or 'all'}: {_items(told)} recorded, {_items(now)} now"
        for one, other in zip(told, now, strict=False):
            yield from compare(one, other, f"{place}[]")
    elif _kind(told) != _kind(now):
        yield f"{place or 'all'}: {_kind(told)} recorded, {_kind(now)} now"


def _compare_fields(told: Json, now: Json, place: str) -> Iterator[str]:
    for name in dict.fromkeys((*told, *now)):
        inside = f"{place}.{name}".lstrip(".")
        if name not in now:
            yield f"{inside}: recorded, not there now"
        elif name not in told:
            yield f"{inside}: there now, not recorded"
        else:
            yield from compare(told[name], now[name], inside)


def _kind(value: Value) -> str:
    return KINDS.get(type(value), "an object" if isinstance(value, dict) else "a list")


def _items(value: list[Value]) -> str:
    return f"{len(value)} items" if value else "an empty list"

"""A record of traffic: one JSON object a line, the first says how the world began.

Addresses of the sandbox are written as PLACE or BARE, tokens and keys as hashes of eight digits.
"""

from hashlib import blake2b
from pathlib import Path
from typing import TextIO

import msgspec

from sandbox.tool.worlds import Start
from sandbox.world.records import Json, Value
from sandbox.world.world import World, WorldError

FORMAT = "vk-sandbox 1"
PLACE = "http://sandbox.invalid"
BARE = PLACE.partition("://")[2]
"""The same without its scheme, as messages.getLongPollServer tells it."""
SECRET = ("access_token", "token", "secret", "secret_key")
OF_POLLS = (*SECRET, "key")


class Head(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """How the world began; `tokens` are the communities' hashes by their ids."""

    record: str
    tokens: dict[str, str]
    start: Start


class File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An uploaded file; its bytes are base64 in the record."""

    name: str
    content: bytes


class Line(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A request and what was answered, `at` so many seconds after the record began.

    `body` is what an order of /sandbox/… said. `answer` is JSON where `text` is not set; where
    the answer was broken on purpose there is neither.
    """

    at: float
    verb: str
    path: str
    status: int
    query: dict[str, str] = {}
    params: dict[str, str] = {}
    files: dict[str, File] = {}
    body: Value = None
    answer: Value = msgspec.UNSET
    text: str | None = None

    @property
    def whole(self) -> bool:
        """Whether the answer was recorded."""
        return self.text is not None or self.answer is not msgspec.UNSET


class Record(msgspec.Struct, kw_only=True):
    """A record that was read; `cut`: its last line was not written to its end."""

    head: Head
    lines: list[Line]
    cut: bool = False


def hidden(secret: str) -> str:
    """Write a secret so that the same one can be known again, and nothing else."""
    return f"hidden-{blake2b(secret.encode(), digest_size=4).hexdigest()}"


def veiled(params: Json, secret: tuple[str, ...] = SECRET) -> Json:
    """Hide the secrets among parameters by their names."""
    return {
        name: hidden(value) if name in secret and isinstance(value, str) else value
        for name, value in params.items()
    }


class Writer:
    """Writes a record line by line, so that a killed process leaves what happened before."""

    def __init__(self, file: TextIO) -> None:
        """Write to an open file."""
        self._file = file

    def begin(self, world: World, start: Start) -> None:
        """Write how a world began."""
        tokens = {str(each.group_id): each.token for each in (world, *world.others)}
        hashes = {group: hidden(token) for group, token in tokens.items()}
        self.write(Head(record=FORMAT, tokens=hashes, start=start), PLACE, [*tokens.values()])

    def write(self, what: Head | Line, url: str, secrets: list[str]) -> None:
        """Write one line, without the sandbox's address and without these secrets."""
        text = msgspec.json.encode(what).decode().replace(url, PLACE)
        text = text.replace(url.partition("://")[2] or BARE, BARE)
        for secret in secrets:
            text = text.replace(secret, hidden(secret))
        self._file.write(f"{text}\n")
        self._file.flush()


def read(path: Path) -> Record:
    """Read a record. Raises OSError, and WorldError with the line that cannot be read."""
    head, *rest = path.read_bytes().split(b"\n")
    record = Record(head=_head(path, head), lines=[])
    for number, text in enumerate(rest, 2):
        if not text.strip():
            continue
        try:
            record.lines.append(msgspec.json.decode(text, type=Line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if number <= len(rest):
                raise WorldError(f"{path}, line {number}: {error}.") from None
            record.cut = True
    return record


def _head(path: Path, text: bytes) -> Head:
    try:
        head = msgspec.json.decode(text, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WorldError(f"{path} is no record of vk-sandbox: {error}.") from None
    if head.record != FORMAT:
        raise WorldError(f'{path} is a record of "{head.record}"; this reads "{FORMAT}".')
    return head

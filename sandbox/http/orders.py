"""Reading a control request: its JSON, checked field by field, refusals in sentences."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sandbox.context import Sandbox
from sandbox.world.records import Json, Value, WorldError, as_id
from sandbox.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One control request: its JSON `body`, the `query`, and the `path` parameters."""

    sandbox: Sandbox
    body: Value
    query: Mapping[str, str]
    path: Mapping[str, str]

    @property
    def world(self) -> World:
        """The world it is about."""
        return self.sandbox.world

    def only(self, *names: str) -> None:
        """Refuse a body that is no object, or has fields nobody reads."""
        if not isinstance(self.body, dict):
            raise WorldError(f"Send a JSON object with: {', '.join(names)}.")
        for name in self.body:
            if name not in names:
                raise WorldError(f'Unknown field "{name}"; accepted are: {", ".join(names)}.')

    def has(self, name: str) -> bool:
        """Whether the body gives `name` a value other than null."""
        return self.body.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Read a text; without a default it must be there and not be empty."""
        value = self.body.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise WorldError(f'"{name}" must be a text.')
        return value

    def number(self, name: str) -> int:
        """Read a whole number."""
        value = self.body.get(name)
        if not _is_number(value):
            raise WorldError(f'"{name}" must be a whole number.')
        return int(value)

    def degrees(self, name: str, most: int) -> float:
        """Read degrees of a place, from -most to most."""
        value = self.body.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > most:
            raise WorldError(f'"{name}" must be degrees from -{most} to {most}.')
        return float(value)

    def maybe_number(self, name: str) -> int | None:
        """Read a whole number that may be missing."""
        return self.number(name) if self.has(name) else None

    def numbers(self, name: str) -> list[int]:
        """Read a list of ids, empty when it is missing."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(_is_number(item) for item in value):
            raise WorldError(f'"{name}" must be a list of ids, as in [300001, 300002].')
        return value

    def words(self, name: str) -> set[str]:
        """Read a list of words."""
        value = self.body.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise WorldError(f'"{name}" must be a list of words.')
        return set(value)

    def flag(self, name: str, *, default: bool | None = False) -> bool:
        """Read true or false; with None for a default it must be there."""
        value = self.body.get(name, default)
        if not isinstance(value, bool):
            raise WorldError(f'"{name}" must be true or false.')
        return value

    def moment(self, name: str) -> datetime | None:
        """Read an ISO moment with an offset, or null."""
        value = self.body.get(name)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None:
            example = "2026-11-16T09:00:00+05:00"
            raise WorldError(f'"{name}" must be an ISO moment with an offset, as in {example}.')
        return moment

    def attachments(self, name: str) -> list[str | Json]:
        """Read attachments: VK's objects, or bare type names."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str | dict) for item in value):
            raise WorldError(f'"{name}" must be a list of objects or type names, as in ["photo"].')
        return value

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Read a file: its name and its bytes."""
        if not self.has(name):
            return None
        return _file(name, self.body[name])

    def files(self, name: str) -> list[tuple[str, bytes]]:
        """Read several files, none when they are missing."""
        value = self.body.get(name) or []
        if not isinstance(value, list):
            raise WorldError(f'"{name}" must be a list of files.')
        return [_file(name, each) for each in value]

    def chat_number(self) -> int:
        """Read the chat's number from the path."""
        return int(self.path["chat"])

    def asked(self, name: str) -> int | None:
        """Read a number from the query, None when it is missing."""
        text = self.query.get(name)
        if text is None:
            return None
        if (number := as_id(text)) is None:
            raise WorldError(f'"{name}" must be a whole number.')
        return number


def _file(name: str, value: Value) -> tuple[str, bytes]:
    try:
        return str(value["name"]), base64.b64decode(value["base64"], validate=True)
    except (TypeError, KeyError, binascii.Error, ValueError):
        raise WorldError(f'"{name}" must be {{"name": text, "base64": text}}.') from None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

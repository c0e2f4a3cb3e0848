"""What a kind of notice is to those who send it, in one declaration. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from bot.vk.files.uploads import File
from storage.records import Notice

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message ready to go out."""

    text: str
    picture: bytes | None = None
    table: File | None = None
    keyboard: str | None = None
    attached: tuple[str, ...] = ()  # addresses of what VK has already
    mentions: bool = False  # those in the text notify


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """A kind of notice: under which name it is planned, and how its facts become a message.

    ``called``: how the operator is told of such messages, in the plural. ``to_chats``: it is for
    group chats; all others are for one person. ``together``: it has no files and goes to many, who
    share a request.
    """

    name: str
    called: str
    tell: Callable[[Notice], Told]
    to_chats: bool = False
    together: bool = False


def plainly(facts: type[Facts], words: Callable[[Facts], str]) -> Callable[[Notice], Told]:
    """Tell facts of a type by their words alone."""

    def tell(notice: Notice) -> Told:
        return Told(text=words(msgspec.json.decode(notice.facts, type=facts)))

    return tell

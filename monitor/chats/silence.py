"""Which chats are silent, and which classes have no chat of their own. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.records import Chat, ChatKind, SchoolClass

QUIET = timedelta(days=7)
LONG = timedelta(days=14)
"""Silences longer than this are not told apart: activity further back is not looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A chat without messages for so many whole days, at most ``LONG``."""

    chat: Chat
    days: int


def silences(
    chats: Iterable[Chat], last: Mapping[int, datetime], missed: Collection[int], now: datetime
) -> tuple[Silence, ...]:
    """Give the chats the bot is in that were silent for ``QUIET``, the longest silence first.

    ``last``: the end of each chat's last hour with a message within ``LONG``. A chat in which
    messages were ``missed`` is not silent, and one the bot came to lately is not known to be.
    """
    found = []
    for chat in chats:
        since = chat.here_since
        if not chat.present or chat.id in missed or since is None:
            continue
        quiet = min(now - max(last.get(chat.id, since), since), LONG)
        if quiet >= QUIET:
            found.append(Silence(chat=chat, days=quiet.days))
    return tuple(sorted(found, key=lambda each: (-each.days, each.chat.title, each.chat.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Classes without the chats that orders 2 and 14 want, by name."""

    neither: tuple[str, ...]
    no_pupils: tuple[str, ...]  # they have one of parents
    no_parents: tuple[str, ...]  # they have one of pupils
    classes: int


def gaps(classes: Collection[SchoolClass], chats: Collection[Chat]) -> Gaps:
    """Tell which classes have no chat of pupils, of parents, or of both, that the bot is in.

    A mixed chat is one of pupils and of parents.
    """
    pupils = _served(chats, ChatKind.PUPILS)
    parents = _served(chats, ChatKind.PARENTS)
    names = sorted((each.name for each in classes), key=by_grade)
    return Gaps(
        neither=tuple(name for name in names if name not in pupils | parents),
        no_pupils=tuple(name for name in names if name in parents - pupils),
        no_parents=tuple(name for name in names if name in pupils - parents),
        classes=len(names),
    )


def by_grade(name: str) -> tuple[int, str]:
    """Order classes as people do: 2А before 10А, and groups without a number first."""
    grade = re.match(r"\d{1,3}", name)
    return int(grade[0]) if grade else 0, name


def _served(chats: Iterable[Chat], kind: ChatKind) -> frozenset[str]:
    kinds = (kind, ChatKind.MIXED)
    return frozenset(chat.class_name for chat in chats if chat.present and chat.kind in kinds)

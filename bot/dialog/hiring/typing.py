"""What somebody types of one person: his name, a position, a profile. Pure."""

import re
from dataclasses import dataclass

from bot.parsing.addresses import whose
from bot.sheets.cells import BadCell, full_name, role
from storage.accounts import Account

LONGEST = 80
"""Letters of a name or a position that are kept."""

_APART = re.compile(r"[,;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A name, what stands behind it, and the profile: an account, or a short address."""

    name: str
    position: str = ""
    profile: Account | str | None = None


def person_typed(text: str) -> Typed:
    """Read «Иванова Анна Петровна, учитель химии, vk.com/id1». Raises ``BadCell``: no name."""
    first, *others = [part.strip() for part in _APART.split(text) if part.strip()] or [""]
    profile: Account | str | None = None
    position = []
    for part in others:
        found = whose(part) if _is_address(part) else None
        if found is None:
            position.append(part)
        else:
            profile = found
    return Typed(name=name_typed(first), position=", ".join(position)[:LONGEST], profile=profile)


def name_typed(text: str) -> str:
    """Read a name of two words or more. Raises ``BadCell``."""
    return full_name(text)[:LONGEST]


def renamed(known: str, text: str) -> str:
    """Give a name as it is to be: one word is a new surname. Raises ``BadCell``."""
    words = text.split()
    if len(words) == 1:
        text = " ".join((words[0], *known.split()[1:]))
    return name_typed(text)


def role_of(position: str) -> str:
    """Give the role a position tells; empty: it tells none."""
    try:
        return role("", position)
    except BadCell:
        return ""


def _is_address(part: str) -> bool:
    return any(sign in part for sign in "/@[") or re.fullmatch(r"id\d+", part) is not None

"""Guessing from a chat's title what it is for and which class it belongs to. Pure.

The patterns are data: stems of Russian words as schools write them into titles.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from storage.records import ChatKind


class Guess(NamedTuple):
    """``kind`` None: not sure, ask; ``class_name`` empty: no class is named."""

    kind: ChatKind | None
    class_name: str


_STAFF = re.compile(
    r"педсовет|педагог|учител|коллектив|сотрудник|администрац|завуч|методобъед|методическ"
    r"|совещан|воспитател|преподавател|директор|кафедр|классн\w+ руковод|\bш?мо\b|учительск"
)
_PARENTS = re.compile(r"родител|\bрод\b|\bмам[аы]?\b|\bпап[аы]?\b")
_PUPILS = re.compile(r"ученик|учащ|ребят|школьник|студент|обучающ|\bдети\b")
_CLASS = re.compile(r"(?<!\d)(1[01]|[1-9])\s*[-–—«\"']?\s*([а-яa-z])(?![а-яa-z])")


def guess(title: str, class_names: Iterable[str] = ()) -> Guess:
    """Guess from a title, knowing the names of the unit's classes."""
    text = title.lower().replace("ё", "е")
    class_name = _class_in(text, class_names)
    parents, pupils = bool(_PARENTS.search(text)), bool(_PUPILS.search(text))
    if parents and pupils:
        return Guess(ChatKind.MIXED, class_name)
    if parents:
        return Guess(ChatKind.PARENTS, class_name)
    if pupils:
        return Guess(ChatKind.PUPILS, class_name)
    if _STAFF.search(text):
        return Guess(ChatKind.STAFF, "")
    return Guess(None, class_name)


def _class_in(text: str, class_names: Iterable[str]) -> str:
    for name in sorted(class_names, key=len, reverse=True):
        loose = r"\W*".join(map(re.escape, re.sub(r"\W", "", name.lower().replace("ё", "е"))))
        if loose and re.search(rf"(?<!\w){loose}(?!\w)", text):
            return name
    found = _CLASS.search(text)
    return f"{found[1]}{found[2].upper()}" if found else ""

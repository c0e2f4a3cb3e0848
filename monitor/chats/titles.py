"""Guessing from a chat's title what it is for and which class it belongs to. Pure.

The patterns are data: stems of Russian words as organisations write them into titles.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from monitor.chats.class_names import LATIN
from storage.records import ChatKind


class TitleGuess(NamedTuple):
    """``kind`` None: not sure, ask; ``class_name`` empty: no class is named."""

    kind: ChatKind | None
    class_name: str


_STAFF = re.compile(
    r"педсовет|педагог|учител|коллектив|сотрудник|администрац|завуч|методобъед|методическ"
    r"|совещан|воспитател|преподавател|директор|кафедр|классн\w+ руковод|\bш?мо\b|учительск"
    r"|заведующ|куратор"
)
_PARENTS = re.compile(r"родител|\bрод\b|\bмам[аы]?\b|\bпап[аы]?\b")
_PUPILS = re.compile(r"ученик|учащ|ребят|школьник|студент|обучающ|воспитанник|\bдети\b")
_YEAR = re.compile(r"\b[1-6](?:-?й)? курс\b")
_LETTER = "[А-ИК-ЩЭ-ЯЁа-ик-щэ-яё]"  # no class is called Й, Ъ, Ы or Ь
# A letter apart from its number is a capital one, or «5 и 6 классов» would be class 5И.
_CLASS = re.compile(
    rf"(?<!\d)(1[01]|[1-9])(?:\s*[-–—«\"'„“(]\s*|\s*кл(?:асс)?\b\.?\s*[«\"'„“(]?\s*|)({_LETTER})"
    r"(?![А-Яа-яЁё\w])"
    r"|(?<!\d)(1[01]|[1-9])\s+([А-ИК-ЩЭ-ЯЁ])(?![А-Яа-яЁё\w])"
)
_ORDINAL = re.compile(
    r"(?<!\d)\d{1,2}\s*[-–—]?\s*(?:[йыохемя]{1,2}|го|му|ых|ими?)\s+(?=класс|кл\b|параллел|курс)",
    re.IGNORECASE,
)
"""«1-й класс», «5-х классов»: no class with a letter, but a year."""
_LATIN = re.compile(r"(?<=\d)([\s\-–—«\"'„“(]*)([A-Za-z])(?!\w)")
_QUOTED = r"\s*[«\"„“]([^«»\"„“”]{1,40})[»\"“”]"
_NAMED = re.compile(
    rf"\b(?:групп[аы]|гр\.|объединени[ея]|кружок|студи[яи]|секци[яи]){_QUOTED}", re.IGNORECASE
)
_CODED = re.compile(r"(?<![\w-])([А-ЯЁ]{1,5}\d?-\d{1,3}(?:-\d{1,2})?|\d{2}-[А-ЯЁ]{1,5})(?![\w-])")
_OTHERS = {"kindergarten": (_NAMED,), "college": (_NAMED, _CODED), "further": (_NAMED, _CODED)}
"""How titles of organisations that are no schools name a group."""


def guess(title: str, class_names: Iterable[str] = (), kind: str = "school") -> TitleGuess:
    """Guess from a title, knowing the names of the unit's classes and the unit's kind."""
    text = title.lower().replace("ё", "е")
    class_name = _class_in(title.replace("ё", "е").replace("Ё", "Е"), class_names, kind)
    parents, pupils = bool(_PARENTS.search(text)), bool(_PUPILS.search(text))
    if parents and pupils:
        return TitleGuess(ChatKind.MIXED, class_name)
    if parents:
        return TitleGuess(ChatKind.PARENTS, class_name)
    if pupils:
        return TitleGuess(ChatKind.PUPILS, class_name)
    if _STAFF.search(text):
        return TitleGuess(ChatKind.STAFF, "")
    return TitleGuess(_by_kind(text, class_name, kind), class_name)


def _by_kind(text: str, class_name: str, kind: str) -> ChatKind | None:
    """Guess what a title without a word for people is for in such an organisation."""
    if kind == "kindergarten" and class_name:  # children of that age do not write
        return ChatKind.PARENTS
    return ChatKind.PUPILS if kind == "college" and _YEAR.search(text) else None


def _class_in(title: str, class_names: Iterable[str], kind: str) -> str:
    """Name the class a title is of; empty: none, or several."""
    title = _ORDINAL.sub(" ", title)
    title = _LATIN.sub(lambda each: each[1] + each[2].translate(LATIN), title)
    found = _known_in(title.lower(), class_names)
    if kind in _OTHERS:
        named = (pattern.search(title) for pattern in _OTHERS[kind])
        return found[0] if found else next((each[1].strip() for each in named if each), "")
    spelt = ["".join(part for part in each if part).upper() for each in _CLASS.findall(title)]
    same = {each.upper().replace("Ё", "Е") for each in (*found, *spelt)}
    if len(found) > 1 or (spelt and len(same) > 1):
        return ""
    return found[0] if found else spelt[0] if len(set(spelt)) == 1 else ""


def _known_in(text: str, class_names: Iterable[str]) -> list[str]:
    """Find the unit's classes in a title; a longer name hides those within it."""
    found: list[str] = []
    for name in sorted(class_names, key=len, reverse=True):
        loose = r"\W*".join(map(re.escape, re.sub(r"\W", "", name.lower().replace("ё", "е"))))
        if loose and re.search(pattern := rf"(?<!\w){loose}(?!\w)", text):
            found.append(name)
            text = re.sub(pattern, " ", text)
    return found

"""How a class is written: «5 «А»», «5-а», «5(А)», «5 кл. А», «5A» with a Latin letter are 5А. Pure.

What is no school class (a group, a club) stays as it is written.
"""

import re
import unicodedata
from collections.abc import Iterator

LATIN = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_NUMBER = r"(1[0-2]|[1-9])"
_LETTER = r"[А-ИК-ЩЭ-ЯЁ]"  # no class is called Й, Ъ, Ы or Ь
_OPEN, _CLOSE = r"[\s.\-–—«\"'„“‟(\[]*", r"[\s»\"'“”)\]]*"
_WORD = r"(?:кл(?:асс)?\b\.?)?"
_CLASS = re.compile(
    rf"{_NUMBER}(?:-?й(?=\s))?\s*{_WORD}{_OPEN}({_LETTER}){_CLOSE}{_WORD}", re.IGNORECASE
)
_BARE = re.compile(rf"{_NUMBER}(?:-?й)?\s*кл(?:асс)?\.?", re.IGNORECASE)
_QUOTED = re.compile(r"^[«\"„“]([^«»\"„“”]+)[»\"“”]$")  # a group's name
_AND = re.compile(r"\s+и\s+")


def spelt(written: str) -> str:
    """Give the one spelling of a class; of anything else the words as they are."""
    text = "".join(
        sign for sign in unicodedata.normalize("NFC", written) if unicodedata.category(sign) != "Cf"
    )
    text = " ".join(text.split())
    found = _CLASS.fullmatch(text.translate(LATIN))
    if found:
        return f"{found[1]}{found[2].upper()}"
    bare = _BARE.fullmatch(text)
    return bare[1] if bare else _QUOTED.sub(r"\1", text)


def is_class(name: str) -> bool:
    """Whether a name, as ``spelt`` gives it, is a school class with its letter."""
    return re.fullmatch(rf"{_NUMBER}{_LETTER}", name) is not None


def parts(name: str) -> tuple[int, str] | None:
    """Give the number and the letter of a class as ``spelt`` gives it; the letter may be missing.

    None: it is a group or a club.
    """
    found = re.fullmatch(rf"{_NUMBER}({_LETTER}?)", name)
    return None if found is None else (int(found[1]), found[2])


def grade(name: str) -> int | None:
    """Give the parallel a class is of: 5 for 5А; None: it is no school class."""
    found = parts(spelt(name))
    return None if found is None else found[0]


def several(written: str) -> Iterator[str]:
    """Give the classes of a part of a list: «5А и 5Б» and «5А 5Б» are two."""
    for separated in (_AND, re.compile(r"\s+")):
        parts = [spelt(part) for part in separated.split(written.strip())]
        if len(parts) > 1 and all(map(is_class, parts)):
            yield from parts
            return
    if name := spelt(written):
        yield name

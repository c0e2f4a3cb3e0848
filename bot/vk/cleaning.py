"""What others named, made harmless at the border: titles, people's names, names of files. Pure.

Such names may hold what no database or message takes (NUL, halves of characters), what turns the
line around it (overrides of direction), what is not seen (zero-width signs, blank letters), piles
of accents, and ten thousand letters. What is left is one line of what can be read.
"""

import unicodedata

TITLE = 200  # characters of a chat's title
NAME = 60  # of a first or a last name; VK itself takes fewer
FILE = 120  # of a file's name

_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe0e")
_ACCENTS = 2  # one above the other; Russian needs one
_MORE = "…"


def cleaned(foreign: object, most: int) -> str:
    """Give one line of at most so many characters; empty: it was no text, or nothing is seen."""
    if not isinstance(foreign, str):
        return ""
    text = " ".join(_visible(foreign[: most * 20]).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + _MORE


def file_name(foreign: object) -> str:
    """Give a file's name without a path; of a long one the end stays, which tells the kind."""
    name = cleaned(foreign, FILE * 10).replace("\\", "/").rpartition("/")[2].strip()
    if len(name) <= FILE:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[: FILE - 1] + _MORE
    return f"{stem[: FILE - len(ending) - 2]}{_MORE}.{ending}"


def sendable(text: str) -> str:
    """Leave out of a text what neither VK nor a database takes: NUL and halves of characters."""
    if "\0" not in text and text.isascii():
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def _visible(text: str) -> str:
    kept: list[str] = []
    accents = 0
    for sign in unicodedata.normalize("NFC", "".join(map(_seen, sendable(text)))):
        accents = accents + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if accents <= _ACCENTS:
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _seen(sign: str) -> str:
    """Give a sign if anything of it is seen; a space for what parts lines."""
    kind = unicodedata.category(sign)
    if kind in ("Zl", "Zp") or sign in "\t\n\r\v\f":
        return " "
    return "" if kind in _GONE or sign in _BLANK else sign

"""Letters as they come from a phone: folded, and typed with the other layout switched on. Pure."""

import re
import unicodedata

from monitor.people.names.identity import looks_russian

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS + '~{}:"<>', _RUSSIAN_KEYS + "ёхъжэбю")
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)

_LATIN, _RUSSIAN = re.compile(r"[a-z]"), re.compile(r"[а-яё]")
_WORD = re.compile(r"\d[\d.\-/]*\d|\d+|№|[^\W\d_]+(?:-[^\W\d_]+)*")
_LONE = re.compile(r"(?<![^\W\d_])[acekmoxy](?![^\W\d_])")
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_LONE_RUSSIAN = str.maketrans("acekmoxy", "асекмоху")


def folded(text: str) -> str:
    """Fold case, «ё», invisible signs, dashes, drawn-out letters, Latin letters among Russian."""
    even = unicodedata.normalize("NFKC", text)
    even = "".join(sign for sign in even if unicodedata.category(sign) != "Cf")
    even = re.sub(r"[–—−‑]", "-", even.lower().replace("ё", "е"))
    even = looks_russian(even) if _RUSSIAN.search(even) else even
    if _RUSSIAN.search(even):
        even = _LONE.sub(lambda letter: letter[0].translate(_LONE_RUSSIAN), even)
    return _DRAWN.sub(r"\1", even)


def switched(text: str) -> str:
    """Give what the same keys write in the other layout; a text of both is left alone.

    Of Russian letters only a single word: so much Latin is typed in a command.
    """
    low = unicodedata.normalize("NFC", text).lower()
    latin, russian = bool(_LATIN.search(low)), bool(_RUSSIAN.search(low))
    if latin and not russian:
        return low.translate(_TO_RUSSIAN)
    return low.translate(_TO_LATIN) if russian and not latin and " " not in low else low


def words(text: str) -> tuple[str, ...]:
    """Take a text apart: words and numbers, days like 16.11-20.11 in one piece."""
    return tuple(_WORD.findall(folded(text)))


def wordless(text: str) -> bool:
    """Tell whether there is nothing to read in a text: only signs and pictures."""
    return not any(sign.isalnum() for sign in text)


def several(listed: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(listed.split())

"""How a word sounds, whichever alphabet and transliteration it is written in. Pure.

Both alphabets are folded to one coarse Latin spelling, so that Yulia, Julia, Iuliia and the
Russian spelling are one. It is for comparing only and is never shown.
"""

import re
import unicodedata

_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    | {"ъ": "", "ь": "", "і": "i", "є": "e", "ґ": "g"}
    | {"ә": "a", "ө": "o", "ү": "u", "ұ": "u", "җ": "zh", "ң": "n", "һ": "kh", "қ": "k", "ғ": "g"}
    | {"ӏ": ""}
)
# Letters of the scholarly systems: their marks would be lost as if they meant nothing.
_MARKED = str.maketrans({"č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch", "ı": "i", "ş": "sh"})
# In this order: longer spellings first, and vowels once nothing but «i» is left of y and j.
_FOLDS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"sh?ch|shh", "sh"),
        (r"tch", "ch"),
        (r"t[cz]", "ts"),
        (r"dzh", "zh"),
        (r"kh", "h"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"c(?=[eiyv])", "ts"),
        (r"c(?!h)", "k"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"ie|io", "e"),
        (r"iu", "u"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """Leave out case, marks above letters and with them the difference of «ё» and «е»."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_MARKED)
    parted = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def sounds(word: str) -> tuple[str, ...]:
    """Spell a plain word as it sounds; more than one way where a Latin «j» leaves it open."""
    latin = word.translate(_CYRILLIC)
    ways = (latin.replace("j", "i"), latin.replace("j", "zh"))
    return tuple(dict.fromkeys(sound for sound in map(_fold, ways) if sound))


def _fold(latin: str) -> str:
    for pattern, spelling in _FOLDS:
        latin = pattern.sub(spelling, latin)
    return latin

"""Whether two spellings of a full name are one person's: the one place that decides it. Pure.

Letters, not sounds: what sounds alike (Щукин, Шукин) is for a person to decide. A name is the
same in capitals, with «е» for «ё», a letter made of two characters, Latin letters that look like
Russian ones, invisible signs, footnotes, other dashes or none, its words in another order, and
with or without a former surname in brackets.
"""

import re
import unicodedata
from collections.abc import Iterator

from monitor.people.names.spelling import plain

_LOOK = str.maketrans("ABCEHKMOPTXYaceopxyëË", "АВСЕНКМОРТХУасеорхуёЁ")
_LATIN, _RUSSIAN = re.compile(r"[A-Za-zëË]"), re.compile(r"[а-яё]", re.IGNORECASE)
# A footnote's mark: NFKC would make a digit of a raised one.
_MARKS = re.compile(r"[*†‡§¹²³\u2070\u2074-\u2079\u2020-\u2022]+")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]+\s*")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_OWN = re.compile(r"(?<=\w)[\s-]*(?:(огл[ыуи]|улы)|([кг][ыи]з[ыи]))(?!\w)")
_WORDS = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MOST_WORDS = 8  # more are no name: all that is in the brackets is not tried in every place


def tidy(written: str) -> str:
    """Write a name as people read it: without marks, in Russian letters, with its capitals."""
    text = unicodedata.normalize("NFC", _MARKS.sub(" ", written)).replace("\u200b", " ")
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = _DASHES.sub("-", " ".join(text.replace(",", " ").split())).strip("-; ")
    if len(_RUSSIAN.findall(text)) > 1:
        text = looks_russian(text)
    return _lowered(text) if text.isupper() or text.islower() else text


def looks_russian(text: str) -> str:
    """Make Latin letters Russian that look like them, where nothing else Latin is in the word."""
    return re.sub(r"[^\W\d_]+", lambda word: _as_russian(word[0]), text)


def _as_russian(word: str) -> str:
    russian = word.translate(_LOOK)
    return word if _LATIN.search(russian) else russian


def _lowered(name: str) -> str:
    if any(len(word) < 2 for word in _WORDS.findall(name)):
        return name  # initials: nothing is to be seen by their case
    words = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return re.sub(r"(?<=[\s-])(Оглы|Кызы|Улы|Гызы)\b", lambda own: own[0].lower(), words)


def key(written: str) -> str:
    """Give what all spellings of a name share; its words in brackets are left out."""
    return _joined(_words(_BRACKETS.sub(" ", tidy(written))))


def keys(written: str) -> frozenset[str]:
    """Give the keys a name goes by: its own, and those with its former surname."""
    name = tidy(written)
    return frozenset((key(written), *_former(name)))


def same(one: str, other: str) -> bool:
    """Whether two spellings are of one name: the same, or one says what the other was."""
    return key(one) in keys(other) or key(other) in keys(one)


def better(known: str, written: str) -> str:
    """Give how to write a person whose name is only spelt anew: the fuller of two spellings.

    Initials, or a name without its patronymic, take nothing from a name that is known whole.
    """
    if written == known or _is_less(written, known):
        return known
    if known != tidy(known) or key(known) != key(written):
        return written
    if folded(known) != folded(written):
        return written
    return written if _count(written) > _count(known) else known


def _is_less(written: str, known: str) -> bool:
    """Whether a name is another's with initials, or without some of its words."""
    left = _HYPHENED.findall(folded(_BRACKETS.sub(" ", known)))
    shortened = False
    for word in sorted(_HYPHENED.findall(folded(written)), key=len, reverse=True):
        found = next((each for each in left if each == word or _initial_of(word, each)), None)
        if found is None:
            return False
        shortened = shortened or found != word
        left.remove(found)
    return shortened or bool(left)


def _initial_of(word: str, name: str) -> bool:
    return len(word) == 1 < len(name) and name.startswith(word)


def folded(name: str) -> str:
    """Give what spellings of the same words share: case, «ё» and signs make no difference."""
    return tidy(name).casefold().replace("ё", "е")


def _count(name: str) -> int:
    return name.casefold().count("ё")


def _words(name: str) -> list[str]:
    even = plain(re.sub(r"['`’ʼ]", "", name))
    return _WORDS.findall(_OWN.sub(lambda own: "оглы" if own[1] else "кызы", even))


def _joined(words: list[str]) -> str:
    return " ".join(sorted(words))


def _former(name: str) -> Iterator[str]:
    words = _words(_BRACKETS.sub(" ", name))
    for inside in _BRACKETS.findall(name):
        former = _words(" ".join(word for word in inside.split() if word[:1].isupper()))
        if former and len(words) <= _MOST_WORDS:
            for at in range(len(words)):
                yield _joined([*words[:at], *former, *words[at + 1 :]])

"""Who is named in running speech: surnames in any case, «уткину», «Уткин И.П.», «у Марии Петровны».

Pure. Slips are for a person to decide: here letters count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from monitor.people.names.given import meanings
from monitor.people.names.identity import folded
from monitor.people.names.spelling import plain, sounds
from storage.records import Person

_ENDINGS = (
    (("ов", "ев", "ин", "ын"), 0, ("", "а", "у", "ым", "ом", "е")),
    (("ова", "ева", "ина", "ына"), 1, ("а", "ой", "у", "ою", "ы", "е")),
    (("ский", "цкий"), 2, ("ий", "ого", "ому", "им", "ом")),
    (("ий",), 2, ("ий", "его", "ему", "им", "ем", "ого", "ому", "ом", "ия", "ию", "ием", "ии")),
    (("ый", "ой"), 2, ("ый", "ой", "ого", "ому", "ым", "ом")),
    (("ая", "яя"), 2, ("ая", "яя", "ой", "ей", "ую", "юю")),
    (("ия",), 1, ("я", "и", "ю", "ей")),
    (("а", "я"), 1, ("а", "я", "ы", "и", "е", "у", "ю", "ой", "ей")),
    (("ь",), 1, ("ь", "я", "ю", "ем", "е", "и", "ью")),
    (("й",), 1, ("й", "я", "ю", "ем", "е", "и")),
    (("о", "е", "и", "у", "ю", "э", "ых", "их"), 0, ("",)),
)
_FLEETING = {"ец": "ц", "ок": "к", "ек": "к", "ел": "л", "лев": "льв"}
_SLIP_FROM = 5  # letters of a surname that leave no doubt with one of them wrong
_HARD = ("", "а", "у", "ом", "ем", "е")
_PATRONYMIC = re.compile(
    r".+(?:ович|евич|овна|евна|ична|инична)|(?:иль|кузьм|лук|фом|никит|савв)ич"
)
_SURNAME = re.compile(
    r".{2,}(?:[ое]в|[ие]н|ын)(?:|а|у|ым|ом|е|ой|ы)|.+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)"
    r"|.{2,}(?:енко|дзе|швили)|.{2,}(?:ян|ук|юк|чук)(?:|а|у|ом|е)|.+(?:ых|их)"
)
"""Looks like a surname and hardly like another word."""
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person by the forms of his names; ``surnames``: also halves and former ones."""

    person: Person
    surnames: frozenset[str]
    given: frozenset[str]
    patronymics: frozenset[str]
    initials: str

    @property
    def forms(self) -> frozenset[str]:
        """All forms in which he may be named."""
        return self.surnames | self.given | self.patronymics


def bearer(person: Person) -> Bearer:
    """Take a full name of a roster apart: the surname leads, or stands behind the patronymic."""
    names = [each for each in folded(person.full_name).split() if _WORD.search(each)]
    at = next((at for at, each in enumerate(names) if at and _PATRONYMIC.fullmatch(each)), None)
    given_at = at - 1 if at else min(1, len(names) - 1)
    surnames = [each for n, each in enumerate(names) if n not in (given_at, at)] or names[:1]
    given = names[given_at] if len(names) > 1 else ""
    patronymic = names[at] if at else ""
    return Bearer(
        person=person,
        surnames=frozenset(
            form for each in surnames for part in _WORD.findall(each) for form in cases(part)
        ),
        given=cases(given) if given else frozenset(),
        patronymics=cases(patronymic) if patronymic else frozenset(),
        initials=given[:1] + patronymic[:1],
    )


def cases(name: str) -> frozenset[str]:
    """Give the forms a name takes in the singular, itself among them; some that nobody says."""
    found = {name}
    for endings, cut, added in _ENDINGS:
        if name.endswith(endings) and len(name) > cut + 1:
            base = name[: len(name) - cut] if cut else name
            found |= {base + ending for ending in added}
            break
    else:
        found |= {name + ending for ending in _HARD}
    for ending, left in _FLEETING.items():
        if name.endswith(ending) and len(name) > 2:
            found |= {name[: -len(ending)] + left + each for each in _HARD[1:]}
    return frozenset(found)


def named(bearers: Iterable[Bearer], words: Iterable[str], text: str) -> tuple[Bearer, ...]:
    """Find whom words name: each is a form of his, a surname or a name with patronymic among them.

    ``text``: as it was written; its initials must agree.
    """
    said = tuple(words)
    initials = "".join(_INITIAL.findall(folded(text)))
    return tuple(each for each in bearers if _is_named(each, said, initials))


def alike(bearers: Iterable[Bearer], words: Iterable[str]) -> tuple[Bearer, ...]:
    """Find those a form of whose surname is one slip away from a word that stands alone."""
    said = tuple(words)
    if len(said) != 1 or len(said[0]) < _SLIP_FROM:
        return ()
    return tuple(
        each
        for each in bearers
        if any(OSA.distance(said[0], form, score_cutoff=1) <= 1 for form in each.surnames)
    )


def surnames_in(bearers: Iterable[Bearer], text: str) -> tuple[str, ...]:
    """Give the words of a text that are a surname of somebody, as they stand there.

    Without a capital letter only where a word can hardly be anything but a surname.
    """
    known = {form for each in bearers for form in each.surnames if len(form) > 2}
    found = [
        word
        for word in _WORD.findall(text)
        if folded(word) in known and (word[0].isupper() or _SURNAME.fullmatch(folded(word)))
    ]
    return tuple(dict.fromkeys(found))


def _is_named(bearer: Bearer, said: tuple[str, ...], initials: str) -> bool:
    parts = {part for word in said for part in _WORD.findall(word)}
    if not parts or not all(part in bearer.forms or _short(bearer, part) for part in parts):
        return False
    by_surname = not bearer.surnames.isdisjoint(parts)
    by_name = not bearer.patronymics.isdisjoint(parts) and len(parts) > 1
    return (by_surname or by_name) and bearer.initials.startswith(initials)


def _short(bearer: Bearer, word: str) -> bool:
    """Tell whether a word is a short form of a given name: «Паша» for «Павел»."""
    meant = meanings(sounds(plain(word)))
    return any(
        not meant.isdisjoint(meanings(sounds(plain(form)))) for form in bearer.given if meant
    )

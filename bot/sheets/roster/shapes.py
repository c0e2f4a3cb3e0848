"""What cells and rows of a list look like where no heading says it: names, posts, titles. Pure."""

import re
from collections.abc import Collection, Sequence

from bot.parsing.addresses import whose
from bot.sheets import cells
from bot.sheets.roster.heading_words import SIGNATURE, SIGNER, TITLE_STEMS
from bot.sheets.untrusted.reading import Cell
from monitor.chats import class_names
from monitor.people.names import identity

_WORD = re.compile(r"[А-ЯЁ](?:[а-яё'’]+(?:-[А-ЯЁа-яё][а-яё'’]+)*)?|оглы|кызы|[А-ЯЁ]\.[А-ЯЁ]")
_OWN = re.compile(
    r"\b(?:[А-ЯЁ][а-яё]+(?:вич|ична|инична|вна|ьич|мич|кич|тич)|оглы|кызы)\b|\b[А-ЯЁ]\.\s?[А-ЯЁ]\."
    r"|\b[А-ЯЁ]\.$"
)
"""A patronymic, or initials."""
_LINE = re.compile(r"_{3,}")
_MOST_WORDS = 5


def is_name(cell: Cell) -> bool:
    """Whether a cell may be somebody's name: some words with capitals that title nothing."""
    if not isinstance(cell, str):
        return False
    name = re.sub(r"[(\[][^)\]]*[)\]]?", " ", identity.tidy(cells.bare(cell)))
    words = name.split()
    if SIGNER.match(name.casefold()):
        return False
    if not 2 <= len(words) <= _MOST_WORDS or not all(map(_is_word, words)):
        return False
    if all(len(word.strip(".")) == 1 for word in words):  # «Ф. И. О.»
        return False
    return _OWN.search(name) is not None or TITLE_STEMS.search(name.casefold()) is None


def _is_word(word: str) -> bool:
    return _WORD.fullmatch(word.strip(".")) is not None


def is_patronymic(cell: Cell) -> bool:
    """Whether a cell is one word that only a patronymic is."""
    return isinstance(cell, str) and _OWN.fullmatch(identity.tidy(cell)) is not None


def is_post(cell: Cell) -> bool:
    """Whether a cell names a position that tells a role, and nobody's name."""
    return (
        isinstance(cell, str) and not is_name(cell) and cells.role_of(cells.text(cell)) is not None
    )


def is_profile(cell: Cell) -> bool:
    """Whether a cell is a profile's address; a bare number may be anything."""
    written = cells.text(cell)
    return (
        not written.isdigit()
        and ("vk" in written or written.startswith("id"))
        and (whose(written) is not None)
    )


def is_class(cell: Cell) -> bool:
    """Whether a cell names classes with their letters."""
    if not isinstance(cell, str) or not cell.strip():
        return False
    parts = re.split(r"[,;/\n]", cell)
    return all(class_names.is_class(name) for part in parts for name in class_names.several(part))


def is_title(row: Sequence[Cell], name_at: int) -> bool:
    """Whether a row says one thing, and that is the title of a part of the list."""
    said = [(at, cell) for at, cell in enumerate(row) if cells.text(cell) and not _is_number(cell)]
    if len({cells.text(cell) for _, cell in said}) != 1 or said[0][0] > name_at:
        return False
    written = identity.tidy(cells.text(said[0][1]))
    if is_name(written) or _OWN.search(written.title()):
        return False
    words = written.split()
    return bool(TITLE_STEMS.search(written.casefold())) or any(map(str.islower, words[1:]))


def is_signature(row: Sequence[Cell], name_at: int, beside: Collection[int]) -> bool:
    """Whether a row is signed or noted by somebody below a list, and lists nobody.

    ``beside``: columns that may say so as well as that of names.
    """
    if any(isinstance(cell, str) and _LINE.search(cell) for cell in row):
        return True
    return any(
        SIGNATURE.match(cells.text(row[at]).casefold()) and not is_name(row[at])
        for at in {name_at, *beside}
        if at < len(row)
    )


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return True
    return re.fullmatch(r"\d+[.)]?|[IVXІХ]+[.)]?", cells.text(cell)) is not None

"""What single cells of a roster mean: names, profiles, dates, counts, roles. Pure.

A cell that cannot be understood raises ``BadCell`` with the code of the problem.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.parsing.addresses import whose
from bot.sheets.roster.heading_words import ANYBODY, QUALIFICATION
from bot.sheets.roster.words import NOTHING, ROLE_STEMS, TOTAL
from bot.sheets.untrusted.reading import Cell
from monitor.chats import class_names
from monitor.orders.roles import Role
from monitor.people.names import identity
from storage.accounts import Account

_YEARS = range(2000, 2100)
_RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?: ?г\.?)?")


_MONTHS = (*("янв", "фев", "мар", "апр", "мая", "июн"), *("июл", "авг", "сен", "окт", "ноя", "дек"))
_MONTH = re.compile(rf"(?<=\d)\s+({'|'.join(_MONTHS)})[а-я]*\.?\s+(?=\d)")  # «16 ноября 2026»
_ERROR = re.compile(r"#[\w/]+[!?]?|#+|(?:Err|Ошибка):\d{3}")  # #N/A, #ССЫЛКА!, ####, Err:508


_LINK = re.compile(r"(?:https?://)?(?:www\.|m\.)?vk\.(?:com|ru)/\S+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_NUMBERED = re.compile(r"^\d{1,4}\s?[.)]\s*(?=[^\W\d_])")  # «1. Иванова», its number in the list
_DEGREE = re.compile(
    r"^(?:[кд]\.\s?[а-яё]{1,4}\.(?:\s?[а-яё]{1,4}\.)?\s?н\.,?\s*)|(?<=[а-яё]),\s*засл.*$"
)
_FOOTNOTE = re.compile(r"(?<=\w)\s*[\d¹²³⁴-⁹]{1,2}\)")  # «1)», «²)»
_REMARK = re.compile(r"(?<=[а-яё]{3})\s+[-–—]+\s*(?!(?:огл|кыз|улы|гыз)\w{1,2}\b)[а-яё/.]+.*$")
_GLUED = re.compile(r"\b([А-ЯЁ]\.)(?=[А-ЯЁ][а-яё]{2})")  # «М.П.Иванова»
_DAY_OF_MONTH = re.compile(
    r"\d{1,2}[.\s-](?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*\.?"
)
_COUNTED = re.compile(r"(\d+)\s?(?:чел|уч|дет)\w*\.?")
_DOUBLE = re.compile(
    r"(?:учитель|педагог|преподаватель|тренер|мастер|инженер|врач)-$", re.IGNORECASE
)
_LONGEST_NAME = 5  # words; more are two people
_BESIDE = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:т(?:ел)?\.? ?)?\+?(?<![\d.])\d[\d\s()-]{5,}\d"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}(?: ?г\.?)?(?: ?р\.?)?"
    r"|[(\[][^А-ЯЁA-Z)\]]*[)\]]"
)


class BadCell(Exception):
    """A cell that cannot be understood: the code of the problem and what the cell held."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value


def text(cell: Cell) -> str:
    """Fold a cell to one line of text; a whole number has no «.0», no-break spaces are spaces."""
    if isinstance(cell, str) and cell.isprintable() and _is_even(cell):
        return cell  # as most are
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return " ".join(str(cell).replace("\N{ZERO WIDTH SPACE}", " ").split())


def _is_even(cell: str) -> bool:
    """Whether there are no spaces but single ones, between words."""
    return "  " not in cell and cell[:1] != " " and cell[-1:] != " "


def key(cell: Cell) -> str:
    """Reduce a heading or a name to what it is compared by: letters and digits, е for ё."""
    return re.sub(r"[\W_]", "", text(cell).casefold().replace("ё", "е"))


def is_empty(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, «нет»."""
    return text(cell).casefold() in NOTHING


def bare(cell: Cell) -> str:
    """Give a name without what people write beside it: a phone, an address, a birthday, a remark.

    What stands in brackets is a former surname if it begins with a capital letter.
    """
    written = _DEGREE.sub("", _NUMBERED.sub("", _LINK.sub(" ", text(cell))))
    name = _REMARK.sub("", _FOOTNOTE.sub(" ", text(_BESIDE.sub(" ", written))))
    return text(_GLUED.sub(r"\1 ", name)).strip(" ,;–—-")


def link_in(cell: Cell) -> str:
    """Give the address of a profile that stands beside something else; empty: there is none."""
    found = _LINK.search(text(cell))
    return found[0].rstrip(",;.)") if found else ""


def full_name(cell: Cell) -> str:
    """A name of at least two words. Raises ``BadCell``."""
    if is_empty(cell):
        raise BadCell("no_name", "")
    name = identity.tidy(bare(cell))
    if len(_BRACKETS.sub(" ", name).split()) > _LONGEST_NAME:
        raise BadCell("many_names", name)
    if len(name.split()) < 2 or any(letter.isdigit() for letter in name):
        raise BadCell("one_word_name", name)
    return name


def profile(cell: Cell) -> tuple[Account | None, str | None]:
    """The account or the screen name of a profile in any of its spellings. Raises ``BadCell``."""
    if is_empty(cell):
        return None, None
    found = whose(text(cell))
    if found is None:  # perhaps beside something else
        links = {whose(link.rstrip(",;.)")) for link in _LINK.findall(text(cell))} - {None}
        found = links.pop() if len(links) == 1 else None
    if found is None:
        raise BadCell("bad_vk", text(cell))
    return (None, found) if isinstance(found, str) else (found, None)


def day(cell: Cell) -> date | None:
    """A date: a real one, ``2026-11-20``, ``20.11.2026`` or ``20.11.26``. Raises ``BadCell``."""
    if is_empty(cell):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        found = _written_day(text(cell))
    except ValueError as error:
        raise BadCell("bad_date", text(cell)) from error
    if found.year not in _YEARS:
        raise BadCell("bad_date", text(cell))
    return found


def _month_number(found: "re.Match[str]") -> str:
    return f".{_MONTHS.index(found[1]) + 1}."


def _written_day(written: str) -> date:
    russian = _RUSSIAN_DATE.fullmatch(_MONTH.sub(_month_number, written.casefold()))
    if russian is None:
        return datetime.fromisoformat(written).date()
    year = int(russian[3])
    return date(year if year > 99 else 2000 + year, int(russian[2]), int(russian[1]))


def count(cell: Cell) -> int | None:
    """A whole number of people, not negative. Raises ``BadCell``."""
    if is_empty(cell):
        return None
    written = text(cell)
    counted = _COUNTED.fullmatch(written)
    number = counted[1] if counted else written
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise BadCell("bad_count", written)
    return int(number)


def class_name(cell: Cell) -> str:
    """A class in the one spelling there is. Raises ``BadCell`` for a date."""
    if isinstance(cell, date):
        raise BadCell("class_date", f"{cell:%d.%m.%Y}")
    if _DAY_OF_MONTH.fullmatch(text(cell).casefold()):  # as Excel saves a date into a CSV
        raise BadCell("class_date", text(cell))
    return class_names.spelt(text(cell))


def names(cell: Cell) -> tuple[str, ...]:
    """A list of classes, with commas or semicolons between. Raises ``BadCell``."""
    if is_empty(cell):
        return ()
    if isinstance(cell, date):
        raise BadCell("class_date", f"{cell:%d.%m.%Y}")
    lines = ";".join(cell.splitlines()) if isinstance(cell, str) else text(cell)
    parts = (_unremarked(text(part)) for part in re.split(r"[,;/]", lines))
    return tuple(dict.fromkeys(name for part in parts for name in class_names.several(part)))


def _unremarked(written: str) -> str:
    """Leave out what is remarked of a class: «7А (кл. рук.)»."""
    name = class_names.spelt(text(_BRACKETS.sub(" ", written)))
    return name if class_names.is_class(name) else written


def post(cell: Cell) -> str:
    """Give a position; of several in lines of their own a list."""
    written = cell if isinstance(cell, str) else text(cell)
    said = ""
    for line in filter(None, map(text, written.splitlines())):
        if said.endswith("-") and line[:1].islower():  # a word parted at the line's end
            said = (said if _DOUBLE.search(said) else said[:-1]) + line
            continue
        parted = line[:1].isupper() and said and said[-1] not in ",;/+-–"
        said += f"{',' if parted else ''} {line}"
    return said.strip()


def several(cell: Cell) -> tuple[str, ...]:
    """A list of anything, with commas, semicolons or line breaks between."""
    lines = ";".join(str(cell).splitlines()) if isinstance(cell, str) else text(cell)
    return tuple(name for part in re.split(r"[,;]", lines) if (name := text(part)))


def sound(cell: Cell) -> Cell:
    """Give a cell. Raises ``BadCell`` for what a broken formula leaves."""
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        raise BadCell("formula_error", cell.strip())
    return cell


def is_total(cell: Cell) -> bool:
    """Whether a cell heads a sum or a part of a list, and names nobody and no class."""
    return TOTAL.fullmatch(text(cell).casefold().replace("ё", "е")) is not None


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3."""
    said = [text(cell) for cell in row if text(cell)]
    return len(said) > 1 and said == [str(number) for number in range(1, len(said) + 1)]


def role(written: Cell, position: str) -> Role:
    """The role as written, or guessed from the position if it is empty. Raises ``BadCell``.

    So is one that only says the position in short, as «мастер» of a college does.
    """
    said = text(written).casefold()
    if not (is_empty(written) or said in ANYBODY or QUALIFICATION.fullmatch(said)):
        found = role_of(text(written))
        if found is None and re.search(rf"\b{re.escape(said)}\b", position.casefold()):
            found = role_of(position)
        if found is None:
            raise BadCell("unknown_role", text(written))
        return found
    found = role_of(position)
    if found is None:
        raise BadCell("no_role", position)
    return found


def role_of(words: str) -> Role | None:
    """Find the role in words; of several positions the one named first counts."""
    for part in (re.split(r"[,;/+]", words)[0], words):
        folded = part.casefold().replace("ё", "е")
        for found, stems in ROLE_STEMS:
            if re.search(rf"\b(?:{stems})", folded):
                return found
    return None

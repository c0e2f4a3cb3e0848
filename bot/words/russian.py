"""Russian numbers, dates and names: what every other text is made of.

Thin functions over Babel's Russian locale. Shares are never rounded up to a whole percent, so
that one that fails its norm never looks as if it had passed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from monitor.facts.ratio import Ratio

NO_DATA = "нет данных"

FEW = "мало сотрудников"
"""In the place of a figure of so few people that it would tell of single ones."""

_RU = Locale("ru")
_TENTH = Decimal("0.001")  # of a percent
_PERCENT = Decimal("0.01")
_GENITIVE = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")


def plural_word(n: int, one: str, few: str, many: str) -> str:
    """Choose the form that goes with a number: 1 час, 2 часа, 5 часов."""
    return {"one": one, "few": few}.get(_RU.plural_form(abs(n)), many)


def plural(n: int, one: str, few: str, many: str) -> str:
    """Give a number with the right form of the word: «5 сообщений»."""
    return f"{number(n)} {plural_word(n, one, few, many)}"


def agreeing(n: int, one: str, many: str) -> str:
    """Choose the verb that goes with a number: 21 чат получит, 22 чата получат."""
    return plural_word(n, one, many, many)


def number(n: int) -> str:
    """Write a whole number with its thousands apart: «7 654» (no-break space)."""
    return format_decimal(n, locale=_RU)


def share(x: float, under: float | None = None) -> str:
    """Write a share (0.261) as «26,1 %»; exactly none and all are whole: «0 %», «100 %».

    ``under``: a norm it does not reach, and must not look as if it did.
    """
    if x in (0, 1):
        return f"{x * 100:.0f}\N{NO-BREAK SPACE}%"
    return format_percent(shown_share(x, under), format="0.0\N{NO-BREAK SPACE}%", locale=_RU)


def shown_share(x: float, under: float | None = None) -> Decimal:
    """Round a share to a tenth of a percent, but never up to a whole percent, where norms stand.

    Nor up to a norm that stands elsewhere (``under``): 0.1246 fails 12.5 % and is 0.124.

    0.2608 is 0.261, yet 0.2496 is 0.249: it fails 25 % and must not look as if it had passed. The
    shortest decimal form of the float counts: 0.29 is 29 %, though 0.29 * 100 < 29.
    """
    exact = Decimal(repr(x))
    rounded = exact.quantize(_TENTH, ROUND_HALF_DOWN)
    reached_a_norm = rounded > exact and (
        rounded % _PERCENT == 0 or (under is not None and rounded >= Decimal(repr(under)))
    )
    return rounded - _TENTH if reached_a_norm else rounded


def norm_share(threshold: float) -> str:
    """Write the threshold of a norm as orders do: «25 %», «33,3 %»."""
    cut = Decimal(repr(threshold)).quantize(Decimal("0.0001"), ROUND_DOWN)
    return format_percent(cut, format="0.##\N{NO-BREAK SPACE}%", locale=_RU)


def points(many: float) -> str:
    """Write percentage points: «5 процентных пунктов», «2,5 процентного пункта»."""
    written = format_decimal(Decimal(repr(many)), "0.###", locale=_RU)
    if many != int(many):
        return f"{written} процентного пункта"
    forms = ("процентный пункт", "процентных пункта", "процентных пунктов")
    return f"{written} {plural_word(int(many), *forms)}"


def count_of(ratio: Ratio, under: float | None = None) -> str:
    """Count first, then the share: «24 из 43 (55,8 %)»; ``under``: a norm that is not reached.

    Without a value, or out of nobody, there is no data; a count without a base stands alone.
    """
    if ratio.value is None or ratio.of == 0:
        return NO_DATA
    if ratio.of is None or ratio.share is None:
        return number(ratio.value)
    return f"{number(ratio.value)} из {number(ratio.of)} ({share(ratio.share, under)})"


def a_day(messages: int | None) -> str:
    """Say which days count, after a number of them: «с сообщениями», «с 2 и более сообщениями»."""
    if messages is None or messages == 1:
        return "с сообщениями"
    return f"с {number(messages)} и более сообщениями"


def minutes(least: int | None) -> str:
    """Say how long calls must be, after a number of them: « от 5 мин»; empty: however long."""
    return f" от {number(least)}\N{NO-BREAK SPACE}мин" if least else ""


def day(d: date) -> str:
    """Write a date as «20 ноября»."""
    return format_date(d, "d MMMM", locale=_RU)


def remaining(days: int) -> str:
    """Say how many days are left: «остался 1 день», «осталось 2 дня»."""
    return f"{agreeing(days, 'остался', 'осталось')} {plural(days, 'день', 'дня', 'дней')}"


def month(d: date) -> str:
    """Name the month in short: «нояб.»."""
    return format_date(d, "LLL", locale=_RU)


def span(first: date, last: date) -> str:
    """Write an interval of days, both ends included, saying no more than is needed.

    «16–22 ноября», «30 ноября – 6 декабря», «28 декабря 2026 – 3 января 2027».
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{day(first)} – {day(last)}"
    return f"{day(first)} {first.year} – {day(last)} {last.year}"


def weekday(d: date) -> str:
    """Name the day of the week: «четверг»."""
    return format_date(d, "EEEE", locale=_RU)


def short_day(d: date) -> str:
    """Name a day in the least room: «пт 20»."""
    return f"{format_date(d, 'ccc', locale=_RU)} {d.day}"


def weekday_genitive(d: date) -> str:
    """Name the day of the week after an hour: «на 15:00 четверга»."""
    return _GENITIVE[d.weekday()]


def weeks_from(since: datetime, first_day: int) -> str:
    """Say how weeks are cut from a moment on; ``first_day`` 0 is Monday."""
    return (
        f"С {day(since.date())} {since.year} г. неделя начинается с {_GENITIVE[first_day]}, "
        f"часовой пояс: {since.tzinfo}; текущая неделя остаётся в прежних границах"
    )


def clock(dt: datetime) -> str:
    """Write the time of day as it is in the value's own zone: «15:00»."""
    return f"{dt:%H:%M}"


def when(moment: datetime, local: datetime) -> str:
    """Say when, seen from ``local``: «сегодня в 14:05», «23 ноября (понедельник) в 08:30»."""
    there = moment.astimezone(local.tzinfo)
    if there.date() == local.date():
        return f"сегодня в {clock(there)}"
    return f"{day(there.date())} ({weekday(there.date())}) в {clock(there)}"


_BRACKETS = re.compile(r"\([^)]*\)")
_PATRONYMIC = re.compile(
    r".+(?:ович|евич|овна|евна|ична)"
    r"|(?:иль|кузьм|лук|фом|никит|савв|сил|ерем)ич"
    r"|.+[ -]?(?:оглы|оглу|улы|кызы|кизи|гызы)",
    re.IGNORECASE,
)
_OWN_WORD = frozenset({"оглы", "оглу", "улы", "кызы", "кизи", "гызы"})
_BEFORE_SURNAME = frozenset({"фон", "ван", "дер", "ден", "де", "ди", "да", "ла", "аль", "эль"})


@dataclass(frozen=True, slots=True)
class _Name:
    surname: str
    first: str
    patronymic: str


def first_and_patronymic(full_name: str) -> str | None:
    """How to address a person: «Мария Петровна»; None if the name's form tells no patronymic."""
    name = _take_apart(full_name)
    if name is None or not name.patronymic:
        return None
    return f"{name.first} {name.patronymic}"


def short_name(full_name: str) -> str:
    """The surname with initials: «Петрова М. П.»; an unknown form is left as it was."""
    name = _take_apart(full_name)
    if name is None or not name.surname:
        return " ".join(full_name.split())
    initials = [f"{part[0]}." for part in (name.first, name.patronymic) if part]
    return " ".join([name.surname, *initials])


def _take_apart(full_name: str) -> _Name | None:
    words = _words(full_name)
    if any("." in word or len(word) < 2 for word in words):
        return None  # initials: nothing to address a person by
    if len(words) > 2 and words[-1].lower() in _OWN_WORD:
        words = [*words[:-2], f"{words[-2]} {words[-1].lower()}"]
    if len(words) < 3:
        return _two_words(words)
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
        return _Name(words[2], words[0], words[1])  # no given name ends like a patronymic
    *surname, first, patronymic = words
    if not surname or not _PATRONYMIC.fullmatch(patronymic):
        return None
    if any(word.lower() not in _BEFORE_SURNAME for word in surname[:-1]):
        return None
    return _Name(" ".join(surname), first, patronymic)


def _two_words(words: list[str]) -> _Name | None:
    if len(words) != 2:
        return None
    if _PATRONYMIC.fullmatch(words[1]):
        return _Name("", words[0], words[1])
    return _Name(words[0], words[1], "")


def _words(full_name: str) -> list[str]:
    """Split a name; a former surname in brackets goes, shouting and whispering become a name."""
    bare = re.sub(r"\s*-\s*", "-", _BRACKETS.sub(" ", full_name))
    if bare.isupper() or bare.islower():
        bare = bare.title()
    return bare.split()


_MENTION = re.compile(r"(?<=[@*])(?=\w)|(?<=\[)(?!\N{WORD JOINER})(?=[^\[\]|]*\|)")


def safe(foreign: str) -> str:
    """Make a name or title that others wrote harmless: it mentions nobody and is no link.

    An invisible sign parts «@», «*» and «[» from what follows, so that it looks as it was.
    """
    return _MENTION.sub("\N{WORD JOINER}", foreign)


def address(account: int) -> str:
    """Give a profile's address."""
    return f"vk.com/id{account}"


_WITH_FORM = re.compile(r"[А-ЯЁ][А-ЯЁ ]+ «(.+)»")


def bare_name(name: str) -> str:
    """Give an organisation's name without its legal form: «МБОУ «СОШ № 12»» is «СОШ № 12»."""
    form = _WITH_FORM.fullmatch(name)
    return form[1] if form else name


def greeting(full_name: str) -> str:
    """Greet by first name and patronymic, or without a name if it is not known."""
    name = first_and_patronymic(full_name)
    return f"Добрый день, {name}!" if name else "Добрый день!"

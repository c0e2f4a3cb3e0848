"""What people say of time, written evenly: «до пятницы» is «до @4», «след. неделя» is «w1». Pure.

``16.11.2026`` a day, also without year or month; ``@4`` a weekday (0 Monday), ``@4>`` of the next
week, ``@4<`` of the one before; ``w0`` a week, ``m11`` a month (``m0`` this one), ``q0`` a quarter
and ``y0`` a school year, counted from now; ``d3`` so many days; «с», «по», «до» and «-» stay.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

_MONTHS = (
    *("январ[ьяею]|янв", "феврал[ьяею]|фев", "март[аеу]?|мар", "апрел[ьяею]|апр", "ма[йяею]"),
    *("июн[ьяею]", "июл[ьяею]", "август[аеу]?|авг", "сентябр[ьяею]|сент?", "октябр[ьяею]|окт"),
    *("ноябр[ьяею]|ноя(?:бр?)?", "декабр[ьяею]|дек"),
)
_WEEKDAYS = (
    *("понедельник[аиуе]?|пн|пнд", "вторник[аиуе]?|вт|втр", "сред[аыуе]|ср", "четверг[аиуе]?|чт"),
    *("пятниц[аыуе]|пт|птн", "суббот[аыуе]|сб", "воскресень[еяю]|вс|вск"),
)
_NEXT = r"следующ\w+|след|будущ\w+"
_BEFORE = r"прошл\w+|прошедш\w+|минувш\w+|предыдущ\w+|последн\w+"
_THIS = r"эт\w+|текущ\w+|наш\w+|ближайш\w+"
_WHICH = rf"(?:({_NEXT}|{_BEFORE}|{_THIS}) )?"
_NUMBERS = {
    "один": 1,
    "одну": 1,
    "два": 2,
    "две": 2,
    "пару": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "десять": 10,
    "четырнадцать": 14,
}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_ORDINALS = (
    *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
    *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат"),
    *("семнадцат", "восемнадцат", "девятнадцат", "двадцат"),
)
_ORDINAL = re.compile(
    rf"\b(?:(двадцать|тридцать) )?({'|'.join(_ORDINALS)}|тридцат)(?:ь?е[гм][оу]|о[гм][оу]|ое|ье)\b",
    re.IGNORECASE,
)
"""Days as they are dictated: «шестнадцатого», «двадцать первое»."""

_FROM = re.compile(r"\b(?:с|со|от|c)\b(?= )")
_AWAY = (
    *("боле[ею]т?", "болел[аи]?", "заболел[аи]?", "приболел[аи]?", "больничн(?:ый|ом|ого)"),
    *("отгул[аы]?", "отпуск[еау]?", "отсутству(?:ет|ю)", "отсутстви[ея]", "командировк[аеу]"),
    *("курс(?:ы|ах)", "учеб[аеу]", "декрет[е]?", "уехал[аи]?", "уезжаю"),
)
_BESIDE = (
    *("нет", "не", "нету", "будет", "буду", "я", "он", "она", "меня", "его", "ее", "сижу"),
    *("ушел", "ушла", "уходит", "ухожу", "приду", "выйду", "явлюсь", "смогу"),
)
_DROPPED = re.compile(
    r"\b(?:на|в|во|за|весь|вся|всю|все|всё|целый|целую|целая|числ[оа]|включительно|день|дня|"
    r"период|времени|время|" + "|".join((*_AWAY, *_BESIDE)) + r")\b"
)


_DAY_OF_MONTH = [
    (re.compile(rf"(\d) ?(?:{month})\b\.?(?: (\d{{4}}))?"), rf"\g<1>.{number}.\g<2>")
    for number, month in enumerate(_MONTHS, 1)
]
_NAMED = [
    *(
        (re.compile(rf"(?<!\w)(?:{month}){year}\b"), f"m{number}{which}")
        for number, month in enumerate(_MONTHS, 1)
        for year, which in ((r" (\d{4})", r".\g<1>"), ("", ""))
    ),
    *(
        (re.compile(rf"\b{which}(?:{name})\b"), f"@{number}{side}")
        for number, name in enumerate(_WEEKDAYS)
        for which, side in (
            (f"(?:{_NEXT}) ", ">"),
            (f"(?:{_BEFORE}) ", "<"),
            (f"(?:{_THIS}) ", ""),
            ("", ""),
        )
    ),
]
_WEEK = re.compile(rf"\b{_WHICH}(?:недел(?:я|ю|и|е|ей)|нед)\b")
_MONTH = re.compile(rf"\b{_WHICH}месяц[аеу]?\b")
_QUARTER = re.compile(rf"\b{_WHICH}квартал[аеу]?\b")
_YEAR = re.compile(rf"\b{_WHICH}(?:учебн\w+ )?год[ау]?\b")
_WEEKS = re.compile(rf"\b{_COUNT} недел[иью]\b")
_DAYS = re.compile(rf"\b{_COUNT} (?:дня|дней|день|суток)\b")
_IS_AWAY = re.compile(rf"\b(?:{'|'.join(_AWAY)})\b")
_SIGN = re.compile(r"@\d[<>]?|[wmqyd]-?\d[\d.]*|\d[\d.]*|с|по|до")


def is_away(text: str) -> bool:
    """Tell whether a text says that somebody is away."""
    return _IS_AWAY.search(text.lower().replace("ё", "е")) is not None


def is_time(evenly: str) -> bool:
    """Tell whether what was written evenly says a time and nothing else."""
    signs = re.split(r" |(?<=[\d<>])-", evenly)
    said = [sign for sign in signs if sign not in ("с", "по", "до")]
    is_told = len(said) > 1 or any(len(sign) > 1 for sign in said)  # «по 5» says of what it is
    return is_told and all(map(_SIGN.fullmatch, signs))


def even(text: str, today: date, week: tuple[date, date]) -> str:
    """Write a time evenly; what says nothing of it is left as it was."""
    said = re.sub(r"[–—−‑]", "-", text.lower().replace("ё", "е"))
    said = " ".join(re.sub(r"[^\w.\-/ ]+", " ", said).split())
    said = re.sub(r"(?<=\d)/(?=\d)", ".", said).replace("/", " ")
    said = re.sub(r"\b(\d{1,2})(?:-?(?:го|е|ое|ого|му))\b", r"\1", said)
    said = dictated(said)
    said = _FROM.sub("с", re.sub(r"(?<=[а-я])\.", "", said))
    for pattern, written in _DAY_OF_MONTH:
        said = pattern.sub(written, said)
    said = re.sub(r"(\d{4}) ?(?:года?|г)\b", r"\1", said)
    for pattern, far in _NEAR_DAYS:
        said = pattern.sub(f"{today + timedelta(days=far):%d.%m.%Y}", said)
    if "конц" in said or "начал" in said:
        said = _edges(said, today, week)
    said = _WEEKS.sub(lambda found: f"d{_many(found[1]) * 7}", said)
    said = _DAYS.sub(lambda found: f"d{_many(found[1])}", said)
    said = _WEEK.sub(lambda found: f"w{_away(found[1])}", said)
    said = _MONTH.sub(lambda found: f"m{_month(found[1], today)}", said)
    said = _QUARTER.sub(lambda found: f"q{_away(found[1])}", said)
    said = _YEAR.sub(lambda found: f"y{_away(found[1])}", said)
    for pattern, written in _NAMED:
        said = pattern.sub(written, said)
    said = re.sub(r"[.!?,]+(?=[ -]|$)", "", " ".join(_DROPPED.sub(" ", said).split()))
    return re.sub(r" ?(?<![wqyd])- ?", "-", said).strip()


_NEAR_DAYS = [
    (re.compile(rf"\b(?:{words})\b"), far)
    for words, far in (
        (r"сегодняшн\w+ дня|сегодняшн\w+|сегодня|седня|щас|сейчас", 0),
        ("послезавтра", 2),
        (r"завтрашн\w+ дня|завтрашн\w+|завтра", 1),
        ("позавчера", -2),
        (r"вчерашн\w+ дня|вчерашн\w+|вчера", -1),
    )
]


def _edges(said: str, today: date, week: tuple[date, date]) -> str:
    """Write ends and beginnings: «до конца недели», «с начала месяца», «конца декабря»."""
    this = rf"(?:(?:{_THIS}) )?"
    coming = week[1] + timedelta(days=7)
    found = [
        (rf"конц\w+ (?:{_NEXT}) недели", coming),
        (rf"конц\w+ {this}недели", week[1]),
        (rf"начал\w+ {this}недели", week[0]),
        (rf"конц\w+ {this}месяца", _end(today.year, today.month)),
        (rf"начал\w+ {this}месяца", today.replace(day=1)),
        (rf"конц\w+ {this}года", date(today.year, 12, 31)),
    ]
    for number, month in enumerate(_MONTHS, 1):
        year = today.year + (number < today.month)
        found.append((rf"конц\w+ (?:{month})\b", _end(year, number)))
        found.append((rf"начал\w+ (?:{month})\b", date(year, number, 1)))
    for words, day in found:
        said = re.sub(rf"\b(?:{words})", f"{day:%d.%m.%Y}", said)
    return said


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def dictated(said: str) -> str:
    """Write days in figures that were dictated as words."""
    return _ORDINAL.sub(_number, said)


def _number(found: "re.Match[str]") -> str:
    tens = {"двадцать": 20, "тридцать": 30}.get((found[1] or "").lower(), 0)
    ordinal = found[2].lower()
    return "30" if ordinal == "тридцат" else str(tens + _ORDINALS.index(ordinal) + 1)


def _many(written: str) -> int:
    return _NUMBERS.get(written) or int(written)


def _away(which: str | None) -> int:
    """Tell how far from now what is called so lies: the next one 1, the one before -1."""
    if which and re.fullmatch(_NEXT, which):
        return 1
    return -1 if which and re.fullmatch(_BEFORE, which) else 0


def _month(which: str | None, today: date) -> str:
    far = _away(which)
    if not far:
        return "0"
    year, month = divmod(today.year * 12 + today.month - 1 + far, 12)
    return f"{month + 1}.{year}"

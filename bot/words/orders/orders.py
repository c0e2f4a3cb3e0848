"""How an order is named, what its file rests on, and when its points are due."""

from dataclasses import replace
from datetime import date

from bot.words.russian import day, number
from monitor.facts.values import Report, Source
from monitor.orders.when import When, YearRule

MARKS = {
    "text": "",
    "press": "по сообщениям печати, сверьте с текстом приказа",
    "example": "пример, сверьте с Вашим приказом",
}
"""What stands beside the name of an order that was not written by its text."""


def source_of(report: Report) -> Source:
    """Give what a report was made by; weeks closed before orders named it have a title alone."""
    return report.source or Source(title=report.order_title)


def name(source: Source) -> str:
    """Name an order as papers do: «Приказ «О …» от 07.04.2023 № 319-ОД»."""
    quoted = f"«{source.title}»" if source.kind and source.title else source.title
    title = source.called or quoted
    issued = f"от {source.issued:%d.%m.%Y}" if source.issued else ""
    numbered = f"№ {source.number}" if source.number else ""
    kind = f"{source.kind[:1].upper()}{source.kind[1:]}"
    return " ".join(part for part in (kind, title, issued, numbered) if part)


def short_name(source: Source) -> str:
    """Name an order without its title: «Приказ от 07.04.2023 № 319-ОД»; if it has a kind."""
    bare = replace(source, title="", called="")
    return name(bare if source.kind else source)


def marked(source: Source) -> str:
    """Name an order, and say if it is none that may be quoted."""
    mark = MARKS[source.basis]
    return f"{name(source)} ({mark})" if mark else name(source)


def grounds(source: Source, point: str = "") -> str:
    """Say by what it is counted: a text is quoted, what is none is called what it is."""
    asked = f", {at(point)}" if point else ""
    if source.basis == "text":
        return f"Основание: {name(source)}{asked}."
    return f"Считается по образцу: {name(source)}{asked} ({MARKS[source.basis]})."


def at(point: str) -> str:
    """Name a point after a comma: «п. 1.5», «строка 18»."""
    return f"п. {point}" if point[:1].isdigit() else point


def pointed(point: str) -> str:
    """Name a point in brackets: «пункт 1.5», «строка 18»."""
    return f"пункт {point}" if point[:1].isdigit() else point


def when_words(when: When) -> str:
    """Say when something is due, in the form of the text: «до 26 мая 2023 г.»."""
    since = f"с {dated(when.since)}" if when.since else ""
    return ", ".join(part for part in (since, _form(when)) if part)


def _form(when: When) -> str:
    forms = (
        dated(when.on) if when.on else "",
        f"до {dated(when.by)}" if when.by else "",
        _month(when.month) if when.month else "",
        f"еженедельно{_WEEKLY[when.weekly]}" if when.weekly else "",
        _yearly(when.yearly, when.year) if when.yearly and when.year else "",
        f"в течение {number(when.days)} суток после получения" if when.days else "",
        "ежедневно" if when.daily else "",
        "по согласованию" if when.agreed else "",
        "в кратчайшие сроки" if when.soon else "",
    )
    return "".join(forms)


def _month(written: str) -> str:
    year, month = written.split("-")
    return f"{_MONTHS[int(month) - 1]} {year} года"


def _yearly(written: str, year: YearRule) -> str:
    month, of_month = map(int, written.split("-"))
    return f"не позднее {day(date(2000, month, of_month))} {_YEARS[year]}"


_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_WEEKLY = {
    "any": "",
    "monday": ", по понедельникам",
    "tuesday": ", по вторникам",
    "wednesday": ", по средам",
    "thursday": ", по четвергам",
    "friday": ", по пятницам",
    "saturday": ", по субботам",
    "sunday": ", по воскресеньям",
}
_YEARS: dict[YearRule, str] = {"school": "текущего учебного года", "calendar": "каждого года"}


def dated(on: date) -> str:
    """Write a day with its year."""
    return f"{day(on)} {on.year} г."


def plan_words(report: Report) -> str:
    """Hold the present against what the order counts on: «школ 34 из 355, …»; empty: nothing."""
    parts = []
    for line in report.plan:
        figure = report.figure(line.figure)
        if figure is not None and figure.value is not None:
            parts.append(f"{line.title} — {number(figure.value)} из {number(line.planned)}")
    return f"К плану приказа: {'; '.join(parts)}." if parts else ""

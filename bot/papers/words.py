"""The words of papers about a period: headings, columns, what stands between them."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.papers.period_words import called, named
from bot.sheets.level_words import state
from bot.words.coverage import coverage
from bot.words.figures import window_words
from bot.words.notices.rollup import among
from bot.words.notices.rollup import coverage as level_coverage
from bot.words.orders.norms import deadline, last_day, missing_words, norm_words, not_known
from bot.words.orders.orders import at as at_point
from bot.words.orders.orders import dated, grounds
from bot.words.russian import FEW, NO_DATA, clock, count_of, number, plural, share, span
from bot.words.spans import span_with_year
from bot.words.vocabulary import Vocabulary
from monitor.facts.paper import PaperFacts, WeekState
from monitor.facts.values import Figure, NormReading, OrganisationLine, Report, Source, WeekFigure

TITLE = "Справка"
ABOUT = "о сообщениях и звонках в чатах организации"
ABOUT_LEVEL = "о сообщениях и звонках в чатах подведомственных организаций"
INFORMATIVE = "Показатели носят справочный характер."
INSIDE = (
    "Для внутреннего пользования: есть фамилии сотрудников. Не передавать за пределы организации."
)

FIGURES, WEEKS, ORGANISATIONS = "Показатели и нормы", "По неделям", "По организациям"
MEASURES, READ, OUTSIDE = "Принятые меры", "Ознакомление", "Подтверждено вне чатов"
COMPLETENESS, PEOPLE = "Полнота данных", "Сотрудники ниже нормы"

NUMBER, FIGURE, VALUE, OF, SHARE, NORM, MET = (
    *("№", "Показатель", "Учтено", "Из", "Доля", "Норма", "Выполнена"),
)
MET_WEEKS, MISSED_WEEKS, KNOWN_WEEKS, LAST = (
    *("Выполнена, недель", "Не выполнена, недель", "Недель с данными", "Последняя неделя"),
)
IN_WEEKS = "Норма выполнена"
ORGANISATION, STATE, NAME, POSITION, DONE, TIMES = (
    *("Организация", "Неделя", "ФИО", "Должность", "Сделано из нужного", "Ниже нормы"),
)
WEEK, STATE_OF, SEEN, WHY = "Неделя", "Состояние", "Учтено", "Почему данные неполные"

SHADED = (
    "Серым отмечено: норма не выполнена. * Бот видел не все сообщения, показатель может быть выше."
)
STAR = "* Бот видел не все сообщения, показатель может быть выше."
NO_FIGURES = "За этот период данных нет."
NOT_BEGUN = "Недель этого периода ещё не было, или учёт тогда не вёлся: данных нет."
NO_MEASURES = "Записей нет. Место для записи:"
NOT_READ = "Отметок «Ознакомлен(а)» нет."
NOTHING_OUTSIDE = "Ничего не подтверждалось: все показатели сосчитаны по чатам."
ALL_SEEN = "Учтены все сообщения чатов, в которых есть бот."
NOBODY_SHORT = "Таких сотрудников нет."
NOT_JUDGED = "норма не применялась"
NOT_YET = "пока нет"
RESTING = "каникулы"
ABSENT = "—"
"""In the place of what there is not."""

_STATES: dict[WeekState, str] = {
    "closed": "итог",
    "running": "идёт",
    "open": "не закрыта",
    "before": "учёт ещё не вёлся",
    "forgotten": "данные удалены по сроку хранения",
}
_OWN_NAME = re.compile(r"«(.+)»")
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60  # letters of a name in a file's name

MADE_BY, HEAD, READER = "Составил(а)", "Руководитель", "Ознакомлен(а)"
UNDER_MADE = ("должность", "подпись", "фамилия, инициалы", "дата")
PAGE = "Страница {page} из {pages}"


def short_name(unit: str) -> str:
    """Name an organisation as people do: «СОШ № 12»."""
    own = _OWN_NAME.search(unit)
    return own[1] if own is not None else unit


def file_name(facts: PaperFacts, ending: str, *, names: bool = False) -> str:
    """Name a file as people do: «Справка, СОШ № 12, 16–22 ноября 2026.docx»."""
    unit = " ".join(_UNFIT.sub(" ", short_name(facts.unit_name)).split())
    if len(unit) > _LONGEST:
        unit = f"{unit[: _LONGEST - 1].rstrip(' ,«')}…"
    inside = " (с фамилиями)" if names else ""
    return f"{TITLE}, {unit}, {called(facts.period)}{inside}.{ending}"


def title(facts: PaperFacts) -> str:
    """Give the document's title: «Справка, МАОУ «СОШ № 12», 16–22 ноября 2026»."""
    return f"{TITLE}, {facts.unit_name}, {called(facts.period)}"


def about(facts: PaperFacts) -> str:
    """Say what it is about, and which period."""
    return f"{ABOUT_LEVEL if facts.is_level else ABOUT} за {named(facts.period)}"


def as_of(facts: PaperFacts) -> str:
    """Say that a period is not over, or its last week not closed; empty if all is said."""
    if facts.at.date() <= facts.period.last or any(w.state == "running" for w in facts.weeks):
        return f"По состоянию на {moment(facts.at)}, период не окончен."
    if any(week.state == "open" for week in facts.weeks):
        return f"По состоянию на {moment(facts.at)}: последняя неделя ещё не закрыта."
    return ""


def which_weeks(facts: PaperFacts) -> str:
    """Say which weeks are in a period longer than one; empty of a week."""
    if facts.period.kind == "week" or not facts.weeks:
        return ""
    first, last = facts.weeks[0].week.first, facts.weeks[-1].week.last
    rule = {
        "month": "Неделя относится к месяцу, в котором начинается",
        "quarter": "Неделя относится к кварталу, в котором начинается",
    }.get(facts.period.kind, "Учебный год — с 1 сентября по 31 августа")
    return f"Недели: {span_with_year(first, last)}. {rule}."


def ground(source: Source, point: str = "") -> str:
    """Say by which order it is counted, and what that rests on."""
    return grounds(source, point)


def rule(said: str) -> str:
    """Say how it is counted."""
    return f"Правило учёта: {said}"


def foot(at: datetime) -> str:
    """Say when the paper was made."""
    return f"Составлено программой «Звонок» {moment(at)}"


def moment(at: datetime) -> str:
    """Write a day with its year and the hour."""
    return f"{dated(at.date())} в {clock(at)}"


def figure_title(figure: Figure) -> str:
    """A figure's title with the days it counts and its base."""
    return f"{figure.title}{window_words(figure)}{base(figure)}"


def base(figure: Figure) -> str:
    """Whom a figure counts, where that is not everybody on the list."""
    return ", без отсутствующих" if figure.base == "present" else ""


def of(value: str, whole: str) -> str:
    """So many of so many."""
    return f"{value} из {whole}"


def week_of(report: Report) -> str:
    """Name a report's week."""
    return span(report.window.start.date(), last_day(report.window))


def main_figure(figure: Figure) -> str:
    """Say which figure organisations are told by."""
    said = f", норма {norm_words(figure.norm)}" if figure.norm is not None else ""
    return f"{figure.title}{base(figure)}{said}."


def part_met(figure: WeekFigure) -> str:
    """Whether an organisation meets a norm, or in how many of those below it."""
    if figure.among is not None:
        return among(figure.among)
    if figure.met is None:
        return ABSENT
    return "да" if figure.met else "нет"


def organisation_state(line: OrganisationLine) -> str:
    """How far an organisation's week is; of a level also of how many it is."""
    of_level = f", {number(line.reporting)} из {number(line.listed)}" if line.listed != 1 else ""
    return f"{state(line)}{of_level}"


def figure_notes(figure: Figure, vocabulary: Vocabulary) -> str:
    """What else is to be known of a figure: its point, corrections, what is open, why no data."""
    whole = figure.other
    unknown = figure.value is None or figure.of == 0
    noted = (
        at_point(figure.point).replace(" ", "\N{NO-BREAK SPACE}") if figure.point else "",
        f"норма {among(figure.among)}" if figure.among is not None else "",
        f"от всех по списку: {count_of(whole)}" if whole and whole.base == "all" else "",
        "есть подтверждённое вне чатов" if figure.corrected else "",
        not_known(figure),
        missing_words(figure, vocabulary) if unknown else "",
    )
    return "; ".join(each for each in noted if each)


def norm(reading: NormReading | None) -> str:
    """The norm of a figure; a dash without one."""
    if reading is None:
        return ABSENT
    until = deadline(reading)
    return f"{norm_words(reading)}, {until}" if until else norm_words(reading)


def norms(readings: Sequence[NormReading]) -> str:
    """The norms of a figure over weeks: «норма 25 %», or «норма 25 %, позже 30 %»."""
    said = list(dict.fromkeys(norm_words(each) for each in readings))
    return f"норма {', позже '.join(said)}" if said else "без нормы"


def met(figure: Figure, *, resting: bool, running: bool = False) -> str:
    """Whether a norm is met; of a week that is not over it is not said to be missed."""
    if figure.norm is None:
        return ABSENT
    if figure.norm.met is None:
        if figure.value is None or figure.of == 0:
            return FEW if figure.missing == "few" else NO_DATA
        return RESTING if resting else NOT_YET if running else NOT_JUDGED
    return "да" if figure.norm.met else "нет"


def met_line(figure: Figure) -> str:
    """Whether a norm is met, below a share; empty where there is nothing to say."""
    if figure.norm is None or figure.norm.met is None:
        return ""
    return "норма: да" if figure.norm.met else "норма: нет"


def met_weeks(count: int, judged: int) -> str:
    """In how many of the weeks judged a norm was met."""
    return f"{number(count)} из {number(judged)}" if judged else ABSENT


def table_title(first: date, last: date) -> str:
    """Stand over a part of the table of weeks."""
    return f"Недели {span_with_year(first, last)}"


def week_heading(first: date, last: date, state: WeekState, *, resting: bool) -> str:
    """Head a week's column: «16–22 ноября», and what it is if it is no closed week of school."""
    said = RESTING if resting else "" if state == "closed" else _STATES[state]
    return f"{span(first, last)}\n({said})" if said else span(first, last)


def week_state(state: WeekState, report: Report | None) -> str:
    """How far a week is."""
    return RESTING if report is not None and report.resting else _STATES[state]


def completeness(report: Report | None, *, level: bool) -> str:
    """How much of a week was seen."""
    if report is None or report.completeness is None:
        return ABSENT
    return f"{'не менее ' if level and report.completeness < 1 else ''}{share(report.completeness)}"


def gaps(report: Report, *, level: bool) -> list[str]:
    """Why a week's data is not whole; nothing if it is."""
    if not level:
        return [said.removeprefix("* ") for said in coverage(report)]
    given = sum(line.reporting for line in report.organisations)
    whole = given == sum(line.listed for line in report.organisations)
    lines = [] if whole else [level_coverage(report)]
    if report.completeness is not None and report.completeness < 1:
        lines.append(f"Наименьшая полнота в организации: {share(report.completeness)}.")
    return lines


def incomplete(report: Report, *, level: bool) -> str:
    """Begin what is told of a week that is not whole."""
    return " ".join(("Данные неполные.", *gaps(report, level=level)))


def short_weeks(weeks: Sequence[str], of: int) -> str:
    """In how many weeks somebody was below a norm, and which."""
    return f"{number(len(weeks))} из {plural(of, 'недели', 'недель', 'недель')}: {'; '.join(weeks)}"

"""The words of a digest's table."""

from bot.words.coverage import blank_words
from bot.words.figures import asked_words
from bot.words.orders.norms import interval, judged, last_day, missing_words, norm_words, not_known
from bot.words.orders.orders import at, marked, source_of
from bot.words.russian import FEW, NO_DATA, a_day, minutes, plural, share, span
from bot.words.vocabulary import Vocabulary, capital
from monitor.chats.called import called
from monitor.facts.digest import WeekPoint
from monitor.facts.values import Blank, Demand, Figure, PersonLine, Report

FIGURES_SHEET = "Показатели"
PEOPLE_SHEET = "Сотрудники"
DAYS_SHEET = "По дням"
CHATS_SHEET = "Чаты"
WEEKS_SHEET = "Недели"
DETAILS_SHEET = "Как считано"
BLANKS_SHEET = "Перерывы"

FIGURES_HEADER = ("Показатель", "Значение", "Из", "Доля", "База", "Норма", "Выполнена")

DETAILS_HEADER = (
    "Показатель",
    "Что учтено",
    "Срок",
    "Почему нет данных",
    "Исправлено",
    "Источник",
    "Другая база: значение",
    "Другая база: из",
    "Дни",
)
MEASURES = "Принятые меры:"
SIGNED = "Ответственный: __________________ / __________________ /   «____» ____________ 20___ г."
OPEN = "Чего бот не знает"
"""The heading of a column that stands only where some figure leaves something open."""

PEOPLE_HEADER = (
    "ФИО",
    "Должность",
    "Роль",
    "Сообщений",
    "Дней с сообщениями",
    "Часов с сообщениями",
    "Звонков",
    "Отсутствует",
    "Профиль привязан",
    "Ниже нормы",
    "Выполнено из нормы",
    "Исправлено",
)
DAYS_HEADER = ("День", "День недели", "Сообщений", "Сотрудников писали")
BLANKS_HEADER = ("Чат", "Что было")
YEAR_SHEET = "Учебный год"
YEAR_HEADER = ("Неделя", "Значение", "Из", "Доля", "Норма")
WEEKS_HEADER = ("Показатель", "Что")
VALUE, OF, SHARE = "значение", "из", "доля"

PAGES = "Страница &P из &N"
NORM = "Норма"

_BASES = {"all": "все по списку", "present": "без отсутствующих"}


def chats_header(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The headings of the sheet of chats."""
    return (
        "Чат",
        "Вид",
        capital(vocabulary.group.one),
        "Сообщений",
        "Звонков",
        "Ссылки на иностранные мессенджеры",
        "Пропущено ботом",
        "Бот в чате",
    )


def title(report: Report) -> str:
    """The document's title."""
    return f"{report.unit_name}, {interval(report.window)}"


def preface(report: Report) -> tuple[str, ...]:
    """What stands over the figures: whose they are, and how and how fully they were counted."""
    heading = interval(report.window)
    return (
        report.unit_name,
        marked(source_of(report)),
        heading[:1].upper() + heading[1:],
        f"Правило учёта: {report.rule}",
        _completeness(report),
        "Показатели носят справочный характер.",
    )


def _completeness(report: Report) -> str:
    seen = report.completeness
    if seen is None:
        return f"Полнота: {NO_DATA}"
    if seen < 1:
        return f"Полнота: {share(seen)} сообщений; показатели со знаком * могут быть занижены"
    if any(figure.incomplete for figure in report.figures):
        return (
            "Полнота: доступ к части чатов не подтверждён или прерывался; показатели со знаком * "
            "могут быть занижены"
        )
    return "Полнота: учтены все сообщения"


def figure_title(figure: Figure) -> str:
    """A figure's title, with an asterisk if the bot has not seen all that it counts."""
    return f"{figure.title} *" if figure.incomplete else figure.title


def base(figure: Figure) -> str:
    """The base of a figure's share; empty if it has none."""
    return _BASES[figure.base] if figure.base else ""


def norm(figure: Figure) -> str:
    """The norm in the order's words with its threshold; empty without one."""
    if figure.norm is None:
        return ""
    if figure.norm.ordered is not None:
        return f"{figure.norm.text}; {norm_words(figure.norm)}"
    return f"{figure.norm.text} ({norm_words(figure.norm)})"


def met(figure: Figure) -> str:
    """Whether the norm is met; empty without one."""
    if figure.norm is None:
        return ""
    if figure.missing == "few":
        return FEW
    return judged(figure.norm.met)


def window(figure: Figure, report: Report) -> str:
    """The days a figure counts: «16–22 ноября», «20 ноября», «1–22 ноября»."""
    first = figure.first or report.window.start.date()
    return span(first, figure.last or last_day(report.window))


def rule(demand: Demand | None, vocabulary: Vocabulary) -> str:
    """What is asked of each one counted, and where: «10 сообщений или 1 звонок; чаты: ученики»."""
    if demand is None:
        return ""
    which, long = a_day(demand.messages_a_day), minutes(demand.call_minutes)
    asked = (
        (demand.messages, ("сообщение", "сообщения", "сообщений")),
        (demand.calls, tuple(f"{call}{long}" for call in ("звонок", "звонка", "звонков"))),
        (demand.days, tuple(f"{day} {which}" for day in ("день", "дня", "дней"))),
    )
    least = [plural(needed, *forms) for needed, forms in asked if needed is not None]
    parts = [(" или " if demand.any else " и ").join(least)]
    if demand.scaled:
        parts.append("по числу рабочих дней")
    if demand.chats:
        kinds = (chat_kind(kind, vocabulary) for kind in demand.chats)
        parts.append(f"чаты: {', '.join(kinds)}")
    if demand.own_class:
        group = vocabulary.group
        parts.append(f"только чаты {group.fits('своего', 'своей', 'своего')} {group.of_one}")
    return "; ".join(part for part in parts if part)


def why_no_data(figure: Figure, vocabulary: Vocabulary) -> str:
    """Why there is no data, or not all; empty if there is."""
    none = figure.value is None or figure.of == 0
    return missing_words(figure, vocabulary) if none or figure.missing == "untold" else ""


def possible(figure: Figure) -> str:
    """What a figure may be beside what is known; empty if nothing."""
    return not_known(figure) if figure.possible else ""


def source(figure: Figure, report: Report) -> str:
    """Which point of which order asks for a figure."""
    order = marked(source_of(report))
    return f"{order}, {at(figure.point)}" if figure.point else order


def asked(person: PersonLine) -> str:
    """What somebody short has of what is needed; empty for everybody else."""
    return asked_words(person.asked, choice=person.any) if person.known else ""


def blank(blank: Blank) -> tuple[str, str]:
    """A time without full sight: its chat and what was."""
    return blank.chat or "все чаты", blank_words(blank)


def yes(true: bool) -> str:
    """«да» or «нет»."""
    return "да" if true else "нет"


def chat_kind(kind: str | None, vocabulary: Vocabulary) -> str:
    """Whom a chat is for."""
    kinds = {
        "staff": "сотрудники",
        "pupils": vocabulary.learners,
        "parents": "родители",
        "mixed": f"{vocabulary.learners} и родители",
        "other": "другой",
    }
    return kinds.get(kind or "", "не указан")


def chat_title(name: str, number: int) -> str:
    """A chat's title, or its number if it has none."""
    return called(name, number)


def week(point: WeekPoint) -> str:
    """An earlier week: «9–15 ноября»."""
    return span(point.first, point.last)

"""The words of a digest's table."""

from bot.texts.week import interval
from bot.texts.words import NO_DATA, norm_share, share, span
from monitor.report import Figure, Report, WeekPoint

FIGURES_SHEET = "Показатели"
PEOPLE_SHEET = "Сотрудники"
DAYS_SHEET = "По дням"
CHATS_SHEET = "Чаты"
WEEKS_SHEET = "Недели"

FIGURES_HEADER = ("Показатель", "Значение", "Из", "Доля", "База", "Норма", "Выполнена")
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
)
DAYS_HEADER = ("День", "День недели", "Сообщений", "Сотрудников писали")
CHATS_HEADER = ("Чат", "Вид", "Сообщений", "Звонков", "Пропущено ботом", "Бот в чате")
WEEKS_HEADER = ("Показатель", "Неделя", "Значение", "Из", "Доля", "Норма")

PAGES = "Страница &P из &N"
NORM = "Норма"

_BASES = {"all": "все по списку", "present": "без отсутствующих"}
_KINDS = {
    "staff": "сотрудники",
    "pupils": "ученики",
    "parents": "родители",
    "mixed": "ученики и родители",
    "other": "другой",
}


def title(report: Report) -> str:
    """The document's title."""
    return f"{report.unit_name}, {interval(report.window)}"


def preface(report: Report) -> tuple[str, ...]:
    """What stands over the figures: whose they are, and how and how fully they were counted."""
    heading = interval(report.window)
    return (
        report.unit_name,
        report.order_title,
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
    return f"{figure.norm.text} ({norm_share(figure.norm.threshold)})"


def met(figure: Figure) -> str:
    """Whether the norm is met; empty without one."""
    if figure.norm is None:
        return ""
    return NO_DATA if figure.norm.met is None else yes(figure.norm.met)


def yes(true: bool) -> str:
    """«да» or «нет»."""
    return "да" if true else "нет"


def chat_kind(kind: str | None) -> str:
    """Whom a chat is for."""
    return _KINDS.get(kind or "", "не указан")


def chat_title(name: str, number: int) -> str:
    """A chat's title, or its number if it has none."""
    return name or f"чат {number}"


def week(point: WeekPoint) -> str:
    """An earlier week: «9–15 ноября»."""
    return span(point.first, point.last)

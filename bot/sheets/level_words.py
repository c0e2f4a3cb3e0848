"""The words of a coordinator's table: figures, organisations, the Friday statistics."""

from bot.sheets.digest_words import FIGURES_HEADER
from bot.words.notices.rollup import among, coverage, incomplete, title
from bot.words.orders.norms import judged
from bot.words.orders.orders import marked, source_of
from bot.words.russian import FEW, NO_DATA, count_of, share
from monitor.facts.values import OrganisationLine, Report, WeekFigure

FIGURES_SHEET = "Показатели"
ORGANISATIONS_SHEET = "Организации"
STATISTICS_SHEET = "Статистика"
WEEKS_SHEET = "Недели"

LEVEL_FIGURES_HEADER = (
    *FIGURES_HEADER,
    "Организаций: выполнена",
    "Организаций: не выполнена",
    "Организаций: нет данных",
)
LINE_HEADER = ("Организация", "Вид", "Неделя", "Полнота", "С данными", "Всего")
SCREEN_HEADER = ("Организация", "Неделя", "С данными")
VALUE, OF, SHARE, NORM = "Значение", "Из", "Доля", "Норма"

STATISTICS = {
    "schools": ("школа: всего", "школа: с данными"),
    "colleges": ("СПО: всего", "СПО: с данными"),
    "teachers": ("учитель: всего", "учитель: активных"),
    "lecturers": ("преподаватель: всего", "преподаватель: активных"),
    "chats": ("чаты: всего", "активные чаты"),
}
"""The statistics sent up the line every Friday, in the order and words of Smolensk's row 18."""

PLAN_HEADER = ("На сколько рассчитывает приказ", "По приказу", "Сейчас", "Доля")
SUM = "Итого"
NO_STATISTICS = "Приказ не задаёт показателей для этой статистики."
NOT_ASKED = "—"

_KINDS = {
    "region": "регион",
    "municipality": "муниципалитет",
    "school": "школа",
    "kindergarten": "детский сад",
    "college": "СПО",
    "further": "дополнительное образование",
}
_STATES = {
    "closed": "итог",
    "running": "не окончена",
    "late": "не закрыта, показатели раньше",
    "none": NO_DATA,
    "resting": "каникулы",
}


def preface(report: Report) -> tuple[str, ...]:
    """What stands over the figures: whose they are, how many gave data, how they were counted."""
    seen = report.completeness
    lowest = NO_DATA if seen is None else share(seen)
    return (
        report.unit_name,
        marked(source_of(report)),
        title(report),
        coverage(report),
        f"Наименьшая полнота учёта: {lowest}; показатели со знаком * могут быть занижены.",
        f"Правило учёта: {report.rule}",
        "Показатели носят справочный характер.",
    )


def name(line: OrganisationLine) -> str:
    """An organisation's name, with an asterisk if the bot has not seen everything."""
    return f"{line.name} *" if incomplete(line) else line.name


def kind(line: OrganisationLine) -> str:
    """What kind of an organisation it is."""
    return _KINDS.get(line.kind, line.kind)


def state(line: OrganisationLine) -> str:
    """How far an organisation's week is."""
    return _STATES[line.state]


def on_screen(line: OrganisationLine, main: str) -> tuple[str, ...]:
    """An organisation as a row of the command line's table, with its main figure."""
    figure = line.figure(main)
    told = count_of(figure) if figure else NOT_ASKED
    if main in line.few:
        told = FEW
    return name(line), state(line), f"{line.reporting} из {line.listed}", told


def norm_met(figure: WeekFigure) -> str:
    """Whether a norm is met, or in how many organisations below."""
    if figure.among is not None:
        return among(figure.among)
    return judged(figure.met)

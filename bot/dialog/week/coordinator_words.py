"""Organisations as coordinators read them: aggregates and what is not set up, never a name."""

from collections.abc import Iterable, Sequence

from bot.words.naming import Naming
from bot.words.norms import interval, norm_words
from bot.words.notices.rollup import coverage, incomplete
from bot.words.russian import FEW, NO_DATA, count_of, number, plural, share
from monitor.facts.values import Figure, OrganisationLine, Report, State, Stood
from monitor.jobs.asked.setup import Lacking, Want

ORGANISATIONS_ACT = Naming(
    typed=("организации",),
    label="Организации",
    about=(
        "Организации ниже Вашей: главный показатель и насколько он свежий. Номер "
        "открывает одну. Имён людей здесь нет."
    ),
)
SETUP_ACT = Naming(
    typed=("кто не подключён",),
    label="Кто не подключён",
    about="Организации, у которых нет администратора, списка сотрудников или чатов с ботом.",
)

TO_LIST, BELOW = "← К организациям", "Организации"

_STATES: dict[State, str] = {
    "closed": "неделя закрыта",
    "running": "неделя идёт",
    "late": "данные на более ранний час",
    "none": "бота нет в чатах",
}
_WANTS: dict[Want, str] = {
    "administrator": "нет администратора",
    "roster": "нет списка сотрудников",
    "chats": "бота нет ни в одном чате",
}
ALL_SET_UP = "Подключены все: есть администратор, список сотрудников и чаты с ботом ✅"
NONE_BELOW = "Подчинённых организаций нет: их добавляет оператор."


def organisations(report: Report, main: str, shown: Sequence[tuple[int, OrganisationLine]]) -> str:
    """List organisations with their main figure and how fresh it is."""
    if not report.organisations:
        return f"{report.unit_name}. {NONE_BELOW}"
    figure = report.figure(main)
    title = f" {figure.title}:" if figure else ""
    return "\n".join(
        [
            f"{report.unit_name}, {interval(report.window)}. {coverage(report)}{title}",
            *(f"{at}. {_line(each, main)}" for at, each in shown),
        ]
    )


def _line(each: OrganisationLine, main: str) -> str:
    """One organisation: «⚠️ МАОУ «СОШ № 12»: 24 из 43 (55,8 %)*, неделя идёт»."""
    stood = each.figure(main)
    return f"{_mark(stood)} {each.name}: {_value(stood, each)}, {state(each)}"


def _mark(stood: Stood | None) -> str:
    if stood is None or stood.met is None:
        return "•"
    return "✅" if stood.met else "⚠️"


def _value(stood: Stood | None, each: OrganisationLine) -> str:
    if stood is not None and stood.id in each.few:
        return FEW
    if stood is None or stood.value is None:
        return NO_DATA
    torn = stood.incomplete or incomplete(each)
    return count_of(stood) + ("*" if torn else "")


def state(each: OrganisationLine) -> str:
    """How fresh its figures are; of a level also of how many organisations they are."""
    of = f", данные {each.reporting} из {each.listed}" if each.listed != 1 else ""
    return f"{_STATES[each.state]}{of}"


def organisation(report: Report, each: OrganisationLine, shown: Sequence[Figure]) -> str:
    """One organisation's aggregates; ``shown``: the level's figures that it has."""
    asked = [(figure, stood) for figure in shown if (stood := each.figure(figure.id)) is not None]
    return "\n".join(
        [
            f"{each.name}, {interval(report.window)}.{_freshness(each)}",
            *(_figure(figure, stood, few=stood.id in each.few) for figure, stood in asked),
            "Показатели носят справочный характер.",
        ]
    )


def _freshness(each: OrganisationLine) -> str:
    """What is to be known of the figures beside the interval; nothing if they are plain."""
    told = [] if each.state == "running" and each.listed == 1 else [state(each)]
    if each.completeness is not None and each.completeness < 1:
        told.append(f"учтено {share(each.completeness)} сообщений")
    said = "; ".join(told)
    return f" {said[:1].upper()}{said[1:]}." if said else ""


def _figure(figure: Figure, stood: Stood, *, few: bool) -> str:
    if few:
        return f"• {figure.title}: {FEW}"
    norm = f", норма {norm_words(figure.norm)}" if figure.norm is not None else ""
    value = NO_DATA if stood.value is None else count_of(stood)
    star = "*" if stood.incomplete and stood.value is not None else ""
    return f"{_mark(stood)} {figure.title}: {value}{star}{norm}"


def setup(unit: str, shown: Sequence[tuple[int, Lacking]], count: int, listed: int) -> str:
    """List organisations that have not set up, and what they lack."""
    if not listed:
        return f"{unit}. {NONE_BELOW}"
    if not count:
        return f"{unit}. {ALL_SET_UP}"
    of = plural(listed, "организации", "организаций", "организаций")
    return "\n".join(
        [
            f"{unit}. Не подключены до конца: {number(count)} из {of}.",
            *(f"{at}. {each.name}: {_wants(each.wants)}" for at, each in shown),
        ]
    )


def _wants(wants: Iterable[Want]) -> str:
    return "; ".join(_WANTS[each] for each in wants)

"""Organisations as coordinators read them: aggregates and what is not set up, never a name."""

from collections.abc import Iterable, Sequence

from bot.words.figures import only_begun
from bot.words.naming import Naming
from bot.words.notices.rollup import coverage, incomplete
from bot.words.orders.norms import interval, normed
from bot.words.russian import FEW, NO_DATA, count_of, number, plural, share
from monitor.facts.values import Figure, OrganisationLine, Report, State, WeekFigure
from monitor.jobs.asked.setup import Lacking, Want

ORGANISATIONS_ACT = Naming(
    typed=("организации",),
    also=(
        "какие/какая школы/школа/организации отстают/отстает; школы; список "
        "школ/организаций/садов; все школы/организации; показатели школ/организаций; что по "
        "школам/организациям; школы района/города; сады; учреждения"
    ),
    label="Организации",
    about=(
        "Организации ниже Вашей: главный показатель и насколько он свежий. Номер "
        "открывает одну. Имён людей здесь нет."
    ),
)
SETUP_ACT = Naming(
    typed=("кто не подключён",),
    also=(
        "у каких/кого школ/организаций нет администратора/чатов/списка; "
        "кто не подключился/подключились/подключены; какие/какая школы/школа не "
        "подключены/подключилась; неподключенные; неподключенные школы/организации; не "
        "подключенные школы/организации"
    ),
    label="Кто не подключён",
    about="Организации, у которых нет администратора, списка сотрудников или чатов с ботом.",
)

TO_LIST, BELOW, WEEKS_TABLE = "← К организациям", "Организации", "Таблица недель"
WRITE = "Написать администратору"

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
            *(f"{at}. {_line(each, main, begun=only_begun(report.window))}" for at, each in shown),
        ]
    )


def to_whom(unit: str, shown: Sequence[tuple[int, OrganisationLine]]) -> str:
    """List organisations, to write to the administrator of one."""
    lines = (f"{at}. {each.name}" for at, each in shown)
    return "\n".join([f"{unit}. Администратору какой организации написать?", *lines])


def _line(line: OrganisationLine, main: str, *, begun: bool) -> str:
    """One organisation: «⚠️ МАОУ «СОШ № 12»: 24 из 43 (55,8 %)*, неделя идёт»."""
    theirs = line.figure(main)
    return f"{_mark(theirs, begun=begun)} {line.name}: {_value(theirs, line)}, {state(line)}"


def _mark(theirs: WeekFigure | None, *, begun: bool) -> str:
    if theirs is None or theirs.met is None or (begun and not theirs.met):
        return "•"
    return "✅" if theirs.met else "⚠️"


def _value(theirs: WeekFigure | None, line: OrganisationLine) -> str:
    if theirs is not None and theirs.id in line.few:
        return FEW
    if theirs is None or theirs.value is None:
        return NO_DATA
    torn = theirs.incomplete or incomplete(line)
    return count_of(theirs) + ("*" if torn else "")


def state(line: OrganisationLine) -> str:
    """How fresh its figures are; of a level also of how many organisations they are."""
    of = f", данные {line.reporting} из {line.listed}" if line.listed != 1 else ""
    return f"{_STATES[line.state]}{of}"


def organisation(report: Report, line: OrganisationLine, figures: Sequence[Figure]) -> str:
    """One organisation's aggregates; ``figures``: the level's figures that it has."""
    asked = [
        (figure, theirs) for figure in figures if (theirs := line.figure(figure.id)) is not None
    ]
    return "\n".join(
        [
            f"{line.name}, {interval(report.window)}.{_freshness(line)}",
            *(
                _figure(figure, theirs, few=theirs.id in line.few, begun=only_begun(report.window))
                for figure, theirs in asked
            ),
            "Показатели носят справочный характер.",
        ]
    )


def _freshness(line: OrganisationLine) -> str:
    """What is to be known of the figures beside the interval; nothing if they are plain."""
    told = [] if line.state == "running" and line.listed == 1 else [state(line)]
    if line.completeness is not None and line.completeness < 1:
        told.append(f"учтено {share(line.completeness)} сообщений")
    said = "; ".join(told)
    return f" {said[:1].upper()}{said[1:]}." if said else ""


def _figure(figure: Figure, theirs: WeekFigure, *, few: bool, begun: bool) -> str:
    if few:
        return f"• {figure.title}: {FEW}"
    norm = f", {normed(figure.norm)}" if figure.norm is not None else ""
    value = NO_DATA if theirs.value is None else count_of(theirs)
    star = "*" if theirs.incomplete and theirs.value is not None else ""
    return f"{_mark(theirs, begun=begun)} {figure.title}: {value}{star}{norm}"


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

"""The running week in a conversation: the summary, the choice of a figure to explain."""

from collections.abc import Mapping, Sequence

from bot.words.coverage import coverage
from bot.words.figures import RESTING, as_of, chosen, figure_line, only_begun
from bot.words.naming import Naming
from bot.words.notices.rollup import rollup
from bot.words.orders.norms import interval
from bot.words.orders.orders import marked, source_of
from bot.words.russian import count_of, number
from bot.words.vocabulary import vocabulary_of
from monitor.facts.digest import Digest
from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, Report
from monitor.jobs.asked.today import Today

SUMMARY_ACT = Naming(
    typed=(
        "сводка",
        "обновить",
    ),
    also=(
        "обнови/обновите сводку/отчет; статистика учителей/школы/недели/сообщений; как "
        "обстоят дела; сколько набрали процентов; отчет; отчет активности; активность; "
        "показатели активности; статистика активности; итоги; результаты; общая картина; "
        "цифры; проценты; процент активности; процент выполнения; выполнение нормы; как дела; "
        "дайджест; сводный отчет; что с активностью; как мы идем; отчет недели"
    ),
    label="Сводка",
    about=(
        "Неделя на эту минуту: каждый показатель приказа, сколько из скольких и норма. ✅ "
        "выполнена, ⚠️ нет, • нормы нет или нет данных. «Обновить» меняет то же "
        "сообщение, «Почему?» объясняет показатель."
    ),
)
WHY_ACT = Naming(
    typed=(
        "почему",
        "показатели",
    ),
    also=(
        "почему такой/такая/такие процент/показатель/цифры/сводка; почему мало/низкий "
        "процент/процентов; почему так/такой/такая/такие; почему "
        "показатель/процент/цифра/сводка; откуда цифры/цифра/процент/показатель; из чего "
        "сложился/складывается/состоит показатель/процент; как "
        "считаете/считается/посчитали/считали показатель/процент; объясни/объясните "
        "показатель/процент/цифры"
    ),
)
RULES_ACT = Naming(
    typed=("как считано",),
)
PICTURES_ACT = Naming(
    typed=(
        "картинка",
        "таблица",
        "картинка и таблица",
    ),
    also=(
        "график; диаграмма; графики картинки; таблица эксель/excel/xlsx/xls; эксель; excel; "
        "файл сводки; сводка таблицей/таблица/файлом/картинкой; отчет "
        "таблицей/таблица/файлом/картинкой/эксель"
    ),
)

REFRESH, WHY, LAGGING = "Обновить", "Почему?", "Кто отстаёт"
PICTURES, ORGANISATIONS, PAPER = "Картинка и таблица", "Организации", "Справка"
DETAILS = "Подробнее"
TO_SUMMARY, TO_FIGURES = "← К сводке", "← К показателям"
TO_WEEK = "← К неделе"
FIGURES_OF_ALL = (
    "Показатели организации видят ответственный администратор и те, кому он дал доступ."
)
REFRESHED = "Обновлено"

LOAD_ROSTER = "Список сотрудников пуст. Дальше: отправьте сюда таблицу, как в «Сотрудниках»."
NO_ROSTER = "Список сотрудников пуст: его загружает ответственный администратор."
INVITE = (
    "Бота ещё нет ни в одном чате. Дальше: добавьте его в рабочий чат и назначьте администратором "
    "чата."
)
NO_CHATS = "Бота ещё нет ни в одном чате: его добавляет ответственный администратор."
NO_UNITS = "Подчинённых организаций в настройках нет: их добавляет оператор."
NO_NUDGES = "Напоминаний в эту неделю нет."


def summary(today: Today, *, administrator: bool) -> str:
    """Tell the week so far; no names. ``administrator``: the next step is his to take."""
    report = today.digest.report
    shown = chosen(report.figures, today.digest.main)
    lines = [
        f"{report.unit_name}, {interval(report.window)}.",
        *(_figure(figure, report, today.yesterday) for figure in shown),
        *([f"{RESTING} {NO_NUDGES}"] if report.resting else []),
        *_others(len(report.figures) - len(shown)),
        *_silent(report),
        *next_step(report, administrator=administrator),
    ]
    if any(chat.present for chat in report.chats):
        lines += coverage(report)
    return "\n".join(lines)


def level_summary(digest: Digest) -> str:
    """Tell a level's week so far."""
    if not digest.report.organisations:
        return f"{digest.report.unit_name}. {NO_UNITS}"
    return rollup(digest)


def next_step(report: Report, *, administrator: bool) -> list[str]:
    """Say what is still to be set up before there can be figures."""
    lines = []
    if not report.people:
        lines.append(LOAD_ROSTER if administrator else NO_ROSTER)
    if not any(chat.present for chat in report.chats):
        lines.append(INVITE if administrator else NO_CHATS)
    return lines


def _figure(figure: Figure, report: Report, yesterday: Mapping[str, int | None]) -> str:
    """The figure as everywhere, and what the day changed: «со вчера +3»."""
    vocabulary, begun = vocabulary_of(report.kinds), only_begun(report.window)
    told = figure_line(figure, as_of(report), vocabulary, begun=begun)
    before = yesterday.get(figure.id)
    if figure.window != "week" or figure.value is None or before is None:
        return told
    change = figure.value - before
    if not change:
        return told
    return f"{told}; со вчера {'+' if change > 0 else '−'}{number(abs(change))}"


def _others(left: int) -> list[str]:
    return [f"Остальные показатели ({left}) — в таблице и в «{WHY}»."] if left else []


def _silent(report: Report) -> list[str]:
    """Tell how many with a known profile did nothing yet, and how many are not known."""
    if report.completeness is None or report.resting:
        return []
    there = [person for person in report.people if person.known and not person.absent]
    silent = sum(not (person.messages or person.calls) for person in there)
    unbound = sum(not person.bound for person in report.people)
    told = []
    if there:
        told.append(f"Пока без сообщений и звонков: {count_of(Ratio(silent, len(there)))}.")
    if unbound:
        told.append(f"Без привязки профиля: {unbound}.")
    return [" ".join(told)] if told else []


def figures(report: Report, shown: Sequence[tuple[int, Figure]]) -> str:
    """List figures by number, to choose one to be explained."""
    vocabulary = vocabulary_of(report.kinds)
    begun = only_begun(report.window)
    lines = [
        f"{at}. {figure_line(figure, as_of(report), vocabulary, begun=begun)}"
        for at, figure in shown
    ]
    head = f"{report.unit_name}, {interval(report.window)}. Какой показатель объяснить?"
    return "\n".join([head, *lines])


_MARKS = (
    "✅ норма выполнена, ⚠️ не выполнена, • нормы нет, судить ещё рано или нет данных.",
    "* Бот видел не все сообщения: показатель может быть занижен.",
    "Показатели носят справочный характер.",
)


def rules(report: Report) -> str:
    """Say how a week's figures are counted: the order, its rule, what the marks mean."""
    return "\n".join(
        (
            f"Как считано: {report.unit_name}, {interval(report.window)}.",
            f"{marked(source_of(report))}.",
            report.rule,
            *_MARKS,
            f"О каждом показателе — «{WHY}».",
        )
    )


def attached(report: Report) -> str:
    """Stand over a picture and a table."""
    return f"{report.unit_name}, {interval(report.window)}. Картинка и таблица — ниже."

"""What the bot says in group chats when asked: the unit's figures, of nobody in particular."""

from bot.words.coverage import STAR, UNWATCHED
from bot.words.figures import RESTING, as_of, chosen, figure_line, only_begun
from bot.words.orders.norms import interval
from bot.words.russian import safe, share
from bot.words.vocabulary import vocabulary_of
from monitor.facts.values import Report

ELSEWHERE = "В тот чат сводку не пишу: она только для чатов сотрудников."


def elsewhere(summary: str) -> str:
    """Tell in private what was asked for in a chat that is not the staff's."""
    return f"{ELSEWHERE}\n{summary}"


def summary(report: Report, main: str) -> str:
    """Tell a unit's week in a chat: no names of people, no titles of other chats."""
    shown = chosen(report.figures, main)
    vocabulary, begun = vocabulary_of(report.kinds), only_begun(report.window)
    lines = [
        f"{report.unit_name}, {interval(report.window)}.",
        *(figure_line(figure, as_of(report), vocabulary, begun=begun) for figure in shown),
    ]
    if report.resting:
        lines.append(RESTING)
    if report.completeness is None:
        lines.append(UNWATCHED)
    elif report.completeness < 1:
        lines.append(f"* Учтено {share(report.completeness)} сообщений, показатели неполные.")
    elif any(figure.incomplete for figure in shown):
        lines.append(STAR)
    return safe("\n".join([*lines, "Показатели носят справочный характер."]))

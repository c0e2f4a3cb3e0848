"""How a figure is explained at a glance: ten lines of a phone; the rest is behind a button."""

from bot.words.brief import cut, fitted, height, name_of, together
from bot.words.explained.figure import asked, headed_value, what_counts
from bot.words.explained.pieces import amount, reason
from bot.words.orders.norms import last_day
from bot.words.orders.orders import grounds
from bot.words.russian import count_of, number, plural, span
from bot.words.vocabulary import vocabulary_of
from monitor.explain.values import Explanation
from monitor.facts.values import Source

LINES = 10

_BASES = {"all": "от всех по списку", "present": "без отсутствующих"}


def brief_explanation(explanation: Explanation) -> str:
    """Explain a figure: its value, its rule, its base, what was counted and what was not."""
    figure, window = explanation.figure, explanation.window
    days = span(window.start.date(), last_day(window))
    sure = [
        cut(headed_value(explanation, name_of(figure)), 3),
        cut(f"{days}. {_rule(explanation)}", 3),
    ]
    lines, _ = fitted(sure, _wished(explanation), [], LINES)
    return "\n".join(lines)


def _rule(explanation: Explanation) -> str:
    vocabulary = vocabulary_of(explanation.kinds)
    parts = (
        what_counts(explanation.indicator.noun, vocabulary),
        asked(explanation.figure.demand, vocabulary),
    )
    said = ", ".join(each for each in parts if each)
    return f"Считается: {said}." if said else ""


def _wished(explanation: Explanation) -> list[str]:
    """Give what else is to be known, the most needed first."""
    figure = explanation.figure
    lines = [*_base(explanation), *_counted(explanation), *_left_out(explanation)]
    if figure.incomplete and figure.value is not None:
        wrong = "завышен" if explanation.indicator.unseen_adds else "занижен"
        lines.append(f"* Бот видел не всё, показатель может быть {wrong}.")
    if explanation.corrections:
        lines.append(f"Внесено вручную: {number(len(explanation.corrections))}.")
    source = explanation.source or Source(title=explanation.order_title)
    return [*lines, cut(grounds(source, figure.point), 3)]


def _base(explanation: Explanation) -> list[str]:
    figure = explanation.figure
    if figure.of is None or explanation.audience is None:
        return []
    said = [f"База ({_BASES[figure.base or 'all']}): {number(figure.of)}."]
    if figure.other is not None:
        other = _BASES[figure.other.base]
        said.append(f"{other[:1].upper()}{other[1:]}: {count_of(figure.other)}.")
    return together(said)


def _counted(explanation: Explanation) -> list[str]:
    said = []
    if explanation.messages is not None:
        said.append(plural(explanation.messages, "сообщение", "сообщения", "сообщений"))
    if explanation.calls is not None:
        said.append(plural(explanation.calls, "звонок", "звонка", "звонков"))
    if not said:
        return []
    if not any(chat.watched for chat in explanation.chats):
        return ["Бота не было в нужных чатах: данных нет."]
    silent = f"Не написали ничего: {number(explanation.silent)}." if explanation.silent else ""
    return together((f"Учтено в чатах: {', '.join(said)}.", silent))


def _left_out(explanation: Explanation) -> list[str]:
    """Tell what is not in the figure, as much of it as three lines hold."""
    told: list[str] = []
    for each in explanation.left_out:
        one = f"{reason(each, explanation)} — {amount(each).split(' (')[0]}"
        if height(f"Не учтено: {'; '.join([*told, one])}.") > 3:
            break
        told.append(one)
    return [f"Не учтено: {'; '.join(told)}."] if told else []

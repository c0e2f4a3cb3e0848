"""How a figure is explained on a phone: the figure, how it is counted, its parts, what is out."""

from bot.words.coverage import blank_words
from bot.words.explained.person import person_words
from bot.words.explained.pieces import by_chat, by_day, confirmed, not_counted, organisations
from bot.words.figures import mark as mark_of
from bot.words.figures import only_begun
from bot.words.orders.families import FAMILIES
from bot.words.orders.norms import counted, interval, no_data, normed
from bot.words.orders.orders import grounds
from bot.words.russian import NO_DATA, a_day, count_of, minutes, number, plural, span
from bot.words.vocabulary import Vocabulary, capital, vocabulary_of
from monitor.explain.values import Explanation
from monitor.facts.values import Demand, Figure, Source
from monitor.orders.roles import Audience

SHOWN = 5
"""Names of classes a line lists."""


def explanation(explanation: Explanation) -> str:
    """Explain a figure, or one person's part of it."""
    parts = (by_chat(explanation), by_day(explanation), *organisations(explanation))
    return "\n".join(
        (*beginning(explanation), *(line for line in parts if line), *end(explanation))
    )


def beginning(explanation: Explanation) -> list[str]:
    """The figure, whose it is, how it is counted, and how much was counted."""
    lines = (
        headline(explanation)
        if explanation.person is None
        else person_words(explanation.person, explanation),
        *_context(explanation),
        _counted(explanation),
        _bound(explanation),
        _possible(explanation.figure) if explanation.person is None else "",
        _classes(explanation),
    )
    return [line for line in lines if line]


def end(explanation: Explanation) -> list[str]:
    """What was added by hand, and what the figure leaves out."""
    return [
        *confirmed(explanation),
        *_blanks(explanation),
        *_caveats(explanation),
        *not_counted(explanation),
    ]


def headline(explanation: Explanation) -> str:
    """The figure with its value and norm: «⚠️ …: 24 из 43 (55,8 %)*, норма 100 %»."""
    return headed_value(explanation, explanation.figure.title)


def headed_value(explanation: Explanation, name: str) -> str:
    """As above, the figure called by a name."""
    figure, norm = explanation.figure, explanation.figure.norm
    if figure.value is None:
        return f"• {name}: {no_data(figure, vocabulary_of(explanation.kinds))}"
    today = explanation.window.as_of.astimezone(explanation.window.start.tzinfo).date()
    mark = mark_of(figure, today, begun=only_begun(explanation.window))
    star = "*" if figure.incomplete else ""
    demanded = f", {normed(norm)}" if norm else ""
    return f"{mark} {name}: {counted(figure)}{star}{demanded}"


def _context(explanation: Explanation) -> list[str]:
    """Whose figure it is, of which days, by which rule, over which base."""
    figure = explanation.figure
    return [
        f"{explanation.unit_name}, {_interval(explanation)}.",
        "" if explanation.person is None else f"Показатель: {figure.title}.",
        _rule(explanation),
        grounds(explanation.source or Source(title=explanation.order_title), figure.point),
        _base(explanation) if explanation.person is None else "",
    ]


def _rule(explanation: Explanation) -> str:
    """What is counted; the order's own rule where it is about messages and calls."""
    vocabulary = vocabulary_of(explanation.kinds)
    parts = (
        what_counts(explanation.indicator.noun, vocabulary),
        asked(explanation.figure.demand, vocabulary),
    )
    asked_of = ", ".join(each for each in parts if each)
    said = [f"{asked_of}." if asked_of else "", explanation.rule if _measured(explanation) else ""]
    return f"Правило: {' '.join(each for each in said if each)}" if any(said) else ""


def what_counts(noun: str, vocabulary: Vocabulary) -> str:
    """Say what an indicator counts; empty: what is asked of each says it."""
    learners, groups = vocabulary.of_learners, vocabulary.group.of_many
    return FAMILIES[noun].counted.format(of_learners=learners, of_groups=groups)


def _measured(explanation: Explanation) -> bool:
    """Whether the figure is made of what was seen in chats."""
    seen = (
        explanation.indicator.needs_minimum
        or explanation.kept == "purged"
        or bool(explanation.organisations)
    )
    return seen or bool({"messages", "calls", "links"} & {*explanation.shows})


def _interval(explanation: Explanation) -> str:
    week = interval(explanation.window)
    if explanation.figure.window == "week":
        return week
    what = "день" if explanation.figure.window == "day" else "месяц"
    return f"{what} {span(explanation.first, explanation.last)} ({week})"


def asked(demand: Demand | None, vocabulary: Vocabulary) -> str:
    """What is asked of each one: «не менее 10 сообщений и 1 звонка, только чаты своих классов»."""
    if demand is None:
        return ""
    kinds = kinds_of_chats(vocabulary)
    asked_for = [
        plural(demand.messages, "сообщения", "сообщений", "сообщений") if demand.messages else "",
        f"{plural(demand.calls, 'звонка', 'звонков', 'звонков')}{minutes(demand.call_minutes)}"
        if demand.calls
        else "",
        f"{plural(demand.days, 'дня', 'дней', 'дней')} {a_day(demand.messages_a_day)}"
        if demand.days
        else "",
    ]
    least = (" или " if demand.any else " и ").join(each for each in asked_for if each)
    said = [
        f"не менее {least}" if least else "",
        "минимум меньше у тех, кто работал не все дни" if demand.scaled else "",
        f"только чаты своих {vocabulary.group.of_many}" if demand.own_class else "",
        f"только чаты: {', '.join(kinds[kind] for kind in demand.chats)}" if demand.chats else "",
    ]
    return ", ".join(each for each in said if each)


def kinds_of_chats(vocabulary: Vocabulary) -> dict[str, str]:
    """Name the kinds of chats after «чаты:»."""
    return {
        "staff": "сотрудники",
        "pupils": vocabulary.learners,
        "parents": "родители",
        "mixed": f"{vocabulary.learners} и родители",
        "other": "другие",
    }


_AUDIENCES = {
    Audience.STAFF: "все сотрудники",
    Audience.TEACHERS: "педагоги",
    Audience.HEADS: "руководители",
}
_BASES = {"all": "от всех по списку", "present": "без отсутствующих"}


def _base(explanation: Explanation) -> str:
    """Over whom the share is taken, and what it is over the other base."""
    figure = explanation.figure
    if figure.of is None or explanation.audience is None:
        return ""
    who = ", ".join(explanation.roles) or _AUDIENCES[Audience(explanation.audience)]
    learners = vocabulary_of(explanation.kinds).learners
    who += f" и {learners}" if explanation.indicator.partly else ""
    said = f"База: {who}, {_BASES[figure.base or 'all']}: {number(figure.of)}."
    if figure.other is not None:
        other = figure.other
        name = _BASES[other.base]
        said += f" {name[:1].upper()}{name[1:]}: {count_of(other)}."
    return said


def _counted(explanation: Explanation) -> str:
    """What those counted did, corrections apart, and how many of them did nothing."""
    said = []
    if explanation.messages is not None:
        said.append(plural(explanation.messages, "сообщение", "сообщения", "сообщений"))
    if explanation.calls is not None:
        forms = ("участие в звонках", "участия в звонках", "участий в звонках")
        said.append(
            plural(
                explanation.calls,
                *(forms if explanation.participants else ("звонок", "звонка", "звонков")),
            )
        )
    if not said:
        return ""
    if not any(chat.watched for chat in explanation.chats):
        return f"Учтено: {NO_DATA}, бота не было в нужных чатах."
    if explanation.calls is not None and explanation.shortest:
        said[-1] += minutes(explanation.shortest // 60)
    idle = (
        f" Профиль известен, но ничего не учтено: {explanation.silent}."
        if explanation.silent
        else ""
    )
    return f"Учтено в чатах: {', '.join(said)}.{idle}"


def _bound(explanation: Explanation) -> str:
    """Of profiles: how many are bound to somebody on the list."""
    bound, everybody = explanation.bound, explanation.figure.value
    if bound is None or everybody is None:
        return ""
    said = f"С привязкой: {number(bound)}, без привязки: {number(max(everybody - bound, 0))}."
    several = " Кто состоит в нескольких чатах, учтён один раз."
    return said + several if len(explanation.chats) > 1 else said


def _possible(figure: Figure) -> str:
    """Why there may be more (or fewer) than are known, and that the norm is held to the known."""
    if not figure.possible:
        return ""
    count = number(abs(figure.possible))
    how = f"ещё {count}: в служебных чатах есть участники"
    if figure.possible < 0:
        how = f"на {count} меньше: в служебных чатах пишут люди"
    said = (
        f"Возможно, {how} без привязки, а в списке — сотрудники без известного профиля. Кто из них "
        "кто, бот не знает."
    )
    return said if figure.norm is None else f"{said} Норма сверяется с тем, что известно."


def _classes(explanation: Explanation) -> str:
    if not explanation.classes:
        return ""
    group = vocabulary_of(explanation.kinds).group
    if explanation.indicator.rule.classes == "served":
        bare = [each.name for each in explanation.classes if not each.served]
        if bare:
            return f"{capital(group.many)} без чата: {_some(bare)}."
        return f"Чат есть у {group.fits('каждого', 'каждой', 'каждого')} {group.of_one}."
    unknown = [each.name for each in explanation.classes if each.number is None]
    without = f", без числа: {_some(unknown)}" if unknown else ""
    return f"{capital(group.of_many)}: {len(explanation.classes)}{without}."


def _some(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" и ещё {rest}" if rest > 0 else "")


def _blanks(explanation: Explanation) -> list[str]:
    """The times in which nothing, or not all, was seen of a chat, or of all."""
    found = [each for chat in explanation.chats for each in chat.blanks] + [*explanation.blanks]
    if not _measured(explanation):
        return []
    lines = [f"* {blank_words(each)}" for each in found[:SHOWN]]
    if len(found) > SHOWN:
        times = plural(len(found) - SHOWN, "перерыв", "перерыва", "перерывов")
        lines.append(f"* И ещё {times} в доступе к чатам.")
    return lines


def _caveats(explanation: Explanation) -> list[str]:
    """Why the figure or its parts may be other than they should."""
    lines = []
    if explanation.kept == "totals" and (
        explanation.messages is not None or explanation.calls is not None
    ):
        lines.append("Неделя закрыта: люди не из списка учтены только общим числом.")
    if explanation.kept == "changed":
        lines.append(
            "Неделя закрыта, и с тех пор данные изменились: показан итог закрытия, разбивка — по "
            "тому, что сохранено."
        )
    if explanation.kept == "purged":
        lines.append("Подробности недели удалены по сроку хранения, остался только итог.")
    if explanation.figure.incomplete and explanation.figure.value is not None:
        wrong = "завышен" if explanation.indicator.unseen_adds else "занижен"
        lines.append(f"* Бот видел не всё, показатель может быть {wrong}.")
    return lines

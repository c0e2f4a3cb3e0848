"""How norms and missing data are said, wherever a figure is told."""

from datetime import date

from bot.words.russian import (
    FEW,
    NO_DATA,
    clock,
    count_of,
    day,
    norm_share,
    number,
    points,
    span,
    weekday_genitive,
)
from bot.words.vocabulary import Vocabulary
from monitor.facts.values import Figure, NormReading, WindowSpan

_MISSING = {
    "nobody": "в списке никого нет",
    "unwatched": "бота нет в нужных чатах",
    "classes": "список {of_groups} не загружен",
    "numbers": "не указано число {of_learners} и родителей по {by_groups}",
    "outside": "показатель ведётся вне чатов, значение не подтверждено",
    "owners": "владельцы чатов неизвестны, боту нужны права администратора",
    "below": "ни от одной организации",
    "members": "состав чатов неизвестен, боту нужны права администратора",
    "untold": "состав не всех чатов известен, боту нужны права администратора",
}


def norm_words(norm: NormReading) -> str:
    """Say what a norm demands: «25 %», «30 % (своя)», «не менее 3», «не более 0», «рост»."""
    if norm.threshold is not None:
        own = " (своя)" if norm.ordered is not None else ""
        return f"{norm_share(norm.threshold)}{own}"
    if norm.at_least is not None:
        return f"не менее {number(norm.at_least)}"
    if norm.at_most is not None:
        return f"не более {number(norm.at_most)}" if norm.at_most else "не должно быть"
    if norm.growth_points:
        return f"рост к прошлой неделе на {points(norm.growth_points)}"
    if norm.growth:
        return f"рост к прошлой неделе на {norm_share(norm.growth)}"
    return "рост к прошлой неделе"


def normed(norm: NormReading) -> str:
    """Say a norm behind a comma: «норма 25 %», «норма — рост к прошлой неделе»."""
    if norm.at_most == 0:
        return "не должно быть"
    grows = norm.growth is not None or norm.growth_points is not None
    return f"норма{' —' if grows else ''} {norm_words(norm)}"


def judged(met: bool | None) -> str:
    """Whether a norm is met, in a cell."""
    if met is None:
        return NO_DATA
    return "да" if met else "нет"


def unreached(figure: Figure) -> float | None:
    """Give the share a figure's norm demands, where it is not met: it must not look reached."""
    norm = figure.norm
    if norm is None or norm.met is not False:
        return None
    return norm.threshold


def counted(figure: Figure) -> str:
    """A figure's count and share: «24 из 43 (55,8 %)»."""
    return count_of(figure, unreached(figure))


def deadline(norm: NormReading) -> str:
    """Say until when a norm is to be met: «срок 26 мая 2023 г.»; empty without a deadline."""
    return f"срок {day(norm.deadline)} {norm.deadline.year} г." if norm.deadline else ""


def missing_words(figure: Figure, vocabulary: Vocabulary) -> str:
    """Say why there is no data; empty if nobody knows."""
    why = _MISSING.get(figure.missing or "", "")
    group = vocabulary.group
    learners, by_groups = vocabulary.of_learners, group.by_many
    return why.format(of_learners=learners, by_groups=by_groups, of_groups=group.of_many)


def not_known(figure: Figure) -> str:
    """What a figure may be beside what is known: «возможно, ещё 2: …»; empty if nothing."""
    if figure.value is None:
        return ""
    if figure.missing == "untold":
        return _MISSING["untold"]
    if figure.possible > 0:
        return f"возможно, ещё {number(figure.possible)}: участники служебных чатов без привязки"
    if figure.possible < 0:
        less = number(-figure.possible)
        return f"возможно, на {less} меньше: в служебных чатах пишут люди без привязки"
    return ""


def no_data(figure: Figure, vocabulary: Vocabulary) -> str:
    """Say that there is no data, and why; or that there is, of too few people to be told."""
    if figure.missing == "few":
        return FEW
    why = missing_words(figure, vocabulary)
    return f"{NO_DATA} ({why})" if why else NO_DATA


def interval(window: WindowSpan) -> str:
    """Name the week and how far it is counted: «неделя 16–22 ноября, на 15:00 четверга»."""
    week = f"неделя {span(window.start.date(), last_day(window))}"
    if window.closed or window.as_of >= window.end:
        return f"{week}, итог"
    local = window.as_of.astimezone(window.start.tzinfo)
    return f"{week}, на {clock(local)} {weekday_genitive(local.date())}, не окончена"


def last_day(window: WindowSpan) -> date:
    """The last day of the week."""
    return date.fromordinal(window.end.date().toordinal() - 1)

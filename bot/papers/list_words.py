"""The words of a paper's lists: measures, who has read, what was confirmed outside the chats."""

from collections.abc import Sequence
from datetime import datetime

from bot.papers.words import moment
from bot.words.russian import day, number, plural
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.paper import Capacity, Confirmed
from storage.records import Office


def item(week: str, said: str) -> str:
    """An item of a list, with its week where there are several."""
    return f"• {week}: {said}" if week else f"• {capital(said)}"


def measure(week: str, at: datetime, text: str) -> str:
    """A measure: its week where there are several, the text, when it was written down."""
    return item(week, f"{text} (записано {day(at.date())})")


def read(week: str, at: datetime, vocabulary: Vocabulary, *, final: bool) -> str:
    """That a deputy has read the figures."""
    which = "итоги недели" if final else "сводка, неделя ещё шла"
    return item(week, f"{vocabulary.deputy}, {moment(at)} ({which})")


def confirmed_figure(week: str, each: Confirmed, vocabulary: Vocabulary) -> str:
    """A figure that was confirmed, and in what capacity."""
    whole = f" из {number(each.of)}" if each.of is not None else ""
    said = f"«{each.title}»: {number(each.value or 0)}{whole}"
    return item(week, f"{said} ({_by([each], vocabulary)})")


def confirmed_people(week: str, several: Sequence[Confirmed], vocabulary: Vocabulary) -> str:
    """What was confirmed of people, without their names, by those of one capacity."""
    count = len({each.number for each in several})
    who = plural(count, "сотрудник", "сотрудника", "сотрудников")
    return item(week, f"{who}: {_added(several)} ({_by(several, vocabulary)})")


def confirmed_person(week: str, each: Confirmed, vocabulary: Vocabulary) -> str:
    """What was confirmed of a person, with its ground."""
    who = each.person or "Сотрудник"
    ground = f". Основание: {each.ground}" if each.ground else ""
    return item(week, f"{who}: {_added([each])} ({_by([each], vocabulary)}){ground}")


def _by(several: Sequence[Confirmed], vocabulary: Vocabulary) -> str:
    days = list(dict.fromkeys(day(each.at.date()) for each in several))
    return f"{_capacity(several[-1].by, vocabulary)}, {', '.join(days)}"


def _added(several: Sequence[Confirmed]) -> str:
    parts = (
        (sum(each.messages for each in several), ("сообщение", "сообщения", "сообщений")),
        (sum(each.calls for each in several), ("звонок", "звонка", "звонков")),
    )
    return ", ".join(f"{_signed(count, forms)}" for count, forms in parts if count)


def _signed(count: int, forms: tuple[str, str, str]) -> str:
    return f"{'+' if count > 0 else '−'}{plural(abs(count), *forms)}"


def _capacity(by: Capacity, vocabulary: Vocabulary) -> str:
    if isinstance(by, Office):
        return vocabulary.offices[by]
    return "оператор программы" if by == "operator" else "сотрудник, у которого был доступ"

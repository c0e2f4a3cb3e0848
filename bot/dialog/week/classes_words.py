"""«Классы» and «Мой класс»: totals of the chats of classes, in the words of the unit's kind."""

from collections.abc import Iterable, Sequence

from bot.words.naming import Naming
from bot.words.orders.norms import interval
from bot.words.russian import number
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.values import Report
from monitor.report.classes import ClassLine
from storage.records import ChatKind

CLASSES_ACT = Naming(
    typed=("классы", "группы", "объединения", "сравнить классы"),
    also=(
        "сравни/сравнить/сравнение классы/классов/группы/групп; "
        "активность/показатели/сводка/отчет/статистика по классам/группам; классы по "
        "активности; самый активный класс"
    ),
)
MY_CLASS_ACT = Naming(typed=("мой класс", "моя группа", "мое объединение"))

RUNNING, BEFORE = "Текущая неделя", "Прошлая неделя"
FEW_PEOPLE = "мало человек"
"""In the place of how many wrote, where it would tell of single ones."""

TORN = "* Бот видел не все сообщения, их может быть больше."


def of_level(unit: str) -> str:
    """A level has no classes of its own."""
    return f"{unit}. Классы и группы есть у организаций, здесь их нет."


def none(unit: str, vocabulary: Vocabulary) -> str:
    """Nobody is named as who leads a class."""
    return (
        f"{unit}. В списке {vocabulary.group.of_many} за Вами никто не закреплён. Это исправляет "
        f"ответственный администратор: лист «{capital(vocabulary.group.many)}», столбец "
        f"«{vocabulary.mentor}»."
    )


def classes(
    report: Report,
    shown: Sequence[tuple[int, ClassLine]],
    lines: Sequence[ClassLine],
    vocabulary: Vocabulary,
) -> str:
    """Compare classes, a line each."""
    head = f"{report.unit_name}, {interval(report.window)}."
    if not lines:
        many = vocabulary.group.of_many
        return f"{head} Список {many} не загружен, и в названиях чатов их нет."
    without = sum(not line.watched for line in lines)
    silent = sum(line.silent for line in lines)
    counted = f"{capital(vocabulary.group.of_many)}: {number(len(lines))}"
    told = [
        f"без чата с ботом: {number(without)}" if without else "",
        f"без сообщений: {number(silent)}" if silent else "",
    ]
    said = "; ".join([counted, *(each for each in told if each)])
    how = "Сообщения в чатах, в скобках — сколько человек писало."
    found = [f"{line.name}: {_line(line, vocabulary)}" for _, line in shown]
    return "\n".join([f"{head} {said}. {how}", *found, *_torn(line for _, line in shown)])


def my_class(report: Report, lines: Sequence[ClassLine], vocabulary: Vocabulary) -> str:
    """Tell a class teacher of his class, or of each."""
    found = [f"{line.name}: {_line(line, vocabulary)}" for line in lines]
    head = f"{report.unit_name}, {interval(report.window)}. Сообщения в чатах, общее число."
    return "\n".join([head, *found, *_torn(lines)])


def _line(line: ClassLine, vocabulary: Vocabulary) -> str:
    if not line.watched:
        return "чата с ботом нет"
    called = {
        ChatKind.PUPILS: vocabulary.learners,
        ChatKind.PARENTS: "родители",
        ChatKind.MIXED: "общий чат",
    }
    star = "" if line.seen else "*"
    parts = [
        f"{called[kind]} {number(line.messages[kind])}{star}{_writing(line, kind)}"
        for kind in called
        if kind in line.messages
    ]
    return f"{', '.join(parts)}; звонков {number(line.calls)}"


def _writing(line: ClassLine, kind: ChatKind) -> str:
    """How many of them wrote, in brackets."""
    if kind in line.few:
        return f" ({FEW_PEOPLE})"
    known = line.writing.get(kind)
    if known is None:
        return ""
    return f" (писали {number(known.value or 0)} из {number(known.of or 0)})"


def _torn(lines: Iterable[ClassLine]) -> list[str]:
    return [TORN] if any(line.watched and not line.seen for line in lines) else []


def mine(vocabulary: Vocabulary) -> str:
    """The button of who leads a class: «Мой класс», «Моя группа»."""
    group = vocabulary.group
    return f"{group.fits('Мой', 'Моя', 'Моё')} {group.one}"

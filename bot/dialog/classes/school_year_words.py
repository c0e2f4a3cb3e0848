"""«Новый учебный год»: what becomes of classes, of who left school, of chats and vacations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.dialog.classes.promoting import Plan
from bot.words.naming import Naming
from bot.words.russian import day, number, plural, plural_word, safe
from bot.words.vocabulary import Vocabulary
from storage.records import Chat, Vacation

NEW_YEAR_ACT = Naming(
    typed=(
        "новый учебный год",
        "перевести классы",
        "перевод классов",
    ),
)
PROMOTE = "Перевести"
PROMOTE_LEAVING = "Перевести, 9-е — выпуск"
PROMOTE_ON = "Перевести, 9-е станут 10-ми"
AGAIN = "Перевести ещё раз"
BEFORE_FILE = "Списки до перевода.xlsx"
CHECK = (
    "Ученики и классный руководитель переходят вместе с классом. 1-е классы добавьте новым списком."
)
BEFORE = "Прежние списки — в приложенном файле."

_SHOWN, _LONGEST = 12, 60


def no_classes(vocabulary: Vocabulary) -> str:
    """Say that there is nothing a year could be added to."""
    classes = vocabulary.group.of_many
    return (
        f"Переводить нечего: в списке нет {classes} с номерами. Загрузите список {classes} и "
        "попробуйте снова."
    )


def preview(plan: Plan) -> str:
    """Say what would change."""
    return "\n".join(
        (
            "Новый учебный год: классы перейдут на год вперёд.",
            *changes(plan),
            CHECK,
            BEFORE,
        )
    )


def changes(plan: Plan) -> Iterable[str]:
    """Say what becomes of classes, chats, people and vacations."""
    change = plan.promotion
    if change.renamed:
        yield f"Станут: {_some([f'{old} → {new}' for old, new in change.renamed.items()])}."
    if change.leaving:
        yield f"Выпуск ({number(len(change.leaving))}): {_some(change.leaving)}."
    if plan.persons:
        yield f"Классы изменятся у сотрудников: {number(len(plan.persons))}."
    if plan.chats:
        yield f"Класс изменится у чатов: {number(len(plan.chats))}."
    if plan.left_chats:
        count = number(len(plan.left_chats))
        yield f"Чаты выпускников останутся без класса ({count}): {_titles(plan.left_chats)}."
    if plan.rests:
        yield f"Каникулы отдельных классов не меняются: {_rests(plan.rests)}."


def _some(said: Sequence[str]) -> str:
    more = len(said) - _SHOWN
    shown = ", ".join(said[:_SHOWN])
    return f"{shown} и ещё {number(more)}" if more > 0 else shown


def _titles(chats: Sequence[Chat]) -> str:
    return _some([f"«{safe(each.title[:_LONGEST])}»" for each in chats])


def _rests(rests: Sequence[Vacation]) -> str:
    return _some([f"{each.class_name} с {day(each.first)}" for each in rests])


def done(plan: Plan) -> str:
    """Say what was done."""
    change = plan.promotion
    classes = plural(len(change.renamed), "класс", "класса", "классов")
    verb = plural_word(len(change.renamed), "Переведён", "Переведены", "Переведено")
    left = f", выпуск: {number(len(change.leaving))}" if change.leaving else ""
    return f"{verb} {classes}{left}. {CHECK}"


def done_before(unit: str, on: date) -> str:
    """Say that it was done already, and ask whether it is meant."""
    return (
        f"{safe(unit)}. В этом учебном году классы уже переведены {day(on)}. Если перевести ещё "
        "раз, они перейдут ещё на год вперёд."
    )


def _noted(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    moved, left = int(details.get("classes", 0)), int(details.get("leaving", 0))
    return f"классы переведены на новый учебный год: {number(moved)}, выпуск: {number(left)}"


NOTED = {"classes_promoted": _noted}

"""«Кого нет»: who is absent, and until when. Why is not kept."""

from collections.abc import Sequence
from datetime import date

from bot.dialog.staff.staff_words import days
from bot.words.naming import Naming
from bot.words.russian import plural, short_name, span
from storage.records import Absence, Person

ABSENT_ACT = Naming(
    typed=("кого нет", "кто отсутствует", "отсутствующие"),
    also=(
        "кто в декрете/декретном/командировке/отгуле; кто на курсах/учебе; "
        "кто болеет/заболел; кто на больничном; кто в отпуске; кого нету; кто не "
        "вышел/пришел/вышла/пришла; кто не вышел/пришел на работу; кого не будет; отсутствия; "
        "отсутствие сотрудников/учителей; кто из учителей/сотрудников/педагогов "
        "болеет/отсутствует; больничные; кто сегодня отсутствует; список отсутствующих"
    ),
)


def listed(
    unit: str,
    first: date,
    last: date,
    shown: Sequence[tuple[int, tuple[Person, Absence]]],
    count: int,
    today: date,
) -> str:
    """List who is absent on days, by number."""
    if not count:
        return f"{unit}, {span(first, last)}: отсутствие ни у кого не отмечено."
    people = plural(count, "сотрудник", "сотрудника", "сотрудников")
    head = (
        f"{unit}, {span(first, last)}. {'Отсутствует' if count == 1 else 'Отсутствуют'} {people}:"
    )
    lines = [
        f"{at}. {short_name(person.full_name)}: {days(absence, today)}"
        for at, (person, absence) in shown
    ]
    return "\n".join((head, *lines))

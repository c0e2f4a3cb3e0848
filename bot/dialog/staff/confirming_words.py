"""What happened outside the chats, confirmed: how it is typed, shown and kept."""

import re
from collections.abc import Sequence

from bot.dialog.staff import correcting_words as correcting
from bot.dialog.staff.staff_words import counts, who
from bot.words.naming import Naming
from bot.words.orders.norms import no_data
from bot.words.russian import count_of, number, plural, safe, span
from bot.words.vocabulary import COMMON
from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, PersonLine
from monitor.jobs.asked.correcting import BadCorrection
from monitor.time.keeping import Forgotten
from monitor.time.week import Week
from storage.records import Person

OUTSIDE_SET_ACT = Naming(doing="показатель вне чатов")

FIX_ACT = Naming(doing="исправление показателя")

OUTSIDE_ACT = Naming(
    typed=("показатели вне чатов",),
    also=(
        "показатели/показатель вне чата; внести показатели/показатель; вручную "
        "показатели/показатель"
    ),
)

ONE_CALL, TWO_CALLS = "1 звонок", "2 звонка"
LAST_WEEK, THIS_WEEK = "Прошлая неделя", "Эта неделя"
YES = "Записать"
TO_FIGURES = "← К показателям"

COMMENT = (
    "Чем подтверждено? Напишите одной строкой, например «родительское собрание по телефону, "
    "журнал». Причины отсутствия писать не нужно."
)
ABOUT_ABSENCE = (
    "Это похоже на причину отсутствия, такие сведения не хранятся. Дни отсутствия отмечаются в "
    "карточке, кнопка «Отсутствует». Напишите другое основание или «отмена»."
)
NOT_UNDERSTOOD = (
    "Не понял, сколько. Напишите число и слово: «2 звонка, собрание по телефону» или "
    "«3 сообщения, чат параллели»."
)
VALUE_NOT_UNDERSTOOD = "Не понял значение. Напишите, например: «12 из 46, выгрузка из дневника»."
NONE = "В приказе организации нет показателей, которые подтверждаются вручную."
FORGOTTEN = "Данные этой недели уже удалены по сроку хранения, исправить её нельзя."

_MINUS = r"[-+\N{MINUS SIGN}\N{EN DASH}]?"
_COUNTED = re.compile(rf"({_MINUS})\s?(\d{{1,6}})\s*(сообщ|звон)\w*", re.IGNORECASE)
_NAMED = re.compile(rf"(сообщ|звон)\w*\s*:?\s*({_MINUS})\s?(\d{{1,6}})\b", re.IGNORECASE)
_VALUE = re.compile(
    r"\s*(\d{1,7})(?:\s*(?:из|/)\s*(\d{1,7}))?(?!\w)(.*)", re.IGNORECASE | re.DOTALL
)
_AROUND = " \t\n.,;:–—-"
_ABSENCE = re.compile(
    r"\b(?:боле(?:ет|ет\w*|л[аи]?|зн\w+)|заболе\w+|больни\w+|отпуск\w*|декрет\w*|отгул\w*"
    r"|отсутств\w*|нетрудоспособ\w*|операци\w+|беремен\w*|командировк\w*|похорон\w*)",
    re.IGNORECASE,
)


def about_absence(comment: str) -> bool:
    """Tell whether a comment says why somebody was away: such words are not to be kept."""
    return _ABSENCE.search(comment) is not None


def confirmed_typed(text: str) -> tuple[int, int, str]:
    """Read «2 звонка, собрание по телефону»: messages, calls and what is left of the text."""
    sums = {"сообщ": 0, "звон": 0}
    found = [(sign, n, what) for sign, n, what in _COUNTED.findall(text)]
    rest = _COUNTED.sub(" ", text)
    if not found:
        found = [(sign, n, what) for what, sign, n in _NAMED.findall(text)]
        rest = _NAMED.sub(" ", text)
    for sign, n, what in found:
        sums[what.lower()] += int(n) if sign in ("", "+") else -int(n)
    rest = re.sub(r"^[\s,;.]*и\b", "", " ".join(rest.split())) if found else rest
    return sums["сообщ"], sums["звон"], " ".join(rest.split()).strip(_AROUND)


def figure_typed(text: str) -> tuple[int, int | None, str] | None:
    """Read «12 из 46, выгрузка»: the value, its base and what is left; None: no number leads."""
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    value, of, rest = match.groups()
    return int(value), None if of is None else int(of), " ".join(rest.split()).strip(_AROUND)


def ask(person: Person, week: Week, line: PersonLine | None) -> str:
    """Ask what was confirmed for a person."""
    now = "не было в списке" if line is None else counts(line.messages, line.calls)
    return (
        f"Неделя {span(week.first, week.last)}: {who(person)}.\nУчтено: {now}. Что подтверждено "
        "вне чатов и чем? Нажмите кнопку или напишите: «2 звонка, собрание по телефону»."
    )


def preview(
    person: Person, week: Week, line: PersonLine, messages: int, calls: int, comment: str
) -> str:
    """Show what a correction would change."""
    return (
        f"Неделя {span(week.first, week.last)}: {who(person)}.\n"
        f"Учтено: {counts(line.messages, line.calls)}. "
        f"Станет: {counts(line.messages + messages, line.calls + calls)}.\n"
        f"Основание: {safe(comment)}.\n"
        "Показатель будет с пометкой «исправлено ответственным», запись останется в журнале."
    )


def figures(unit: str, week: Week, shown: Sequence[tuple[int, Figure]]) -> str:
    """List the figures that only people confirm."""
    lines = [f"{index}. {each.title}: {_reading(each)}" for index, each in shown]
    title = f"{unit}, неделя {span(week.first, week.last)}. Показатели вне чатов:"
    return "\n".join([title, *lines, "Чтобы записать значение, выберите показатель."])


def _reading(figure: Figure) -> str:
    """What is kept outside says nothing of groups: any kind's words do."""
    return no_data(figure, COMMON) if figure.value is None else count_of(figure)


def figure_label(index: int, figure: Figure) -> str:
    """Name a figure on its button."""
    return f"{index}. {figure.title}"


def ask_figure(figure: Figure, week: Week) -> str:
    """Ask for a figure's value."""
    return (
        f"Неделя {span(week.first, week.last)}. {figure.title}: {_reading(figure)}.\n"
        "Напишите значение и чем оно подтверждено: «12 из 46, выгрузка из дневника»."
    )


def preview_figure(figure: Figure, week: Week, value: int, of: int | None, comment: str) -> str:
    """Show what will be written down."""
    return (
        f"Неделя {span(week.first, week.last)}. {figure.title}\n"
        f"Сейчас: {_reading(figure)}. Станет: {count_of(Ratio(value, of))}.\n"
        f"Основание: {safe(comment)}."
    )


def refused(error: BadCorrection | Forgotten) -> str:
    """Say why a correction is not made, and what to do."""
    if isinstance(error, Forgotten):
        return FORGOTTEN
    return _REFUSED.get(error.code) or correcting.refused(error)


_REFUSED = {
    "comment": COMMENT,
    "more_than_base": "Значение больше, чем «из скольких». Проверьте числа.",
    "nothing": "Поправка ничего не меняет: напишите, сколько сообщений или звонков подтверждено.",
    "person": "В этой неделе сотрудника не было в списке.",
}


def added(messages: int, calls: int) -> str:
    """Repeat what is confirmed: «2 звонка»."""
    said = []
    if messages:
        said.append(plural(messages, "сообщение", "сообщения", "сообщений"))
    if calls:
        said.append(plural(calls, "звонок", "звонка", "звонков"))
    return ", ".join(said)


def ask_comment(what: str) -> str:
    """Ask for the ground of what is confirmed."""
    return f"Подтверждено: {what}. {COMMENT}"


def value_words(value: int, of: int | None) -> str:
    """Repeat a value as it was typed: «12 из 46»."""
    return number(value) if of is None else f"{number(value)} из {number(of)}"

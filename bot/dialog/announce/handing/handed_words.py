"""What organisations did with a coordinator's announcement: the report, reminding, the list."""

from collections.abc import Sequence
from datetime import datetime

from bot.dialog.chats.chats_words import moment as on
from bot.words.notices.announced import made
from bot.words.notices.materials import totals, until
from bot.words.russian import number, plural, safe, when
from monitor.jobs.asked.handing_out import Reminding
from monitor.levels.passing_on import Passing, PassingStage, counted

REFRESH, REMIND, SEND = "Обновить", "Напомнить тем, кто не разослал", "Напомнить"
TO_PAST, BACK, NEW = "← К объявлениям", "← К отчёту", "Новое объявление"

REFRESHED = "Обновлено"
NOT_YOURS = "Такого объявления организациям у Вас нет."

_NOT_YET = {
    PassingStage.ACCEPTED: "принято, не разослано",
    PassingStage.RECEIVED: "получено, не разослано",
    PassingStage.WAITING: "ещё не отправлено",
    PassingStage.LOST: "не дошло: VK не принял сообщение ответственному",
    PassingStage.ALONE: "нет ответственного с доступом к боту",
}
_UNABLE = (PassingStage.LOST, PassingStage.ALONE)


def report(
    made_at: datetime,
    ends: datetime,
    all_: Sequence[Passing],
    shown: Sequence[tuple[int, Passing]],
    local: datetime,
) -> str:
    """Tell how organisations stand: totals first, then a page of them. ``ends``: the term."""
    running = f" Срок — {until(ends, local)}." if local < ends else ""
    return "\n".join(
        [
            f"Объявление организациям {made(made_at, local)}, отчёт {on(local)}.",
            f"{totals(counted(all_))}.{running}",
            *(f"{place}. {_line(each, local)}" for place, each in shown),
        ]
    )


def _line(passing: Passing, local: datetime) -> str:
    name = safe(passing.name)
    if passing.passed_at is None:
        late = passing.until <= local or passing.stage in _UNABLE
        return f"{'⚠️' if late else '•'} {name}: {_NOT_YET[passing.stage]}"
    said = [f"разослано {when(passing.passed_at, local)}"]
    if passing.stage is PassingStage.LATE:
        said.append("позже срока")
    said.append(_chats(passing))
    failed = passing.chats is not None and not passing.chats.value and not passing.waiting
    mark = "⚠️" if failed else "✅"
    return f"{mark} {name}: {', '.join(said)}"


def _chats(passing: Passing) -> str:
    """Say in how many chats it is; without the bot nobody counted them."""
    if passing.chats is None:
        return "без бота, отметил ответственный"
    sent, of = passing.chats.value or 0, passing.chats.of or 0
    if passing.waiting == of:
        return f"отправляется в {plural(of, 'чат', 'чата', 'чатов')}"
    if sent == of:
        return f"дошло в {plural(of, 'чат', 'чата', 'чатов')}"
    return f"дошло в {number(sent)} из {plural(of, 'чата', 'чатов', 'чатов')}"


def preview(made_at: datetime, reminding: Reminding, local: datetime) -> str:
    """Show whom a reminder would reach and when; or why nobody."""
    about = f"разослать объявление {made(made_at, local)}"
    lines = [f"Напомнить {about}? Организаций: {number(reminding.units)}."]
    if not reminding.plan:
        lines = [f"Напоминать {about} сейчас некому."]
    if reminding.reminded:
        lines.append(f"Сегодняшнее напоминание уже есть: {number(reminding.reminded)}.")
    if reminding.alone:
        lines.append(f"Нет ответственного с доступом к боту: {number(reminding.alone)}.")
    if reminding.due_at is not None:
        lines.append(
            f"Уйдёт {when(reminding.due_at, local)}, в рабочие часы организации; не больше одного "
            "напоминания в день."
        )
    return "\n".join(lines)


def reminded(reminding: Reminding, local: datetime) -> str:
    """Say that the reminders are on their way."""
    first = "" if reminding.due_at is None else f" Уйдёт {when(reminding.due_at, local)}."
    return f"Напоминание ответственным готово. Организаций: {number(reminding.units)}.{first}"


def past(
    unit: str, listed: Sequence[tuple[int, datetime, Sequence[Passing]]], local: datetime
) -> str:
    """List announcements: place, moment, what organisations did."""
    if not listed:
        return f"{unit}: объявлений организациям через бота пока не было."
    lines = [
        f"{place}. {made(made_at, local)}: {_short(found)}" for place, made_at, found in listed
    ]
    return "\n".join([f"Объявления организациям, {unit}, {on(local)}:", *lines])


def _short(found: Sequence[Passing]) -> str:
    count = counted(found)
    return f"разослано {number(count.passed)} из {number(count.units)}"


REMINDED_NOTED = {"material_reminded": "организациям напомнили разослать объявление"}

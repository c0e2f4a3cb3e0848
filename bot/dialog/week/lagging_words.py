"""Who is behind, for those inside the organisation, and reminding them by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialog.week.week_words import NO_NUDGES
from bot.words.figures import RESTING, asked_words
from bot.words.naming import Naming
from bot.words.orders.norms import interval
from bot.words.russian import NO_DATA, agreeing, clock, day, number, plural, short_name, when
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.facts.values import Report
from monitor.jobs.asked.reminding import WEEKS_BACK, Behind, ReminderOutcome, Reminding

LAGGING_ACT = Naming(
    typed=(
        "кто отстаёт",
        "отстающие",
    ),
    also=(
        "всех/список кто отстал/отстает/молчит; список кто не выполнил/выполняет норму; "
        "у кого ноль/нет/мало/меньше сообщений; неактивные/молчащие/отстающие сотрудники; кто "
        "не выполнил/выполняет/набрал/добрал норму; кто отстал/отстали/отстает; кто ничего не "
        "писал/написал; кто не справляется/справился/справились; сколько не "
        "справились/написали; "
        "список кто не пишет/написал/отстает; кому не хватает; кому не хватает сообщений; у "
        "кого меньше/мало нормы/10/5 сообщений; кто опять молчит/отстает; кто опять не "
        "написал/пишет; кто должен написать; кто остался; кто еще не написал; кто не "
        "написал/пишет/писал/пишут/написали/писали; кто молчит/молчуны; молчуны; кто "
        "неактивен/неактивный/неактивные; неактивные; кто не активен/активный/активничает; "
        "кто не добрал/добирает/набрал/выполнил/выполняет/сделал/сдал; кто не "
        "добрал/набрал/выполнил норму; должники; кто должник/должники; кто в должниках; "
        "отстающие учителя/сотрудники/педагоги; кто из учителей/сотрудников/педагогов/коллег "
        "отстает/молчит; кто из учителей/сотрудников/педагогов/коллег не пишет/написал; у "
        "кого мало сообщений; у кого нет сообщений; кто мало пишет/написал; кто ниже нормы; "
        "кто не дотягивает/дотянул; кто не отписался/отчитался; список отстающих/должников; "
        "список отстающих сотрудников/учителей; кого пинать/подгонять/поторопить; кто "
        "хвосты/хвост; кто отстающий; кто подводит; не написали; молчит кто у нас"
    ),
    label="Кто отстаёт",
    about=(
        "Кому не хватает до личной нормы, сколько и как давно. Список видите только Вы и "
        "такие же ответственные, каждый просмотр записан в журнал. Напоминание каждый "
        "получает лично, не чаще раза в неделю и только в рабочие часы."
    ),
)
REMIND_ACT = Naming(
    typed=(
        "напомнить",
        "напомнить всем",
    ),
    also=(
        "напоминание/напоминания отстающим/должникам/учителям; "
        "поторопи/пни должников/молчунов/отстающих; "
        "напомнить кто отстает/отстал/молчит; напоминалка/напоминалку отстающим/всем; "
        "отправить/разослать напоминалку/напоминалки; напоминалка; "
        "напомни всем кто не написал/отстает/молчит; напомнить тем кто не "
        "написал/отстает/молчит; напомни/напомните/напоминание всем; напомни/напомните "
        "отстающим/должникам/молчунам/им; разошли/разослать/отправить "
        "напоминание/напоминания; отправь/отправить напоминание всем; "
        "пни/пнуть/поторопить/поторопи всех/отстающих"
    ),
    doing="напоминание",
)

REMIND_ALL, CHOOSE, SEND = "Напомнить всем", "Выбрать", "Отправить"
TO_LIST = "← К списку"

ALL_DONE = "Все, кто не отсутствует, норму уже выполнили ✅"
UNWATCHED = "Бота нет ни в одном чате организации: пока неизвестно, кто отстаёт."
NOBODY_CHOSEN = "Никто не выбран."
REMIND_WHOM = "Такого имени нет среди тех, кому не хватает сообщений или звонков."
WHAT_IS_SENT = "Каждый прочитает только свои показатели."


def not_asked(unit: str) -> str:
    """Say that nobody can be behind where nothing is asked of each person."""
    return f"{unit}. Личной нормы в приказе нет, поэтому отстающих нет."


def lagging(report: Report, shown: Sequence[tuple[int, Behind]], count: int) -> str:
    """List people behind on one page; ``count``: how many there are."""
    head = f"{report.unit_name}, {interval(report.window)}."
    if report.resting:
        return f"{head}\n{RESTING} {NO_NUDGES}"
    if report.completeness is None:
        return f"{head}\n{UNWATCHED}"
    if not count:
        return f"{head}\n{ALL_DONE}"
    over = report.window.closed
    lines = [f"{at}. {line(each, over=over)}" for at, each in shown]
    inside = f"Список только для администраторов и {vocabulary_of(report.kinds).of_deputy}:"
    return "\n".join([head, f"Ниже нормы: {number(count)}. {inside}", *lines])


def line(behind: Behind, *, over: bool = False) -> str:
    """One person: how much, since when, what hinders, whether reminded; ``over``: that week is."""
    person = behind.person
    told = [asked_words(person.asked, choice=person.any) if person.known else NO_DATA]
    if behind.weeks and person.known:
        told.append(_weeks(behind.weeks))
    marks = (
        (not person.bound, "профиль не привязан"),
        (person.bound and person.reachable is False, "нет диалога с ботом"),
        (behind.reminded, "напоминали" if over else "уже напомнили"),
        (behind.quiet, "просит не напоминать"),
    )
    told += [said for is_so, said in marks if is_so]
    return f"{short_name(person.name)}: {'; '.join(told)}"


def _weeks(weeks: int) -> str:
    """Since when: «до этого 2 недели подряд»."""
    if weeks >= WEEKS_BACK:
        return f"до этого не менее {weeks} недель подряд"
    row = "" if weeks == 1 else " подряд"
    return f"до этого {plural(weeks, 'неделя', 'недели', 'недель')}{row}"


def choosing(chosen: int) -> str:
    """Stand over the names to choose from."""
    return f"Кому напомнить? Нажмите на имена, потом «{remind_button(chosen)}»."


def remind_button(chosen: int) -> str:
    """Name the button that leads on from choosing."""
    return f"Напомнить ({chosen})"


def several(names: Sequence[str]) -> str:
    """Ask whom of several is meant."""
    shown = ", ".join(short_name(name) for name in names[:5])
    more = " и другие" if len(names) > 5 else ""
    return f"Подходит несколько человек: {shown}{more}. Напишите имя полнее."


def preview(facts: Reminding, now: datetime, zone: ZoneInfo) -> str:
    """Say who gets a reminder and when, and who does not; ``now``: of asking."""
    ready = facts.count("ready")
    others = _others(facts)
    if not ready:
        return "\n".join(["Напоминать некому.", *others])
    if not facts.in_time:
        local = facts.due_at.astimezone(zone)
        return (
            f"До конца недели писать сотрудникам уже нельзя: тихие часы и выходные, до "
            f"{clock(local)} {day(local.date())}. Напоминание об этой неделе тогда опоздает."
        )
    whom = plural(ready, "сотрудник", "сотрудника", "сотрудников")
    verb = agreeing(ready, "получит", "получат")
    return "\n".join(
        [
            f"Напоминание {verb} {whom}. {WHAT_IS_SENT}",
            *others,
            f"Уйдёт {when(facts.due_at, now.astimezone(zone))}.",
        ]
    )


_OTHERS: tuple[tuple[ReminderOutcome, str], ...] = (
    ("reminded", "уже получили на этой неделе"),
    ("closed", "не разрешили сообщения"),
    ("unbound", "без привязки профиля"),
    ("away", "сегодня отсутствуют"),
    ("quiet", "просят не напоминать"),
)


def _others(facts: Reminding) -> list[str]:
    """Tell who gets none, by the reason: «Не получат: уже получили на этой неделе — 3»."""
    told = [f"{said} — {count}" for outcome, said in _OTHERS if (count := facts.count(outcome))]
    return [f"Не получат: {'; '.join(told)}."] if told else []


def done(planned: int, due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say that reminders are on their way."""
    said = plural(planned, "напоминание", "напоминания", "напоминаний")
    return f"Готово, поставлено в очередь: {said}. Уйдёт {when(due_at, now.astimezone(zone))}."


def _reminded(details: Mapping[str, Any], _vocabulary: Vocabulary) -> str:
    return f"отправлены напоминания: {number(int(details.get('count', 0)))}"


REMIND_NOTED = {"reminded": _reminded}

"""What a level hands out to organisations: the material, reminders, what came of it."""

from datetime import datetime

from bot.words.notices.announced import made
from bot.words.russian import clock, count_of, day, number, safe, weekday
from monitor.facts.ratio import Ratio
from monitor.jobs.asked.handing_out import Handed
from monitor.jobs.materials import Left, Over
from monitor.levels.passing_on import PassingCount

KIND = "объявления координаторов организациям"
AT_ONCE = "объявления координаторов организациям вне рабочих часов"
LEFT_KIND = "напоминания разослать объявление координатора"
OVER_KIND = "отчёты координаторам об объявлениях"

PASS_ON, ACCEPT, OWN, REPLY = "Разослать в чаты", "Принято", "Уже разослано", "Ответить"
REPORT = "Отчёт по организациям"


def handed(facts: Handed) -> str:
    """Give an organisation's administrator what its level hands out."""
    head = (
        f"{safe(facts.unit_name)}. {safe(facts.level)} просит довести до сотрудников.\n"
        f"Срок — 2 суток: {until(facts.until, facts.made_at)}."
    )
    return f"{head}\n\n{facts.words.text}" if facts.words.text else head


def until(until: datetime, local: datetime) -> str:
    """Say until when: «до 12:00 19 ноября (четверг)»."""
    there = until.astimezone(local.tzinfo)
    if there.date() == local.date():
        return f"до {clock(there)} сегодня"
    return f"до {clock(there)} {day(there.date())} ({weekday(there.date())})"


def left(facts: Left) -> str:
    """Remind an organisation's administrator of what is not passed on."""
    term = until(facts.until, facts.at)
    said = f"Срок — {term}." if facts.at < facts.until else f"Срок был {term}."
    return "\n".join(
        [
            f"{safe(facts.unit_name)}. Ещё не разослано сотрудникам: объявление "
            f"{made(facts.made_at, facts.at)} ({safe(facts.level)}).",
            said,
            f"Текст покажет «{PASS_ON}». Если разослали сами, нажмите «{OWN}».",
        ]
    )


def over(facts: Over) -> str:
    """Tell the coordinators what organisations did with what was handed out."""
    said = f"{safe(facts.level)}. Объявление организациям {made(facts.made_at, facts.made_at)}."
    lines = [said, f"{'✅' if facts.count.all_ else '⚠️'} {totals(facts.count)}."]
    rest = facts.count.units - facts.count.passed
    if rest:
        lines.append(f"Не разослано: {number(rest)}{_running(facts.running)}.")
        lines += [f"• {safe(name)}" for name in facts.left]
    if rest > len(facts.left):
        lines.append(f"и ещё {number(rest - len(facts.left))}")
    return "\n".join(lines)


def totals(count: PassingCount) -> str:
    """Say how many have passed it on, and how many in time."""
    in_time = f", в срок: {number(count.in_time)}" if count.passed else ""
    return f"Разослано: {count_of(Ratio(count.passed, count.units))}{in_time}"


def _running(count: int) -> str:
    """Say of how many the term still runs: they got it later."""
    return f", из них срок ещё идёт у {number(count)}" if count else ""

"""What ``zvonok tick`` says of what it did and did not do."""

from datetime import datetime

from bot.words.russian import clock, day

TICKING = "задания выполняются"


def ticked(jobs: int, planned: int, released: int, told: int | None) -> str:
    """What a tick did."""
    said = f"Выполнено заданий: {jobs}, подготовлено сообщений: {planned}, к отправке: {released}"
    return f"{said}." if told is None else f"{said}, отправлено: {told}."


def waits(count: int, moment: datetime, until: datetime) -> str:
    """Something is due and waits until what happened before is read."""
    return (
        f"Не сделано заданий: {count}. События VK до {clock(moment)} {day(moment.date())} ещё не "
        "прочитаны. Задания выполнит служба или следующий запуск, когда события будут "
        f"прочитаны, но не позже {clock(until)} {day(until.date())}."
    )


def not_yet(moment: datetime, present: datetime) -> str:
    """The moment has not come by VK's clock."""
    local = present.astimezone(moment.tzinfo)
    return (
        f"Момент {clock(moment)} {day(moment.date())} {moment.year} года ещё не наступил: по часам "
        f"VK сейчас {clock(local)} {day(local.date())} {local.year} года. Проверьте часы "
        "компьютера и параметр --now."
    )


NO_TIME = (
    "VK не сообщил время, поэтому ничего не сделано: неизвестно, наступил ли этот момент. "
    "Проверьте токен и связь с VK."
)

"""What the live tables of the operator say: ``units`` and ``top``."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

OPTION_WRONG = (
    "Только те, с кем что-то не так: any — любое, или job_failed, late, no_responsible, no_people, "
    "no_chats, no_access, silent, holes, unbound."
)
OPTION_LIVE = "Обновлять таблицу, пока не нажато Ctrl-C."
OPTION_ONCE = "Показать один раз и закончить."

PROBLEMS: Mapping[str, str] = {
    "job_failed": "ошибка задания",
    "late": "задание опаздывает",
    "no_responsible": "нет ответственного",
    "no_people": "нет списка",
    "no_chats": "нет чатов",
    "no_access": "нет доступа к чатам",
    "silent": "молчит 3 дня",
    "holes": "пропуски",
    "unbound": "мало привязок",
}

ID, NAME, CHATS, PEOPLE, HEARD, COMPLETE, CLOSED, WRONG = (
    "id",
    "Организация",
    "Чаты",
    "Люди",
    "Слышно",
    "Полнота",
    "Закрыта",
    "Что не так",
)
FINE = "—"
LEGEND = "Чаты: с полным доступом / все. Люди: с привязкой / по списку."


def counted(shown: int, of: int) -> str:
    """The line under the table."""
    return f"Показано организаций: {shown} из {of}."


def problems_counted(counts: Sequence[tuple[str, int]]) -> str:
    """How many organisations have each problem."""
    if not counts:
        return "Со всеми организациями всё в порядке."
    return "Не так: " + ", ".join(f"{PROBLEMS[code]} — {count}" for code, count in counts) + "."


def more(count: int) -> str:
    """What did not fit on the screen."""
    return f"… и ещё {count}: без --live видно всё"


def bad_problem(said: str, known: Sequence[str]) -> str:
    """No such problem."""
    return f"«{said}» — не код. Есть: any, {', '.join(known)}."


def short_ago(since: timedelta | None) -> str:
    """How long ago, in a few letters: «5 с», «3 мин», «2 ч», «4 дн»."""
    if since is None:
        return FINE
    seconds = max(0, int(since.total_seconds()))
    for size, word in ((86_400, "дн"), (3_600, "ч"), (60, "мин")):
        if seconds >= size:
            return f"{seconds // size} {word}"
    return f"{seconds} с"


TOP_TITLE = "Звонок"
ALL_FINE = "всё исправно"
FAULTS = "неисправностей: {count}"
PROCESSES = "Процессы"
FIGURES = "Показатели"
WRONG_TITLE = "Что не так"
MACHINE, VERSION, DISK = "Машина", "Версия", "Диск"
PARTS: Mapping[str, str] = {
    "intake": "приём",
    "answering": "ответы",
    "answers": "отлож.",
    "delivery": "рассылка",
    "monitor": "расписание",
}
NO_PROCESSES = "ни один процесс не работает"

STREAM = "События VK слышны"
LAG = "Прочитано до"
RATE = "Сообщений в минуту"
ALL_COMPLETE = "Полнота"
HOLES = "Пропуски"
INBOX = "Ждут ответа"
NOTICES = "К отправке"
LATE_JOBS = "Заданий опаздывает"
CHATS_NOW = "Чатов"
COPY = "Последняя копия"
SINCE = "{ago} назад"
OLDEST = "{count}, старшее {ago}"
UNDER = "Обновляется каждые {seconds} с, Ctrl-C — закончить."

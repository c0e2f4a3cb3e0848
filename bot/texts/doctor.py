"""What ``zvonok doctor`` says: a line a matter, and what to do where something is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.onetime import BUDGET, CEILING
from bot.texts.words import plural, weeks_from
from storage.conditions import SENDING_STOPPED, Condition
from storage.health import Health

SILENCE = 120  # seconds without a word from VK after which something is wrong
SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter: ``fine`` None: nothing to judge."""

    fine: bool | None
    text: str


def lines(
    health: Health, conditions: Iterable[Condition], behind: int | None, now: datetime
) -> list[Line]:
    """Say how the program fares; ``behind``: updates VK holds for us, None: it was not asked."""
    return [
        _heard(health, now),
        *([] if health.position == "" else [_behind(behind)]),  # posted updates have no position
        _sending(conditions),
        _line(health.inbox == 0, f"Обращений без ответа: {health.inbox}", "служба запущена?"),
        Line(
            fine=None,
            text=f"Сообщений к отправке: {health.notices_waiting}, из них под вопросом: "
            f"{health.notices_doubtful}; не доставлено: {health.notices_failed}",
        ),
        _line(
            health.holes == 0,
            f"Пропусков в чатах: {health.holes}, сообщений в них: {health.missing}",
            "служба дочитывает их сама",
        ),
        _chats(health),
        _line(
            health.chats_unclaimed == 0,
            f"Чатов, куда бота добавил посторонний: {health.chats_unclaimed}",
            "бота должен добавить администратор организации",
        ),
        _line(
            health.quarantine == 0,
            f"Событий, которые не удалось прочитать: {health.quarantine}",
            "сообщите разработчикам: записан только вид события, без текста",
        ),
    ]


def new_weeks(unit_name: str, since: datetime, first_day: int) -> Line:
    """The zone or the first day of a unit's weeks changed, and holds after the running one."""
    return Line(fine=None, text=f"{unit_name}. {weeks_from(since, first_day)}")


def guessing(wrong: int) -> Line:
    """Tell how many wrong codes came lately, and what the program does about too many."""
    said = f"Неверных кодов за последний час: {wrong}"
    if wrong >= CEILING:
        return Line(
            fine=False,
            text=f"{said}. Кто-то подбирает коды: бот сейчас не принимает ни одного. "
            "Через час после последнего такого кода приём возобновится сам",
        )
    advice = "кто-то подбирает коды; пока поток не прекратится, второй попытки бот никому не даёт"
    return _line(wrong < BUDGET, said, advice)


def no_vk(code: int) -> Line:
    """VK could not be asked."""
    return Line(fine=False, text=f"VK не ответил на запрос (код {code}): проверьте сеть и токен")


def _heard(health: Health, now: datetime) -> Line:
    if health.heard_at is None:
        return Line(fine=False, text="События VK ещё не читались: запустите службу (zvonok run)")
    silent = int((now - health.heard_at).total_seconds())
    position = f" (позиция {health.position})" if health.position else ""
    said = f"Последний ответ VK: {_ago(silent)} назад{position}"
    return _line(silent <= SILENCE, said, "служба не работает или нет связи с VK")


def _ago(seconds: int) -> str:
    if seconds < 120:
        return plural(max(seconds, 0), "секунду", "секунды", "секунд")
    if seconds < 7_200:
        return plural(seconds // 60, "минуту", "минуты", "минут")
    return plural(seconds // 3_600, "час", "часа", "часов")


def _behind(behind: int | None) -> Line:
    if behind is None:
        return Line(fine=None, text="Отставание от VK: не проверялось (нет токена)")
    return _line(behind < 1_000, f"Отставание от VK: событий {behind}", "служба не успевает")


def _sending(conditions: Iterable[Condition]) -> Line:
    stopped = next((each for each in conditions if each.name == SENDING_STOPPED), None)
    if stopped is None:
        return Line(fine=True, text="Отправка сообщений работает")
    return Line(
        fine=False,
        text=f"Отправка остановлена с {stopped.since:%d.%m.%Y %H:%M} UTC: VK ответил ошибкой "
        f"{stopped.value}. Замените токен сообщества или снимите ограничение в его настройках",
    )


def _chats(health: Health) -> Line:
    said = f"Чатов: {health.chats}"
    if not health.chats_unproved:
        return Line(fine=True, text=f"{said}, доступ ко всем подтверждён")
    named = ", ".join(
        f"«{title}»" if title else str(chat) for chat, title in health.chats_unproved[:SHOWN]
    )
    rest = len(health.chats_unproved) - SHOWN
    more = f" и ещё {rest}" if rest > 0 else ""
    return Line(
        fine=False,
        text=f"{said}, без подтверждённого доступа ко всей переписке: "
        f"{len(health.chats_unproved)} ({named}{more}). Назначьте сообщество администратором чата",
    )


def _line(fine: bool, said: str, advice: str) -> Line:
    return Line(fine=fine, text=said if fine else f"{said}: {advice}")

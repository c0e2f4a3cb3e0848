"""What ``zvonok doctor`` says: a line a matter, and what to do where something is wrong."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.parsing.onetime import BUDGET, CEILING
from bot.words.russian import plural, weeks_from
from bot.words.vk_errors import told
from storage.db.times import moment
from storage.health import Health
from storage.told.conditions import BEHIND, NO_TIME, SENDING_STOPPED, TIME, WAITING, Condition

SILENCE = 120  # seconds without a word from VK after which something is wrong
SHOWN = 10
WORTH_TELLING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter: ``fine`` None: nothing to judge."""

    fine: bool | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What this machine's clock shows, and what VK tells; ``told`` None: it does not tell."""

    machine: datetime
    told: datetime | None


def lines(
    health: Health,
    conditions: Collection[Condition],
    behind: int | None,
    now: datetime,
    clocks: Clocks | None = None,
) -> list[Line]:
    """Say how the program fares; ``behind``: updates VK holds for us, None: it was not asked."""
    lasting = {each.name: each for each in conditions}
    return [
        _heard(health, now),
        *([] if health.position == "" else [_behind(behind)]),  # posted updates have no position
        *_time(lasting, clocks),
        *_waiting(lasting, health),
        _sending(conditions),
        _line(health.inbox == 0, f"Обращений без ответа: {health.inbox}", "служба запущена?"),
        *_answers(health),
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


def _answers(health: Health) -> Iterable[Line]:
    """Say what of what people wrote was not answered yet, or not by itself."""
    if health.answers:
        said = f"Готовых ответов, которые VK ещё не принял: {health.answers}"
        yield _line(False, said, "бот повторяет отправку сам, не реже раза в 20 секунд")
    if health.folded or health.dropped:
        yield Line(
            fine=None,
            text="Слишком частые сообщения боту за 30 дней: отвечено вместе с более поздним — "
            f"{health.folded}, без ответа — {health.dropped}",
        )


def no_vk(text: str) -> Line:
    """VK could not be asked, or refused."""
    return Line(fine=False, text=text)


def open_file(place: str) -> Line:
    """A file with names and figures can be read by every user of the machine."""
    return Line(
        fine=False,
        text=f"Файл {place} могут читать другие пользователи. Закройте его: chmod o= {place}",
    )


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


def _time(lasting: Mapping[str, Condition], clocks: Clocks | None) -> list[Line]:
    """Say whether VK tells the time, and whether this machine's clock agrees; silent if so."""
    silent = lasting.get(NO_TIME)
    if silent is not None or (clocks is not None and clocks.told is None):
        since = f" с {_utc(silent.since)}" if silent else ""
        last = lasting.get(TIME)
        told = f"последний раз VK сообщил {_utc(moment(int(last.value)))}" if last else ""
        shown = f"часы этого компьютера показывают {_utc(clocks.machine)}" if clocks else ""
        known = "; ".join(each for each in (told, shown) if each)
        return [
            Line(
                fine=False,
                text=f"VK не сообщает время{since}{f' ({known})' if known else ''}: недели не "
                "закрываются и по расписанию ничего не отправляется, приём событий идёт. Проверьте "
                "связь с VK и часы компьютера",
            )
        ]
    if clocks is None or clocks.told is None:
        return []
    off = clocks.machine - clocks.told
    if abs(off) <= WORTH_TELLING:
        return []
    which = "спешат" if off > timedelta() else "отстают"
    ago = _ago(round(abs(off).total_seconds()))
    text = f"Часы этого компьютера {which} на {ago}: служба считает время по VK. Поправьте часы"
    return [Line(fine=False, text=text)]


def _waiting(lasting: Mapping[str, Condition], health: Health) -> list[Line]:
    """Say that something due waits, since when, and for what."""
    waiting = lasting.get(WAITING)
    if waiting is None:
        return []
    through = health.read_through
    known = f"события VK прочитаны до {_utc(through)}" if through else "события VK не прочитаны"
    if health.holes or BEHIND in lasting:
        known += ", пропуски в чатах ещё не дочитаны"
    return [
        Line(
            fine=False,
            text=f"Итоги и напоминания ждут с {_utc(waiting.since)}: {known}. Проверьте, что приём "
            "работает (zvonok run) и VK отвечает",
        )
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d.%m.%Y %H:%M} UTC"


def _sending(conditions: Iterable[Condition]) -> Line:
    stopped = next((each for each in conditions if each.name == SENDING_STOPPED), None)
    if stopped is None:
        return Line(fine=True, text="Отправка сообщений работает")
    return Line(
        fine=False,
        text=f"Отправка остановлена с {stopped.since:%d.%m.%Y %H:%M} UTC. "
        f"{told(int(stopped.value))}",
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


def _line(fine: bool, text: str, advice: str) -> Line:
    return Line(fine=fine, text=text if fine else f"{text}. {advice[0].upper()}{advice[1:]}")

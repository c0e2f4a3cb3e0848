"""How the service fares: a line a matter, and what to do where something is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.parsing.onetime import BUDGET, CEILING
from bot.service.oversight.line import Line, line, wrong
from bot.service.oversight.look import Look
from bot.service.oversight.pulse import INTAKE
from bot.vk.errors import DEAD_TOKEN
from bot.words.russian import plural, weeks_from
from bot.words.vk_errors import told
from storage.db.times import moment
from storage.health import Health
from storage.told.conditions import BEHIND, NO_TIME, SENDING_STOPPED, TIME, WAITING, Condition

SILENCE = 100  # seconds without a word from VK after which something is wrong
SHOWN = 10
ANSWERED_WITHIN = timedelta(minutes=2)
WORTH_TELLING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What this machine's clock shows, and what VK tells; ``told`` None: it does not tell."""

    machine: datetime
    told: datetime | None


def lines(look: Look, behind: int | None = None, clocks: Clocks | None = None) -> list[Line]:
    """Say how the program fares; ``behind``: updates VK holds for us, None: it was not asked."""
    health, lasting = look.health, look.conditions
    return [
        *([_AWAITED] if _is_new(look) else [_heard(health, look.now)]),
        # Posted updates have no position, and neither has a stream of which nothing came yet.
        *([] if health.position == "" or _is_new(look) else [_behind(behind)]),
        *_time(lasting, clocks),
        *_waiting(lasting, health),
        _sending(lasting),
        _inbox(health, look.now),
        *_answers(health),
        Line(
            fine=None,
            text=f"Сообщений к отправке: {health.notices_waiting}, из них под вопросом: "
            f"{health.notices_doubtful}; не доставлено: {health.notices_failed}",
        ),
        *_notices_late(health, lasting, look.now),
        line(
            health.holes == 0,
            f"Пропусков в чатах: {health.holes}, сообщений в них: {health.missing}",
            "служба дочитывает их сама",
            "holes",
        ),
        _chats(health),
        line(
            health.chats_unclaimed == 0,
            f"Чатов, куда бота добавил посторонний: {health.chats_unclaimed}",
            "бота должен добавить администратор организации",
            "chats_unclaimed",
        ),
        line(
            health.quarantine == 0,
            f"Событий, которые не удалось прочитать: {health.quarantine}",
            "сообщите разработчикам: записан только вид события, без текста",
            "quarantine",
        ),
    ]


def new_weeks(unit_name: str, since: datetime, first_day: int) -> Line:
    """The zone or the first day of a unit's weeks changed, and holds after the running one."""
    return Line(fine=None, text=f"{unit_name}. {weeks_from(since, first_day)}")


def guessing(codes: int) -> Line:
    """Tell how many wrong codes came lately, and what the program does about too many."""
    said = f"Неверных кодов за последний час: {codes}"
    if codes >= CEILING:
        return wrong(
            "codes_guessed",
            f"{said}. Кто-то подбирает коды: бот сейчас не принимает ни одного. "
            "Через час после последнего такого кода приём возобновится сам",
        )
    advice = "кто-то подбирает коды; пока поток не прекратится, второй попытки бот никому не даёт"
    return line(codes < BUDGET, said, advice, "codes_guessed")


def _answers(health: Health) -> Iterable[Line]:
    """Say what of what people wrote was not answered yet, or not by itself."""
    if health.answers:
        said = f"Готовых ответов, которые VK ещё не принял: {health.answers}"
        yield line(
            False, said, "бот повторяет отправку сам, не реже раза в 20 секунд", "answers_kept"
        )
    if health.folded or health.dropped:
        yield Line(
            fine=None,
            text="Слишком частые сообщения боту за 30 дней: отвечено вместе с более поздним — "
            f"{health.folded}, без ответа — {health.dropped}",
        )


def open_file(place: str) -> Line:
    """A file with names and figures can be read by every user of the machine."""
    said = f"Файл {place} могут читать другие пользователи. Закройте его: chmod o= {place}"
    return wrong("file_open", said)


def _inbox(health: Health, now: datetime) -> Line:
    """Say what is not answered yet; what came this minute is no fault."""
    since = health.inbox_since
    late = since is not None and now - since > ANSWERED_WITHIN
    said = f"Обращений без ответа: {health.inbox}"
    if since is not None and late:
        said += f", старшее ждёт {ago(now - since)}"
    return line(not late, said, "служба запущена?", "inbox_late")


def _notices_late(
    health: Health, lasting: Mapping[str, Condition], now: datetime
) -> Iterable[Line]:
    if not health.notices_late or health.notices_since is None or SENDING_STOPPED in lasting:
        return
    yield wrong(
        "notices_late",
        f"Сообщений, которые пора было отправить: {health.notices_late}, первое опаздывает на "
        f"{ago(now - health.notices_since)}. Проверьте, что рассылка работает "
        "(zvonok run) и VK отвечает",
    )


_AWAITED = Line(fine=None, text="VK ещё ничего не прислал: служба ждёт первых событий")


def _is_new(look: Look) -> bool:
    """Tell whether intake runs, and nothing ever came: it is not known when VK was last heard."""
    return look.health.heard_at is None and any(INTAKE in each.turns for each in look.living)


def _heard(health: Health, now: datetime) -> Line:
    if health.heard_at is None:
        return wrong("never_ran", "События VK ещё не читались: запустите службу (zvonok run)")
    silent = int((now - health.heard_at).total_seconds())
    position = f" (позиция {health.position})" if health.position else ""
    said = f"Последний ответ VK: {_ago(silent)} назад{position}"
    advice = "служба не работает или нет связи с VK"
    return line(silent <= SILENCE, said, advice, "not_heard")


def ago(since: timedelta) -> str:
    """Say how long something lasts: «5 минут»."""
    return _ago(int(since.total_seconds()))


def _ago(seconds: int) -> str:
    if seconds < 120:
        return plural(max(seconds, 0), "секунду", "секунды", "секунд")
    if seconds < 7_200:
        return plural(seconds // 60, "минуту", "минуты", "минут")
    return plural(seconds // 3_600, "час", "часа", "часов")


def _behind(behind: int | None) -> Line:
    if behind is None:
        return Line(fine=None, text="Отставание от VK: не проверялось (нет токена)")
    return line(
        behind < 1_000, f"Отставание от VK: событий {behind}", "служба не успевает", "behind"
    )


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
            wrong(
                "no_time",
                f"VK не сообщает время{since}{f' ({known})' if known else ''}: недели не "
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
    return [wrong("clock", text)]


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
        wrong(
            "waiting",
            f"Итоги и напоминания ждут с {_utc(waiting.since)}: {known}. Проверьте, что приём "
            "работает (zvonok run) и VK отвечает",
        )
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d.%m.%Y %H:%M} UTC"


def _sending(lasting: Mapping[str, Condition]) -> Line:
    stopped = lasting.get(SENDING_STOPPED)
    if stopped is None:
        return Line(fine=True, text="Отправка сообщений работает")
    return wrong(
        "token_dead" if int(stopped.value) in DEAD_TOKEN else "sending_stopped",
        f"Отправка остановлена с {stopped.since:%d.%m.%Y %H:%M} UTC. {told(int(stopped.value))}",
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
    return wrong(
        "chats_unproved",
        f"{said}, без подтверждённого доступа ко всей переписке: "
        f"{len(health.chats_unproved)} ({named}{more}). Назначьте сообщество администратором чата",
    )

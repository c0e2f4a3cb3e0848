"""What is said of the running processes, of their machines, and of what they should have done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.service.oversight.line import Line, wrong
from bot.service.oversight.look import Look, lasts
from bot.service.oversight.pulse import DELIVERY, EVERYTHING, MONITOR, silent
from bot.service.oversight.room import Room
from bot.service.oversight.service_words import SHOWN, WORTH_TELLING, ago
from bot.words.orders.jobs import JOBS
from bot.words.russian import plural
from bot.words.vk_errors import told
from monitor.orders.schedule import Due
from storage.db.times import moment
from storage.told.conditions import FAILED, TICKED, WAITING, Condition
from storage.told.processes import Process

PARTS: Mapping[str, str] = {
    "intake": "приём событий",
    "answering": "ответы",
    "answers": "отложенные ответы",
    "delivery": "рассылка",
    "monitor": "расписание",
}
TICKS = timedelta(days=4)  # over a long weekend cron may have nothing to do
LEAST_FREE = 10  # percent
CLOCK, DISK, NO_ROOM, DEAD_VK = "clock", "disk", "no_room", "vk"
"""What a process notes of itself: seconds its clock is ahead, free percent, that nothing can be
written, and VK's code for a dead token."""

BEGUN, REFUSED = "begun", "refused"
"""And how often it began to serve by a config, and refused a changed one since."""

TITLES: Mapping[str, str] = {
    job.value: words.coming if "{" not in words.coming else words.done.partition(":")[0]
    for job, words in JOBS.items()
}
START = "запустите службу: systemctl start zvonok"


def lines(look: Look, silence: timedelta, copies: timedelta, config: str) -> list[Line]:
    """Say what is wrong; what is fine needs no words.

    ``silence`` and ``copies``: how long there may be no message and no copy, zero: for ever;
    ``config``: the fingerprint of the config at hand.
    """
    return [
        *_disk(look),
        *_tokens(look),
        *_parts(look),
        *_machines(look, config),
        *_empty(look),
        *_jobs(look),
        *_silence(look, silence),
        *_copies(look, copies),
        *_unlisted(look),
    ]


def _disk(look: Look) -> Iterable[Line]:
    full = [each for each in look.living if each.notes.get(NO_ROOM)]
    if full or (look.room is not None and not look.room.fits):
        where = f" ({_machines_of(full)})" if full else ""
        yield wrong(
            "disk_full",
            f"На диске с базой нет места{where}: ничего не записывается. Освободите место: служба "
            "ждёт и продолжит сама, VK пока хранит события",
        )
        return
    free = {each.machine: int(each.notes[DISK]) for each in look.living if DISK in each.notes}
    if look.room is not None:
        free |= {"": look.room.free}
    low = {machine: share for machine, share in free.items() if share < LEAST_FREE}
    if low:
        machine, share = min(low.items(), key=lambda each: each[1])
        where = f" на {machine}" if machine else ""
        yield wrong(
            "disk_low",
            f"На диске с базой{where} свободно {share} %. Освободите место: удалите старые копии "
            "и журналы",
        )


def room_line(room: Room | None) -> list[Line]:
    """Say how much room there is, if that is known and enough."""
    if room is None or not room.fits or room.free < LEAST_FREE:
        return []
    return [Line(fine=True, text=f"На диске с базой свободно {room.free} %")]


def _tokens(look: Look) -> Iterable[Line]:
    dead = [each for each in look.living if DEAD_VK in each.notes]
    if dead:
        code = int(dead[0].notes[DEAD_VK])
        yield wrong("token_dead", f"Сообщество {dead[0].community}. {told(code)}")


def _parts(look: Look) -> Iterable[Line]:
    if not look.processes:
        if look.health.heard_at is not None:
            yield wrong("not_running", f"Служба не работает: {START}")
        return
    for each in look.processes:
        if parts := silent(each, look.now):
            since = max(each.turns[part] for part in parts)
            yield wrong(
                "part_dead",
                f"Не работает {_named(parts)}: процесс {each.number} на {each.machine} молчит "
                f"{ago(look.now - since)}. Посмотрите журнал (journalctl -u zvonok) и "
                "перезапустите службу: systemctl restart zvonok",
            )
    running = {part for each in look.processes for part in each.turns}
    running |= _done_by_command(look)
    missing = [part for part in EVERYTHING if part not in running]
    if missing:
        yield wrong(
            "part_missing",
            f"Никем не запущено: {', '.join(PARTS[part] for part in missing)}. Запустите zvonok "
            "run без --only или недостающую часть",
        )


def _done_by_command(look: Look) -> set[str]:
    """Name what ``zvonok tick`` does from cron, where it did so lately."""
    ticked = look.conditions.get(TICKED)
    if ticked is None or look.now - moment(int(ticked.value)) > TICKS:
        return set()
    return {MONITOR, DELIVERY}


def _named(parts: Sequence[str]) -> str:
    if set(parts) >= set(EVERYTHING):
        return "служба целиком"
    return ", ".join(PARTS.get(part, part) for part in parts)


def _machines(look: Look, config: str) -> Iterable[Line]:
    living = look.living
    for each in living:
        if each.notes.get(REFUSED):
            yield wrong(
                "config_refused",
                f"Служба на {each.machine} работает по прежним настройкам: новый файл не подошёл, "
                "ошибки названы в журнале. Исправьте файл и выполните zvonok reload",
            )
        off = timedelta(seconds=int(each.notes.get(CLOCK, 0)))
        if abs(off) > WORTH_TELLING:
            which = "спешат" if off > timedelta() else "отстают"
            yield wrong(
                "clock",
                f"Часы компьютера {each.machine} {which} на {ago(abs(off))}: служба считает время "
                "по VK. Поправьте часы",
            )
    if len({each.config for each in living}) > 1:
        yield wrong(
            "config_differs",
            f"Процессы службы запущены с разными настройками: {_groups(living)}. Сделайте "
            "config.toml и файлы приказов одинаковыми и перезапустите отставшие",
        )
    elif living and living[0].config != config:
        yield wrong(
            "config_differs",
            "Служба работает не по этому config.toml: файл изменён после её запуска или он не тот. "
            "Примените его: zvonok reload",
        )
    if len({each.version for each in living}) > 1:
        versions = ", ".join(f"{each.machine} — {each.version}" for each in living[:SHOWN])
        yield wrong(
            "version_differs", f"Процессы службы разных версий: {versions}. Обновите отставшие"
        )


def _groups(living: Sequence[Process]) -> str:
    groups: dict[str, list[str]] = {}
    for each in living:
        groups.setdefault(each.config, []).append(f"{each.machine} ({each.number})")
    return " и ".join(", ".join(names[:SHOWN]) for names in groups.values())


def _machines_of(found: Sequence[Process]) -> str:
    return ", ".join(sorted({each.machine for each in found}))


def _empty(look: Look) -> Iterable[Line]:
    if not look.health.people and not look.health.chats:
        yield wrong(
            "empty_database",
            "База пуста: нет ни сотрудников, ни чатов. Если организации уже работали, проверьте "
            "database.url и верните базу из копии; если нет — загрузите списки и добавьте бота в "
            "чаты",
        )


def _jobs(look: Look) -> Iterable[Line]:
    failed = [each for name, each in sorted(look.conditions.items()) if name.startswith(FAILED)]
    if failed:
        yield _failed(failed)
    names = {each.name for each in failed}
    late = [each for each in look.late if f"{FAILED}{each.job}:{each.unit}" not in names]
    if late and WAITING not in look.conditions:
        first = late[0]
        yield wrong(
            "jobs_late",
            f"Заданий не сделано в срок: {len(late)}, первое — {_job(first)}, опаздывает на "
            f"{ago(look.now - first.moment)}. Проверьте, что расписание работает (zvonok run)",
        )


def _failed(failed: Sequence[Condition]) -> Line:
    _, job, unit = failed[0].name.split(":", 2)
    more = f" (и ещё {len(failed) - 1})" if len(failed) > 1 else ""
    return wrong(
        "job_failed",
        f"Не удаётся задание «{_title(job)}» организации {unit}{more} с {_utc(failed[0].since)}: "
        f"{failed[0].value}. Служба повторяет его каждую минуту; сообщите разработчикам эту строку",
    )


def _job(item: Due) -> str:
    return f"«{_title(item.job)}» организации {item.unit}"


def _title(job: str) -> str:
    return TITLES.get(job, job)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d.%m.%Y %H:%M} UTC"


def _silence(look: Look, longest: timedelta) -> Iterable[Line]:
    since = look.quiet_since
    if since is None or not look.health.chats or not lasts(since, look.now, longest):
        return
    yield wrong(
        "silence",
        f"Идут уроки, а в чатах ни одного сообщения {ago(look.now - since)}. Проверьте права бота "
        "в чатах и типы событий сообщества",
    )


def _copies(look: Look, longest: timedelta) -> Iterable[Line]:
    since = look.copy_due if look.copied is None else look.copied.made_at
    if since is None or not lasts(since, look.now, longest):
        return
    said = (
        "Копии базы нет"
        if look.copied is None
        else f"Последняя копия базы сделана {ago(look.now - since)} назад"
    )
    yield wrong(
        "copy_old",
        f"{said}. Сделайте копию (zvonok backup ФАЙЛ) и проверьте раздел [copies] настроек и место "
        "на диске",
    )


def _unlisted(look: Look) -> Iterable[Line]:
    if not look.health.unlisted:
        return
    named = ", ".join(list(look.health.unlisted)[:SHOWN])
    owned = plural(sum(look.health.unlisted.values()), "чат", "чата", "чатов")
    yield wrong(
        "unlisted",
        f"У организаций, которых нет в настройках, {owned}: {named}. В них ничего не "
        "учитывается. Верните разделы [[unit]] или уберите бота из чатов",
    )

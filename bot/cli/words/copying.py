"""What ``backup``, ``restore`` and ``move`` say."""

from bot.words.russian import clock, day, number, plural
from storage.copying.restoring import SCHEMA, Found

ARGUMENT_MOVE = "Откуда и куда: два адреса баз; или только --to, тогда из базы настроек."
OPTION_TO = "Адрес пустой базы, куда перенести базу из настроек."
OPTION_YES = "Не спрашивать."

BEGINS = "Готовлю…"


def carrying(table: str) -> str:
    """What is carried."""
    return f"Переношу: {table}"


def backed_up(path: str, size: int) -> str:
    """The copy is made and whole."""
    return f"Копия базы записана и проверена: {path}, {plural(size, 'байт', 'байта', 'байт')}."


def damaged(path: str) -> str:
    """The copy is not whole."""
    return f"Копия {path} не прошла проверку целостности и удалена. Проверьте диск и базу."


def nothing_to_copy(place: str) -> str:
    """There is no database yet."""
    return f"Базы {place} нет: копировать нечего. Её создаёт zvonok init."


def of_table(table: str, rows: int) -> str:
    """A table that was moved."""
    return f"  {table}: {number(rows)}"


def moved(rows: int, tables: int) -> str:
    """Everything is there; what to do now."""
    return (
        f"Перенесено и сверено: {plural(rows, 'строка', 'строки', 'строк')}, "
        f"{plural(tables, 'таблица', 'таблицы', 'таблиц')}. Прежняя база не изменена. Впишите "
        "новый адрес в настройку database.url и запустите службу."
    )


def no_copy(path: str) -> str:
    """The copy cannot be read."""
    return f"Файл {path} не читается. Проверьте имя и права."


def copy_damaged(path: str) -> str:
    """The copy is cut, or something else."""
    return (
        f"Копия {path} повреждена, обрезана или не является базой SQLite. База не изменена. "
        "Возьмите другую копию."
    )


def will_be(found: Found, place: str) -> list[str]:
    """What is about to be done."""
    size = plural(found.size, "байт", "байта", "байт")
    when = found.written_at.astimezone()
    units = plural(found.units, "организация", "организации", "организаций")
    lines = [
        f"Копия {found.file} цела: {size}, записана {clock(when)} {day(when.date())}, {units} "
        "(с уровнями над ними).",
        f"Она займёт место базы {place}. Всё, что записано после неё, останется только в "
        "прежней базе; события, которые VK ещё хранит, служба прочитает снова.",
    ]
    if found.older:
        lines.append(
            f"Копия сделана прежней версией программы (ревизия {found.revision}) и будет "
            "обновлена; сам файл копии не изменится."
        )
    return lines


ASK = "Вернуть базу из копии?"
LEFT_ALONE = "База не изменена."
NOBODY_TO_ASK = (
    "Спросить некого: база не изменена. Чтобы вернуть копию без вопроса, добавьте --yes."
)


def cannot_restore(place: str) -> str:
    """There is no room, or no right."""
    return f"Базу {place} вернуть не удалось и она не изменена. Проверьте место на диске и права."


def restored(place: str, kept: str | None) -> str:
    """It is done; where the former one lies."""
    done = f"База {place} возвращена из копии и проверена."
    if kept is None:
        return f"{done} Запустите службу."
    if kept == SCHEMA:
        return (
            f"{done} Прежние таблицы лежат на сервере в схеме {SCHEMA}; служба удалит их через "
            "неделю. Запустите службу."
        )
    return f"{done} Прежняя лежит рядом: {kept}; служба удалит её через неделю. Запустите службу."

"""What ``paper`` says on the command line."""

OPTION_PERIOD = (
    "Неделя 2026-W47, месяц 2026-11, квартал 2026-Q4 (календарный) или учебный год 2026/2027."
)
OPTION_PDF = "Только PDF; если не указано ни --pdf, ни --docx, будут оба файла."
OPTION_DOCX = "Только DOCX."
OPTION_NAMES = "Со списком сотрудников ниже нормы: только для работы внутри организации."
OPTION_OUT = "Папка, в которую записать файлы, или имя файла на .pdf или .docx."

EMPTY = "Данных за этот период нет: в справке так и сказано."


def bad_period(name: str) -> str:
    """The text names no period."""
    return (
        f"Не понятен период «{name}». Примеры: 2026-W47 — неделя, 2026-11 — месяц, 2026-Q4 — "
        "квартал, 2026/2027 — учебный год."
    )


def to_come(name: str) -> str:
    """The period has not begun."""
    return f"Период {name} ещё не начался."


def two_endings(place: str) -> str:
    """The file's name and the options say different things."""
    return f"Имя файла {place} и выбранный вид не совпадают: уберите --pdf и --docx или имя файла."


def cannot_write(place: str) -> str:
    """A file cannot be written."""
    return f"Не получилось записать файл {place}: проверьте папку и права на неё."


def written(place: str) -> str:
    """Name a file that was written."""
    return f"Записано: {place}"

"""What is said to the operator, on the command line and by the service."""

from collections.abc import Iterable

from bot.parsing.onetime import spelled
from bot.words import vk_errors
from bot.words.coverage import unread
from bot.words.orders.norms import counted, judged, norm_words, not_known
from bot.words.russian import FEW, NO_DATA, plural, share
from bot.words.vocabulary import Vocabulary, capital
from monitor.facts.values import Figure, Report


def bad_week(name: str) -> str:
    """The text names no week."""
    return f"«{name}» — не неделя. Нужен вид 2026-W47: год и номер недели."


def unknown_unit(unit: str, known: Iterable[str]) -> str:
    """No such unit in the config."""
    return f"Организации «{unit}» в настройках нет. Есть: {', '.join(known)}."


def bad_moment(text: str) -> str:
    """The text names no moment."""
    return f"«{text}» — не момент времени. Нужен вид 2026-11-20T15:00+05:00."


def zone_needed(text: str) -> str:
    """The moment lacks its offset and the units' zones differ."""
    return (
        f"У момента «{text}» не указан часовой пояс, а организации живут в разных. "
        "Допишите смещение, например +05:00."
    )


def no_log(path: str) -> str:
    """The log's file cannot be written."""
    return f"Журнал {path} не записывается. Проверьте папку и права (настройка log.file)."


def no_file(path: str) -> str:
    """A file named on the command line cannot be read."""
    return f"Файл {path} не читается. Проверьте путь и права."


def written(path: str) -> str:
    """A file was written."""
    return f"Записано: {path}"


def cannot_write(path: str) -> str:
    """A file or folder named on the command line cannot be written."""
    return f"Не удаётся записать {path}. Проверьте путь, права и место на диске."


def known(count: int, *, known: bool) -> str:
    """A person's count, which is not known without a bound profile."""
    return str(count) if known else NO_DATA


def sending_stopped(code: int) -> str:
    """Nothing can be sent; recording goes on."""
    return (
        f"{vk_errors.told(code)} Отправка остановлена, ничего не потеряно: каждые 5 минут бот "
        "проверяет, отвечает ли VK, и тогда продолжает."
    )


def started(group: int, units: int) -> str:
    """The service runs."""
    said = plural(units, "организация", "организации", "организаций")
    return f"Звонок работает: сообщество {group}, {said}."


def imported(new: int, changed: int, same: int, classes: int, vocabulary: Vocabulary) -> str:
    """What a roster's import did."""
    return (
        f"Сотрудники: новых {new}, изменено {changed}, без изменений {same}. "
        f"{capital(vocabulary.group.of_many)}: {classes}."
    )


def unknown_kind(kind: str, known: Iterable[str]) -> str:
    """There is no such kind of organisations."""
    return f"Вида организации «{kind}» нет. Есть: {', '.join(known)}."


def kept(count: int) -> str:
    """Persons not in a file with bad rows."""
    return (
        f"Не найдены в файле, но оставлены, пока в нём есть ошибки: {count}. "
        "Исправьте строки и загрузите файл снова."
    )


def problems(count: int) -> str:
    """How many rows were not taken."""
    return f"Не загружены {plural(count, 'строка', 'строки', 'строк')}:"


def code_line(name: str, code: str) -> str:
    """One person's code, in groups of three."""
    return f"{spelled(code)}  {name}"


def codes_hint(count: int) -> str:
    """What to do with the codes."""
    if not count:
        return "Профили привязаны у всех сотрудников, коды не нужны."
    return (
        f"Выдано кодов: {count}. Передайте каждому лично: код отправляют боту в личном диалоге, "
        "он действует 30 дней и один раз."
    )


BASES = {"all": "от всех по списку", "present": "без отсутствующих", None: ""}
YES_NO = {True: "да", False: "нет"}
COLUMNS = ("Показатель", "Значение", "База", "Норма", "Выполнена")
PEOPLE_COLUMNS = ("ФИО", "Роль", "Сообщений", "Звонков", "Отсутствует")


def _reading(figure: Figure) -> str:
    said = counted(figure) + ("*" if figure.incomplete else "")
    return "; ".join(each for each in (said, not_known(figure)) if each)


def figure_row(figure: Figure) -> tuple[str, ...]:
    """One indicator as a row of the table on the screen."""
    norm = figure.norm
    return (
        figure.title,
        FEW if figure.missing == "few" else _reading(figure),
        BASES[figure.base],
        norm_words(norm) if norm else "",
        judged(norm.met) if norm else "",
    )


def coverage(report: Report) -> str:
    """How complete the figures are."""
    if report.completeness is None:
        return "Бота нет ни в одном чате организации: данных об активности нет."
    return " ".join([f"Полнота учёта: {share(report.completeness)}.", *unread(report)])


def sandbox_at(url: str) -> str:
    """Where the sandbox is; other programs read this line."""
    return f"sandbox: {url}"


def port_taken(port: int) -> str:
    """Something else listens on the port."""
    return f"Порт {port} занят или недоступен. Укажите другой параметром --port (0 — любой)."

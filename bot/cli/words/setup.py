"""What ``init``, ``claim``, ``units import`` and ``backup`` say to the operator."""

from collections.abc import Iterable
from datetime import datetime

from bot.config.words import sentence
from bot.errors import Problem
from bot.parsing.onetime import spelled
from bot.words.russian import clock, day, plural
from bot.words.vocabulary import SCHOOL, Vocabulary
from storage.records import Office

HELP_UNITS_IMPORT = "Превратить таблицу организаций (XLSX, ODS, CSV) в разделы настроек."

OPTION_TOKEN = "Токен сообщества; лучше переменная ZVONOK_VK__TOKEN."  # noqa: S105 - its help
OPTION_ID = "Идентификатор организации: латиница, цифры, «-», «_», «.»."
OPTION_KIND = "Вид: region, municipality, school, kindergarten, college или further."
OPTION_NAME = "Название организации."
OPTION_ZONE = "Часовой пояс, например Asia/Yekaterinburg."
OPTION_ORDER = "Приказ: имя поставляемого или путь к файлу .toml."
OPTION_API = "Адрес API VK."
OPTION_FORCE = "Заменить существующий файл настроек."
OPTION_OFFICE = "Доступ: administrator, deputy или coordinator."
OPTION_OUT = "Файл для разделов; без него они выводятся на экран."

ASK_TOKEN = "Токен сообщества (Управление → Работа с API), пусто — задать потом"  # noqa: S105
ASK_ID = "Идентификатор организации латиницей, например school-12"
ASK_KIND = "Вид (school, kindergarten, college, further, municipality, region)"
ASK_NAME = "Название организации"
ASK_ZONE = "Часовой пояс"

CONFIG = """\
# Настройки «Звонка». Любое значение можно задать переменной окружения: ZVONOK_VK__TOKEN…
# Неизвестный ключ считается ошибкой: программа назовёт его и не запустится.

[vk]
# Токен сообщества (Управление → Работа с API). Лучше переменная ZVONOK_VK__TOKEN или token_file.
token = {token}
{api}
[database]
# Файл SQLite; папка должна существовать, файл создаёт zvonok init.
url = "sqlite:///zvonok.db"

# Раздел [[unit]] на каждую организацию и каждый уровень над ней. Администраторов можно не
# перечислять: доступ даёт одноразовый код (zvonok claim --unit {unit}).
{section}"""


def ask_order(shipped: Iterable[str]) -> str:
    """Ask for the order, and name those that come with the program."""
    return f"Приказ ({', '.join(shipped)})"


def exists(path: str) -> str:
    """The file is there already."""
    return f"Файл {path} уже есть и не изменён. Чтобы заменить его, добавьте --force."


def cannot_write(path: str) -> str:
    """The file cannot be written."""
    return f"Файл {path} не записывается. Проверьте папку и права."


def bad_answers(problems: Iterable[Problem]) -> str:
    """What was answered makes no right unit."""
    lines = [f"  {sentence(each)}" for each in problems]
    return "\n".join(("Настройки не записаны:", *lines))


def token_fine(group: int) -> str:
    """VK knows the token."""
    return f"VK принял токен, сообщество {group}."


def token_refused(text: str) -> str:
    """VK does not know the token."""
    return f"Настройки не записаны. {text}"


def unchecked(text: str) -> str:
    """VK could not be asked whose the token is."""
    return f"Токен не проверен. {text}"


TOKEN_LATER = "Токен не задан: впишите его в [vk] token или в переменную ZVONOK_VK__TOKEN."  # noqa: S105


STANDS = "База данных уже есть и не изменена. Что в ней изменится, покажет zvonok apply --dry-run."


def new_database(place: str) -> str:
    """There was no database, and now there is one."""
    return f"Создана новая база данных {place}."


def written(path: str, unit: str, *, made: bool) -> str:
    """The config is written; the next step. ``made``: for a new database."""
    there = "" if made else f"{STANDS}\n"
    return (
        f"Настройки записаны: {path} (читать может только владелец файла).\n{there}"
        f"Дальше: zvonok claim --unit {unit} выдаст код для ответственного администратора, "
        "а zvonok run запустит службу."
    )


def claim(unit: str, office: Office, vocabulary: Vocabulary, code: str, until: datetime) -> str:
    """A code, and what to do with it."""
    whose = "школьного бота" if vocabulary is SCHOOL else "бота"
    return (
        f"Код доступа ({unit}, {vocabulary.offices[office]}): {spelled(code)}\n"
        f"Передайте его лично. Человек открывает сообщество {whose} в VK и отправляет код "
        f"одним сообщением. Действует один раз, до {clock(until)} {day(until.date())}."
    )


def bad_office(office: str) -> str:
    """There is no such office."""
    return f"Доступа «{office}» нет. Есть: administrator, deputy, coordinator."


def imported(count: int, where: str) -> str:
    """How many sections were written."""
    made = plural(count, "организация", "организации", "организаций")
    put = f" в {where}" if where else ""
    return (
        f"Готово: {made}{put}. Проверьте и вставьте эти разделы в конец config.toml: сама "
        "программа файл настроек не меняет."
    )


def bad_rows(lines: Iterable[str]) -> str:
    """Rows with mistakes: nothing is written."""
    return "\n".join(("Ничего не записано. Исправьте в таблице:", *lines))


def row(number: int, problem: Problem) -> str:
    """A mistake of a row."""
    return f"  строка {number}: {sentence(problem)}"


NO_COLUMNS = (
    "В таблице нет нужных столбцов. Нужны: id, Вид, Название, Часовой пояс, Приказ; можно: Выше, "
    "Администраторы, Завучи, Координаторы."
)


def backed_up(path: str, size: int) -> str:
    """The copy is made and whole."""
    return f"Копия базы записана и проверена: {path}, {plural(size, 'байт', 'байта', 'байт')}."


def damaged(path: str) -> str:
    """The copy is not whole."""
    return f"Копия {path} не прошла проверку целостности и удалена. Проверьте диск и базу."


def no_database(path: str) -> str:
    """There is no database yet."""
    return f"Базы {path} нет: копировать нечего. Её создаёт zvonok init."


def copy_exists(path: str) -> str:
    """The copy's file is there already."""
    return f"Файл {path} уже есть и не изменён. Укажите другое имя."


POSTGRESQL = (
    "База на PostgreSQL копируется её средствами: pg_dump --format=custom --file=FILE ИМЯ_БАЗЫ."
)

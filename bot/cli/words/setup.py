"""What ``init``, ``claim`` and ``units import`` say to the operator."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import shorten

from bot.config.words import sentence
from bot.errors import Problem
from bot.parsing.onetime import spelled
from bot.words.russian import clock, day, number, plural
from bot.words.vocabulary import SCHOOL, Vocabulary
from storage.records import Office

_SHOWN, _ROWS_SHOWN = 6, 30

HELP_UNITS_IMPORT = "Превратить таблицу организаций (XLSX, ODS, CSV, DOCX) в разделы настроек."

HELP_UNITS_TEMPLATE = "Записать таблицу организаций для заполнения: списки выбора и пояснения."
HELP_UNITS_CONFIG = "Файл настроек, с которым сравнить: уже записанные организации не повторяются."
OPTION_ALL = "Всем организациям, у которых такого доступа ещё ни у кого нет."
OPTION_CLAIMS_OUT = "Файл XLSX со ссылками и QR для печати."

OPTION_TOKEN = "Токен сообщества; лучше переменная ZVONOK_VK__TOKEN."  # noqa: S105 - its help
OPTION_ID = "Идентификатор организации: латиница, цифры, «-», «_», «.»."
OPTION_KIND = "Вид: region, municipality, school, kindergarten, college или further."
OPTION_NAME = "Название организации."
OPTION_ZONE = "Часовой пояс, например Asia/Yekaterinburg."
OPTION_ORDER = "Приказ: имя поставляемого или путь к файлу .toml."
OPTION_API = "Адрес API VK."
OPTION_FORCE = "Заменить существующий файл настроек."
OPTION_OFFICE = "Доступ: administrator, deputy или coordinator."
OPTION_ALL_TIMEZONE = "Часовой пояс тех, у кого он не указан ни в строке, ни у организации выше."
OPTION_ALL_ORDER = "Приказ тех, у кого он не указан ни в строке, ни у организации выше."
OPTION_OUT = "Файл для разделов; без него они выводятся на экран."

ASK_TOKEN = "Токен сообщества (Управление → Работа с API), пусто — задать потом"  # noqa: S105
ASK_NAME = "Название организации, как его увидят люди"
ASK_ID = "Её короткое имя латиницей (потом не меняется)"
ASK_KIND = "Вид (school, kindergarten, college, further, municipality, region)"
ASK_ZONE = "Часовой пояс, например Asia/Yekaterinburg или МСК+2"
_WHOSE = 95  # signs of a line of the list of orders

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

# Копии базы: служба делает их сама, каждую ночь; возвращает zvonok restore.
[copies]
folder = "copies"

# Раздел [[unit]] на каждую организацию и каждый уровень над ней. Администраторов можно не
# перечислять: доступ даёт одноразовый код (zvonok claim --unit {unit}).
{section}"""


def ask_order(shipped: Iterable[str]) -> str:
    """Ask for the order, and name those that come with the program."""
    return f"Приказ ({', '.join(shipped)})"


def orders(shipped: Iterable[tuple[str, str]]) -> str:
    """Tell whose orders there are, and what to do without one's own."""
    lines = [f"  {name}: {shorten(whose, _WHOSE, placeholder=' …')}" for name, whose in shipped]
    return "\n".join(
        (
            "Приказы, которые знает программа:",
            *lines,
            "Своего нет в списке: выберите похожий, потом опишите свой (zvonok order new).",
        )
    )


def again(problem: str) -> str:
    """What is wrong with an answer, before it is asked for again."""
    what = problem.partition(": ")[2] or problem
    return f"Не подходит: {what}"


def no_order(name: str) -> str:
    """An order's name means none."""
    return f"Не подходит: приказа «{name}» в списке нет. Свой файл назовите с окончанием .toml."


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


def written(path: str, unit: str, office: Office, code: str) -> str:
    """The config is written; the next step. ``code``: what is said of it, with a new database."""
    other = "" if office is Office.ADMINISTRATOR else f" --office {office.value}"
    claim = f"zvonok claim --unit {unit}{other}"
    lead = f"Настройки записаны: {path} (читать может только владелец файла).\n"
    if code:
        return f"{lead}{code}\nДальше: zvonok run запустит службу. Ещё один код: {claim}."
    return f"{lead}{STANDS}\nДальше: {claim} выдаст код доступа, а zvonok run запустит службу."


def claim(unit: str, office: Office, vocabulary: Vocabulary, code: str, until: datetime) -> str:
    """A code, and what to do with it."""
    whose = "школьного бота" if vocabulary is SCHOOL else "бота"
    return (
        f"Код доступа для {vocabulary.of_office(office)} ({unit}): {spelled(code)}\n"
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


def compared(same: int, changed: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Say which organisations the config has already, and what differs of them."""
    lines = []
    if same:
        lines.append(f"Уже есть в настройках без изменений: {number(same)}.")
    if changed:
        lines.append(f"Есть в настройках, но отличаются ({number(len(changed))}), исправьте там:")
        lines += [f"  {unit}: {', '.join(fields)}" for unit, fields in changed]
    return lines


def proposed(ids: Sequence[str]) -> str:
    """Say that ids were made from names."""
    shown = ", ".join(ids[:_SHOWN])
    more = f" и ещё {number(len(ids) - _SHOWN)}" if len(ids) > _SHOWN else ""
    return f"id предложены по названиям ({number(len(ids))}): {shown}{more}."


NOTHING_NEW = "Новых организаций в таблице нет: вставлять нечего."


def all_or_one() -> str:
    """Neither an organisation nor all of them are named, or both."""
    return "Укажите организацию (--unit) или всех сразу (--all)."


def nobody_to_claim(office: str) -> str:
    """Everybody has it already."""
    return f"Выдавать некому: доступ «{office}» уже есть у кого-то в каждой организации."


def claims_done(count: int, where: str) -> str:
    """What was issued, and what to do with it."""
    put = f" Таблица для печати: {where}, читать её может только владелец файла." if where else ""
    return (
        f"Выдано кодов: {number(count)}, каждый действует один раз и неделю.{put} Передайте каждый "
        "лично."
    )


def earlier_claims(count: int) -> str:
    """Codes given out before are good as well."""
    return (
        f"Выданные раньше коды тоже действуют до своего срока: {number(count)}. Отозвать их может "
        "ответственный: «Ответственные» → «Действующие коды»."
    )


def until(moment: datetime) -> str:
    """Until when a code is good, in the organisation's time."""
    return f"{clock(moment)} {day(moment.date())}"


NO_LINKS = "Ссылок и QR нет: VK не назвал адрес сообщества. Код можно отправить боту и без них."
CLAIMS_SHEET = "Коды доступа"
CLAIMS_COLUMNS = ("Организация", "Код", "Ссылка", "QR", "Действует до")
CLAIM_STEPS = "Наведите камеру на QR или отправьте код боту в личном диалоге."


def bad_rows(lines: Iterable[str]) -> str:
    """Rows with mistakes: nothing is written."""
    said = list(lines)
    count = plural(len(said), "замечание", "замечания", "замечаний")
    more = [f"  и ещё {number(len(said) - _ROWS_SHOWN)}"] if len(said) > _ROWS_SHOWN else []
    return "\n".join(
        (f"Ничего не записано. Исправьте в таблице ({count}):", *said[:_ROWS_SHOWN], *more)
    )


def unread(sheets: Sequence[str]) -> str:
    """Sheets that list no organisations."""
    named = ", ".join(f"«{each}»" for each in sheets)
    return f"Не прочитаны листы без столбца «Название»: {named}."


def row(number: str, problem: Problem) -> str:
    """A mistake of a row; of several sheets the number has its sheet's name behind it."""
    return f"  строка {number}: {sentence(problem)}"


NO_COLUMNS = (
    "В таблице нет нужных столбцов. Нужны: Название, Вид, Часовой пояс, Приказ; можно: id, Выше, "
    "Администраторы, Завучи, Координаторы. Образец: zvonok units template."
)


def copy_exists(path: str) -> str:
    """The file is there already."""
    return f"Файл {path} уже есть и не изменён. Укажите другое имя."

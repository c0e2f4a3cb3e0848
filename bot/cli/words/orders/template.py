"""The file that ``order new`` writes: an order with its norms, and how to go on."""

from bot.words.russian import plural

ASK_KIND = "Вид документа (приказ, распоряжение, положение)"
ASK_TITLE = "Название, как внутри «…» (если его нет — Enter)"
ASK_NUMBER = "Номер (если нет — Enter)"
ASK_DATE = "Дата, например 10.05.2023 (если нет — Enter)"
ASK_ISSUER = "Кто издал"
ASK_BASIS = "По чему записываете: text (по тексту приказа), press (по сообщениям), example (пример)"
ASK_AUDIENCE = "С кого норма: staff (все сотрудники) или teachers (педагогические работники)"
ASK_MESSAGES = "Сообщений в неделю от каждого (0 — не требуется)"
ASK_CALLS = "Звонков в неделю от каждого (0 — не требуется)"
ASK_SHARE = "Сколько процентов людей должны это выполнить"
ASK_ACTIVE = (
    "Сколько процентов педагогов и учеников должны быть активны за неделю (0 — не требуется)"
)

HELP = "Записать новый файл приказа: спросит вид, номер, дату и нормы."
HELP_SCHEMA = "Показать JSON-схему файла приказа для редакторов."
OPTION_YES = "Не спрашивать: чего не задано, того нет."
OPTION_FORCE = "Заменить существующий файл."

DATE = "Дата «{value}» непонятна. Напишите её так: 10.05.2023."
PERCENT = "Процентов должно быть от 0 до 100, а указано {value}. Напишите, например, 25."
COUNT = "Число не может быть меньше 0, а указано {value}. Напишите 0, если нормы нет."
CHOICE = "«{value}» здесь не подходит. Напишите одно из: {known}."

KIND, NO_TITLE = "приказ", "без названия"
NO_NUMBER, NO_DATE = '# number = "273р"', "# date = 2023-05-10"

_WHO = {"staff": "Сотрудники", "teachers": "Педагогические работники"}

RULE = (
    "Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и "
    "сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся."
)

FILE = """\
#:schema order.schema.json
# Приказ для «Звонка». Первая строка подсказывает редактору, какие ключи бывают.
# Все ключи с примерами: docs/ru/orders.md. Проверка: zvonok order check {path}
id = "{id}"
# По чему записан файл: "text" — по тексту приказа, "press" — по сообщениям печати, "example" —
# пример. Только "text" бот называет «Основанием».
basis = "{basis}"
kind = {kind}
{title}
{number}
{date}
issuer = {issuer}
# Первый день недели и главный показатель: о нём картинка и график.
first_day = "monday"
main = "{main}"

[counting]
participants = false  # true: звонок засчитан каждому участнику
rule = "{rule}"

# Когда и что приходит, по местному времени. Чего нет, то не делается.
[schedule]
{personal}summary = "friday 15:00"  # сводка ответственному
digest = "friday 15:00"  # сводка завучу
rollup = "friday 16:00"  # свод координатору
close = "monday 09:00"  # неделя закрывается

# Показатели; порядок в файле — порядок в сводке. point — пункт приказа.
{indicators}
[[indicator]]
id = "units_reporting"
family = "units_reporting"
title = "Организации, по которым есть данные за неделю"

# Пункты текста: каждый — одна запись. Уберите «#» и впишите свои.
# Дело, которое отмечает человек:
# [[milestone]]
# id = "administrator"
# point = "1.1"
# title = "Назначить ответственного администратора"
# owner = "Руководители организаций"
# level = ["organisation"]  # region, municipality, organisation
# when = {{ by = 2026-11-20 }}  # on, by, since, month, weekly, daily, yearly, days, agreed, soon

# Обязанность, которая идёт всё время:
# [[duty]]
# point = "1.2"
# title = "Вести еженедельный мониторинг"
# when = {{ weekly = "friday" }}
# bot = "Присылает сводку по пятницам."
# person = "Читает сводку."

# Пункт, в котором программа не участвует:
# [[outside]]
# point = "3"
# title = "Приказ вступает в силу со дня подписания"
# reason = "Мерить и напоминать нечего."
"""

PERSONAL = """\
forecast = "wednesday 15:00"  # кто не успеет за неделю
nudge = "thursday 14:00"  # лично тем, кому не хватает
reminder = "thursday 15:00"  # ответственному, с именами
"""

EACH = """\
[[indicator]]
id = "{id}"
family = "people_active"
title = "{title}"
point = ""
audience = "{audience}"
base = "present"  # без отсутствующих; "all" — от всех по списку
{minimums}personal = true  # требуется от каждого, поэтому напоминают лично
norm = {{ threshold = {share}, text = "{text}" }}
"""

ACTIVE = """\
[[indicator]]
id = "active_users"
family = "users_active"
title = "Педагоги и ученики, активные за неделю"
point = ""
audience = "teachers"
norm = {{ threshold = {share}, text = "активны не менее {percent} % педагогов и учеников" }}
"""

CHATS = """\
[[indicator]]
id = "active_chats"
family = "chats_active"
title = "Чаты, в которых за неделю было хотя бы одно сообщение"
"""


def asked(messages: int, calls: int) -> str:
    """Name what is asked of each: «10 сообщений и 1 звонок»."""
    parts = [
        plural(messages, "сообщение", "сообщения", "сообщений") if messages else "",
        plural(calls, "звонок", "звонка", "звонков") if calls else "",
    ]
    return " и ".join(part.replace("\N{NO-BREAK SPACE}", " ") for part in parts if part)


def title_of(audience: str, messages: int, calls: int) -> str:
    """Name the figure of those who do what is asked of each."""
    return f"{_WHO[audience]}, у которых за неделю не меньше: {asked(messages, calls)}"


def norm_of(messages: int, calls: int, percent: str) -> str:
    """Say the norm."""
    whom = "от каждого" if percent == "100" else f"не менее {percent} %"
    return f"{whom}, в неделю: {asked(messages, calls)}"


def exists(path: str) -> str:
    """The file is there already."""
    return f"Файл {path} уже есть и не изменён. Чтобы заменить его, добавьте --force."


def cannot_write(path: str) -> str:
    """The file cannot be written."""
    return f"Файл {path} не записывается. Проверьте папку и права."


def written(path: str, schema: str) -> str:
    """The file is written; the next step."""
    return (
        f"Файл записан: {path}. Схема для редактора: {schema}.\n"
        f"Дальше: впишите пункты приказа, проверьте файл (zvonok order check {path}) и укажите его "
        f'в настройках организации: order = "{path}".'
    )

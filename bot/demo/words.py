"""What the demonstration says: captions, buttons, things to try, and what became of faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.words.chats import listed
from bot.words.orders.jobs import JOBS
from bot.words.russian import clock, day, plural, share, short_day, weekday
from monitor.chats.called import called
from monitor.facts.values import Report
from monitor.orders.jobs import JobName
from storage.records import ChatKind

MUNICIPALITY = "Управление образования города Заречного"
COORDINATOR = ("Вера", "Лапина")
ABOUT_COORDINATOR = "координатор управления"

BEGIN, MENU = "Начать", "Меню"
WEEKEND = (5, 6)
PREPARING = "школа собирается"
ANSWERS = {
    "joining": "приветствия в чатах",
    "which_kind": "вопросы о чате",
    "welcome": "ответы в личных диалогах",
    "menu": "меню в личных диалогах",
    "check": "проверки чатов",
    "code": "привязки по присланному коду",
    "binding": "привязки по коду",
}
"""Messages of the bot that are no notices; how those are called their kinds say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is being played, and why; ``who``: whose dialog shows it; ``look``: the button there."""

    text: str
    why: str
    who: str = ""
    look: str = ""


OPENING = Caption(
    text="Город Заречный: школа № 12 и детский сад № 7 работают со «Звонком», колледж ждёт Вас",
    why=(
        "Вы смотрите глазами администратора школы; кем быть, выбирают под «Вы сейчас». "
        "Бот видит, кто и когда написал, а тексты не хранит. Сейчас сыграем неделю до итогов."
    ),
)
EARLIER = Caption(
    text="Готовлю три предыдущие недели",
    why="С ними сводка сравнит показанную неделю. Это несколько секунд.",
)
PLAYED = Caption(
    text="Неделя сыграна. Дальше город живёт по часам, а Вы — любой его житель",
    why=("Пишите от чьего угодно имени, двигайте часы, ломайте связь: всё это — под «Попробуйте»."),
    who="deputy",
    look="Прочитать сводку завуча",
)
CAPTIONS: Mapping[JobName, Caption] = {
    JobName.FORECAST: Caption(
        text="Прогноз: кто при таком темпе не успеет за неделю",
        why="Среда, 15:00. Администратор узнаёт об этом, пока ещё можно помочь.",
        who="administrator",
        look="Глазами администратора",
    ),
    JobName.NUDGE: Caption(
        text="Личные напоминания тем, кому не хватает сообщений",
        why="Четверг, 14:00. Раз в неделю и только лично: при коллегах никого не называют.",
        who="nudged",
        look="Глазами учителя",
    ),
    JobName.REMINDER: Caption(
        text="Напоминание администратору: кому не хватает, с именами",
        why="Четверг, 15:00. До конца недели ещё день, кнопкой можно напомнить всем сразу.",
        who="administrator",
        look="Глазами администратора",
    ),
    JobName.DIGEST: Caption(
        text="Сводка недели завучу: текст, картинка и таблица",
        why="Пятница, 15:00. Картинку и таблицу можно открыть и сохранить прямо в диалоге.",
        who="deputy",
        look="Глазами завуча",
    ),
    JobName.ROLLUP: Caption(
        text="Свод управлению: все организации рядом, без имён",
        why="Пятница, 16:00. Колледж в своде виден как неподключённый: он ждёт Вас.",
        who="coordinator",
        look="Глазами координатора",
    ),
    JobName.CLOSE: Caption(
        text="Окончательные итоги прошлой недели",
        why="Понедельник, 09:00. Итоги получили администратор и завуч; сами они не изменятся.",
        who="deputy",
        look="Глазами завуча",
    ),
}


def talking(today: date) -> Caption:
    """Say what goes on between events: a caption of yesterday would tell of what is over."""
    if today.weekday() in WEEKEND:
        text = f"{weekday(today).capitalize()}: в чатах тише, неделя ещё идёт"
        why = "Окончательные итоги бот отправит в понедельник утром."
    else:
        text = f"{weekday(today).capitalize()}: школа пишет, бот считает"
        why = "Учителя, родители и ученики пишут в свои чаты. Тексты бот не сохраняет."
    look = "Глазами администратора"
    return Caption(text=text, why=why, who="administrator", look=look)


PAUSE, GO_ON, NEXT = "Пауза", "Дальше", "Следующее событие"
THURSDAY, FRIDAY = "Четверг, 15:00", "Пятница, 15:00"
SPEEDS = {"slow": "Медленно", "usual": "Обычно", "fast": "Быстро"}
LIVE_SPEEDS = {"slow": "Как в жизни", "usual": "Минута за секунду", "fast": "Час за 6 секунд"}
GOING_THERE = "Проигрываю всё, что будет до этого…"

TRY, FAULTS = "Попробуйте", "Неполадки"
FAULTS_NOTE = (
    "Сломайте связь с VK: пока её нет, сотрудники пишут дальше. "
    "Здесь появится, что потерялось и что бот дочитал. «Уронить службу» бросает её работу "
    "на полуслове и запускает новую на той же базе; процесс показа при этом один и тот же."
)
BUTTONS = {
    "cut": "Оборвать ответ VK",
    "bad": "VK недоступен",
    "failed": "Отключить от VK",
    "rights": "Исключить из чата",
    "kill": "Уронить службу",
}
PLACE = "Педсовет"
HAPPENED = {
    "cut": "ответ VK оборван на середине",
    "bad": "VK трижды не ответил (ошибка 502)",
    "failed": "VK отключил бота, тот подключился заново",
    "rights": "бота исключили из чата «{chat}» и вернули",
    "kill": "работа службы оборвана на полуслове, новая продолжила с той же базы",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to try: what it is, and the button that makes one the person for it."""

    text: str
    label: str
    who: str


DOWNLOAD = "Скачать таблицу"
ROSTER_FILE = "Сотрудники колледжа.xlsx"
STEPS = (
    Step(
        text=(
            "1. Подключите колледж. Скачайте таблицу, отправьте её боту и нажмите «Применить». "
            "Потом откройте чат «Преподаватели» и ниже, под часами, выберите «администратор чата»."
        ),
        label="Стать администратором колледжа",
        who="college",
    ),
    Step(
        text="2. Прочитайте сводку недели, откройте картинку и отметьте «Ознакомлен(а)».",
        label="Стать завучем",
        who="deputy",
    ),
    Step(
        text="3. Учитель, которому не хватает сообщений: «Моя неделя», потом «Уточнить».",
        label="Стать учителем",
        who="nudged",
    ),
)


def at(url: str) -> str:
    """Where to look while the demo plays; an address on a line of its own is not torn."""
    return f"Откройте в браузере:\n{url}"


def headless_at(url: str, school: str) -> str:
    """What is played, and where the chats are meanwhile."""
    return f"{school}: неделя за секунды. Чаты, пока она идёт:\n{url}"


def getting_ready() -> str:
    """The first line, before anything is there."""
    return (
        "Готовлю показ: выдуманный город, замена VK на этом компьютере и сама служба.\n"
        "В интернет ничего не уходит."
    )


def moment(when: datetime) -> str:
    """The made-up moment."""
    return f"{weekday(when.date())}, {day(when.date())}, {clock(when)}"


def shown_moment(when: datetime, *, paused: bool, busy: bool) -> str:
    """The made-up moment above the story; it stands still in a pause, and while the bot works."""
    if busy:
        return f"{moment(when)} · бот готовит сообщения…"
    return f"{moment(when)} · пауза" if paused else moment(when)


def job(when: datetime, jobs: Iterable[JobName]) -> str:
    """What the monitor just did, a line each: «пт 20 ноября, 15:00: сводка завучу…»."""
    at = f"{short_day(when.date()).split()[0]} {day(when.date())}, {clock(when)}"
    return "\n".join(f"{at}: {JOBS[each].done}" for each in jobs)


def done(counts: Mapping[str, int], files: Iterable[str]) -> str:
    """How many messages the bot sent in the demo, by what they are called, and where they are."""
    said = "\n".join(f"  {called}: {count}" for called, count in counts.items())
    saved = "\n".join(f"  {each}" for each in files)
    return f"Бот отправил сообщений: {sum(counts.values())}\n{said}\nСохранено:\n{saved}"


def goes_on() -> str:
    """The week is over and the world goes on."""
    return "Неделя сыграна, город живёт дальше по часам. Ctrl-C — закончить."


def chat_kind(title: str) -> ChatKind:
    """What the administrator answers where the title tells too little."""
    return ChatKind.MIXED if "класс" in title else ChatKind.OTHER


def roster_title() -> str:
    """The file of a roster that is handed in."""
    return "Сотрудники.xlsx"


def became(when: str, what: str, said: int, counted: int, week: Report, blank: str = "") -> str:
    """What a fault cost: what was said meanwhile, what was counted, how complete the week is.

    ``blank``: what reports say themselves of the time in which the bot was kept out.
    """
    lost = said - counted
    messages = plural(said, "сообщение", "сообщения", "сообщений")
    told = f"{when}: {what}. Написали {messages}: учтено {counted}, " + (
        f"бот не видел {lost}." if lost else "потерь нет, пропущенное бот дочитал сам."
    )
    parts = (told, f"В отчёте: {blank}" if lost and blank else "", _whole(week, lost))
    return " ".join(filter(None, parts))


def _whole(week: Report, lost: int) -> str:
    """How complete the week is, and what else is missing in it: that is none of this fault's."""
    if week.completeness is None:
        return ""
    before = sum(chat.missed for chat in week.chats) - lost
    if week.completeness == 1 or before <= 0:
        return f"За всю неделю учтено {share(week.completeness)}."
    torn = ", ".join(listed(called(each.title, each.id)) for each in week.chats if each.missed)
    messages = plural(before, "сообщение", "сообщения", "сообщений")
    return (
        f"За всю неделю учтено {share(week.completeness)}: ещё {messages} бот не видел раньше, "
        f"не из-за этой неполадки ({torn})."
    )


def texts(count: int) -> Sequence[str]:
    """Say something a few times while a fault lasts."""
    return tuple(f"Проверка связи, {number}" for number in range(1, count + 1))

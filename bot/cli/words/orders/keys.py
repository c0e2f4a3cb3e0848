"""What every key of an order's file means, what holds without it, and an example of it.

The reference and the schema of the file are made of this; the keys are those of the model.
"""

from pydantic import ValidationError

from bot.cli.words.orders.indicator_keys import INDICATOR, NORM
from bot.cli.words.orders.key import Key
from bot.cli.words.orders.point_keys import DUTY, MILESTONE, OUTSIDE, PLAN, WHEN
from bot.words.orders.jobs import JOBS
from monitor.orders.jobs import Schedule

_ORDER = {
    "id": Key(
        "короткое имя: строчные латинские буквы, цифры, дефис",
        "обязателен",
        'id = "our-order"',
    ),
    "basis": Key(
        'по чему записан файл: `"text"` — по тексту приказа; `"press"` — по сообщениям '
        'печати; `"example"` — пример. Только `"text"` бот называет «Основанием»; остальное '
        "всюду помечено: «пример, сверьте с Вашим приказом»",
        '`"example"`',
        'basis = "text"',
    ),
    "kind": Key(
        "вид документа: приказ, распоряжение, положение, постановление…",
        "пусто: название показывают как есть",
        'kind = "приказ"',
    ),
    "title": Key(
        "название, как в тексте внутри «…», без самих внешних кавычек",
        "обязателен, если нет `called`",
        'title = "О переходе на «Сферум»"',
    ),
    "called": Key(
        "как назвать документ, если своего названия в тексте нет: слова после вида, без кавычек",
        "не нужен",
        'called = "школы на основании приказа № 80 от 13.10.2023"',
    ),
    "number": Key(
        "номер, без знака №",
        "не указан",
        'number = "273р"',
    ),
    "date": Key(
        "дата документа, без кавычек",
        "не указана",
        "date = 2023-05-10",
    ),
    "issuer": Key(
        "кто издал",
        "не указан",
        'issuer = "Управление образования"',
    ),
    "main": Key(
        "`id` главного показателя: о нём картинка и график по неделям; его должны считать "
        "сами организации",
        "обязателен",
        'main = "staff_messages_10"',
    ),
    "first_day": Key(
        "первый день недели: `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, "
        "`saturday`, `sunday`",
        '`"monday"`',
        'first_day = "friday"',
    ),
    "watch_for": Key(
        "кому ежедневное наблюдение приходит и без просьбы, потому что за него отвечает: "
        "`administrator`, `deputy`, `coordinator`; нужно `watch`",
        "только тем, кто просил",
        'watch_for = ["coordinator"]',
    ),
    "ranking": Key(
        "`true`: координатор видит организации по доле главного показателя, а не по названию",
        "`false`",
        "ranking = true",
    ),
}

_COUNTING = {
    "rule": Key(
        "правило счёта словами; печатается в каждой сводке",
        "обязателен",
        'rule = "Учтены сообщения людей в чатах."',
    ),
    "participants": Key(
        "`true`: звонок засчитан каждому участнику; `false`: только тому, кто начал",
        "`false`",
        "participants = true",
    ),
    "call_minutes": Key(
        "звонок засчитан, если длился не меньше стольких минут; целое от 1 до 600. Звонок, "
        "длительность которого неизвестна, тогда не засчитан",
        "любой длительности",
        "call_minutes = 5",
    ),
}

_ASKED = {job.value: words.asked for job, words in JOBS.items()}
_MOMENTS = {
    "forecast": "wednesday 15:00",
    "nudge": "thursday 14:00",
    "reminder": "thursday 15:00",
    "rollup": "friday 16:00",
    "milestones": "09:00",
    "close": "monday 09:00",
}
"""Moments as the shipped orders have them; other jobs get one that is right."""


def _moment(job: str) -> str:
    """Give a moment that the schedule takes for a job: weekly, or else of every working day."""
    try:
        Schedule.model_validate({"close": "monday 09:00", job: "friday 15:00"})
    except ValidationError:
        return "16:00"
    return "friday 15:00"


_SCHEDULE = {
    key: Key(
        _ASKED[key],
        "обязателен" if field.is_required() else "не делается",
        f'{key} = "{_MOMENTS.get(key) or _moment(key)}"',
    )
    for key, field in Schedule.model_fields.items()
}

_QUIET = {
    "opens": Key(
        "с какого времени, без кавычек",
        "`08:30:00`",
        "opens = 08:30:00",
    ),
    "closes": Key(
        "до какого времени, без кавычек",
        "`18:00:00`",
        "closes = 18:00:00",
    ),
}

KEYS: dict[str, dict[str, Key]] = {
    "order": _ORDER,
    "counting": _COUNTING,
    "schedule": _SCHEDULE,
    "quiet": _QUIET,
    "indicator": INDICATOR,
    "norm": NORM,
    "milestone": MILESTONE,
    "duty": DUTY,
    "outside": OUTSIDE,
    "when": WHEN,
    "plan": PLAN,
}
"""By part of the file: its keys, in the order in which they are told."""

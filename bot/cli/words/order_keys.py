"""What every key of an order's file means, what holds without it, and an example of it.

The reference and the schema of the file are made of this; the keys are those of the model.
"""

from bot.cli.words.order_indicator_keys import INDICATOR, NORM
from bot.cli.words.order_key import Key
from bot.cli.words.order_point_keys import DUTY, MILESTONE, OUTSIDE, PLAN, WHEN

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

_SCHEDULE = {
    "forecast": Key(
        "ответственному: кто при таком темпе не успеет за неделю; нужен показатель с "
        "`personal = true`",
        "не делается",
        'forecast = "wednesday 15:00"',
    ),
    "nudge": Key(
        "лично тем, кому не хватает, не чаще раза в неделю; нужен показатель с `personal = true`",
        "не делается",
        'nudge = "thursday 14:00"',
    ),
    "reminder": Key(
        "ответственному: кому не хватает, с именами",
        "не делается",
        'reminder = "thursday 15:00"',
    ),
    "summary": Key(
        "ответственному: сводка недели",
        "не делается",
        'summary = "friday 15:00"',
    ),
    "digest": Key(
        "завучу: дайджест недели",
        "не делается",
        'digest = "friday 15:00"',
    ),
    "rollup": Key(
        "координатору: свод по организациям, без имён",
        "не делается",
        'rollup = "friday 16:00"',
    ),
    "watch": Key(
        'тем, кто просил, каждый рабочий день; только время: `"16:00"`',
        "не делается",
        'watch = "16:00"',
    ),
    "watch_for": Key(
        "кому наблюдение приходит и без просьбы, потому что за него отвечает: "
        "`administrator`, `deputy`, `coordinator`; нужно `watch`",
        "только тем, кто просил",
        'watch_for = ["coordinator"]',
    ),
    "milestones": Key(
        "ответственному (у уровня — координатору): что из дел по приказу ещё не отмечено, за "
        '14 дней, за 3 дня и в день срока; каждый день, только время: `"09:00"`; нужно дело '
        "с днём (`deadline` или `when`)",
        "не делается",
        'milestones = "09:00"',
    ),
    "close": Key(
        "неделя закрывается, рассылаются итоги",
        "обязателен",
        'close = "monday 09:00"',
    ),
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

"""What people type for each act: one table, so that no two commands are spelled alike.

Case, marks, a leading slash and «ё» do not matter (``plain``).
"""

import re
from collections.abc import Mapping

TYPED: Mapping[str, tuple[str, ...]] = {
    "menu": ("меню", "начать", "старт", "start"),
    "unit": ("сменить организацию", "организация"),
    "cancel": ("отмена", "отменить"),
    "help": ("помощь", "справка", "help"),
    "binding": ("привязка",),
    "links": ("ссылки и коды", "коды привязки"),
    "suggest": ("похожие профили",),
    "call_in": ("позвать в чат",),
    "staff": ("сотрудники", "список сотрудников"),
    "find": ("найти", "найти сотрудника", "сотрудник"),
    "people": ("весь список",),
    "template": ("шаблон", "шаблон таблицы"),
    "roster_out": ("выгрузить список",),
    "outside": ("показатели вне чатов",),
    "file": ("загрузить список", "файл"),
    "summary": ("сводка", "обновить"),
    "why": ("почему", "показатели"),
    "pictures": ("картинка", "таблица", "картинка и таблица"),
    "lagging": ("кто отстаёт", "отстающие"),
    "remind": ("напомнить", "напомнить всем"),
    "past": ("прошлые недели", "недели"),
    "measures": ("принятые меры", "меры"),
    "measure": ("записать меру",),
    "organisations": ("организации",),
    "setup": ("кто не подключён",),
    "order": ("приказ и расписание", "приказ", "нормы"),
    "sends": ("расписание", "что и когда придет"),
    "own": ("своя норма",),
    "wish": ("ежедневное наблюдение", "наблюдение"),
    "rest": ("каникулы", "пауза", "праздники"),
    "official": ("официальная статистика", "статистика"),
    "milestones": ("дела по приказу", "дела"),
    "chats": ("чаты",),
    "silent": ("молчащие чаты",),
    "no_chats": ("классы без чатов",),
    "check": ("проверка", "проверить чаты"),
    "announce": ("объявление", "новое объявление"),
    "announcements": ("объявления", "прошлые объявления"),
    "offices": ("ответственные",),
    "appoint": ("назначить ответственного",),
    "office_off": ("отозвать доступ",),
    "office_code": ("код доступа",),
    "office_codes": ("действующие коды", "открытые коды"),
    "journal": ("журнал",),
    "mine": ("моя неделя", "мои показатели"),
    "quiet": ("тише", "не напоминать"),
    "loud": ("громче", "напоминать"),
    "data": ("мои данные",),
    "erase": ("удалить мои данные",),
    "clarify": ("уточнить",),
    "cl_ask": ("вопрос администратору",),
}
"""The acts that can be typed; buttons and menus have their labels elsewhere."""

SUMMARY = "сводка"
"""What may be typed in a chat."""

_NOISE = re.compile(r"[^\w\s№%+-]+")


def plain(text: str) -> str:
    """Give what was typed as commands are written: «/Кто отстаёт?» is «кто отстает»."""
    return " ".join(_NOISE.sub(" ", text).lower().replace("ё", "е").split())

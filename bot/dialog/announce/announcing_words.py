"""An announcement to chats: choosing them, the text, the preview."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.chats.chats_words import kind_name
from bot.words.naming import Naming
from bot.words.russian import agreeing, clock, number, plural, when
from bot.words.vocabulary import Vocabulary
from monitor.jobs.announcing import IN_TIME
from storage.records import ChatKind

ANNOUNCE_TEXT_ACT = Naming(doing="объявление")

ANNOUNCE_ACT = Naming(
    typed=(
        "объявление",
        "новое объявление",
    ),
    also=(
        "объявление всем родителям/учителям/ученикам/сотрудникам/чатам/классам; "
        "написать/отправить/разослать родителям/учителям/ученикам; "
        "сделать/написать/отправить/разослать/создать/дать объявление; сделай/разошли "
        "объявление; объявить; рассылка; сделать рассылку; разослать сообщение; "
        "написать/отправить/разослать в/во все чаты; объявление в чаты/чат; объявление "
        "родителям/учителям/ученикам/всем"
    ),
    label="Объявление",
    about=(
        "Один текст в чаты, которые Вы выберете; от координатора — ответственным выбранных "
        "организаций. Сначала бот покажет, что и куда уйдёт, после отправки — куда дошло."
    ),
)

ALL, NO_ONE = "Все чаты", "Снять все"
SEND, SEND_NOW, YES_NOW = "Отправить", "Отправить сейчас", "Да, отправить сейчас"
KEEP_TAGS, DROP_TAGS = "Оставить упоминания", "Без упоминаний"
OTHER_CHATS, TO_PREVIEW = "Изменить чаты", "К предпросмотру"
PAST = "Прошлые объявления"

GONE = "Этот предпросмотр уже отправлен или устарел."
WHOM = "Кому объявление?"
IN_CHATS, TO_ORGANISATIONS = "В свои чаты", "Организациям"
NO_CHATS = (
    "Отправлять пока некуда: бота нет ни в одном чате организации.\n"
    "Как пригласить его, скажет «Чаты»."
)
EMPTY = (
    "Здесь нет ни текста, ни фото, ни документа. Напишите текст объявления одним сообщением.\n"
    "Пересланное бот передать не может: скопируйте текст."
)
HOW = "Потом напишите текст одним сообщением; можно приложить фото или документ."
HOW_TO_CHANGE = "Чтобы изменить текст или вложение, пришлите новое."

_MENTION = re.compile(r"(?<=[@*])(?<!\w[@*])(?=\w)|(?<=\[)(?=[^\[\]|]*\|)")
_ATTACHED = {"photo": "фото", "doc": "документ", "link": "ссылка"}
_FOREIGN = {
    "audio": "аудиозапись",
    "audio_message": "голосовое сообщение",
    "call": "звонок",
    "gift": "подарок",
    "graffiti": "граффити",
    "market": "товар",
    "poll": "опрос",
    "sticker": "стикер",
    "story": "история",
    "video": "видео",
    "wall": "запись со стены",
}


def defused(text: str) -> str:
    """Write mentions so that they are none; addresses like «school@mail.ru» stay as they are."""
    return _MENTION.sub("\N{WORD JOINER}", text)


def has_mentions(text: str) -> bool:
    """Tell whether a text mentions somebody."""
    return _MENTION.search(text) is not None


def switch(kind: ChatKind | None, count: int, vocabulary: Vocabulary, *, on: bool) -> str:
    """Name the button that chooses a kind of chats or leaves it out."""
    return f"{'✅ ' if on else ''}{kind_name(kind, vocabulary)} ({count})"


def choosing(unit: str, count: int, chosen: int, *, written: bool) -> str:
    """Ask into which chats; ``written``: there is a text already."""
    head = f"Объявление, {unit}. Бот есть в {plural(count, 'чате', 'чатах', 'чатах')}."
    now = f"Отметьте, каким чатам отправить. Выбрано: {number(chosen)}."
    after = "Текст сохранён." if written else HOW
    return f"{head}\n{now}\n{after}"


REPLACE, KEEP = "Заменить", "Оставить"
_STRAY, _STRAY_WORDS = 40, 2  # characters, words


def is_stray(text: str, meant: str) -> bool:
    """Tell whether a message is too short for an announcement, or asks for an act (``meant``)."""
    return bool(meant) or (len(text) <= _STRAY and len(text.split()) <= _STRAY_WORDS)


def stray(text: str) -> str:
    """Ask whether a word or a command takes the place of a text that is at hand."""
    return f"Заменить текст объявления на «{text}»?"


def instead(named: str) -> str:
    """Name the button of the act that the words ask for."""
    return f"Открыть «{named}»"


def too_long(length: int, limit: int) -> str:
    """Refuse a text VK would not take."""
    return (
        f"Текст слишком длинный: {plural(length, 'знак', 'знака', 'знаков')}, VK принимает не "
        f"больше {number(limit)}. Сократите его или приложите документом."
    )


def attached(kinds: Sequence[str]) -> str:
    """Say what is sent on; empty: nothing is."""
    return f"Приложено: {_counted(kinds, _ATTACHED)}." if kinds else ""


def unsent(kinds: Sequence[str]) -> str:
    """Say what is not sent on; empty: everything is."""
    if not kinds:
        return ""
    return f"⚠️ Сообщество не может переслать: {_counted(kinds, _FOREIGN | _ATTACHED)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementPreview:
    """What is about to be announced. ``kinds``: chats by their kind; ``local``: the unit's now."""

    text: str
    attached: Sequence[str]  # kinds of attachments that are sent
    unsent: Sequence[str]  # and of those that are not
    mentions: bool  # the text has some
    tagged: bool  # and they are to work
    kinds: Mapping[ChatKind | None, int]
    due_at: datetime
    local: datetime
    vocabulary: Vocabulary
    material: bool = False  # a level's material is passed on by it


def preview(draft: AnnouncementPreview) -> str:
    """Show what would go out, to how many chats and when."""
    count, kinds = sum(draft.kinds.values()), _kinds(draft.kinds, draft.vocabulary)
    lines = [
        f"Объявление {agreeing(count, 'получит', 'получат')} "
        f"{plural(count, 'чат', 'чата', 'чатов')}: {kinds}.",
        f"Уйдёт {when(draft.due_at, draft.local)}.",
    ]
    if draft.due_at > draft.local + IN_TIME:
        lines.append("⚠️ Это позже, чем через 2 дня: сейчас не рабочие дни.")
    lines.append(attached(draft.attached))
    lines.append(unsent(draft.unsent))
    lines.append(_tags(draft))
    if draft.material:
        lines.append("Когда отправите, координатор увидит: разослано.")
    lines.append(HOW_TO_CHANGE)
    return with_text(lines, draft.text if draft.tagged else defused(draft.text))


def with_text(lines: Sequence[str], text: str) -> str:
    """Put what is said of a text before it; empty lines are left out."""
    head = "\n".join(line for line in lines if line)
    return f"{head}\n\n{text}" if text else head


def _tags(draft: AnnouncementPreview) -> str:
    if not draft.mentions:
        return ""
    if draft.tagged:
        return "⚠️ Упоминания сработают: названные (при @all — все в чате) получат уведомление."
    return f"⚠️ Упоминания станут обычным текстом. Чтобы они сработали, нажмите «{KEEP_TAGS}»."


def _kinds(kinds: Mapping[ChatKind | None, int], vocabulary: Vocabulary) -> str:
    named = ((kind_name(kind, vocabulary).lower(), count) for kind, count in kinds.items())
    return ", ".join(f"{name} — {count}" for name, count in named)


def _counted(kinds: Sequence[str], names: Mapping[str, str]) -> str:
    found = [names.get(kind, "другое вложение") for kind in kinds]
    return ", ".join(f"{name} — {found.count(name)}" for name in dict.fromkeys(found))


def ask_now(count: int, due_at: datetime, local: datetime) -> str:
    """Ask once more before people are disturbed in their free time."""
    whom = plural(count, "чат", "чата", "чатов")
    return (
        f"Отправить сейчас, в {clock(local)}, в {whom}? Рабочие часы закончились, "
        f"уведомления придут людям в их свободное время.\n"
        f"Кнопка «{SEND}» отправит объявление {when(due_at, local)}."
    )


ANNOUNCE_NOTED = {"announced": "отправлено объявление"}

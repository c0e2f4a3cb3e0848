"""An announcement to chats: choosing them, the text, the preview."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.announce.ticking_words import ticked
from bot.dialog.chats.chats_words import kind_name
from bot.words.naming import Naming
from bot.words.russian import agreeing, clock, number, plural, when
from bot.words.typed import plain
from bot.words.vocabulary import Vocabulary
from monitor.jobs.announcing import IN_TIME
from monitor.jobs.telling import Rest
from storage.records import ChatKind

ANNOUNCE_TEXT_ACT = Naming(doing="объявление")

ANNOUNCE_ACT = Naming(
    typed=(
        "объявление",
        "новое объявление",
    ),
    also=(
        "объявление школам/садам/организациям; сообщение/написать всем сотрудникам/школам; "
        "написать/отправить/разослать школам; "
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
ONE_BY_ONE, BY_GRADES = "Выбрать чаты", "По параллелям"
OTHER_TIME, SOON, YES_THEN = "В другое время", "Как можно скорее", "Да, в это время"
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
WHEN = "Когда отправить? Напишите день и время: «завтра в 9», «25.11 10:30», «в понедельник 8:00»."
BAD_MOMENTS = {
    "unknown": (
        "Не понял, когда отправить. Напишите день и время, например «завтра в 9» или «25.11 "
        "10:30». Текст объявления сохранён."
    ),
    "hour": "Во сколько отправить? Напишите день вместе с временем, например «завтра в 9».",
    "past": "Это время уже прошло. Напишите другое, например «завтра в 9».",
    "far": "Это слишком далеко: объявление можно отложить не больше чем на 31 день.",
}
_NOW = frozenset({"сейчас", "прямо сейчас", "сразу"})
_WHY: dict[Rest, str] = {
    "hours": "нерабочее время",
    "day": "выходной",
    "vacation": "каникулы",
}
_NAMED = 5
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


def switch(kind: ChatKind | None, chosen: int, count: int, vocabulary: Vocabulary) -> str:
    """Name the button that chooses a kind of chats or leaves it out."""
    counted = f"{chosen} из {count}" if 0 < chosen < count else str(count)
    return ticked(f"{kind_name(kind, vocabulary)} ({counted})", on=chosen == count)


def signing(*, on: bool) -> str:
    """Name the button that signs an announcement or leaves the signature out: it says how it is."""
    return f"Подпись: {'вкл' if on else 'выкл'}"


def exactly(wished: datetime) -> str:
    """Name the button that sends it at the chosen moment though people rest."""
    return f"Ровно в {clock(wished)}"


def is_now(text: str) -> bool:
    """Tell whether somebody writes that it is to go out as soon as may be."""
    return plain(text) in _NOW


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


def listing(unit: str, chosen: int, lines: Sequence[str]) -> str:
    """List chats with their place and whether they are chosen."""
    head = f"Объявление, {unit}. Выбрано: {number(chosen)}."
    return "\n".join([head, "Номер отмечает чат или снимает отметку.", *lines])


def grades(unit: str, chosen: int, lines: Sequence[str]) -> str:
    """List parallels with their place, and how many of their chats are chosen."""
    head = f"Объявление, {unit}. Выбрано: {number(chosen)}."
    return "\n".join([head, "Номер отмечает все чаты параллели.", *lines])


def grade(number: int, kind: ChatKind | None, vocabulary: Vocabulary) -> str:
    """Name a parallel, or its chats of one kind."""
    return f"{number}-е классы{f', {kind_name(kind, vocabulary).lower()}' if kind else ''}"


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
    """What is about to be announced. ``kinds``: chats by their kind; ``local``: the unit's now.

    ``text``: as it would go out, signature and all. ``names``: of single chats that were chosen;
    ``wanted_at``: the moment chosen, ``why``: why it is not kept; ``until``: the term of a level's
    material that is passed on by it.
    """

    text: str
    attached: Sequence[str]  # kinds of attachments that are sent
    unsent: Sequence[str]  # and of those that are not
    mentions: bool  # the text has some
    tagged: bool  # and they are to work
    roomy: bool  # there is room for the signature, or none is wanted
    names: Sequence[str]
    kinds: Mapping[ChatKind | None, int]
    due_at: datetime
    wanted_at: datetime | None
    why: Rest | None
    local: datetime
    vocabulary: Vocabulary
    material: bool  # a level's material is passed on by it
    until: datetime | None


def preview(draft: AnnouncementPreview) -> str:
    """Show what would go out, to how many chats and when."""
    count, kinds = sum(draft.kinds.values()), _kinds(draft.kinds, draft.vocabulary)
    lines = [
        f"Объявление {agreeing(count, 'получит', 'получат')} "
        f"{plural(count, 'чат', 'чата', 'чатов')}: {kinds}.",
        _names(draft.names),
        _when(draft),
    ]
    if draft.until is not None and draft.due_at > draft.until:
        lines.append(f"⚠️ Это позже срока координатора: {when(draft.until, draft.local)}.")
    elif draft.wanted_at is None and draft.due_at > draft.local + IN_TIME:
        lines.append("⚠️ Это позже, чем через 2 дня: сейчас не рабочие дни.")
    lines.append(attached(draft.attached))
    lines.append(unsent(draft.unsent))
    lines.append(_tags(draft))
    lines.append("" if draft.roomy else "⚠️ Подпись не поместится: текст слишком длинный.")
    if draft.material:
        lines.append("Когда отправите, координатор увидит: разослано.")
    lines.append(HOW_TO_CHANGE)
    return with_text(lines, draft.text)


def _names(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" и ещё {number(len(names) - _NAMED)}" if len(names) > _NAMED else ""
    return f"Выбраны: {', '.join(names[:_NAMED])}{more}."


def _when(draft: AnnouncementPreview) -> str:
    """Say when it goes out, and why not at the moment that was chosen."""
    at = when(draft.due_at, draft.local)
    if draft.wanted_at is None or draft.why is None:
        return f"Уйдёт {at}."
    wanted = when(draft.wanted_at, draft.local)
    return f"Вы выбрали: {wanted}, но это {_WHY[draft.why]}. Уйдёт {at}."


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


def ask_then(count: int, wanted_at: datetime, why: Rest, due_at: datetime, local: datetime) -> str:
    """Ask once more before people are disturbed in their free time, at the chosen moment."""
    whom = plural(count, "чат", "чата", "чатов")
    return (
        f"Отправить {when(wanted_at, local)}, в {whom}? Это {_WHY[why]}, уведомления придут людям "
        f"в их свободное время.\n"
        f"Кнопка «{SEND}» отправит объявление {when(due_at, local)}."
    )


def ask_now(count: int, due_at: datetime, local: datetime) -> str:
    """Ask once more before people are disturbed in their free time."""
    whom = plural(count, "чат", "чата", "чатов")
    return (
        f"Отправить сейчас, в {clock(local)}, в {whom}? Рабочие часы закончились, "
        f"уведомления придут людям в их свободное время.\n"
        f"Кнопка «{SEND}» отправит объявление {when(due_at, local)}."
    )


ANNOUNCE_NOTED = {"announced": "отправлено объявление"}

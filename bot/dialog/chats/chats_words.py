"""Chats as their administrator sees them: lists, one chat's card, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.words.chats import chat_name, listed, on_button
from bot.words.naming import Naming
from bot.words.orders.norms import interval
from bot.words.russian import clock, count_of, day, plural, safe, share, short_name
from bot.words.vocabulary import Noun, Vocabulary, capital
from monitor.chats.called import called
from monitor.chats.foreign import NAMES, Messenger
from monitor.chats.silence import LONG, Gaps, Silence
from monitor.facts.ratio import Ratio
from monitor.facts.values import WindowSpan
from monitor.jobs.asked.chat_week import ChatWeek
from storage.records import Access, Chat, ChatKind

CHATS_ACT = Naming(
    typed=("чаты",),
    also=(
        "список чатов; беседы; наши чаты; все чаты; группы вк; какие чаты подключены; чаты школы"
    ),
    label="Чаты",
    about=lambda vocabulary: _about(vocabulary.group),
)
SILENT_ACT = Naming(
    typed=("молчащие чаты",),
    also=(
        "чаты/чатах никто не пишет; какие чаты не активны/активные; "
        "какие/чьи классы молчат; молчащие классы; "
        "чаты без сообщений/активности; мертвые/пустые/тихие/неактивные/заброшенные чаты; "
        "где/какие чаты молчат; в каких чатах тишина/молчат/не пишут"
    ),
)
NO_CHATS_ACT = Naming(
    typed=("классы без чатов", "группы без чатов", "объединения без чатов"),
    also=(
        "у каких/какие классов/классы/групп/группы нет чата/чатов; классы/группы без чата; у "
        "кого нет чата класса"
    ),
)

NO_KIND = "Вид не указан"
SILENT = "Молчащие чаты"
TO_CHAT, TO_CHATS, TO_LIST = "← К чату", "← К чатам", "← К списку"
KIND, LINK, UNLINK, LEAVE = (
    "Вид чата",
    "Ссылка-приглашение",
    "Отозвать ссылку",
    "Выйти из чата",
)

NO_CHAT = "Такого чата у Вашей организации нет."

NONE_YET = (
    "Бота пока нет ни в одном чате организации.\n"
    "Откройте страницу сообщества «Звонок» в VK, нажмите «Ещё» («…»), затем «Добавить в чат» и "
    "выберите чат.\n"
    "Потом в списке участников откройте «…» у бота и нажмите «Назначить администратором». "
    "Бот представится в чате, и чат появится здесь."
)


NAMES_LENGTH = 700
"""Characters of a list of classes in a message."""


def _about(group: Noun) -> str:
    which = group.fits("какого", "какой", "какого")
    return (
        f"Чаты, в которых есть бот: для кого чат, {which} {group.of_one}, когда последний раз "
        f"писали, всё ли видит бот. Здесь же ссылка-приглашение и {group.many} без чатов."
    )


def no_chats(vocabulary: Vocabulary) -> str:
    """Name the list of classes that lack chats."""
    return f"{capital(vocabulary.group.many)} без чатов"


def moment(local: datetime) -> str:
    """Name the moment a list is of: «на 09:00 16 ноября»."""
    return f"на {clock(local)} {day(local.date())}"


def title(chat: Chat) -> str:
    """Name a chat: «Педсовет» in its quotation marks, or its number."""
    return chat_name(chat.title, chat.id)


def in_list(chat: Chat) -> str:
    """Name a chat where no word stands before it: «Педсовет», or чат № 3."""
    return listed(called(chat.title, chat.id))


def label(chat: Chat) -> str:
    """Name a chat on a button."""
    return on_button(chat.title, chat.id)


def kind_name(kind: ChatKind | None, vocabulary: Vocabulary) -> str:
    """Name a kind of chats."""
    return NO_KIND if kind is None else vocabulary.chat_kinds[kind]


def counted_kind(kind: ChatKind | None, count: int, vocabulary: Vocabulary) -> str:
    """Name a kind on its button, with the number of chats."""
    return f"{kind_name(kind, vocabulary)} ({count})"


def mark(chat: Chat) -> str:
    """✅: the bot sees everything, ⚠️: it surely does not, •: nothing has shown it yet."""
    if not chat.present or chat.access is Access.MENTIONS:
        return "⚠️"
    return "✅" if chat.access is Access.ALL else "•"


def overview(
    unit: str,
    now: datetime,
    chats: Sequence[Chat],
    missing: Gaps,
    silent: Sequence[Silence],
    vocabulary: Vocabulary,
) -> str:
    """Count a unit's chats and what wants attention in them."""
    here = sum(chat.present for chat in chats)
    blind = sum(chat.present and chat.access is Access.MENTIONS for chat in chats)
    unclear = sum(chat.present and chat.kind is None for chat in chats)
    lines = [f"Чаты, {moment(now)}: {unit}.", f"Всего: {len(chats)}, бот сейчас в {here}."]
    if blind:
        lines.append(f"⚠️ Бот видит не все сообщения: {blind}. Что включить, скажет «Проверка».")
    if unclear:
        lines.append(f"Вид не указан: {unclear}.")
    if missing.classes:
        lacking = count_of(Ratio(len(missing.neither), missing.classes))
        lines.append(f"{no_chats(vocabulary)}: {lacking}.")
    if silent:
        lines.append(f"Без сообщений 7 дней и дольше: {len(silent)}.")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a list: the chat, its place in the list, its last hour's end."""

    chat: Chat
    place: int
    last: datetime | None


def chats_of(heading: str, now: datetime, listed: Iterable[Listed]) -> str:
    """List a page of chats of one kind (``counted_kind``), numbered as their buttons are."""
    head = f"Чаты, {moment(now)}. {heading}:"
    return "\n".join([head, *(_line(each, now) for each in listed)])


def _line(entry: Listed, now: datetime) -> str:
    chat = entry.chat
    of_class = f", {safe(chat.class_name)}" if chat.class_name else ""
    said = last_words(chat, entry.last, now) if chat.present else "бота в чате нет"
    return f"{entry.place}. {mark(chat)} {in_list(chat)}{of_class}: {said}"


def last_words(chat: Chat, last: datetime | None, now: datetime) -> str:
    """Say when a chat was last written in; hours are known, minutes are not."""
    if last is not None:
        local = last.astimezone(now.tzinfo)
        begun = local - timedelta(hours=1)
        when = "сегодня" if begun.date() == now.date() else day(begun.date())
        return f"последнее сообщение {when}, {clock(begun)}–{clock(local)}"
    if chat.here_since is not None and chat.here_since > now - LONG:
        return "при боте сообщений ещё не было"
    return f"нет сообщений {plural(LONG.days, 'день', 'дня', 'дней')} и дольше"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a chat's card tells. ``owner``: the name on the roster; ``known``: members on it.

    ``known`` None: the bot was never told who is in the chat.
    """

    chat: Chat
    week: ChatWeek
    window: WindowSpan
    last: datetime | None
    owner: str | None
    known: int | None
    vocabulary: Vocabulary

    @property
    def outsiders(self) -> int | None:
        """People of the chat that are not on the roster; None: not known."""
        if self.known is None or self.chat.people is None:
            return None
        return self.chat.people - self.known


def card(facts: Card, now: datetime) -> str:
    """Tell everything known of a chat, but nobody's activity."""
    chat = facts.chat
    of_class = f", {safe(chat.class_name)}" if chat.class_name else ""
    lines = [
        f"Чат {title(chat)}, {interval(facts.window)}.",
        f"Вид: {kind_name(chat.kind, facts.vocabulary)}{of_class}.",
        f"Владелец: {_owner(facts)}.",
        f"Людей в чате: {_people(facts)}.",
        f"{capital(last_words(chat, facts.last, now))}.",
        access_line(chat, now),
        _counted(facts.week),
        *_links(facts.week),
    ]
    return "\n".join(lines)


def _owner(facts: Card) -> str:
    if facts.chat.owner is None:
        return "неизвестен"
    if facts.owner is None:
        return "нет в списке сотрудников"
    return safe(short_name(facts.owner)).removesuffix(".")


def _people(facts: Card) -> str:
    """Count the people in a chat; who is not on the roster matters in a staff chat only."""
    if facts.chat.people is None:
        return "неизвестно, бот не администратор чата"
    known = f", из списка сотрудников: {facts.known or 0}"
    strange = f", нет в списке: {facts.outsiders}" if facts.chat.kind is ChatKind.STAFF else ""
    return f"{facts.chat.people}{known}{strange}"


def access_line(chat: Chat, now: datetime) -> str:
    """Say what the bot sees in a chat."""
    if not chat.present:
        left = chat.left_at.astimezone(now.tzinfo) if chat.left_at else None
        since = f" с {day(left.date())}" if left else ""
        return f"⚠️ Бота в чате нет{since}."
    if chat.access is Access.MENTIONS:
        return "⚠️ Доступ: бот видит не все сообщения."
    if chat.access is Access.UNKNOWN:
        return "• Доступ: пока не подтверждён, покажет первое сообщение."
    return "✅ Доступ: бот видит все сообщения."


def _counted(week: ChatWeek) -> str:
    counted = f"Учтено сообщений: {week.messages}, звонков: {week.calls}."
    if week.completeness is None or not week.missed:
        return counted
    return f"{counted} Полнота: {share(week.completeness)}, бот не видел {week.missed}."


def _links(week: ChatWeek) -> list[str]:
    if not week.links:
        return []
    named = ", ".join(f"{NAMES[Messenger(name)]} {count}" for name, count in week.links)
    return [f"Ссылки на иностранные мессенджеры: {named}."]


def silent_chats(now: datetime, count: int, listed: Iterable[tuple[int, Silence]]) -> str:
    """List a page of silent chats."""
    if not count:
        return f"Молчащие чаты, {moment(now)}: таких нет ✅"
    head = f"Молчащие чаты, {moment(now)}: {count}. Бот в чате есть, сообщений нет:"
    return "\n".join([head, *(_silence(place, each) for place, each in listed)])


def _silence(place: int, silence: Silence) -> str:
    long = plural(silence.days, "день", "дня", "дней")
    longer = " и дольше" if silence.days >= LONG.days else ""
    return f"{place}. {in_list(silence.chat)}: {long}{longer}"


def class_gaps(now: datetime, gaps: Gaps, nameless: int, vocabulary: Vocabulary) -> str:
    """Say which classes lack chats; ``nameless``: chats for classes of which no class is set.

    Where learners do not write themselves, a class without a chat of theirs lacks nothing.
    """
    group, learners, title = vocabulary.group, vocabulary.of_learners, no_chats(vocabulary)
    if not gaps.classes:
        return (
            f"{title}, {moment(now)}: нет данных.\n"
            f"Список {group.of_many} пуст: он загружается вместе со списком сотрудников."
        )
    no_pupils = gaps.no_pupils if vocabulary.write else ()
    lines = [
        f"{title}, {moment(now)}: {count_of(Ratio(len(gaps.neither), gaps.classes))}.",
        _classes("Ни одного чата", gaps.neither),
        _classes(f"Нет чата {learners} (чат родителей есть)", no_pupils),
        _classes(f"Нет чата родителей (чат {learners} есть)", gaps.no_parents),
    ]
    if nameless:
        unset, it = group.fits("указан", "указана", "указано"), group.fits("его", "её", "его")
        lines.append(
            f"Чаты {group.of_many}, где {group.one} не {unset}: {nameless}. "
            f"Укажите {it} в карточке чата."
        )
    if not any((*gaps.neither, *no_pupils, *gaps.no_parents)):
        each = group.fits("каждого", "каждой", "каждого")
        whose = f"{learners} и родителей" if vocabulary.write else "родителей"
        lines.append(f"У {each} {group.of_one} есть чаты {whose} ✅")
    return "\n".join(line for line in lines if line)


def _classes(head: str, names: Sequence[str]) -> str:
    """List names as far as there is room; nothing for none."""
    if not names:
        return ""
    shown: list[str] = []
    for name in names:
        if len(", ".join([*shown, name])) > NAMES_LENGTH:
            break
        shown.append(name)
    left = len(names) - len(shown)
    more = f" и ещё {left}" if left else ""
    return f"{head}: {safe(', '.join(shown))}{more}."

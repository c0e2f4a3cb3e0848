"""One chat: its card, its kind and class, and who in a staff chat is not on the roster."""

from bot.dialog.chats import chat_words
from bot.dialog.chats import chats_words as words
from bot.dialog.chats import checking_words as check_words
from bot.dialog.chats.known_chat import CHAT, answered, back, moment_of, no_chat
from bot.dialog.chats.member_profiles import members_of
from bot.dialog.core import rights
from bot.dialog.core.act import Act, Then
from bot.dialog.core.asking import headed
from bot.dialog.core.listing import in_rows, page_of, stacked
from bot.dialog.core.request import Request
from bot.dialog.core.screens import Screen
from bot.vk.keyboards import Button, Rows, column
from bot.words.typed import plain
from bot.words.vocabulary import capital
from monitor.chats.class_names import spelt
from monitor.chats.silence import LONG, by_grade, gaps
from monitor.facts.values import WindowSpan
from monitor.indicators.learners import FOR_CLASSES
from monitor.jobs.asked.chat_week import load_chat_week
from monitor.time.week import utc_seconds
from storage.chats import chats, members
from storage.db.database import Connection
from storage.people import people
from storage.places import last_heard
from storage.records import Chat, ChatKind, SchoolClass

NAMES_ON_A_PAGE = 10
CLASSES_ON_A_PAGE = 6
IN_A_ROW = 3


async def card(request: Request, connection: Connection, chat: Chat) -> Screen:
    """Show everything known of a chat; whose name is shown is written down."""
    facts = await _facts(request, connection, chat)
    if facts.owner is not None:
        await request.note(connection, "names_seen", screen="chat", chat=chat.id)
    return Screen(text=words.card(facts, moment_of(request)), rows=_ways(facts))


async def _facts(request: Request, connection: Connection, chat: Chat) -> words.Card:
    unit, now = request.unit, moment_of(request)
    week = unit.week(now)
    times = utc_seconds(now - LONG), utc_seconds(now) + 1
    last = await last_heard.of_unit(connection, request.unit_id, *times)
    there = await members.of_unit(connection, request.unit_id)
    return words.Card(
        chat=chat,
        week=await load_chat_week(connection, unit, chat.id, week, now),
        window=WindowSpan(week=week.name, start=week.start, end=week.end, as_of=now, closed=False),
        last=last.get(chat.id),
        owner=await _owner(request, connection, chat),
        known=len(there[chat.id]) if chat.id in there else None,
        vocabulary=request.vocabulary,
    )


async def _owner(request: Request, connection: Connection, chat: Chat) -> str | None:
    """Name who owns a chat, if he is on this unit's roster."""
    if chat.owner is None:
        return None
    mine = await people.persons_of(connection, chat.owner)
    return next((each.full_name for each in mine if each.unit == request.unit_id), None)


def _ways(facts: words.Card) -> Rows:
    chat = facts.chat
    args = {"c": chat.id}
    kinds = [Button(label=words.KIND, act="chat_kind", args=args)]
    if chat.kind in FOR_CLASSES:
        group = capital(facts.vocabulary.group.one)
        kinds.append(Button(label=group, act="chat_class", args=args))
    looking = [Button(label=check_words.CHECK, act="chat_check", args=args)]
    if chat.kind is ChatKind.STAFF and facts.outsiders and chat.present:
        label = chat_words.outsiders_button(facts.outsiders)
        looking.append(Button(label=label, act="chat_outsiders", args=args))
    rows: Rows = (tuple(kinds), tuple(looking))
    if chat.present:
        link = Button(label=words.LINK, act="chat_link", args=args)
        unlink = Button(label=words.UNLINK, act="chat_unlink", args=args)
        leave = Button(label=words.LEAVE, act="chat_leave", args=args, risky=True)
        rows = (*rows, (link, unlink), (leave,))
    to_list = Button(label=words.TO_LIST, act="chats", args={"k": chat.kind or "none"})
    return (*rows, (to_list,))


async def kind(request: Request, _connection: Connection, chat: Chat) -> Screen:
    """Ask what a chat is for."""
    buttons = [
        Button(label=label, act="chat_kind_go", args={"c": chat.id, "k": name.value})
        for name, label in request.vocabulary.chat_kinds.items()
    ]
    text = headed(request, chat_words.which_kind(chat, request.vocabulary))
    return Screen(text=text, rows=(*column(buttons), (back(chat),)))


async def kind_go(request: Request, connection: Connection, chat: Chat) -> Screen | Then:
    """Write down what a chat is for, and show its card."""
    if request.word("k") not in set(ChatKind):
        return no_chat()
    chosen = ChatKind(request.word("k"))
    if chat.kind is not chosen:
        await chats.describe(connection, chat.id, {"kind": chosen})
        await request.note(connection, "chat_kind", chat=chat.id, kind=chosen)
    return Then(show=CHAT.shown(card), toast=chat_words.kind_is(chosen, request.vocabulary))


async def which_class(request: Request, connection: Connection, chat: Chat) -> Screen:
    """Ask which class a chat belongs to: a button, or what is written next."""
    classes = await people.classes(connection, request.unit_id)
    if not classes:
        return answered(chat, chat_words.no_classes(chat, request.vocabulary.group))
    await request.begin(connection, "chat_class_go", {"c": chat.id})
    missing = gaps(classes, await chats.of_unit(connection, request.unit_id))
    first = {*missing.neither, *missing.no_pupils, *missing.no_parents}
    names = (each.name for each in classes)
    ordered = sorted(names, key=lambda name: (name not in first, by_grade(name)))
    args = {"c": chat.id}
    page = page_of(request, ordered, CLASSES_ON_A_PAGE, "chat_class", args)
    buttons = [
        Button(label=name, act="chat_class_go", args={**args, "n": name}) for _, name in page.items
    ]
    label = chat_words.no_class(request.vocabulary.group)
    none = Button(label=label, act="chat_class_go", args={**args, "z": 1})
    return Screen(
        text=headed(request, chat_words.which_class(chat, request.vocabulary)),
        rows=stacked(*in_rows(buttons, IN_A_ROW), page.turn, (none, back(chat))),
    )


async def class_go(request: Request, connection: Connection, chat: Chat) -> Screen | Then:
    """Write down a chat's class, pressed or written, and show its card."""
    classes = await people.classes(connection, request.unit_id)
    group = request.vocabulary.group
    name = "" if request.number("z") else _class_named(request.text or request.word("n"), classes)
    if name is None:
        return answered(chat, chat_words.unknown_class(request.text, group))
    await request.finish(connection, "chat_class_go")
    if chat.class_name != name:
        await chats.describe(connection, chat.id, {"class_name": name})
        await request.note(connection, "chat_class", chat=chat.id, class_name=name)
    return Then(show=CHAT.shown(card), toast=chat_words.class_is(name, group))


def _class_named(written: str, classes: list[SchoolClass]) -> str | None:
    """Find a class as people write it: «5 а» is «5А»; None: there is no such one."""
    wanted = _bare(written)
    return next((each.name for each in classes if wanted and _bare(each.name) == wanted), None)


def _bare(name: str) -> str:
    return "".join(sign for sign in plain(spelt(name)) if sign.isalnum())


async def outsiders(request: Request, chat: Chat) -> Screen:
    """Name the members of a staff chat that are not on the roster, as VK tells them now."""
    if chat.kind is not ChatKind.STAFF:
        return no_chat()
    there = await members_of(request.talk.vk, chat.id, gone=True)
    if there is None:
        return answered(chat, chat_words.NEEDS_ADMIN)
    async with request.talk.database.looking() as connection:
        roster = (await members.rosters(connection, [request.unit_id]))[request.unit_id]
        await request.note(connection, "names_seen", screen="chat_outsiders", chat=chat.id)
    named = {(f"{each.first} {each.last}", each.account) for each in there}
    listed = sorted((name, account) for name, account in named if account not in roster)
    page = page_of(request, listed, NAMES_ON_A_PAGE, "chat_outsiders", {"c": chat.id})
    shown = [(place, account, name) for place, (name, account) in page.items]
    text = chat_words.outsiders(chat, moment_of(request), len(listed), shown)
    return Screen(text=text, rows=((*page.turn, back(chat)),))


ACTS = (
    Act(name="chat", may=rights.ADMINISTRATOR, do=CHAT.shown(card)),
    Act(name="chat_kind", may=rights.ADMINISTRATOR, do=CHAT.shown(kind)),
    Act(name="chat_kind_go", may=rights.ADMINISTRATOR, do=CHAT.at_once(kind_go)),
    Act(
        name="chat_class",
        named=chat_words.CHAT_CLASS_ACT,
        may=rights.ADMINISTRATOR,
        do=CHAT.shown(which_class),
    ),
    Act(
        name="chat_class_go",
        may=rights.ADMINISTRATOR,
        noted=chat_words.CLASS_NOTED,
        do=CHAT.at_once(class_go),
    ),
    Act(name="chat_outsiders", may=rights.ADMINISTRATOR, do=CHAT.asking(outsiders)),
)

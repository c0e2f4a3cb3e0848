"""Indicators of chats, of what is kept elsewhere, and of the measuring itself."""

from monitor.facts.facts import Facts
from monitor.indicators.family import Counted
from monitor.orders.model import IndicatorSpec
from monitor.time.calendar import days_off, working_days
from storage.records import Chat


def chats_total(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Chats the bot is in."""
    return Counted(len(chosen(facts, spec)))


def chats_active(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Chats with at least one message (or the minimum), of those the bot is in.

    The chats of a class that has vacation on every working day are left out, and those the bot
    came to later.
    """
    chats = [
        chat for chat in chosen(facts, spec) if facts.was_there(chat) and not resting(facts, chat)
    ]
    if not chats:
        return Counted(None, 0, "unwatched")
    messages: dict[int, int] = {}
    for tally in facts.raw.tallies:
        messages[tally.chat] = messages.get(tally.chat, 0) + tally.messages
    least = spec.messages or 1
    return Counted(sum(messages.get(chat.id, 0) >= least for chat in chats), len(chats))


def chosen(facts: Facts, spec: IndicatorSpec) -> list[Chat]:
    """Give the chats of the wanted kinds that the bot is in."""
    kinds = frozenset(spec.chats)
    return [chat for chat in facts.raw.chats if chat.present and (not kinds or chat.kind in kinds)]


def resting(facts: Facts, chat: Chat) -> bool:
    """Tell whether the class of a chat has vacation on every working day."""
    if not chat.class_name or not facts.working:
        return False
    return not working_days(facts.working, days_off(facts.raw.vacations, chat.class_name))


def foreign_links(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Messages with a link to a foreign messenger (Severodvinsk 2.4, 3.5)."""
    if not facts.watched:
        return Counted(None, None, "unwatched")
    chats = {chat.id for chat in chosen(facts, spec)} if spec.chats else None
    return Counted(
        sum(each.messages for each in facts.raw.links if chats is None or each.chat in chats)
    )


def completeness(facts: Facts, _spec: IndicatorSpec) -> Counted:
    """Messages the bot saw, of those the messenger numbered."""
    if not facts.watched:
        return Counted(None, None, "unwatched")
    seen = sum(tally.messages for tally in facts.raw.tallies)
    return Counted(seen, seen + sum(facts.raw.missed.values()))


def confirmed(facts: Facts, spec: IndicatorSpec) -> Counted:
    """Something kept elsewhere: what somebody in charge confirmed last, else *no data*."""
    for each in reversed(facts.raw.corrections):
        if each.person is None and each.figure == spec.id:
            return Counted(each.value, each.of)
    return Counted(None, None, "outside")

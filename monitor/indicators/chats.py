"""Indicators of chats, of what is kept elsewhere, and of the measuring itself."""

from monitor.facts.facts import Facts
from monitor.indicators.indicator import ALWAYS, Counted, Indicator
from monitor.indicators.pieces import Reason
from monitor.indicators.rules import CountingRule, everywhere, joined
from monitor.orders.model import IndicatorSpec
from monitor.time.calendar import days_off, working_days
from storage.records import Chat, Correction


def chats_total(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Chats the bot is in."""
    return Counted(len(rule.chats(facts, spec)))


def chats_active(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Chats with at least one message (or the minimum), of those the bot is in."""
    chats, messages = rule.chats(facts, spec), _messages(facts)
    if not chats:
        return Counted(None, 0, "unwatched")
    least = spec.messages or 1
    return Counted(sum(messages.get(chat.id, 0) >= least for chat in chats), len(chats))


def chats_silent(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Chats without a single message, of those the bot is in; one not seen is one as well."""
    chats, messages = rule.chats(facts, spec), _messages(facts)
    if not chats:
        return Counted(None, 0, "unwatched")
    missed = facts.raw.missed
    silent = (not messages.get(chat.id) and not missed.get(chat.id) for chat in chats)
    return Counted(sum(silent), len(chats))


def _messages(facts: Facts) -> dict[int, int]:
    messages: dict[int, int] = {}
    for tally in facts.raw.tallies:
        messages[tally.chat] = messages.get(tally.chat, 0) + tally.messages
    return messages


def at_work(facts: Facts, spec: IndicatorSpec, chat: Chat | None) -> Reason | None:
    """Count the chats the bot is in, and was in on these days, of classes that have school."""
    why = joined(facts, spec, chat)
    if why or chat is None:
        return why
    if not facts.was_there(chat):
        return "elsewhere"
    return "resting" if _rests(facts, chat) else None


def _rests(facts: Facts, chat: Chat) -> bool:
    """Tell whether the class of a chat has vacation on every working day."""
    if not chat.class_name or not facts.working:
        return False
    return not working_days(facts.working, days_off(facts.raw.vacations, chat.class_name))


def foreign_links(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Messages with a link to a foreign messenger (Severodvinsk 2.4, 3.5)."""
    if not facts.watched:
        return Counted(None, None, "unwatched")
    if not facts.raw.links:
        return Counted(0)
    why = rule.why_chat(facts, spec)
    return Counted(sum(each.messages for each in facts.raw.links if why(each.chat) is None))


def where_wanted(facts: Facts, spec: IndicatorSpec, chat: Chat | None) -> Reason | None:
    """Count every chat; where kinds are named, those of them that the bot is in."""
    return joined(facts, spec, chat) if spec.chats else None


def completeness(facts: Facts, _spec: IndicatorSpec, _rule: CountingRule) -> Counted:
    """Messages the bot saw, of those the messenger numbered."""
    if not facts.watched:
        return Counted(None, None, "unwatched")
    seen = sum(tally.messages for tally in facts.raw.tallies)
    return Counted(seen, seen + sum(facts.raw.missed.values()))


def confirmed(facts: Facts, spec: IndicatorSpec, _rule: CountingRule) -> Counted:
    """Something kept elsewhere: what somebody in charge confirmed last, else *no data*."""
    said = confirmations(facts, spec)
    return Counted(said[-1].value, said[-1].of) if said else Counted(None, None, "outside")


def confirmations(facts: Facts, spec: IndicatorSpec) -> list[Correction]:
    """List what was confirmed of a figure, in the order in which it was."""
    return [
        each for each in facts.raw.corrections if each.person is None and each.figure == spec.id
    ]


OF_CHATS = (
    Indicator(
        name="chats_total",
        noun="chats",
        count=chats_total,
        rule=CountingRule(where=joined),
        has_base=False,
        takes_chats=True,
        needs_class_chats=True,
    ),
    Indicator(
        name="chats_active",
        noun="chats written in",
        count=chats_active,
        rule=CountingRule(shows=("messages",), where=at_work),
        has_base=True,
        activity=True,
        asks=True,
        takes_chats=True,
        windows=ALWAYS,
        friday="chats",
    ),
    Indicator(
        name="chats_silent",
        noun="silent chats",
        count=chats_silent,
        rule=CountingRule(shows=("messages",), where=at_work, emptiest_first=True),
        has_base=True,
        activity=True,
        takes_chats=True,
        windows=ALWAYS,
        fewer_is_better=True,
        unseen_adds=True,
    ),
    Indicator(
        name="foreign_links",
        noun="links to foreign messengers",
        count=foreign_links,
        rule=CountingRule(shows=("links",), where=where_wanted),
        has_base=False,
        activity=True,
        takes_chats=True,
        windows=("week", "month"),  # links are not kept by the day
        fewer_is_better=True,
    ),
    Indicator(
        name="completeness",
        noun="messages seen",
        count=completeness,
        rule=CountingRule(shows=("messages",), where=everywhere),
        has_base=True,
        windows=("week", "month"),  # what was missed is not kept by the day
    ),
    Indicator(
        name="confirmed",
        noun="what is confirmed",
        count=confirmed,
        has_base=True,
        confirmed=True,
    ),
)

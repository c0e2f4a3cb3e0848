"""Indicators of accounts in staff chats, whoever they belong to: apart from who is on the roster.

A figure of people counts those whose profile is known. Who is in the staff chats is counted here,
bound or not, and who writes there without being anybody's.
"""

from collections.abc import Iterable

from monitor.facts.facts import Facts
from monitor.facts.values import Missing
from monitor.indicators.indicator import Counted, Indicator
from monitor.indicators.pieces import Reason
from monitor.indicators.rules import CountingRule, everywhere, joined
from monitor.indicators.strangers import writers
from monitor.orders.model import IndicatorSpec
from storage.records import Chat, ChatKind


def of_staff(facts: Facts, spec: IndicatorSpec, chat: Chat | None) -> Reason | None:
    """Count the staff chats that the bot is in."""
    other = chat is None or chat.kind is not ChatKind.STAFF
    return "elsewhere" if other else joined(facts, spec, chat)


def members(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """Profiles that are members of staff chats, each once; communities are none."""
    chats = rule.chats(facts, spec)
    told = _told(chats)
    if not told:
        return Counted(None, None, "members" if chats else "unwatched")
    strangers = sum(chat.strangers or 0 for chat in told)
    missing: Missing | None = "untold" if len(told) < len(chats) else None
    return Counted(len(_known(facts, told)) + strangers, None, missing)


def bound_members(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> int:
    """Count those of the members who are bound to somebody on the roster."""
    known = _known(facts, _told(rule.chats(facts, spec)))
    return len(known & {each.account for each in facts.raw.bindings})


def _told(chats: Iterable[Chat]) -> list[Chat]:
    """Give the chats that tell their members."""
    return [chat for chat in chats if chat.strangers is not None]


def _known(facts: Facts, chats: Iterable[Chat]) -> frozenset[int]:
    """Give the accounts in chats that are somebody's on the roster, or hold an office."""
    members = facts.raw.members
    return frozenset[int]().union(*(members.get(chat.id, ()) for chat in chats))


def unbound_writers(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """People who are nobody's on the roster and wrote in staff chats, or wrote the minimum."""
    if not any(facts.was_there(chat) for chat in facts.raw.chats if chat.kind is rule.strangers):
        return Counted(None, None, "unwatched")
    return Counted(writers(facts, rule.strangers, spec.messages or 1))


OF_ACCOUNTS = (
    Indicator(
        name="staff_chat_members",
        noun="members of staff chats",
        count=members,
        rule=CountingRule(shows=("accounts",), where=of_staff),
        has_base=False,
    ),
    Indicator(
        name="unbound_writers",
        noun="people in staff chats without a binding",
        count=unbound_writers,
        rule=CountingRule(shows=("messages",), where=everywhere, strangers=ChatKind.STAFF),
        has_base=False,
        activity=True,
        asks=True,
        windows=("week", "day"),  # strangers are told apart within a week only
    ),
)

"""Indicators of people on the roster: the silent are seen, because the roster is judged."""

from msgspec.structs import replace

from monitor.facts.facts import Facts, PersonWeek
from monitor.facts.values import Requirement
from monitor.indicators.indicator import ALWAYS, Counted, Indicator
from monitor.indicators.rules import CountingRule, joined, of_kinds
from monitor.indicators.strangers import in_staff_chats, writers
from monitor.orders.model import IndicatorSpec
from storage.records import ChatKind


def base_of(facts: Facts, spec: IndicatorSpec) -> tuple[PersonWeek, ...]:
    """Give the people an indicator counts among."""
    return facts.audience(spec.roles_counted, present=spec.base == "present")


def requirements(person: PersonWeek, facts: Facts, spec: IndicatorSpec) -> tuple[Requirement, ...]:
    """Give what an indicator asks of a person, held against what he did.

    A scaled minimum shrinks with the working days on which the person is there, rounded up: 10
    messages are 6 for somebody on leave from Thursday on, 2 in a week with one working day. Who
    is away all the time, and everybody in a week without school, is held against the whole of
    it: asked for nothing, they would all have reached it.
    """
    done = (
        Requirement(counts="messages", done=person.messages, needed=spec.messages or 0),
        Requirement(counts="calls", done=person.calls, needed=spec.calls or 0),
        Requirement(
            counts="days",
            done=person.days_with(spec.messages_a_day),
            needed=spec.days or 0,
            a_day=spec.messages_a_day,
        ),
    )
    shrinks = spec.scaled and bool(facts.working) and not person.absent
    if shrinks and person.worked < facts.regular:
        done = tuple(  # type: ignore[assignment]  # three again
            replace(each, needed=-(-each.needed * person.worked // facts.regular)) for each in done
        )
    return tuple(each for each in done if each.needed)


def meets(person: PersonWeek, facts: Facts, spec: IndicatorSpec) -> bool:
    """Tell whether a person reached an indicator's minimums (with ``any``: one of them)."""
    if not spec.scaled and not spec.any and spec.days is None:
        return person.messages >= (spec.messages or 0) and person.calls >= (spec.calls or 0)
    asked = requirements(person, facts, spec)
    reached = [each.done >= each.needed for each in asked]
    return any(reached) or not reached if spec.any else all(reached)


def counted(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """People of the audience whom the rule counts; no data where the bot was in no chat.

    Of what is not seen in chats there is data everywhere.
    """
    base, reached = base_of(facts, spec), rule.person
    if not base:
        return Counted(None, 0, "nobody")
    if rule.shows and not facts.watched:
        return Counted(None, len(base), "unwatched")
    return Counted(sum(reached(person, facts, spec) for person in base), len(base))


def idle(person: PersonWeek, _facts: Facts, _spec: IndicatorSpec) -> bool:
    """Tell whether a person has no known profile, or did nothing at all with it."""
    return not person.accounts or not (person.messages or person.calls)


def known(person: PersonWeek, _facts: Facts, _spec: IndicatorSpec) -> bool:
    """Tell whether a person has a bound account."""
    return bool(person.accounts)


def connected(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """People of the audience who are members of a chat that counts, or wrote in one on any day.

    With ``above`` the chats of the unit above count (heads in the department's chats). What was
    confirmed beside the chats connects nobody.
    """
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    members = facts.raw.members
    told = [members[chat.id] for chat in rule.chats(facts, spec) if chat.id in members]
    if not told and (spec.above or not facts.watched):
        return Counted(None, len(base), "members")
    accounts: frozenset[int] = frozenset().union(*told)
    there = sum(
        not accounts.isdisjoint(person.accounts) or (not spec.above and person.days > 0)
        for person in base
    )
    return Counted(there, len(base))


def maybe_known(facts: Facts, spec: IndicatorSpec) -> int:
    """Count who may be in the staff chats with a profile that is not known to be his."""
    return min(_unbound(facts, spec), in_staff_chats(facts))


def maybe_connected(facts: Facts, spec: IndicatorSpec) -> int:
    """As ``maybe_known``, where the staff chats count."""
    counts = not spec.above and (not spec.chats or ChatKind.STAFF in spec.chats)
    return maybe_known(facts, spec) if counts else 0


def maybe_not_idle(facts: Facts, spec: IndicatorSpec) -> int:
    """Count down who may write in the staff chats with a profile that is not known to be his.

    In a month strangers cannot be told apart, so nothing is said of it.
    """
    if spec.window == "month":
        return 0
    return -min(_unbound(facts, spec), writers(facts, ChatKind.STAFF))


def _unbound(facts: Facts, spec: IndicatorSpec) -> int:
    return sum(not person.accounts for person in base_of(facts, spec))


def total(facts: Facts, spec: IndicatorSpec, _rule: CountingRule) -> Counted:
    """People of the audience on the roster; an empty roster is no data."""
    number = len(base_of(facts, spec))
    return Counted(number) if number else Counted(None, None, "nobody")


def chat_owners(facts: Facts, spec: IndicatorSpec, rule: CountingRule) -> Counted:
    """People of the audience who own a chat the bot is in (owners are told to chat admins)."""
    base = base_of(facts, spec)
    if not base:
        return Counted(None, 0, "nobody")
    owners = {chat.owner for chat in rule.chats(facts, spec)}
    if owners <= {None}:
        return Counted(None, len(base), "owners")
    return Counted(sum(not owners.isdisjoint(person.accounts) for person in base), len(base))


OF_PEOPLE = (
    Indicator(
        name="people_active",
        noun="people who reach the minimum",
        count=counted,
        rule=CountingRule(
            shows=("messages", "calls"), where=of_kinds, roster=True, person=meets, narrows=True
        ),
        has_base=True,
        activity=True,
        people=True,
        asks=True,
        needs_minimum=True,
        takes_chats=True,
        windows=ALWAYS,
        friday="people",
    ),
    Indicator(
        name="people_inactive",
        noun="idle people",
        count=counted,
        rule=CountingRule(shows=("messages", "calls"), where=of_kinds, roster=True, person=idle),
        has_base=True,
        activity=True,
        people=True,
        windows=ALWAYS,
        fewer_is_better=True,
        unseen_adds=True,
        possible=maybe_not_idle,
        open_by=ChatKind.STAFF,
    ),
    Indicator(
        name="people_registered",
        noun="people with a profile",
        count=counted,
        rule=CountingRule(person=known),
        has_base=True,
        people=True,
        possible=maybe_known,
    ),
    Indicator(
        name="people_connected",
        noun="members of chats",
        count=connected,
        rule=CountingRule(shows=("members",), where=joined, narrows=True),
        has_base=True,
        people=True,
        possible=maybe_connected,
        takes_chats=True,
        takes_above=True,
    ),
    Indicator(
        name="people_total",
        noun="people",
        count=total,
        has_base=False,
        roster_size=True,
    ),
    Indicator(
        name="chat_owners",
        noun="owners of chats",
        count=chat_owners,
        rule=CountingRule(shows=("owners",), where=joined),
        has_base=True,
        people=True,
        takes_chats=True,
    ),
)

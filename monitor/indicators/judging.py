"""Who is short, of what, and what a nudge tells: a unit's people held against its order. Pure."""

from collections.abc import Iterable, Mapping

from monitor.facts.assembling import narrowed
from monitor.facts.digest import Nudge
from monitor.facts.facts import Facts, Filter, PersonWeek
from monitor.facts.values import Requirement, Window
from monitor.indicators import BY_NAME
from monitor.indicators.people import meets, requirements
from monitor.orders.model import IndicatorSpec, Order

Missed = list[tuple[IndicatorSpec, PersonWeek]]

Slice = tuple[Window, Filter]
"""The days and the chats an indicator counts."""

TO_BE_MADE: Mapping[Slice, Facts] = {}


class Judge:
    """A unit's facts beside its order; facts of single days or chats are put together once.

    ``known``: those that are put together already.
    """

    def __init__(
        self, facts: Facts, order: Order, known: Mapping[Slice, Facts] = TO_BE_MADE
    ) -> None:
        self.facts, self.order = facts, order
        kind = facts.raw.unit.kind
        self.specs = tuple(
            spec
            for spec in order.indicator
            if not BY_NAME[spec.family].of_levels and spec.concerns(kind)
        )
        """The indicators asked of a single organisation of this kind."""
        self.by_day = any(spec.messages_a_day is not None for spec in self.specs)
        """Whether it matters how many messages were written on each day."""
        self._personal = tuple(spec for spec in self.specs if spec.personal)
        self._slices = {key: (each, _by_id(each)) for key, each in known.items()}

    def slice(self, spec: IndicatorSpec) -> Facts:
        """Give the facts of the days and chats an indicator counts."""
        return self.facts_in(slice_of(spec))

    def facts_in(self, key: Slice) -> Facts:
        """Give the facts of some days and chats."""
        return self._slice(key)[0]

    def _slice(self, key: Slice) -> tuple[Facts, dict[int, PersonWeek]]:
        if key not in self._slices:
            facts = narrowed(self.facts, *key)
            self._slices[key] = facts, _by_id(facts)
        return self._slices[key]

    def missed(self, person: PersonWeek) -> Missed:
        """Give the personal indicators a person does not meet, each with his part of it.

        Nobody away, nobody where the bot is in no chat, and nobody in a week without school
        misses anything.
        """
        if person.absent or not self.facts.watched or not self.facts.working:
            return []
        return [
            (spec, mine)
            for spec, mine, facts in self.concerning(person)
            if not meets(mine, facts, spec)
        ]

    def concerning(self, person: PersonWeek) -> list[tuple[IndicatorSpec, PersonWeek, Facts]]:
        """Give the personal indicators that concern a person, with his part of each.

        Nothing is asked of chats the bot does not see, nor of days on which the person is away.
        """
        found = []
        for spec in self._personal:
            roles = spec.roles_counted
            if roles is None or person.person.role in roles:
                facts, people = self._slice(slice_of(spec))
                mine = people.get(person.person.id)  # None: the person has no class of his own
                if mine is not None and facts.watched and facts.working and not mine.absent:
                    found.append((spec, mine, facts))
        return found

    def asked(self, missed: Missed) -> tuple[tuple[Requirement, ...], bool]:
        """Give what is asked of somebody short, and whether one of it is enough.

        Of nested norms (3 and 10 messages) the highest counts. A norm with a choice is told
        alone: it is the easier one to meet.
        """
        choice = [(spec, mine) for spec, mine in missed if spec.any]
        asked = [
            each
            for spec, mine in choice[:1] or missed
            for each in requirements(mine, self.slice(spec), spec)
        ]
        return _highest(asked), bool(choice) and len(asked) > 1

    def _running(self, spec: IndicatorSpec) -> bool:
        """Tell whether anything can still be done: a day, or a month, may end before the week."""
        return self.slice(spec).span.end > self.facts.as_of

    def nudge(self, person: PersonWeek) -> Nudge | None:
        """Give the facts of a nudge for a person who is short and not away today; else None.

        All norms are told, also those already met: the person sees the whole.
        """
        facts = self.facts
        today = facts.as_of.astimezone(facts.week.zone).date()
        missed = [each for each in self.missed(person) if self._running(each[0])]
        if not missed or today in person.away or not person.accounts:
            return None
        asked, choice = self.asked(missed)
        if not choice:
            asked = _highest(
                each
                for spec, mine, sliced in self.concerning(person)
                if not spec.any and self._running(spec)
                for each in requirements(mine, sliced, spec)
            )
        return Nudge(
            name=person.person.full_name,
            unit_name=facts.raw.unit.name,
            first=facts.week.first,
            last=facts.week.last,
            requirements=asked,
            days_left=(facts.week.last - today).days + 1,
            incomplete=not facts.whole,
            any=choice,
            working=tuple(
                day for day in sorted(facts.working) if day >= today and day not in person.away
            ),
        )


def _by_id(facts: Facts) -> dict[int, PersonWeek]:
    return {each.person.id: each for each in facts.people}


def slice_of(spec: IndicatorSpec) -> Slice:
    """Give the days and the chats an indicator counts."""
    return spec.window, filter_of(spec)


def filter_of(spec: IndicatorSpec) -> Filter:
    """Give which chats count for an indicator of people; other families look for themselves."""
    return BY_NAME[spec.family].rule.filter(spec)


def _highest(asked: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Keep the highest requirement of each kind, messages first."""
    highest: dict[tuple[str, int], Requirement] = {}
    for each in asked:
        kind = each.counts, each.a_day or 1
        known = highest.get(kind)
        if known is None or each.needed > known.needed:
            highest[kind] = each
    order = ("messages", "calls", "days")
    return tuple(highest[kind] for kind in sorted(highest, key=lambda k: (order.index(k[0]), k[1])))

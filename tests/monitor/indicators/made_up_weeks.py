"""Weeks of a small school and indicators, with anything in them that there may be."""

from datetime import timedelta

from hypothesis import strategies as st

from monitor.indicators import FAMILIES
from monitor.orders.model import IndicatorSpec
from monitor.orders.roles import Audience, Role
from storage.records import ChatKind, Correction, ForeignLinks, Interruption, Vacation
from tests.builders import a_call, a_chat, a_class, a_person, away, bound, some_facts
from tests.builders import wrote as a_tally
from tests.cast import MONDAY, SCHOOL, WEEK, at

COUNTED = tuple(family for family in FAMILIES if not family.of_levels)
HOURS = [at(0), at(1, 9), at(2, 23), at(4, 15), at(6, 23)]
PEOPLE, STRANGERS = range(1, 6), range(-5, 0)
CHATS = range(1, 6)

days = st.integers(-3, 8).map(lambda day: MONDAY + timedelta(days=day))
moments = st.sampled_from(HOURS)
few = st.integers(0, 12)


def persons(number):
    return st.builds(
        a_person,
        st.just(number),
        role=st.sampled_from(tuple(Role)),
        added_at=st.sampled_from([at(-30), at(1), at(5)]),
        classes=st.sampled_from([(), ("5А",), ("5А", "5Б")]),
    )


def chats(number):
    return st.builds(
        a_chat,
        st.just(number),
        st.sampled_from((*ChatKind, None)),
        joined_at=st.sampled_from([at(-30), at(2), at(8), None]),
        left_at=st.sampled_from([None, None, at(-1), at(3)]),
        class_name=st.sampled_from(["", "5А", "5Б"]),
        owner=st.sampled_from([None, 11, 12, 13]),
        strangers=st.sampled_from([None, 0, 3]),
    )


absences = st.builds(away, st.sampled_from(PEOPLE), days, st.none() | days)
accounts = st.sampled_from([*(10 + n for n in PEOPLE), 99, *STRANGERS, 0])
tallies = st.builds(a_tally, accounts, st.integers(1, 12), moments, st.sampled_from([*CHATS, 9]))
calls = st.builds(
    a_call,
    accounts,
    accounts,
    reached=st.sampled_from([True, False, None]),
    number=st.integers(1, 99),
    when=moments,
)
classes = st.builds(a_class, st.sampled_from(["5А", "5Б"]), st.none() | few, st.none() | few)
corrections = st.builds(
    Correction,
    id=st.integers(1, 9),
    unit=st.just(SCHOOL),
    week=st.just(WEEK),
    person=st.sampled_from(PEOPLE),
    figure=st.just(""),
    messages=few,
    calls=few,
    made_at=moments,
)
vacations = st.builds(
    Vacation,
    unit=st.just(SCHOOL),
    class_name=st.sampled_from(["", "5А"]),
    first=days,
    last=days,
)
links = st.builds(
    ForeignLinks, chat=st.sampled_from(CHATS), messenger=st.just("viber"), messages=few
)
interruptions = st.builds(
    Interruption,
    chat=st.sampled_from(CHATS),
    cause=st.just("absent"),
    since=moments,
    until=st.none() | moments,
)


@st.composite
def raws(draw):
    """A week of a small school, with anything in it that storage may tell."""

    def some(strategy, most=6):
        return tuple(draw(st.lists(strategy, max_size=most)))

    staff = [draw(persons(number)) for number in PEOPLE[: draw(st.integers(0, 5))]]
    known = {each.id for each in staff}
    accounts_of = {number: draw(st.sampled_from([0, 1, 1, 2])) for number in known}
    return some_facts(
        staff,
        [
            one
            for number, count in accounts_of.items()
            for one in bound(number, *(10 + number, 20 + number)[:count])
        ],
        some(tallies, 20),
        {each.id: each for each in some(calls)}.values(),
        [draw(chats(number)) for number in CHATS[: draw(st.integers(0, 5))]],
        [each for each in some(absences) if each.person in known],
        {each.name: each for each in some(classes)}.values(),
        draw(st.dictionaries(st.sampled_from(CHATS), st.integers(1, 9), max_size=2)),
        some(interruptions, 2),
        as_of=draw(st.sampled_from([at(0, 9), at(3, 14), at(7)])),
        corrections=tuple(each for each in some(corrections, 2) if each.person in known),
        vacations=some(vacations, 2),
        links=some(links, 3),
        members=draw(
            st.dictionaries(
                st.sampled_from([*CHATS, 7]),
                st.frozensets(st.sampled_from([11, 12, 22])),
                max_size=3,
            )
        ),
        chats_above=(a_chat(7),),
    )


minimums = st.fixed_dictionaries(
    {
        "messages": st.none() | st.integers(1, 12),
        "calls": st.none() | st.integers(1, 2),
        "days": st.none() | st.integers(1, 4),
        "any": st.booleans(),
        "scaled": st.booleans(),
    }
)


@st.composite
def specs(draw, names=tuple(family.name for family in COUNTED)):
    """Any indicator of any family; people_active asks for something."""
    family = draw(st.sampled_from(names))
    values = draw(minimums)
    if family == "people_active" and not (values["messages"] or values["calls"] or values["days"]):
        values["messages"] = 3
    return IndicatorSpec(
        id="main",
        family=family,
        title="",
        audience=draw(st.sampled_from(tuple(Audience))),
        chats=tuple(draw(st.lists(st.sampled_from(tuple(ChatKind)), max_size=2))),
        own_class=draw(st.booleans()),
        above=draw(st.booleans()),
        window=draw(st.sampled_from(["week", "day"])),
        base=draw(st.sampled_from(["all", "present"])),
        personal=family == "people_active",
        **values,
    )

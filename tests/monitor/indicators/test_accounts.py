"""Members of staff chats counted apart from whose they are, and what they leave open."""

import pytest

from monitor.indicators import BY_NAME, Counted
from monitor.order_files.loading import parse_order
from monitor.orders.model import IndicatorSpec
from monitor.report.making import make_report
from storage.records import ChatKind
from tests.builders import ORDER, a_chat, a_person, an_indicator, bound, some_facts, wrote
from tests.cast import ADMIN, MARIA, OLGA, PAVEL, at
from tests.monitor.counting import counted

STAFF_ROOM = a_chat(1, people=5, strangers=2)
PARENTS = a_chat(9, ChatKind.PARENTS, title="5А родители", people=30)
UNTOLD = a_chat(2, title="МО физиков")
FOUR = {
    "persons": [a_person(number) for number in (1, 2, 3, 4)],
    "bindings": bound(1, MARIA) + bound(2, PAVEL),
    "members": {1: frozenset({MARIA, PAVEL, ADMIN}), 9: frozenset({MARIA})},
}
"""Four on the list, two of them bound; the administrator is not on it."""


def facts(*chats, **other):
    return some_facts(**{**FOUR, "chats": chats, **other})


def the_figure(made, family, *lines):
    """A figure as reports have it."""
    order = parse_order(ORDER + an_indicator("main", *lines, family=family), "made-up")
    [figure] = make_report(made, order).figures
    return figure


def registered(made, norm="threshold = 1.0"):
    """The figure of those with a known profile, held against a norm."""
    line = f'norm = {{ {norm}, text = "подключены все" }}'
    figure = the_figure(made, "people_registered", line)
    return figure.value, figure.of, figure.possible, figure.norm.met


def test_members_are_counted_once_each_whoever_they_are_and_of_staff_chats_alone():
    both = facts(
        STAFF_ROOM,
        a_chat(3, people=3, strangers=1),
        PARENTS,
        members={1: frozenset({MARIA, PAVEL, ADMIN}), 3: frozenset({MARIA, OLGA})},
    )

    assert counted("staff_chat_members", facts(STAFF_ROOM, PARENTS)) == Counted(5)
    assert counted("staff_chat_members", both) == Counted(7)


@pytest.mark.parametrize(
    ("chats", "expected"),
    [
        ((), Counted(None, None, "unwatched")),
        ((PARENTS,), Counted(None, None, "unwatched")),
        ((UNTOLD,), Counted(None, None, "members")),
        ((a_chat(1, people=5, strangers=2, left_at=at(2)),), Counted(None, None, "unwatched")),
        ((a_chat(1, people=1, strangers=0),), Counted(3)),
        ((STAFF_ROOM, UNTOLD), Counted(5, None, "untold")),
    ],
)
def test_what_no_chat_tells_is_no_data_and_what_some_do_not_tell_has_a_star(chats, expected):
    made = facts(*chats)

    assert counted("staff_chat_members", made) == expected
    figure = the_figure(made, "staff_chat_members")
    assert figure.base is None
    assert (figure.incomplete, figure.possible) == (expected.missing == "untold", 0)


def test_who_writes_without_a_binding_is_counted_in_staff_chats_alone():
    made = facts(
        STAFF_ROOM,
        UNTOLD,
        PARENTS,
        tallies=[
            wrote(-1, 2),
            wrote(-1, 1, chat=2),
            wrote(-2, 1, chat=2),
            wrote(-3, 9, chat=9),
            wrote(MARIA, 9),
        ],
    )

    assert counted("unbound_writers", made) == Counted(2)
    assert counted("unbound_writers", made, messages=3) == Counted(1)
    assert counted("unbound_writers", facts(PARENTS)) == Counted(None, None, "unwatched")
    assert counted("unbound_writers", facts(STAFF_ROOM)) == Counted(0)


@pytest.mark.parametrize(
    ("chats", "expected"),
    [
        ((a_chat(1, people=3, strangers=0),), (2, 4, 0, False)),
        ((a_chat(1, people=4, strangers=1),), (2, 4, 1, False)),
        ((STAFF_ROOM,), (2, 4, 2, False)),
        ((a_chat(1, people=40, strangers=37),), (2, 4, 2, False)),  # never more than are unbound
        ((a_chat(1, people=40, strangers=37, left_at=at(2)),), (2, 4, 0, False)),
        ((PARENTS,), (2, 4, 0, False)),
        ((a_chat(9, ChatKind.PARENTS, people=30, strangers=3),), (2, 4, 0, False)),  # once staff
        ((), (2, 4, 0, False)),
    ],
)
def test_members_nobody_can_name_are_told_beside_the_figure_and_decide_no_norm(chats, expected):
    assert registered(facts(*chats)) == expected


def test_of_chats_that_do_not_tell_their_members_those_are_known_who_write():
    writing = [wrote(-1, 2, chat=2), wrote(-2, 1, chat=2), wrote(-2, 1)]

    assert registered(facts(UNTOLD, tallies=writing)) == (2, 4, 2, False)
    one = a_chat(1, people=4, strangers=1)
    assert registered(facts(one, UNTOLD, tallies=writing)) == (2, 4, 2, False)
    assert registered(facts(one, tallies=[wrote(-1, 1), wrote(-2, 1)])) == (2, 4, 1, False)


@pytest.mark.parametrize(
    ("norm", "met"),
    [
        ("threshold = 0.5", True),
        ("threshold = 0.75", False),
        ("at_least = 4", False),
        ("at_least = 5", False),
        ("at_most = 3", True),
        ("growth = 0.0", None),  # there is no week to compare with
    ],
)
def test_every_kind_of_norm_is_judged_by_what_is_known(norm, met):
    assert registered(facts(STAFF_ROOM), norm) == (2, 4, 2, met)


def test_who_is_known_to_be_away_is_in_no_base_and_so_leaves_nothing_open():
    assert registered(facts(STAFF_ROOM, persons=FOUR["persons"][:2])) == (2, 2, 0, True)


@pytest.mark.parametrize(
    ("values", "possible"),
    [({}, 2), ({"chats": ("staff",)}, 2), ({"chats": ("parents",)}, 0), ({"above": True}, 0)],
)
def test_connected_people_are_left_open_where_staff_chats_count(values, possible):
    made = facts(STAFF_ROOM, PARENTS)
    spec = IndicatorSpec(id="main", family="people_connected", title="", **values)

    assert BY_NAME[spec.family].leaves_open(made, spec) == possible


def test_who_writes_without_a_binding_may_not_be_idle():
    made = facts(STAFF_ROOM, tallies=[wrote(MARIA, 1), wrote(PAVEL, 1), wrote(-1, 1)])
    spec = IndicatorSpec(id="main", family="people_inactive", title="")

    assert counted("people_inactive", made) == Counted(2, 4)
    assert BY_NAME[spec.family].leaves_open(made, spec) == -1
    monthly = spec.model_copy(update={"window": "month"})
    assert BY_NAME[spec.family].leaves_open(made, monthly) == 0

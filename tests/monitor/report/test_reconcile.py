"""The official table beside our report: what differs, by how much, and what may be the reason."""

from dataclasses import replace

import pytest

from monitor.facts.ratio import Ratio
from monitor.facts.values import WeekFigure
from monitor.report.making import make_report
from monitor.report.reconcile import FigureDifference, LikelyReason, Nearby, reconcile
from storage.records import Access, Official
from tests.builders import (
    a_call,
    a_chat,
    a_class,
    a_person,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import MONDAY

ORDER = an_order(
    "messages = 3",
    *(
        f'[[indicator]]\nid = "{name}"\nfamily = "{family}"\ntitle = "{name}"\n{rest}'
        for name, family, rest in (
            ("ten", "people_active", "messages = 10"),
            ("calls", "people_active", "calls = 1"),
            ("there", "people_active", 'messages = 3\nbase = "present"'),
            ("silent", "people_inactive", ""),
            ("listed", "people_total", ""),
            ("classes", "classes_with_chats", ""),
            ("users", "users_active", 'audience = "teachers"'),
            ("diary", "confirmed", ""),
        )
    ),
)
NOTHING_NEARBY = Nearby(before={}, after={})

FACTS = {
    "persons": [a_person(n) for n in range(1, 11)],
    "bindings": [each for n in range(1, 9) for each in bound(n, 100 + n)],
    "tallies": [wrote(100 + n, 12 if n < 3 else 5) for n in range(1, 6)],
    "calls": [a_call(101)],
    "absences": [away(10, MONDAY, None)],
    "classes": [a_class("5А"), a_class("6Б")],
}
"""Ten people: five wrote 3, two of them 10; two have no profile; one of those is away."""


def held(figure, value, of=None, *, percent=False, nearby=NOTHING_NEARBY, **facts):
    """The difference of one figure of the table."""
    report = make_report(some_facts(**(FACTS | facts)), ORDER)
    said = Official(figure=figure, value=value, of=of, percent=percent)
    (found,) = reconcile(report, ORDER, [said], nearby)
    return found


def reasons(*args, **kwargs):
    return [(each.code, each.count) for each in held(*args, **kwargs).reasons]


def test_the_same_count_agrees_and_a_base_that_is_not_told_does_not_matter():
    assert held("main", 5, 10) == FigureDifference(
        figure="main",
        title="Написавшие",
        ours=Ratio(5, 10),
        theirs=Ratio(5, 10),
        percent=False,
        agrees=True,
        by=0,
    )
    assert held("main", 5).agrees is True


def test_a_difference_is_ours_without_theirs_with_its_likely_reason():
    assert held("main", 7, 10) == FigureDifference(
        figure="main",
        title="Написавшие",
        ours=Ratio(5, 10),
        theirs=Ratio(7, 10),
        percent=False,
        agrees=False,
        by=-2,
        reasons=(LikelyReason(code="unbound", count=2),),
    )


SHARES = {
    (50, 100): (True, []),
    (500, 1000): (True, []),
    (501, 1000): (False, [("rounding", None)]),
    (52, 100): (False, [("rounding", None)]),
    (60, 100): (False, [("unbound", 2)]),
    (40, 100): (False, []),
}


@pytest.mark.parametrize("share", SHARES)
def test_a_share_alone_is_held_against_our_share(share):
    found = held("main", *share, percent=True)
    codes = [(each.code, each.count) for each in found.reasons]
    assert (found.agrees, codes) == SHARES[share]
    assert found.share_by == pytest.approx(0.5 - share[0] / share[1])
    assert found.by is None


def test_a_share_that_was_cut_or_rounded_agrees():
    persons = {"persons": [a_person(n) for n in range(1, 7)], "absences": []}
    five_of_six = [held("main", parts, 1000, percent=True, **persons) for parts in (833, 834)]
    assert [(each.agrees, each.reasons) for each in five_of_six] == [
        (True, ()),
        (True, (LikelyReason(code="rounding"),)),
    ]


def test_their_value_is_ours_of_another_week():
    nearby = Nearby(
        before={"main": WeekFigure(id="main", value=8, of=10)},
        after={"main": WeekFigure(id="main", value=2, of=10)},
    )
    assert reasons("main", 8, 10, nearby=nearby) == [("week_before", None)]
    assert reasons("main", 80, 100, percent=True, nearby=nearby) == [("week_before", None)]
    assert reasons("main", 2, 10, nearby=nearby) == [("week_after", None), ("swapped", 10)]
    assert reasons("main", 9, 10, nearby=nearby) == []


def test_three_and_ten_were_swapped():
    assert reasons("main", 2, 10) == [("swapped", 10)]
    assert reasons("ten", 5, 10) == [("swapped", 3)]


def test_they_count_over_the_other_base_or_another_roster():
    assert reasons("there", 5, 10) == [("other_base", None), ("roster", 1)]
    assert reasons("main", 5, 12) == [("roster", 2)]
    assert reasons("listed", 7) == [("roster", -3)]


def test_unbound_people_explain_only_as_many_as_they_are_and_only_of_the_audience():
    assert reasons("main", 8, 10) == []
    assert reasons("silent", 3, 10) == [("unbound", 2)]
    assert reasons("silent", 6, 10) == []
    others = [replace(each, role="прочий персонал") for each in FACTS["persons"][8:]]
    persons = [*FACTS["persons"][:8], *others]
    order = an_order('messages = 3\naudience = "teachers"')
    report = make_report(some_facts(**(FACTS | {"persons": persons})), order)
    (found,) = reconcile(report, order, [Official(figure="main", value=6)], NOTHING_NEARBY)
    assert found.reasons == ()


def test_calls_may_be_outside_the_chats():
    assert reasons("calls", 6) == [("elsewhere", None)]
    assert reasons("calls", 0) == []


def test_chats_the_bot_does_not_see_are_counted_and_holes_are_told():
    blind = [a_chat(), a_chat(2, access=Access.MENTIONS)]
    assert reasons("main", 9, 10, chats=blind) == [("blind", 1)]
    assert reasons("main", 9, 10, missed={1: 5}) == [("incomplete", None)]
    assert reasons("main", 4, 10, missed={1: 5}) == []


def test_classes_without_a_chat_are_counted():
    assert reasons("classes", 1, 2) == [("classless", 2)]
    assert reasons("users", 20, 60) == [("classless", 2)]


def test_no_data_is_no_zero_on_either_side():
    nobody = held("main", 7, chats=(), tallies=())
    assert (nobody.ours.value, nobody.agrees, nobody.by) == (None, False, None)
    assert nobody.reasons == (LikelyReason(code="no_data"),)
    silent = held("main", None)
    assert (silent.ours.value, silent.theirs.value, silent.agrees, silent.by) == (
        5,
        None,
        None,
        None,
    )
    assert silent.reasons == ()


def test_figures_follow_the_order_and_what_it_does_not_ask_for_comes_last():
    report = make_report(some_facts(**FACTS), ORDER)
    said = [
        Official(figure="other", value=1),
        Official(figure="listed", value=10),
        Official(figure="main", value=5, of=10, percent=True),
        Official(figure="main", value=5),
    ]
    found = reconcile(report, ORDER, said, NOTHING_NEARBY)
    assert [(each.figure, each.percent, each.agrees) for each in found] == [
        ("main", False, True),
        ("main", True, True),
        ("listed", False, True),
        ("other", False, None),
    ]
    assert found[-1].title is None

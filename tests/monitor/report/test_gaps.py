"""Why a report's figures may be too low: one list, the times without sight first."""

from dataclasses import replace
from datetime import UTC

import pytest

from monitor.facts.values import Blank, ChatLine
from monitor.report.gaps import MISSED, UNPROVED, Gap, gaps
from monitor.report.making import make_report
from tests.builders import an_order, some_facts
from tests.cast import at

START, TOLD = at(0), at(4, 16)
BLANKS = (
    Blank(chat=None, cause="down", since=at(1), until=at(2)),
    Blank(chat="Педсовет", cause="absent", since=at(3), until=None),
)


def a_line(number, title="", **values):
    known = {"kind": "staff", "messages": 5, "calls": 0, "missed": 0, "present": True}
    return ChatLine(id=number, title=title, **(known | values))


def a_report(*chats, blanks=(), as_of=TOLD):
    report = make_report(some_facts(as_of=as_of), an_order())
    return replace(report, chats=chats, blanks=blanks)


def test_where_all_was_seen_there_is_no_gap():
    assert gaps(a_report(a_line(1, "Педсовет"))) == ()


def test_times_without_sight_then_messages_never_seen_then_chats_that_prove_nothing():
    report = a_report(
        a_line(1, "Педсовет", missed=1, proved=False),
        a_line(2, "", missed=2),
        a_line(3, "", proved=False),
        a_line(4, "Бывший", proved=False, present=False),
        a_line(5, "5А", missed=0),
        blanks=BLANKS,
    )

    assert gaps(report) == (
        Gap(chat=None, since=at(1), until=at(2), why="down"),
        Gap(chat="Педсовет", since=at(3), until=None, why="absent"),
        Gap(chat="Педсовет", since=START, until=TOLD, why=MISSED),
        Gap(chat="2", since=START, until=TOLD, why=MISSED),
        Gap(chat="Педсовет", since=START, until=None, why=UNPROVED),
        Gap(chat="3", since=START, until=None, why=UNPROVED),
    )
    assert (MISSED, UNPROVED) == ("missed", "unproved")


@pytest.mark.parametrize(
    ("as_of", "until"), [(TOLD.astimezone(UTC), TOLD), (at(7), at(7)), (at(9), at(7))]
)
def test_messages_are_missing_up_to_what_is_told_in_the_unit_s_own_time(as_of, until):
    report = a_report(a_line(1, "Педсовет", missed=1), as_of=as_of)
    [gap] = gaps(report)

    assert gap.until.isoformat() == until.isoformat()

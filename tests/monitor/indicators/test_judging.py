"""Who is short: scaled minimums, chats that count, roles, kinds, and months."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.facts.assembling import assemble
from monitor.indicators.judging import Judge
from monitor.report.making import make_report
from monitor.time.week import month_until, week_of_day
from storage.records import ChatKind, Vacation
from tests.builders import (
    a_call,
    a_chat,
    a_person,
    an_indicator,
    an_order,
    away,
    bound,
    some_facts,
    wrote,
)
from tests.cast import MARIA, MONDAY, PAVEL, SCHOOL, ZONE, at
from tests.monitor.indicators.short import ANY, DAY, PERSONAL, asked, line, nudged, one

OWN = (a_chat(1), a_chat(2, ChatKind.PARENTS, class_name="5А"), a_chat(3, class_name="6Б"))


def test_a_scaled_minimum_is_told_as_it_is_asked():
    facts = one(wrote(MARIA, 3), absences=[away(1, MONDAY, MONDAY + DAY)])
    told = nudged(facts, "messages = 10", "scaled = true", PERSONAL)

    assert told.requirements == (asked("messages", 3, 6),)
    assert line(facts, "messages = 10", "scaled = true", PERSONAL)[1] == told.requirements


@pytest.mark.parametrize(("messages", "short"), [(5, True), (6, False)])
def test_who_is_away_for_two_days_of_five_is_held_against_three_fifths(messages, short):
    facts = one(wrote(MARIA, messages), absences=[away(1, MONDAY, MONDAY + DAY)])
    report = make_report(facts, an_order("messages = 10", "scaled = true", PERSONAL))

    assert (report.figure("main").value, report.people[0].short) == (int(not short), short)


@pytest.mark.parametrize("lines", [ANY, ("messages = 10", PERSONAL)])
def test_who_came_after_the_last_working_day_is_asked_for_nothing_where_it_is_scaled(lines):
    facts = some_facts([a_person(1), a_person(2, added_at=at(5))], bound(2, PAVEL))
    report = make_report(facts, an_order(*lines, "scaled = true"))

    assert (report.figure("main").value, [each.short for each in report.people]) == (
        1,
        [True, False],
    )


@pytest.mark.parametrize(
    ("classes", "done"), [(("5А",), 4), (("6Б",), 2), (("5А", "6Б"), 6), (("9Я",), 0)]
)
def test_only_the_chats_of_a_person_s_own_classes_count_where_the_order_says_so(classes, done):
    facts = one(
        wrote(MARIA, 9, chat=1),
        wrote(MARIA, 4, chat=2),
        wrote(MARIA, 2, chat=3),
        classes=classes,
        chats=OWN,
        calls=[a_call(MARIA)],
    )

    assert line(facts, "messages = 7", "own_class = true", PERSONAL)[1] == (
        asked("messages", done, 7),
    )
    assert line(facts, "messages = 7", PERSONAL) == (False, (), False)


def test_who_has_no_class_of_his_own_is_neither_asked_nor_counted_among_those_who_are():
    facts = one(wrote(MARIA, 9), classes=(), chats=OWN)
    lines = ("messages = 7", "own_class = true", PERSONAL)

    assert line(facts, *lines) == (False, (), False)
    assert make_report(facts, an_order(*lines)).figures[0].of == 0


def test_own_classes_and_kinds_of_chats_narrow_together():
    facts = one(wrote(MARIA, 4, chat=2), wrote(MARIA, 2, chat=3), classes=("5А", "6Б"), chats=OWN)
    lines = ("messages = 9", "own_class = true", 'chats = ["parents"]', PERSONAL)

    assert line(facts, *lines)[1] == (asked("messages", 4, 9),)


def test_calls_count_in_the_chats_that_count():
    facts = one(
        chats=[a_chat(1), a_chat(2, ChatKind.PARENTS)], calls=[a_call(MARIA)]
    )  # a call in the first chat

    assert line(facts, "calls = 1", 'chats = ["staff"]', PERSONAL)[0] is False
    assert line(facts, "calls = 1", 'chats = ["parents"]', PERSONAL)[1] == (asked("calls", 0, 1),)


def test_nobody_is_short_of_messages_in_chats_the_bot_is_not_in():
    facts = one(wrote(MARIA, 1))
    order = an_order("messages = 3", 'chats = ["parents"]', PERSONAL)
    report = make_report(facts, order)

    assert (report.figure("main").value, report.figure("main").missing) == (None, "unwatched")
    assert report.people[0].short is False
    assert nudged(facts, "messages = 3", 'chats = ["parents"]', PERSONAL) is None


@pytest.mark.parametrize(
    ("kind", "organisations", "ids"),
    [
        ("school", [], ["main", "second"]),
        ("school", ["school"], ["main", "second"]),
        ("school", ["college", "kindergarten"], ["main"]),
        ("college", ["college", "kindergarten"], ["main", "second"]),
    ],
)
def test_an_indicator_concerns_the_kinds_of_organisations_it_names(kind, organisations, ids):
    second = an_indicator(
        "second", "messages = 9", PERSONAL, f"organisations = {organisations}".replace("'", '"')
    )
    facts = one(wrote(MARIA, 5), kind=kind)
    report = make_report(facts, an_order("messages = 3", PERSONAL, second))

    assert [figure.id for figure in report.figures] == ids
    assert report.people[0].short is ("second" in ids)


def test_figures_of_levels_are_left_out_of_an_organisation_s_report():
    order = an_order(
        "messages = 3",
        'norm = { threshold = 1.0, text = "" }',
        an_indicator("reporting", family="units_reporting"),
        an_indicator("meeting", 'indicators = ["main"]', family="units_meeting"),
    )

    assert [figure.id for figure in make_report(one(), order).figures] == ["main"]


def test_roles_are_asked_for_what_is_asked_of_them():
    facts = some_facts(
        [a_person(1, role="воспитатель"), a_person(2, role="учитель")],
        bound(1, MARIA) + bound(2, PAVEL),
        [wrote(MARIA, 5), wrote(PAVEL, 5)],
        as_of=at(3, 14),
    )
    more = an_indicator("more", "messages = 10", PERSONAL, 'roles = ["воспитатель"]')
    report = make_report(facts, an_order("messages = 3", PERSONAL, more))

    assert [(each.short, each.asked) for each in report.people] == [
        (True, (asked("messages", 5, 10),)),
        (False, ()),
    ]
    assert (report.figure("more").value, report.figure("more").of) == (0, 1)


@pytest.mark.parametrize(
    ("day", "told"), [(at(2, 14), True), (at(3, 14), False), (at(4, 14), True)]
)
def test_who_is_away_today_is_left_in_peace_today(day, told):
    thursday = MONDAY + 3 * DAY
    facts = one(as_of=day, absences=[away(1, thursday, thursday)])

    assert (nudged(facts, "messages = 3", PERSONAL) is not None) is told
    assert line(facts, "messages = 3", PERSONAL)[0] is True


MONTHLY = ("messages = 9", 'window = "month"', PERSONAL)


def of_a_month(*earlier, week=None, as_of=None, **values):
    """Facts of the only person with those of the month; ``earlier``: what the month has more."""
    facts = one(wrote(MARIA, 2), **({"week": week, "as_of": as_of or at(3, 14)} | values))
    raw = replace(facts.raw, **dict(earlier))
    span = month_until(facts.week)
    return replace(
        facts, month=assemble(raw, facts.week, facts.as_of, participants=False, span=span)
    )


def missed(facts, *lines):
    return [spec.id for spec, _ in Judge(facts, an_order(*lines)).missed(facts.people[0])]


def test_nothing_of_the_month_is_missed_in_a_week_in_which_nothing_can_be_asked():
    """The month has other days on which he was there, in school, and in sight of the bot."""
    all_week = away(1, MONDAY, MONDAY + 6 * DAY)
    rest = Vacation(unit=SCHOOL, class_name="", first=MONDAY, last=MONDAY + 6 * DAY)
    unseen = of_a_month(("chats", (a_chat(1),)), chats=(a_chat(1, joined_at=at(9)),))
    unseen = replace(unseen, completeness=None)

    assert missed(of_a_month(), *MONTHLY) == ["main"]
    assert missed(of_a_month(absences=[all_week]), *MONTHLY) == []
    assert missed(of_a_month(vacations=(rest,)), *MONTHLY) == []
    assert missed(unseen, *MONTHLY) == []


@pytest.mark.parametrize(("first", "ids"), [(2, []), (3, ["main"])])
def test_of_a_month_without_school_nothing_is_asked_though_school_begins_in_its_last_week(
    first, ids
):
    november = date(2026, 11, first), date(2026, 11, 30)  # the first is a Sunday
    rest = Vacation(unit=SCHOOL, class_name="", first=november[0], last=november[1])
    week = week_of_day(date(2026, 12, 3), ZONE)
    facts = of_a_month(week=week, as_of=at(17), vacations=(rest,))

    assert missed(facts, *MONTHLY) == ids


@pytest.mark.parametrize(("hour", "told"), [(23, True), (24, False)])
def test_a_month_can_be_mended_until_it_ends(hour, told):
    week = week_of_day(date(2026, 12, 3), ZONE)
    facts = of_a_month(week=week, as_of=at(14, hour))  # Monday, the 30th of November

    assert (nudged(facts, *MONTHLY) is not None) is told
    assert missed(facts, *MONTHLY) == ["main"]


def test_who_has_no_profile_is_short_and_cannot_be_written_to():
    facts = some_facts([a_person(1)], as_of=at(3, 14))

    assert missed(facts, "messages = 3", PERSONAL) == ["main"]
    assert nudged(facts, "messages = 3", PERSONAL) is None


def test_a_nudge_says_when_not_all_was_seen():
    assert nudged(one(wrote(MARIA, 1), missed={1: 1}), "messages = 3", PERSONAL).incomplete is True


@pytest.mark.parametrize(("when", "told"), [(at(3, 14), True), (at(5, 14), False)])
def test_of_a_day_that_is_over_nobody_is_nudged(when, told):
    """On Saturday the last working day is Friday, and nothing can be done about it any more."""
    facts = one(wrote(MARIA, 1), as_of=when)

    assert (nudged(facts, "messages = 3", 'window = "day"', PERSONAL) is not None) is told

"""Dates in the form of a text: what each form means on a day, and what recurs."""

from datetime import date

import pytest

from bot.words.orders.orders import when_words
from monitor.orders.deadlines import Stage, near, stage
from monitor.orders.model import Milestone
from monitor.orders.when import When, done_in_time, due, next_occurrence, past_due, period

D = date.fromisoformat
MAY_1 = When(yearly="05-01", year="school")


def plainly(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(on=D("2023-04-10")), "10 апреля 2023 г."),
        (When(by=D("2023-05-26")), "до 26 мая 2023 г."),
        (When(since=D("2023-04-05")), "с 5 апреля 2023 г."),
        (When(month="2023-05"), "май 2023 года"),
        (When(weekly="friday"), "еженедельно, по пятницам"),
        (When(weekly="any"), "еженедельно"),
        (When(daily=True), "ежедневно"),
        (MAY_1, "не позднее 1 мая текущего учебного года"),
        (When(yearly="12-25", year="calendar"), "не позднее 25 декабря каждого года"),
        (
            When(since=D("2023-04-10"), days=2),
            "с 10 апреля 2023 г., в течение 2 суток после получения",
        ),
        (When(agreed=True), "по согласованию"),
        (When(soon=True), "в кратчайшие сроки"),
    ],
)
def test_a_date_is_said_in_the_form_of_the_text(when, said):
    assert plainly(when_words(when)) == said


@pytest.mark.parametrize(
    ("when", "today", "day", "coming", "past"),
    [
        (When(on=D("2023-04-10")), "2023-04-10", "2023-04-10", "2023-04-10", False),
        (When(by=D("2023-04-10")), "2023-04-11", "2023-04-10", None, True),
        (When(month="2024-02"), "2024-02-29", "2024-02-29", "2024-02-29", False),
        (When(month="2023-02"), "2023-03-01", "2023-02-28", None, True),
        # The school year of 2026/27: from September to May it is the same first of May.
        (MAY_1, "2026-09-01", "2027-05-01", "2027-05-01", False),
        (MAY_1, "2027-05-01", "2027-05-01", "2027-05-01", False),
        (MAY_1, "2027-05-02", "2027-05-01", "2028-05-01", True),
        (MAY_1, "2027-08-31", "2027-05-01", "2028-05-01", True),
        (When(yearly="10-01", year="school"), "2027-02-01", "2026-10-01", "2027-10-01", True),
        (When(yearly="02-29", year="calendar"), "2027-01-01", "2027-02-28", "2027-02-28", False),
        (When(yearly="02-29", year="calendar"), "2028-01-01", "2028-02-29", "2028-02-29", False),
        (When(weekly="friday"), "2026-11-18", "2026-11-20", "2026-11-20", False),
        (When(weekly="friday"), "2026-11-21", "2026-11-20", "2026-11-27", True),
        (When(weekly="any"), "2026-11-18", "2026-11-22", "2026-11-22", False),
        (
            When(weekly="friday", since=D("2026-12-01")),
            "2026-11-18",
            "2026-11-20",
            "2026-12-04",
            False,
        ),
        (When(daily=True), "2026-11-18", "2026-11-18", "2026-11-18", False),
        (When(since=D("2023-04-05")), "2026-11-18", None, None, False),
        (When(since=D("2023-04-10"), days=2), "2026-11-18", None, None, False),
        (When(agreed=True), "2026-11-18", None, None, False),
        (When(soon=True), "2026-11-18", None, None, False),
    ],
)
def test_what_a_date_means_on_a_day(when, today, day, coming, past):
    found = due(when, D(today)), next_occurrence(when, D(today)), past_due(when, D(today))

    assert found == (day and D(day), coming and D(coming), past)


@pytest.mark.parametrize(
    ("when", "done", "today", "still"),
    [
        (None, "2020-01-01", "2026-11-18", True),
        (When(by=D("2023-04-10")), "2023-04-20", "2026-11-18", True),
        (MAY_1, "2027-04-20", "2027-08-31", True),
        (MAY_1, "2027-04-20", "2027-09-01", False),
        (When(yearly="05-01", year="calendar"), "2027-04-20", "2027-12-31", True),
        (When(yearly="05-01", year="calendar"), "2027-04-20", "2028-01-01", False),
        (When(weekly="friday"), "2026-11-16", "2026-11-22", True),
        (When(weekly="friday"), "2026-11-16", "2026-11-23", False),
        (When(daily=True), "2026-11-16", "2026-11-17", False),
    ],
)
def test_what_recurs_is_done_for_its_period_alone(when, done, today, still):
    assert done_in_time(when, D(done), D(today)) is still
    assert not done_in_time(when, None, D(today))


def test_a_period_holds_the_day_it_is_asked_for():
    assert period(MAY_1, D("2027-01-15")) == (D("2026-09-01"), D("2027-08-31"))
    assert period(When(on=D("2023-04-10")), D("2027-01-15")) is None


def a_step(when):
    return Milestone(id="step", point="1", title="Шаг", when=when)


@pytest.mark.parametrize(
    ("when", "today", "joined", "found"),
    [
        (When(by=D("2023-05-26")), "2026-11-18", "2026-11-01", Stage.BEFORE),
        (When(by=D("2023-05-26")), "2026-11-18", None, Stage.BEFORE),
        (When(by=D("2026-11-10")), "2026-11-18", "2026-11-01", Stage.PAST),
        (When(by=D("2026-11-01")), "2026-11-18", "2026-11-01", Stage.PAST),
        (When(by=D("2026-12-02")), "2026-11-18", "2026-11-01", Stage.NEAR),
        (When(by=D("2026-12-03")), "2026-11-18", "2026-11-01", Stage.AHEAD),
        (MAY_1, "2027-06-01", "2027-05-20", Stage.BEFORE),
        (MAY_1, "2027-09-01", "2027-05-20", Stage.AHEAD),
        (When(weekly="friday"), "2026-11-21", "2026-11-01", Stage.OPEN),
        (When(agreed=True), "2026-11-21", "2026-11-01", Stage.OPEN),
        (None, "2026-11-21", "2026-11-01", Stage.OPEN),
    ],
)
def test_nobody_is_late_with_what_was_due_before_he_joined(when, today, joined, found):
    assert stage(a_step(when), None, D(today), joined and D(joined)) is found
    assert stage(a_step(when), D(today), D(today), joined and D(joined)) is Stage.DONE


def test_the_first_of_may_is_reminded_of_in_every_school_year():
    done = {"step": D("2027-04-20")}

    assert list(near([a_step(MAY_1)], done, D("2027-04-28"))) == []
    assert list(near([a_step(MAY_1)], done, D("2028-04-28"))) == [(D("2028-05-01"), 3)]
    assert list(near([a_step(When(weekly="friday"))], {}, D("2026-11-20"))) == []

"""The reference of orders is enough to write one: its three examples judge facts as it says."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from monitor.facts.assembling import assemble
from monitor.facts.values import (
    Among,
    Demand,
    Figure,
    NormReading,
    OtherBase,
    Requirement,
    WeekFigure,
)
from monitor.levels.children import Child
from monitor.levels.rollup import rollup
from monitor.order_files.loading import parse_order
from monitor.report.making import make_report
from monitor.report.standing import standing_of, week_figures
from monitor.time.week import month_until
from storage.records import ChatKind, ForeignLinks
from tests.builders import (
    a_call,
    a_chat,
    a_class,
    a_person,
    a_unit,
    away,
    bound,
    some_facts,
    this_week,
    wrote,
)
from tests.cast import MONDAY, PERM, SCHOOL, at

DOCS = (Path(__file__).parents[3] / "docs" / "ru" / "orders.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)
KINDERGARTENS, OWN_CLASS, LIVING = (parse_order(text, "docs") for text in EXAMPLES)


# A: kindergartens, a week from Friday to Thursday, ten messages or a call, scaled.

EDUCATOR = "воспитатель"
FRIDAY, THURSDAY = date(2026, 11, 13), date(2026, 11, 19)
PEOPLE = [a_person(n, f"Человек {n}", role=EDUCATOR) for n in (1, 2, 3, 4, 5)]
STAFF = [*PEOPLE, a_person(6, "Человек 6", role="педагог")]


def kindergarten(kind="kindergarten"):
    """1 wrote ten; 2 was in a call; 3 was there for two days of five; 4 is short; 5 is away."""
    return some_facts(
        STAFF,
        [one for n in range(1, 7) for one in bound(n, 10 + n)],
        [wrote(11, 10, at(-3, 0)), wrote(11, 9, at(4, 0)), wrote(13, 4), wrote(14, 9, at(3, 23))],
        [a_call(11, 11, 12, when=at(1))],
        absences=[away(3, FRIDAY, MONDAY + timedelta(days=1)), away(5, FRIDAY, None)],
        week=this_week(first_day=4),
        participants=True,
        kind=kind,
    )


def test_a_message_or_a_call_is_asked_of_educators_by_the_days_they_are_there():
    report = make_report(kindergarten(), KINDERGARTENS)

    assert report.window.start.date() == FRIDAY
    assert report.figures == (
        Figure(
            id="educators_in_touch",
            title="Воспитатели на связи: 10 сообщений или 1 звонок",
            value=3,
            of=4,
            base="present",
            norm=NormReading(
                text="на связи не менее 90 % воспитателей", threshold=0.9, met=False, point="2"
            ),
            minimum=10,
            counts="messages",
            personal=True,
            point="2",
            demand=Demand(messages=10, calls=1, any=True, scaled=True),
            other=OtherBase(base="all", value=3, of=5),
        ),
    )


def test_somebody_short_is_asked_for_one_of_the_two():
    report = make_report(kindergarten(), KINDERGARTENS)

    assert {line.id: (line.asked, line.any) for line in report.people if line.short} == {
        4: (
            (
                Requirement(counts="messages", done=9, needed=10),
                Requirement(counts="calls", done=0, needed=1),
            ),
            True,
        )
    }


def test_a_school_is_asked_for_nothing_by_an_order_for_kindergartens():
    assert make_report(kindergarten("school"), KINDERGARTENS).figures == ()


# B: class teachers by the day and by the month in their own chats, parents by growth.

TEACHERS = [
    a_person(1, "Первый Иван Иванович", classes=("5А",)),
    a_person(2, "Вторая Анна Ивановна", classes=("5Б",)),
    a_person(3, "Третий Пётр Ильич", role="администрация", classes=("5А",)),
]
CHATS = (
    a_chat(1, ChatKind.STAFF),
    a_chat(2, ChatKind.PARENTS, class_name="5А", title="5А родители"),
    a_chat(3, ChatKind.PUPILS, class_name="5Б", title="5Б"),
)
WEDNESDAY = at(2, 15)
TODAY = [
    wrote(11, 1, at(2, 9), chat=2),  # the own class
    wrote(12, 5, at(2, 9), chat=2),  # another class
    wrote(12, 5, at(1, 9), chat=3),  # the own class, but yesterday
    wrote(13, 5, at(2, 9), chat=2),  # no teacher
    *(wrote(-author, 1, at(1), chat=2) for author in range(1, 22)),
]


def class_teachers():
    """On twelve days of the month the first wrote to the own class, the second on eleven."""
    days = [datetime(2026, 11, day, 9, tzinfo=WEDNESDAY.tzinfo) for day in range(2, 13)]
    known = {
        "persons": TEACHERS,
        "bindings": [one for n in (1, 2, 3) for one in bound(n, 10 + n)],
        "chats": CHATS,
        "classes": [a_class("5А"), a_class("5Б")],
    }
    week = some_facts(**known, tallies=TODAY, as_of=WEDNESDAY)
    before = [wrote(11, 1, day, chat=2) for day in days]
    before += [wrote(12, 1, day, chat=3) for day in days[1:]]
    raw = replace(week.raw, tallies=(*before, *TODAY))
    span = month_until(week.week)
    month = assemble(raw, week.week, WEDNESDAY, participants=False, span=span)
    return replace(week, month=month)


LAST_WEEK = {"parents_active": WeekFigure(id="parents_active", value=20, of=80)}

CLASS_TODAY = Figure(
    id="class_today",
    title="Написавшие сегодня в чат своего класса",
    value=1,
    of=2,
    base="all",
    norm=NormReading(text="каждый рабочий день", threshold=1.0, met=False),
    minimum=1,
    counts="messages",
    window="day",
    first=WEDNESDAY.date(),
    last=WEDNESDAY.date(),
    demand=Demand(messages=1, chats=("pupils", "parents", "mixed"), own_class=True),
)
CLASS_MONTH = Figure(
    id="class_month",
    title="Написавшие в чат своего класса не меньше чем в 12 днях месяца",
    value=1,
    of=2,
    base="all",
    norm=None,
    minimum=12,
    counts="days",
    window="month",
    first=date(2026, 11, 1),
    last=date(2026, 11, 22),
    demand=Demand(days=12, own_class=True),
)
PARENTS = Figure(
    id="parents_active",
    title="Родители, активные за неделю",
    value=21,
    of=80,
    base="all",
    norm=NormReading(
        text="рост не менее чем на 5 % в неделю",
        threshold=None,
        met=True,
        growth=0.05,
        before=0.25,
    ),
)


def test_day_month_own_class_and_growth_are_judged_as_the_reference_says():
    report = make_report(class_teachers(), OWN_CLASS, before=LAST_WEEK)

    # 21 of 80 is a growth by exactly 5 % of 20 of 80.
    assert report.figures == (CLASS_TODAY, CLASS_MONTH, PARENTS)


def test_without_the_week_before_growth_is_not_judged():
    figure = make_report(class_teachers(), OWN_CLASS).figure("parents_active")

    assert (figure.value, figure.of, figure.norm.met, figure.norm.before) == (21, 80, None, None)


# C: a municipality over a school with living chats, one with links, and one that is not known.


def a_school(*, links=0, active=2):
    """Three chats of classes and one of the staff; so many of the three are active."""
    chats = [a_chat(n, ChatKind.PUPILS, class_name=f"{n}А", title=f"{n}А") for n in range(1, 4)] + [
        a_chat(9)
    ]
    return some_facts(
        chats=chats,
        tallies=[wrote(-n, 5 if n <= active else 4, chat=n) for n in range(1, 4)],
        classes=[a_class(f"{n}А") for n in range(1, 4)],
        links=(ForeignLinks(chat=1, messenger="telegram", messages=links),) if links else (),
    )


def a_child(name, facts=None):
    report = None if facts is None else make_report(facts, LIVING, closed=True)
    return Child(
        unit=a_unit(name),
        order=LIVING,
        week=None if report is None else week_figures(standing_of(report)),
        ends=this_week().end,
        leaves=("school",),
    )


def test_an_organisation_s_part_of_the_order():
    report = make_report(a_school(links=3), LIVING)

    assert [(figure.id, figure.value, figure.of) for figure in report.figures] == [
        ("chats_active", 2, 3),
        ("foreign_links", 3, None),
        ("chats_total", 4, None),
        ("pupils_total", 75, None),
    ]
    assert [figure.norm and figure.norm.met for figure in report.figures] == [
        True,
        False,
        None,
        None,
    ]


SUMS = {"base": None, "norm": None}
ACTIVE = Figure(
    id="chats_active",
    title="Активные чаты классов",
    value=5,
    of=6,
    base="all",
    norm=NormReading(
        text="активны не менее 60 % чатов",
        threshold=0.6,
        met=True,
        point="1",
        deadline=date(2026, 12, 25),
    ),
    minimum=5,
    counts="messages",
    point="1",
    demand=Demand(messages=5, chats=("pupils", "parents", "mixed")),
    among=Among(met=2, unmet=0, unknown=1),
)
LINKS = Figure(
    id="foreign_links",
    title="Сообщения со ссылкой на иностранный мессенджер",
    value=3,
    of=None,
    point="2",
    among=Among(met=1, unmet=1, unknown=1),
    **SUMS,
)
MEETING = Figure(
    id="organisations_meeting",
    title="Организации с живыми чатами без иностранных ссылок",
    value=1,
    of=2,
    base="all",
    norm=NormReading(text="не менее 80 % организаций", threshold=0.8, met=False, point="3"),
    point="3",
    among=Among(met=1, unmet=1, unknown=1),
)


def test_a_municipality_sums_its_organisations_and_counts_those_who_meet_the_norms():
    week = this_week()
    children = [
        a_child(SCHOOL, a_school()),
        a_child("lyceum-5", a_school(links=3, active=3)),
        a_child("school-1"),
    ]
    city = a_unit(PERM, kind="municipality")
    report = rollup(city, LIVING, children, week, week.end, closed=True, working=week.days[:5])

    assert report.figures == (
        ACTIVE,
        LINKS,
        Figure(id="chats_total", title="Чаты, где есть бот", value=8, of=None, **SUMS),
        Figure(id="pupils_total", title="Учеников всего", value=150, of=None, **SUMS),
        Figure(
            id="organisations_reporting",
            title="Организации с данными",
            value=2,
            of=3,
            base="all",
            norm=None,
        ),
        MEETING,
    )
    # ``ranking``: by the share of active chats, the unknown last.
    assert [line.unit for line in report.organisations] == ["lyceum-5", SCHOOL, "school-1"]
    assert [each.concerns("municipality") for each in LIVING.milestone] == [True]

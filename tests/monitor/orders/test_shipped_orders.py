"""The shipped orders say what their texts demand."""

from datetime import date, time

import pytest

from bot.words.orders.orders import marked, when_words
from monitor.order_files.loading import load_order, shipped_orders
from monitor.orders.jobs import moment_parts
from tests.monitor.orders.shipped import norms, spec_of

NAMES = (
    "bashkortostan",
    "perm",
    "plan-2025",
    "polozhenie",
    "sergokala",
    "severodvinsk",
    "smolensk",
)
WITH_POINTS = ("perm", "polozhenie", "sergokala", "severodvinsk", "smolensk")

# The eight controlled indicators (Sergokala 2.2), with their official names.
OFFICIAL = [
    "Учеников всего",
    "Учителей всего",
    "Учителя, создавшие групповые чаты",
    "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
    "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю",
    "Учителя, совершившие минимум 1 звонок за неделю",
    "Учителя, связавшие аккаунты ЭЖД",
    "Ученики, связавшие аккаунты ЭЖД",
]

DEADLINE = date(2023, 5, 26)  # Severodvinsk


def test_the_program_comes_with_these_seven_orders_at_least():
    assert set(NAMES) <= set(shipped_orders())


@pytest.mark.parametrize("name", shipped_orders())
def test_every_shipped_order_loads_under_its_own_name(name):
    assert load_order(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_the_seven_close_and_tell_coordinators_at_the_same_time(name):
    order = load_order(name)

    assert order.counting.rule.endswith("если звонок состоялся.")
    assert order.schedule.close == "monday 09:00"
    assert order.schedule.rollup == "friday 16:00"


@pytest.mark.parametrize("name", NAMES)
def test_the_main_indicator_is_counted_where_the_order_applies(name):
    order = load_order(name)
    main = spec_of(name, order.main)

    assert not main.family.startswith("units_")
    assert main.id in {each for spec in order.indicator for each in spec.indicators} | {
        "chats_active",  # the Положение sets no norm
        "staff_messages_10",  # Perm's department answers for the quarter that is active
        "teachers_messages_10",  # Sergokala demands growth, and of each week another one
    }


@pytest.mark.parametrize("name", NAMES)
def test_coordinators_learn_who_reports_and_who_meets_what_is_demanded(name):
    families = [spec.family for spec in load_order(name).indicator]

    assert "units_reporting" in families
    assert ("units_meeting" in families) == bool(norms(name))


@pytest.mark.parametrize("name", WITH_POINTS)
def test_a_shipped_order_names_the_point_of_every_indicator_and_milestone(name):
    order = load_order(name)

    assert all(each.point and each.title for each in (*order.indicator, *order.milestone))


@pytest.mark.parametrize("name", shipped_orders())
def test_nobody_is_written_to_outside_the_hours_the_house_allows(name):
    order = load_order(name)
    schedule = order.schedule
    moments = (schedule.forecast, schedule.nudge, schedule.reminder, schedule.digest)

    assert (order.quiet.opens, order.quiet.closes) == (time(8, 30), time(18))
    for moment in filter(None, moments):
        weekday, at = moment_parts(moment)
        assert weekday < 5
        assert order.quiet.opens <= at < order.quiet.closes


@pytest.mark.parametrize("name", NAMES)
def test_people_are_nudged_where_something_is_asked_of_each_and_nowhere_else(name):
    order = load_order(name)
    planned = (order.schedule.forecast, order.schedule.nudge)

    assert planned == (("wednesday 15:00", "thursday 14:00") if order.personal else (None, None))


def test_perm_demands_ten_messages_of_every_member_of_staff_and_a_quarter_of_users():
    order = load_order("perm")

    assert norms("perm") == {
        "staff_messages_10": ("threshold", 1.0, None),
        "staff_registered": ("threshold", 1.0, None),
        "classes_with_chats": ("threshold", 1.0, None),
        "foreign_links": ("at_most", 0, None),
        "users_active": ("threshold", 0.25, None),
        "units_reporting": ("threshold", 1.0, None),
    }
    assert [spec.id for spec in order.personal] == ["staff_messages_10"]
    assert (order.schedule.watch, order.watch_for) == ("16:00", ("coordinator",))
    assert spec_of("perm", "users_active").audience == "teachers"


def test_sergokala_has_the_eight_indicators_under_their_official_names():
    eight = load_order("sergokala").indicator[:8]

    assert {spec.point for spec in eight} == {"2.2"}
    assert [spec.title for spec in eight] == OFFICIAL
    assert [(spec.family, spec.audience, spec.messages, spec.calls) for spec in eight] == [
        ("pupils_total", "staff", None, None),
        ("people_total", "teachers", None, None),
        ("chat_owners", "teachers", None, None),
        ("people_active", "teachers", 3, None),
        ("people_active", "teachers", 10, None),
        ("people_active", "teachers", None, 1),
        ("confirmed", "staff", None, None),
        ("confirmed", "staff", None, None),
    ]


def test_sergokala_demands_growth_registered_staff_and_no_idle_profiles():
    growing = ["chat_owners", "messages_3", "messages_10", "calls_1", "diary"]
    grows = ("growth", 0.0, None)

    assert norms("sergokala") == {
        **{f"teachers_{name}": grows for name in growing},
        "pupils_diary": grows,
        "users_active": grows,
        "my_school": grows,
        "staff_registered": ("threshold", 1.0, date(2023, 10, 20)),
        "foreign_links": ("at_most", 0, None),
        "staff_inactive": ("at_most", 0, None),
    }


def test_severodvinsk_demands_structure_teachers_heads_pupils_and_no_foreign_messengers():
    whole = ("threshold", 1.0, DEADLINE)
    heads = spec_of("severodvinsk", "heads_in_department_chats")

    assert norms("severodvinsk") == {
        "teachers_connected": whole,
        "classes_with_chats": whole,
        "heads_in_department_chats": whole,
        "foreign_links": ("at_most", 0, DEADLINE),
        "pupils_registered": whole,
    }
    assert (heads.family, heads.audience, heads.above) == ("people_connected", "heads", True)
    assert spec_of("severodvinsk", "pupils_registered").organisations == ("school",)


def test_the_polozhenie_measures_without_norms_and_names_its_day_of_every_school_year():
    order = load_order("polozhenie")
    [site] = [each for each in order.milestone if each.due is not None]

    assert (norms("polozhenie"), order.personal) == ({}, ())
    assert (site.point, when_words(site.due).replace("\N{NO-BREAK SPACE}", " ")) == (
        "2.1",
        "не позднее 1 мая текущего учебного года",
    )


@pytest.mark.parametrize("name", ["bashkortostan", "plan-2025"])
def test_what_only_the_press_told_has_no_points_and_no_issuer(name):
    order = load_order(name)

    assert (order.basis, order.issuer, order.number, order.date) == ("press", "", "", None)
    assert (order.milestone, order.duty, order.outside) == ((), (), ())
    assert {spec.point for spec in order.indicator} == {""}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        (
            "perm",
            "Приказ «О повышении активности пользователей информационно-коммуникационной "
            "образовательной платформы «Сферум»»",
        ),
        (
            "sergokala",
            "Приказ школы на основании приказа УО Сергокалинского района № 80 от 13.10.2023",
        ),
        (
            "severodvinsk",
            "Распоряжение «О переходе на Сферум и ВКМессенджер» от 10.05.2023 № 273р",
        ),
        ("polozhenie", "Положение образовательной организации о платформе «Сферум»"),
        (
            "smolensk",
            "Приказ «Об утверждении дорожной карты по внедрению информационно-коммуникационной "
            "образовательной платформы «Сферум»» от 07.04.2023 № 319-ОД",
        ),
        (
            "bashkortostan",
            "Активность учителей в «Сферуме», Республика Башкортостан (по сообщениям печати, "
            "сверьте с текстом приказа)",
        ),
    ],
)
def test_an_order_is_named_as_its_text_names_it(name, called):
    assert marked(load_order(name).source) == called


def test_bashkortostan_demands_ten_messages_and_a_call_of_every_teacher():
    [spec] = load_order("bashkortostan").personal

    assert (spec.audience, spec.messages, spec.calls, spec.any) == ("teachers", 10, 1, False)
    assert norms("bashkortostan") == {spec.id: ("threshold", 1.0, None)}


def test_the_plan_of_2025_demands_shares_of_staff_pupils_and_parents():
    assert norms("plan-2025") == {
        "staff_active": ("threshold", 0.75, None),
        "pupils_active": ("threshold", 0.3, None),
        "parents_active": ("threshold", 0.3, None),
    }

"""Orders are data: the shipped ones load, and every mistake in a file is told with its place."""

import tomllib
from datetime import date, time
from pathlib import Path

import pytest

from monitor.indicators import FAMILIES
from monitor.orders import loading
from monitor.orders.loading import BadOrder, OrderProblem, load_order, parse_order, shipped_orders
from monitor.orders.model import moment_parts
from tests.builders import INDICATOR, ORDER, an_order

# orders.md, "The eight controlled indicators (Sergokala 2.2), with their official names".
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

RIGHT = ORDER + INDICATOR + "messages = 3\n"


def problems(text):
    with pytest.raises(BadOrder) as refused:
        parse_order(text, "made-up")
    assert refused.value.name == "made-up"
    return list(refused.value.problems)


def test_the_program_comes_with_orders():
    assert {"perm", "sergokala"} <= set(shipped_orders())


@pytest.mark.parametrize("name", shipped_orders())
def test_every_shipped_order_loads_under_its_own_name(name):
    order = load_order(name)

    assert order.id == name
    assert order.main in {spec.id for spec in order.indicator}
    assert order.counting.rule.endswith(".")


@pytest.mark.parametrize("name", shipped_orders())
def test_a_shipped_order_names_the_point_of_every_indicator_and_milestone(name):
    order = load_order(name)

    assert all(each.point and each.title for each in (*order.indicator, *order.milestone))


def test_sergokala_has_the_eight_indicators_under_their_official_names():
    order = load_order("sergokala")
    eight = [spec for spec in order.indicator if spec.point == "2.2"]

    assert [spec.title for spec in eight] == OFFICIAL
    assert [(spec.family, spec.audience, spec.messages, spec.calls) for spec in eight] == [
        ("pupils_total", "staff", None, None),
        ("people_total", "teachers", None, None),
        ("chat_owners", "teachers", None, None),
        ("people_active", "teachers", 3, None),
        ("people_active", "teachers", 10, None),
        ("people_active", "teachers", None, 1),
        ("not_measured", "teachers", None, None),
        ("not_measured", "staff", None, None),
    ]


def test_sergokala_demands_that_all_staff_are_registered():
    order = load_order("sergokala")
    [spec] = [spec for spec in order.indicator if spec.norm is not None]

    assert (spec.point, spec.audience, spec.base) == ("1.3", "staff", "all")
    assert (spec.norm.threshold, spec.norm.deadline) == (1.0, date(2023, 10, 20))


def test_perm_demands_ten_messages_of_every_member_of_staff_and_a_quarter_of_users():
    order = load_order("perm")
    norms = {spec.point: (spec.messages, spec.norm.threshold) for spec in order.indicator}

    assert (norms["1.5"], norms["2"]) == ((10, 1.0), (None, 0.25))
    assert [spec.audience for spec in order.indicator if spec.point in ("1.5", "2")] == [
        "staff",
        "teachers",
    ]
    assert [spec.id for spec in order.personal] == ["staff_messages_10"]


@pytest.mark.parametrize("name", ["perm", "sergokala"])
def test_nobody_is_written_to_outside_the_hours_the_house_allows(name):
    order = load_order(name)
    schedule = order.schedule

    assert (order.quiet.opens, order.quiet.closes) == (time(8, 30), time(18))
    for moment in filter(None, (schedule.nudge, schedule.reminder, schedule.digest)):
        weekday, at = moment_parts(moment)
        assert weekday < 5
        assert order.quiet.opens <= at < order.quiet.closes


def test_an_order_says_nothing_more_than_it_must():
    order = an_order()
    [spec] = order.indicator

    assert (order.first_weekday, order.counting.participants, order.milestone) == (0, False, ())
    assert (spec.audience, spec.base, spec.personal, spec.norm) == ("staff", "all", False, None)
    assert (order.schedule.nudge, order.schedule.digest) == (None, None)


@pytest.mark.parametrize(("first_day", "weekday"), [("monday", 0), ("friday", 4), ("sunday", 6)])
def test_an_order_may_choose_its_first_day(first_day, weekday):
    assert an_order(head=f'first_day = "{first_day}"').first_weekday == weekday


def test_a_moment_is_a_weekday_and_a_local_time():
    assert moment_parts("thursday 15:00") == (3, time(15))
    assert moment_parts("sunday 9:05") == (6, time(9, 5))


RIGHT_LINES = {"id": '"main"', "family": '"people_active"', "title": '"Все"', "messages": "3"}


@pytest.mark.parametrize(
    ("key", "value", "place", "code"),
    [
        ("family", '"people_awake"', "indicator.1.family", "unknown_family"),
        ("messages", "0", "indicator.1.messages", "greater_than_equal"),
        ("calls", "0", "indicator.1.calls", "greater_than_equal"),
        ("audience", '"pupils"', "indicator.1.audience", "enum"),
        ("base", '"some"', "indicator.1.base", "literal_error"),
        ("id", '"Main 1"', "indicator.1.id", "string_pattern_mismatch"),
        ("title", "12", "indicator.1.title", "string_type"),
        ("threshold", "0.5", "indicator.1.threshold", "extra_forbidden"),
        ("norm", '{ threshold = 25, text = "" }', "indicator.1.norm.threshold", "less_than_equal"),
        ("norm", '{ threshold = 0.0, text = "" }', "indicator.1.norm.threshold", "greater_than"),
        ("norm", "{ threshold = 0.5 }", "indicator.1.norm.text", "missing"),
    ],
)
def test_a_mistake_in_an_indicator_is_told_with_its_place_and_nothing_else_is(
    key, value, place, code
):
    lines = [f"{name} = {text}" for name, text in (RIGHT_LINES | {key: value}).items()]
    found = problems("\n".join([ORDER, "[[indicator]]", *lines]))

    assert [(each.place, each.code) for each in found] == [(place, code)]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            'id = "made-up"',
            'id = "Made Up"',
            OrderProblem("id", "string_pattern_mismatch", "Made Up"),
        ),
        ('title = "Приказ"', "", OrderProblem("title", "missing")),
        ('main = "main"', 'main = "other"', OrderProblem("main", "unknown_indicator", "other")),
        ('rule = "Считаются сообщения."', "", OrderProblem("counting.rule", "missing")),
        (
            'close = "monday 09:00"',
            'close = "monday 9"',
            OrderProblem("schedule.close", "moment", "monday 9"),
        ),
        (
            'close = "monday 09:00"',
            'close = "monday 24:00"',
            OrderProblem("schedule.close", "moment", "monday 24:00"),
        ),
        (
            'close = "monday 09:00"',
            'close = "monday 09:60"',
            OrderProblem("schedule.close", "moment", "monday 09:60"),
        ),
        (
            'close = "monday 09:00"',
            'close = "someday 09:00"',
            OrderProblem("schedule.close", "moment", "someday 09:00"),
        ),
        (
            'close = "monday 09:00"',
            'close = "monday 09:00"\nlunch = "monday 13:00"',
            OrderProblem("schedule.lunch", "extra_forbidden", "monday 13:00"),
        ),
        (
            'issuer = "Управление"',
            'issuer = "Управление"\nfirst_day = "someday"',
            OrderProblem("first_day", "literal_error", "someday"),
        ),
        (INDICATOR + "messages = 3\n", "", OrderProblem("indicator", "missing")),
    ],
)
def test_a_mistake_in_the_order_is_told_with_its_place_and_value(before, after, problem):
    assert problems(RIGHT.replace(before, after)) == [problem]


@pytest.mark.parametrize(
    ("family", "lines", "problem"),
    [
        ("people_active", "", OrderProblem("indicator.1", "no_minimum", "main")),
        ("people_registered", "messages = 3", OrderProblem("indicator.1", "idle_minimum", "main")),
        (
            "people_registered",
            "personal = true",
            OrderProblem("indicator.1.personal", "not_personal", "main"),
        ),
        (
            "people_total",
            'norm = { threshold = 1.0, text = "все" }',
            OrderProblem("indicator.1.norm", "norm_without_base", "main"),
        ),
    ],
)
def test_what_contradicts_the_way_of_counting_is_told(family, lines, problem):
    text = (ORDER + INDICATOR).replace("people_active", family) + lines

    assert problems(text) == [problem]


def test_an_id_used_twice_is_told_at_both_places():
    assert problems(RIGHT + INDICATOR + "messages = 10") == [
        OrderProblem("indicator.1.id", "repeated_id", "main"),
        OrderProblem("indicator.2.id", "repeated_id", "main"),
    ]


def test_all_mistakes_are_told_at_once():
    text = RIGHT.replace('close = "monday 09:00"', "").replace("messages = 3", "messages = -1")

    places = [each.place for each in problems(text)]

    assert {"schedule.close", "indicator.1.messages"} <= set(places)


def test_what_is_no_toml_is_told_with_its_line():
    [problem] = problems("id = made-up")

    assert (problem.place, problem.code) == ("", "toml")
    assert "line 1" in problem.value


def test_an_unknown_family_is_told_with_the_known_ones():
    [problem] = problems(RIGHT.replace("people_active", "people_awake"))

    assert problem.value.startswith("people_awake (")
    assert all(family.name in problem.value for family in FAMILIES)


@pytest.mark.parametrize("name", ["moscow", "", "perm "])
def test_an_order_that_is_not_shipped_is_unknown(name):
    with pytest.raises(BadOrder) as refused:
        load_order(name)

    assert [(each.place, each.code) for each in refused.value.problems] == [("", "unknown_order")]


def test_an_order_of_one_s_own_is_read_relative_to_the_config(tmp_path):
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "ours.toml").write_text(RIGHT, encoding="utf-8")

    assert load_order("orders/ours.toml", tmp_path) == parse_order(RIGHT, "made-up")
    assert load_order(str(tmp_path / "orders" / "ours.toml"), Path("elsewhere")).id == "made-up"


@pytest.mark.parametrize("content", [None, 'id = "\xff"'.encode("latin-1")])
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "ours.toml").write_bytes(content)
    with pytest.raises(BadOrder) as refused:
        load_order("ours.toml", tmp_path)

    assert [(each.place, each.code) for each in refused.value.problems] == [("", "unreadable")]


def test_every_way_of_counting_that_is_shipped_in_an_order_is_known():
    folder = Path(loading.__file__).parent
    used = {
        spec["family"]
        for path in folder.glob("*.toml")
        for spec in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]
    }

    assert used <= {family.name for family in FAMILIES}
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)

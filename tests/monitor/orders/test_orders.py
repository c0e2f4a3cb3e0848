"""Orders are data: every mistake in a file is told with its line and place."""

from datetime import time
from pathlib import Path

import pytest

from monitor.indicators import BY_NAME
from monitor.order_files.loading import (
    BadOrder,
    OrderProblem,
    load_order,
    parse_order,
    shipped_orders,
)
from monitor.orders.jobs import moment_parts
from tests.builders import INDICATOR, ORDER, an_order

RIGHT = ORDER + INDICATOR + "messages = 3\n"


def problems(text):
    with pytest.raises(BadOrder) as refused:
        parse_order(text, "made-up")
    assert refused.value.name == "made-up"
    return list(refused.value.problems)


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


CLOSE = 'close = "monday 09:00"'


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('id = "made-up"', 'id = "Made Up"', ("id", "string_pattern_mismatch", "Made Up", 2)),
        ('title = "Приказ"', "", ("title", "missing", "", None)),
        ('main = "main"', 'main = "other"', ("main", "unknown_indicator", "other", 5)),
        ('rule = "Считаются сообщения."', "", ("counting.rule", "missing", "", 7)),
        (CLOSE, 'close = "monday 9"', ("schedule.close", "moment", "monday 9", 11)),
        (CLOSE, 'close = "monday 24:00"', ("schedule.close", "moment", "monday 24:00", 11)),
        (CLOSE, 'close = "monday 09:60"', ("schedule.close", "moment", "monday 09:60", 11)),
        (CLOSE, 'close = "someday 09:00"', ("schedule.close", "moment", "someday 09:00", 11)),
        (CLOSE, f'{CLOSE}\nwatch = "24:00"', ("schedule.watch", "time", "24:00", 12)),
        (
            CLOSE,
            f'{CLOSE}\nlunch = "monday 13:00"',
            ("schedule.lunch", "extra_forbidden", "monday 13:00", 12),
        ),
        (
            'issuer = "Управление"',
            'issuer = "Управление"\nfirst_day = "someday"',
            ("first_day", "literal_error", "someday", 5),
        ),
        ('title = "Написавшие"\n', "", ("indicator.1.title", "missing", "", 13)),
        (INDICATOR + "messages = 3\n", "", ("indicator", "missing", "", None)),
    ],
)
def test_a_mistake_in_the_order_is_told_with_its_place_value_and_line(before, after, problem):
    assert before in RIGHT
    [found] = problems(RIGHT.replace(before, after))

    assert (found.place, found.code, found.value, found.line) == problem


def test_what_might_stand_there_is_told_too():
    [word] = problems(RIGHT.replace("messages = 3", 'messages = 3\nbase = "some"'))
    [key] = problems(RIGHT.replace("messages = 3", 'messages = 3\nnorm = { text = "", at = 1 }'))[
        :1
    ]

    assert word.known == ("all", "present")
    rules = {"threshold", "at_least", "at_most", "growth", "growth_points"}
    assert set(key.known) == {"text", "deadline", *rules}


def test_an_id_used_twice_is_told_at_both_places():
    assert problems(RIGHT + INDICATOR + "messages = 10") == [
        OrderProblem("indicator.1.id", "repeated_id", "main", line=14),
        OrderProblem("indicator.2.id", "repeated_id", "main", line=20),
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = RIGHT.replace(CLOSE, "colour = 1").replace("messages = 3", "messages = -1")

    assert [(each.place, each.line) for each in problems(text)] == [
        ("schedule.close", 10),
        ("schedule.colour", 11),
        ("indicator.1.messages", 17),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id = made-up", OrderProblem("", "toml", "6", line=1)),
        ('id = "a"\n\nmain = = 1', OrderProblem("", "toml", "8", line=3)),
        ('id = "a"\nid = "b"\n', OrderProblem("", "toml_twice", "9", line=2)),
        ('id = "a"\nrule = """\nи так далее\n\n', OrderProblem("", "toml_end", line=3)),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text, problem):
    assert problems(text) == [problem]


def test_an_unknown_family_is_told_with_the_known_ones():
    [problem] = problems(RIGHT.replace("people_active", "people_awake"))

    assert (problem.value, problem.known, problem.line) == ("people_awake", tuple(BY_NAME), 15)


@pytest.mark.parametrize("name", ["moscow", "", "perm "])
def test_an_order_that_is_not_shipped_is_unknown(name):
    with pytest.raises(BadOrder) as refused:
        load_order(name)

    assert refused.value.problems == (OrderProblem("", "unknown_order", name, shipped_orders()),)


def test_an_order_of_one_s_own_is_read_relative_to_the_config(tmp_path):
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "ours.toml").write_text(RIGHT, encoding="utf-8")

    assert load_order("orders/ours.toml", tmp_path) == parse_order(RIGHT, "made-up")
    assert load_order(str(tmp_path / "orders" / "ours.toml"), Path("elsewhere")).id == "made-up"


def test_a_file_that_notepad_saved_is_read_as_any_other(tmp_path):
    (tmp_path / "ours.toml").write_text(RIGHT.replace("\n", "\r\n"), encoding="utf-8-sig")

    assert load_order("ours.toml", tmp_path) == parse_order(RIGHT, "made-up")


@pytest.mark.parametrize("content", [None, 'id = "\xff"'.encode("latin-1")])
def test_a_file_that_cannot_be_read_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "ours.toml").write_bytes(content)
    with pytest.raises(BadOrder) as refused:
        load_order("ours.toml", tmp_path)

    code = "unreadable" if content is None else "encoding"
    assert [(each.place, each.code) for each in refused.value.problems] == [("", code)]

"""What orders want done once, over the organisations below: whom it concerns, who is left."""

from datetime import date, timedelta

from monitor.levels.road_map import Placed, road_map
from monitor.order_files.loading import load_order
from monitor.orders.deadlines import Stage
from monitor.orders.model import Milestone

TODAY = date(2026, 11, 16)
DAY = TODAY + timedelta(days=60)
YEARLY = {"yearly": "05-01", "year": "school"}


def order(name, *milestones):
    return load_order(name).model_copy(update={"milestone": milestones})


def placed(name, order, kind="school", under="municipality", joined=date(2025, 1, 1), **done):
    return Placed(
        id=name,
        name=name,
        kind=kind,
        under=under,
        order=order,
        today=TODAY,
        joined=joined,
        done=done,
    )


def standing(lines):
    return [(line.milestone.id, [(each.id, each.stage) for each in line.units]) for line in lines]


def test_each_milestone_has_those_it_concerns_and_the_level_s_own_order_is_first():
    mine = order(
        "smolensk",
        Milestone(id="a", point="1", title="А", level=("organisation",), organisations=("school",)),
        Milestone(id="b", point="2", title="Б", level=("municipality",)),
    )
    other = order("perm", Milestone(id="a", point="1", title="А"))
    lines = road_map(
        (
            placed("x", other),
            placed("y", mine),
            placed("z", mine, kind="kindergarten"),
            placed("town", mine, kind="municipality", under="region"),
        ),
        "smolensk",
    )

    assert [(line.order.id, line.milestone.id) for line in lines] == [
        *(("smolensk", "a"), ("smolensk", "b"), ("perm", "a")),
    ]
    assert [[each.id for each in line.units] for line in lines] == [["y"], ["town"], ["x"]]


def test_done_late_ahead_and_before_are_told_apart():
    past = TODAY - timedelta(days=1)
    due = order("perm", Milestone(id="a", point="1", title="А", deadline=past))
    [line] = road_map(
        (
            placed("done", due, a=past),
            placed("late", due),
            placed("joined that day", due, joined=past),
            placed("new", due, joined=TODAY),
            placed("never", due, joined=None),
        ),
        "perm",
    )

    assert [each.stage for each in line.units] == [
        *(Stage.DONE, Stage.PAST, Stage.PAST, Stage.BEFORE, Stage.BEFORE),
    ]
    assert (line.done, line.late, line.before) == (1, True, False)
    assert [each.id for each in line.left] == ["late", "joined that day", "new", "never"]


def test_what_recurs_is_done_in_its_period_alone_and_what_has_no_day_presses_nobody():
    each = (
        Milestone(id="site", point="2.1", title="Сайт", when=YEARLY),
        Milestone(id="talk", point="20", title="Встреча", when={"agreed": True}),
        Milestone(id="move", point="1.4", title="Чаты", when={"soon": True}),
        Milestone(id="later", point="3", title="Позже", deadline=DAY),
    )
    lines = road_map(
        (
            placed("last year", order("perm", *each), site=date(2026, 4, 30)),
            placed("this year", order("perm", *each), site=date(2026, 9, 1)),
        ),
        "perm",
    )

    assert standing(lines) == [
        ("site", [("last year", Stage.AHEAD), ("this year", Stage.DONE)]),
        ("talk", [("last year", Stage.OPEN), ("this year", Stage.OPEN)]),
        ("move", [("last year", Stage.OPEN), ("this year", Stage.OPEN)]),
        ("later", [("last year", Stage.AHEAD), ("this year", Stage.AHEAD)]),
    ]
    assert not any(line.late for line in lines)

"""An order point by point: nothing is left out, in the text's order, each reader his own."""

import pytest

from monitor.explain.order_points import points_for, points_of
from monitor.order_files.loading import SHIPPED, load_order
from monitor.orders.points import numbers_of
from tests.order_pages import pages

PAGES = pages()
SHIPPED_ORDERS = sorted(each.stem for each in SHIPPED.glob("*.toml"))
KINDS = [
    (kind, under)
    for kind in ("school", "kindergarten", "college", "further")
    for under in ("municipality", "region", None)
] + [("municipality", "region"), ("region", None)]


def entries(order):
    return (*order.milestone, *order.duty, *order.outside)


@pytest.mark.parametrize("name", SHIPPED_ORDERS)
def test_every_point_and_every_figure_has_its_row_once(name):
    order = load_order(name)
    rows = points_of(order)

    assert sorted(row.point for row in rows if row.entry) == sorted(e.point for e in entries(order))
    assert {row.point for row in rows} == {e.point for e in entries(order)} | {
        number for spec in order.indicator for number in numbers_of(spec.point) or ("",)
    }
    assert {spec.id for row in rows for spec in row.figures} == {s.id for s in order.indicator}


@pytest.mark.parametrize("name", SHIPPED_ORDERS)
def test_every_point_is_on_the_page_of_its_order_with_its_words_and_figures(name):
    order, page = load_order(name), PAGES[f"{name}.md"]

    for each in entries(order):
        [told] = [
            part
            for part in page.split("\n### ")
            if part.lower().removeprefix("пункт ").startswith(f"{each.point.lower()}\n")
        ]
        assert f"> {each.title}\n" in told
        for said in ("bot", "limit", "reason"):
            assert getattr(each, said, "").removesuffix(".") in told
    for spec in order.indicator:
        assert f"«{spec.title}»" in page


def test_points_stand_in_the_order_of_their_numbers():
    assert [row.point for row in points_of(load_order("polozhenie"))][12:17] == [
        *("2.4 (1)", "2.4 (2)", "2.4 (3)", "2.4 (4)", "2.4 (5)"),
    ]
    smolensk = [row.point for row in points_of(load_order("smolensk"))]
    assert smolensk[:4] == ["1", "2", "3", "4.1"]
    assert [*smolensk[21:25], smolensk[-1]] == [
        *("строка 10", "строка 11", "строка 11 (2)", "строка 12", "строка 21"),
    ]


@pytest.mark.parametrize("name", SHIPPED_ORDERS)
@pytest.mark.parametrize(("kind", "under"), KINDS)
def test_a_reader_sees_what_is_asked_of_his_kind_and_nothing_that_is_asked_of_others(
    name, kind, under
):
    order = load_order(name)
    rows = points_for(order, kind, under)
    mine = {each.point for each in entries(order) if each.concerns(kind, under)}
    others = {each.point for each in entries(order)} - mine

    assert {row.point for row in rows if row.entry} == mine
    assert others.isdisjoint(row.point for row in rows)


def test_what_is_reminded_of_follows_the_schedule():
    rows = {row.point: row.reminders for row in points_of(load_order("severodvinsk"))}
    assert (rows["3.1"], rows["3.2"], rows["5.2"]) == (("deadline",), (), ())

    perm = load_order("perm")
    silent = perm.model_copy(
        update={"schedule": perm.schedule.model_copy(update={"nudge": None, "reminder": None})}
    )
    told = [
        next(row.reminders for row in points_of(order) if row.point == "1.5")
        for order in (perm, silent)
    ]
    assert told == [("nudge", "reminder"), ()]

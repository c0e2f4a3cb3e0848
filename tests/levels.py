"""Made-up levels: an order for them, the units below with what stands of them, their digests."""

from datetime import timedelta

from monitor.facts.digest import Digest, Trend, WeekPoint
from monitor.facts.values import WeekFigure
from monitor.levels.children import Child
from monitor.levels.rollup import rollup
from monitor.order_files.loading import parse_order
from monitor.report.standing import WeekFigures, standing_of, week_figures
from storage.records import Unit
from tests.builders import YEKATERINBURG, this_week
from tests.cast import at

LEVEL_ORDER = """
id = "levels"
basis = "text"
title = "Приказ о платформе"
issuer = "Управление"
main = "staff"

[counting]
rule = "Учтены новые сообщения людей."

[schedule]
rollup = "friday 16:00"
close = "monday 09:00"

[[indicator]]
id = "staff"
family = "people_active"
title = "Сотрудники, написавшие минимум 3 сообщения"
messages = 3
norm = { threshold = 0.5, text = "пишет половина сотрудников" }

[[indicator]]
id = "schools"
family = "units_reporting"
title = "Школы с данными"
organisations = ["school"]

[[indicator]]
id = "teachers"
family = "people_active"
title = "Учителя, активные за неделю"
audience = "teachers"
roles = ["учитель"]
organisations = ["school"]
messages = 1

[[indicator]]
id = "chats"
family = "chats_active"
title = "Активные чаты"

[[indicator]]
id = "meeting"
family = "units_meeting"
title = "Организации, выполнившие норму"
indicators = ["staff"]
"""

ORDER = parse_order(LEVEL_ORDER, "levels")
WEEK = this_week()


def unit(name, kind="school", title=None):
    return Unit(
        id=name,
        kind=kind,
        name=title or name,
        parent=None,
        timezone=YEKATERINBURG,
        order="levels",
    )


def figures(staff=None, teachers=None, chats=None, *, incomplete=False, threshold=0.5):
    """The figures of a school, as (value, of); None: no data."""
    met = None if staff is None else staff[0] / staff[1] >= threshold
    named = (("staff", staff, met), ("teachers", teachers, None), ("chats", chats, None))
    return tuple(
        WeekFigure(
            id=name,
            value=pair[0] if pair else None,
            of=pair[1] if pair else None,
            met=met,
            incomplete=incomplete and name == "staff",
        )
        for name, pair, met in named
    )


def organisation(name, *pairs, kind="school", order=ORDER, closed=True, as_of=None, **changes):
    """An organisation with its figures; without any it never stood."""
    seen = changes.pop("completeness", 1.0)
    stood = WeekFigures(
        unit=name,
        week=WEEK.name,
        as_of=as_of or WEEK.end,
        closed=closed,
        completeness=seen,
        figures=figures(*pairs, **changes),
    )
    return Child(
        unit=unit(name, kind),
        order=order,
        week=stood if pairs else None,
        ends=WEEK.end,
        leaves=(kind,),
    )


def level(name, children, *, closed=True, as_of=None, order=ORDER, kind="municipality", **more):
    """The report of a level over its children."""
    return rollup(
        unit(name, kind),
        order,
        children,
        WEEK,
        as_of or WEEK.end,
        closed=closed,
        working=WEEK.days[:5],
        **more,
    )


def municipality(name, children):
    """A municipality as a child of its region."""
    report = level(name, children)
    return Child(
        unit=unit(name, "municipality"),
        order=ORDER,
        week=week_figures(standing_of(report)),
        ends=WEEK.end,
        leaves=tuple(kind for child in children for kind in child.leaves),
        lines=report.organisations,
    )


CITY = (
    organisation("СОШ № 12", (24, 43), (20, 30), (4, 5)),
    organisation("СОШ № 2", (10, 40), (9, 30), (3, 3), incomplete=True, completeness=0.97),
    organisation("СОШ № 7", (30, 40), (28, 30), (2, 4), closed=False, as_of=at(4, 16)),
    organisation("СОШ № 5"),
    organisation("Техникум", (9, 17), None, (6, 6), kind="college"),
)


def a_level_digest(children=CITY, *, closed=True, weeks=((50, 140), None, (60, 140)), **more):
    as_of = WEEK.end if closed else at(4, 16)
    points = tuple(
        WeekPoint(
            week=WEEK.shifted(-back).name,
            first=WEEK.first - timedelta(weeks=back),
            last=WEEK.last - timedelta(weeks=back),
            value=pair[0] if pair else None,
            of=pair[1] if pair else None,
        )
        for back, pair in zip(range(len(weeks), 0, -1), weeks, strict=True)
    )
    return Digest(
        report=level("Пермь", children, closed=closed, as_of=as_of, **more),
        trends=(Trend(figure="staff", points=points),),
        main="staff",
        final=closed,
    )

"""A level of organisations with a few people, and what is shown of it."""

from monitor.facts.values import Among, Figure, OrganisationLine, Report, WeekFigure, WindowSpan
from monitor.order_files.loading import load_order
from tests.cast import at

ORDER = load_order("perm")
MAIN = ORDER.main
LEAST = 5


def a_line(name: str, value: int | None, of: int | None) -> OrganisationLine:
    return OrganisationLine(
        unit=name,
        name=name,
        kind="school",
        state="closed",
        completeness=1.0,
        figures=(WeekFigure(id=MAIN, value=value, of=of, met=value == of),),
        reporting=1,
        listed=1,
    )


def a_level(*lines: OrganisationLine) -> Report:
    """A level whose main figure is the sum of its lines."""
    known = [line.figures[0] for line in lines if line.figures[0].value is not None]
    figure = Figure(
        id=MAIN,
        title="Норма 10",
        value=sum(each.value or 0 for each in known) if known else None,
        of=sum(each.of or 0 for each in known) if known else None,
        base="all",
        norm=None,
        among=Among(met=1, unmet=1, unknown=0),
    )
    return Report(
        unit="perm",
        unit_name="Пермь",
        unit_kind="municipality",
        order="perm",
        order_title="Приказ",
        rule="",
        window=WindowSpan(week="2026-W47", start=at(0), end=at(7), as_of=at(7), closed=True),
        completeness=1.0,
        figures=(figure,),
        people=(),
        days=(),
        chats=(),
        organisations=lines,
    )


def shown(report: Report) -> dict[str, tuple[int | None, int | None] | str]:
    return {
        line.unit: "few" if MAIN in line.few else (line.figures[0].value, line.figures[0].of)
        for line in report.organisations
    }

"""Correcting a closed week: its kept facts are corrected, and its report is made of them. Pure.

Only what the correction reaches is made again: the person's line and the figures of people, or the
figure somebody confirms. Everything else says what it said.
"""

from dataclasses import replace

from msgspec import structs

from monitor.facts.facts import EVERYWHERE
from monitor.facts.ratio import Ratio
from monitor.facts.values import Figure, PersonLine, Report
from monitor.indicators.judging import Judge, Slice
from monitor.orders.model import Order
from monitor.orders.norms import reread
from monitor.report.kept import Done, KeptFacts, restored
from monitor.report.making import figure_of, line_of
from monitor.time.week import Week, weeks_of_month
from storage.records import Correction


def confirmed(report: Report, new: Correction) -> Report:
    """Give a closed week's report with a figure as somebody confirmed it."""
    return replace(report, figures=tuple(_confirmed(each, new) for each in report.figures))


def corrected(
    report: Report, kept: KeptFacts, order: Order, week: Week, new: Correction
) -> tuple[Report, KeptFacts]:
    """Give a closed week's report and facts with more done by a person, in it or in its month.

    ``order``: the unit's, which says nothing here that was kept otherwise.
    """
    added = add(kept, week, new)
    before, after = restored(kept, report, order, week), restored(added, report, order, week)
    return replace(
        report,
        figures=tuple(_made_again(each, kept, before, after) for each in report.figures),
        people=tuple(
            _told_again(line, before, after) if line.id == new.person else line
            for line in report.people
        ),
    ), added


def add(kept: KeptFacts, week: Week, new: Correction) -> KeptFacts:
    """Add to what a person did; what happened beside the chats was on no known day."""
    slices = tuple(
        structs.replace(each, people=tuple(_added(one, new) for one in each.people))
        if _reaches(each.key, week, new)
        else each
        for each in kept.slices
    )
    return structs.replace(kept, slices=slices)


def _reaches(key: Slice, week: Week, new: Correction) -> bool:
    window, only = key
    if only != EVERYWHERE:
        return False
    if window == "month":
        return new.week in {each.name for each in weeks_of_month(week)}
    return window == "week" and new.week == week.name


def _added(did: Done, new: Correction) -> Done:
    if did.id != new.person:
        return did
    return structs.replace(
        did,
        messages=did.messages + new.messages,
        calls=did.calls + new.calls,
        corrected=True,
        added=(did.added[0] + new.messages, did.added[1] + new.calls),
    )


def _confirmed(figure: Figure, new: Correction) -> Figure:
    if figure.id != new.figure:
        return figure
    now = Ratio(new.value, new.of)
    norm = figure.norm and reread(figure.norm, now, resting=False)
    return replace(figure, value=new.value, of=new.of, norm=norm, missing=None)


def _made_again(figure: Figure, kept: KeptFacts, before: Judge, after: Judge) -> Figure:
    """Make a figure of the corrected facts.

    Where the facts as they were do not make it as it was closed, which happens only to what an
    earlier version closed, the closed figure is the ground, and the difference is added.
    """
    spec = next((each for each in after.specs if each.id == figure.id), None)
    if spec is None:
        return figure
    past = kept.figure_before(spec.id)
    was, now = figure_of(before, spec, past), figure_of(after, spec, past)
    if was == figure:
        return now
    if figure.value is None or was.value is None or now.value is None:
        return figure
    value = figure.value + now.value - was.value
    other = figure.other
    if other is not None and other.value is not None and was.other and now.other:
        change = (now.other.value or 0) - (was.other.value or 0)
        other = replace(other, value=other.value + change)
    resting = not after.slice(spec).working
    norm = figure.norm and reread(figure.norm, Ratio(value, figure.of), resting=resting)
    return replace(figure, value=value, norm=norm, other=other, corrected=now.corrected)


def _told_again(line: PersonLine, before: Judge, after: Judge) -> PersonLine:
    """Tell a person's week by the corrected facts; as above, what they cannot tell is as it was."""
    was, now = (_line(line, judge) for judge in (before, after))
    if was == line:
        return now
    rest = tuple(each for each in line.asked if each not in was.asked)
    return replace(
        line,
        messages=now.messages,
        calls=now.calls,
        corrected=now.corrected,
        short=now.short or bool(rest),
        asked=(*now.asked, *rest),
        any=now.any or (bool(rest) and not now.asked and line.any),
    )


def _line(line: PersonLine, judge: Judge) -> PersonLine:
    person = next(each for each in judge.facts.people if each.person.id == line.id)
    return replace(line_of(person, judge), name=line.name, position=line.position)

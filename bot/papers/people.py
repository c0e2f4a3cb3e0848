"""Who was below the norm, by name: for use inside the organisation only. Pure."""

from collections.abc import Iterator

from bot.papers import words
from bot.papers.paper import Block, Column, Line, Table, cells
from bot.words.figures import asked_words
from bot.words.russian import NO_DATA, span
from monitor.facts.paper import PaperFacts
from monitor.facts.values import PersonLine


def people_blocks(facts: PaperFacts) -> Iterator[Block]:
    """List those below the norm: what they did in the week, or in which weeks they were."""
    yield Line(text=words.PEOPLE, style="heading")
    table = _of_week(facts) if facts.period.kind == "week" else _of_weeks(facts)
    yield table if table.rows else Line(text=words.NOBODY_SHORT)


def _of_week(facts: PaperFacts) -> Table:
    people = [line for report in facts.reports for line in report.people if line.short]
    rows = [
        cells(str(at), line.name, line.position, _done(line))
        for at, line in enumerate(sorted(people, key=lambda line: (line.name, line.id)), 1)
    ]
    return Table(columns=_columns(words.DONE, (8, 60, 62, 50)), rows=rows, size=10)


def _done(line: PersonLine) -> str:
    return asked_words(line.asked, choice=line.any) if line.known else NO_DATA


def _of_weeks(facts: PaperFacts) -> Table:
    """The newest name of everybody, by his number on the roster."""
    lines: dict[int, PersonLine] = {}
    weeks: dict[int, list[str]] = {}
    for each in facts.weeks:
        for line in each.report.people if each.report is not None else ():
            lines[line.id] = line
            if line.short:
                weeks.setdefault(line.id, []).append(span(each.week.first, each.week.last))
    people = sorted((lines[number] for number in weeks), key=lambda line: (line.name, line.id))
    rows = [
        cells(
            str(at), line.name, line.position, words.short_weeks(weeks[line.id], len(facts.reports))
        )
        for at, line in enumerate(people, 1)
    ]
    widths = (8, 50, 52, 70) if facts.period.kind == "month" else (8, 60, 60, 139)
    return Table(columns=_columns(words.TIMES, widths), rows=rows)


def _columns(last: str, widths: tuple[int, ...]) -> list[Column]:
    headings = (words.NUMBER, words.NAME, words.POSITION, last)
    return [
        Column(heading=heading, width=width, align="center" if heading == words.NUMBER else "left")
        for heading, width in zip(headings, widths, strict=True)
    ]

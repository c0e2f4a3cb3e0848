"""From a period's facts to a paper: what stands in it, in which order. Pure."""

from collections.abc import Iterator

from bot.papers import list_words, words
from bot.papers.early import without_early_verdicts
from bot.papers.figures import figure_blocks
from bot.papers.organisations import organisation_blocks
from bot.papers.paper import Blank, Block, Column, Line, Paper, Signatures, Table, cells
from bot.papers.people import people_blocks
from bot.words.orders.orders import source_of
from bot.words.russian import span
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.facts.paper import PaperFacts, PaperWeek

ACROSS = frozenset(("quarter", "year"))
"""Kinds of periods that have more weeks than an upright sheet has room for."""

ROOM = 2
"""Empty lines where no measure is written down."""


def compose(facts: PaperFacts, *, inside: bool = True, names: bool = False) -> Paper:
    """Write a paper.

    ``inside``: for the organisation itself, with what was done and confirmed; ``names``: with
    those below the norm as well. Above the organisation there is neither.
    """
    inside = inside and not facts.is_level
    facts = without_early_verdicts(facts)
    return Paper(
        title=words.title(facts),
        blocks=tuple(_blocks(facts, inside=inside, names=inside and names)),
        foot=words.foot(facts.at),
        page=words.PAGE,
        made_at=facts.at,
        across=facts.period.kind in ACROSS,
    )


def _blocks(facts: PaperFacts, *, inside: bool, names: bool) -> Iterator[Block]:
    vocabulary = vocabulary_of(
        dict.fromkeys((facts.unit_kind, *(kind for each in facts.reports for kind in each.kinds)))
    )
    if names:
        yield Line(text=words.INSIDE, style="warning")
    yield Line(text=facts.unit_name, style="subtitle")
    yield Line(text=words.TITLE, style="title")
    yield Line(text=words.about(facts), style="subtitle")
    yield from (Line(text=said) for said in _preface(facts) if said)
    yield from figure_blocks(facts, vocabulary)
    if facts.is_level:
        yield from organisation_blocks(facts)
    if names:
        yield from people_blocks(facts)
    yield from _completeness(facts)
    if inside:
        yield from _confirmed(facts, vocabulary, names=names)
        yield from _measures(facts)
        yield from _read(facts, vocabulary)
    yield Signatures(who=(words.MADE_BY, words.HEAD, words.READER), under=words.UNDER_MADE)


def _preface(facts: PaperFacts) -> Iterator[str]:
    yield words.as_of(facts)
    sources = [source_of(report) for report in facts.reports] or [facts.source]
    yield from dict.fromkeys(words.ground(source) for source in sources)
    rules = [report.rule for report in facts.reports][-1:] or [facts.rule]
    yield from (words.rule(said) for said in rules)
    yield words.which_weeks(facts)
    yield words.INFORMATIVE


def _named(facts: PaperFacts, week: PaperWeek) -> str:
    """Name a week; of a paper about one week there is no need to."""
    return "" if facts.period.kind == "week" else span(week.week.first, week.week.last)


def _completeness(facts: PaperFacts) -> Iterator[Block]:
    level = facts.is_level
    yield Line(text=words.COMPLETENESS, style="heading")
    if not facts.weeks:
        yield Line(text=words.NOT_BEGUN)
        return
    if facts.period.kind == "week" and facts.reports:
        [report] = facts.reports
        torn = bool(words.gaps(report, level=level))
        yield Line(text=words.incomplete(report, level=level) if torn else words.ALL_SEEN)
        return
    rows = [
        cells(
            _named(facts, each),
            words.week_state(each.state, each.report),
            words.completeness(each.report, level=level),
            " ".join(words.gaps(each.report, level=level)) if each.report else "",
        )
        for each in facts.weeks
        if each.report is None or each.state != "closed" or words.gaps(each.report, level=level)
    ]
    if not rows:
        yield Line(text=words.ALL_SEEN)
        return
    across = facts.period.kind in ACROSS
    widths = (36, 44, 18, 169) if across else (34, 40, 18, 88)
    heads = (words.WEEK, words.STATE_OF, words.SEEN, words.WHY)
    columns = [Column(heading=head, width=wide) for head, wide in zip(heads, widths, strict=True)]
    yield Table(columns=columns, rows=rows)


def _confirmed(facts: PaperFacts, vocabulary: Vocabulary, *, names: bool) -> Iterator[Block]:
    yield Line(text=words.OUTSIDE, style="heading")
    lines: list[str] = []
    for week in facts.weeks:
        told = _named(facts, week)
        figures = [each for each in week.confirmed if each.number is None]
        lines += [list_words.confirmed_figure(told, each, vocabulary) for each in figures]
        people = [each for each in week.confirmed if each.number is not None]
        if names:
            lines += [list_words.confirmed_person(told, each, vocabulary) for each in people]
            continue
        for by in dict.fromkeys(each.by for each in people):
            several = [each for each in people if each.by == by]
            lines.append(list_words.confirmed_people(told, several, vocabulary))
    yield from (Line(text=said) for said in lines or [words.NOTHING_OUTSIDE])


def _measures(facts: PaperFacts) -> Iterator[Block]:
    yield Line(text=words.MEASURES, style="heading")
    lines = [
        list_words.measure(_named(facts, week), at, text)
        for week in facts.weeks
        for at, text in week.measures
    ]
    yield from (Line(text=said) for said in lines)
    if not lines:
        yield Line(text=words.NO_MEASURES)
        yield Blank(count=ROOM)


def _read(facts: PaperFacts, vocabulary: Vocabulary) -> Iterator[Block]:
    yield Line(text=words.READ, style="heading")
    lines = [
        list_words.read(_named(facts, week), at, vocabulary, final=final)
        for week in facts.weeks
        for at, final in week.seen
    ]
    yield from (Line(text=said) for said in lines or [words.NOT_READ])

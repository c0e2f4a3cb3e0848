"""The figures of a paper are those of the table: of any week, in a paper of a week and of more."""

import io
from dataclasses import replace

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.composing import compose
from bot.papers.paper import Table
from bot.sheets.digest import digest_xlsx
from bot.words.russian import NO_DATA, number, share
from monitor.facts.digest import Digest
from tests.bot.made_up import a_figure
from tests.bot.papers.periods import (
    NOVEMBER,
    WEEK,
    a_paper_week,
    a_period,
    reported,
    weeks_of,
    without_norm,
)
from tests.tries import tries

[THE_WEEK] = weeks_of(WEEK)


@st.composite
def figures(draw):
    """A few figures of every make: shares, counts, no data, incomplete ones."""
    made = []
    for at in range(draw(st.integers(1, 4))):
        of = draw(st.integers(0, 9_000))
        value = draw(st.none() | st.integers(0, of))
        threshold = draw(st.sampled_from((0.1246, 0.25, 0.3, 1.0)))
        incomplete = draw(st.booleans())
        if draw(st.booleans()):
            made.append(a_figure(value, of, threshold, id=f"f{at}", incomplete=incomplete))
        else:
            count = draw(st.none() | st.integers(0, 9_000))
            made.append(without_norm(value=count, of=None, base=None, id=f"f{at}"))
    return tuple(made)


def of_table(report):
    """What the table has of every figure: value, base, share, whether the norm is met."""
    digest = Digest(report=report, trends=(), main="", final=True)
    book = openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=False)))
    rows = list(book["Показатели"].iter_rows(min_row=9, values_only=True))[: len(report.figures)]
    return [(row[1], row[2], row[3], row[6] or "—") for row in rows]


def shown(value, of, part):
    """How a paper writes what a table has."""
    if value == NO_DATA or of == 0:
        return None
    base = None if of is None else number(of)
    return number(value), base, None if part is None else share(part)


def of_paper(row):
    if row[2].text == "—" or row[4].text == "—":
        return None
    value, of, part = (row[at].text.rstrip("*") for at in (2, 3, 4))
    return value, of or None, part or None


@settings(max_examples=tries(20), deadline=None)
@given(found=figures())
def test_a_week_s_paper_has_the_figures_of_its_table(found):
    report = reported(THE_WEEK, *found)
    [table] = _tables(compose(a_period(WEEK, [a_paper_week(THE_WEEK, report)])))
    for row, (value, of, part, met), figure in zip(
        table.rows, of_table(report), found, strict=True
    ):
        assert of_paper(row) == shown(value, of, part)
        assert row[6].text == met or (met == NO_DATA and figure.norm is not None)


@settings(max_examples=tries(8), deadline=None)
@given(found=st.lists(figures(), min_size=5, max_size=5))
def test_a_month_s_paper_has_the_figures_of_the_tables_of_its_weeks(found):
    weeks = [
        a_paper_week(week, reported(week, *(replace(each, window="week") for each in figures)))
        for week, figures in zip(weeks_of(NOVEMBER), found, strict=True)
    ]
    table = _tables(compose(a_period(NOVEMBER, weeks)))[0]
    names = list(dict.fromkeys(each.id for figures in reversed(found) for each in figures))
    for at, (week, figures) in enumerate(zip(weeks, found, strict=True), 1):
        for figure, (value, of, part, _) in zip(figures, of_table(week.report), strict=True):
            text = table.rows[names.index(figure.id)][at].text.replace("*", "").split("\n")
            wanted = shown(value, of, part)
            if wanted is None:
                assert text == [NO_DATA]
                continue
            count, base, percent = wanted
            assert text[0] == (count if base is None else f"{count} из {base}")
            assert percent is None or text[1] == percent


def _tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]

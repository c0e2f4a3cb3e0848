"""Papers composed, and their lines and tables as texts."""

from bot.papers.paper import Line, Table
from tests.bot.papers.periods import WEEK, weeks_of

[THE_WEEK] = weeks_of(WEEK)
TITLE = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"


def lines(paper):
    """The paragraphs of a paper; in the place of tables and the like what they are."""
    return [
        block.text.replace("\N{NO-BREAK SPACE}", " ")
        if isinstance(block, Line)
        else type(block).__name__
        for block in paper.blocks
    ]


def tables(paper):
    return [block for block in paper.blocks if isinstance(block, Table)]


def texts(table):
    return [[cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]


def after(paper, heading):
    """What stands under a heading, up to the next one."""
    said = lines(paper)
    start = said.index(heading) + 1
    rest = [
        at
        for at, block in enumerate(paper.blocks)
        if at >= start and isinstance(block, Line) and block.style == "heading"
    ]
    return said[start : rest[0] if rest else None]

"""The files that papers become: they say what the paper says, on sheets that can be printed."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from bot.papers.composing import compose
from bot.papers.paper import Blank, Line, Table
from bot.papers.pdf_file import pdf_file
from bot.papers.word_file import word_file
from tests.bot.made_up import a_figure
from tests.bot.papers.opened import pdf_pages, pdf_words, word_texts
from tests.bot.papers.periods import (
    AUTUMN,
    NOVEMBER,
    WEEK,
    a_level_period,
    a_line,
    a_paper_week,
    a_period,
    confirmed,
    reported,
    weeks_of,
)

LONG = "Муниципальное автономное общеобразовательное учреждение «Средняя школа № 12» " * 3

PAPERS = {
    "week": compose(a_period()),
    "month": compose(a_period(NOVEMBER), names=True),
    "quarter": compose(a_period(AUTUMN)),
    "municipality": compose(a_level_period()),
    "nothing": compose(a_period(AUTUMN, ())),
    "long": compose(a_period(unit_name=LONG.strip())),
}


def told(paper):
    """Every text of a paper in its order."""
    for block in paper.blocks:
        match block:
            case Line():
                yield block.text
            case Table():
                yield from (column.heading for column in block.columns)
                yield from (cell.text for row in block.rows for cell in row)
            case Blank():
                continue
            case _:
                for who in block.who:
                    yield from (who, *block.under)


@pytest.mark.parametrize("name", PAPERS)
def test_a_document_says_what_the_paper_says(name):
    paper = PAPERS[name]
    assert word_texts(word_file(paper)) == [text for text in told(paper) if text]


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_says_what_the_paper_says(name):
    paper = PAPERS[name]
    pages = pdf_words(pdf_file(paper))
    foot = paper.foot.split()
    written = []
    for number, page in enumerate(pages, 1):
        last = paper.page.format(page=number, pages=len(pages)).split()
        assert page[-len(foot) - len(last) :] == [*foot, *last]
        written += page[: -len(foot) - len(last)]
    wanted = [word for text in told(paper) for word in text.split()]
    assert set(written) == set(wanted)  # headings of tables come again on every page
    assert len(pages) > 1 or written == wanted


def test_a_sheet_is_a4_with_the_margins_of_office_papers():
    for name, across in (("week", False), ("quarter", True)):
        [section] = Document(io.BytesIO(word_file(PAPERS[name]))).sections
        sides = [round(side.mm) for side in (section.page_width, section.page_height)]
        assert sides == ([297, 210] if across else [210, 297])
        assert section.orientation is (WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT)
        margins = (section.left_margin, section.right_margin, section.top_margin)
        assert [round(each.mm) for each in margins] == [20, 10, 20]
        assert set(pdf_pages(pdf_file(PAPERS[name]))) == {tuple(sides)}


def test_a_document_s_tables_keep_their_widths_and_repeat_their_headings():
    table = Document(io.BytesIO(word_file(PAPERS["quarter"]))).tables[0]
    assert not table.autofit
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [8, 105, 42, 23, 24, 25, 40]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    order = [child.tag.split("}")[1] for child in table._tbl.tblPr]
    assert order == [
        *("tblStyle", "tblW", "jc", "tblInd", "tblLayout", "tblCellMar", "tblLook"),
    ]


def test_a_document_has_a_title_and_names_nobody_as_its_author():
    document = Document(io.BytesIO(word_file(PAPERS["week"])))
    properties = document.core_properties
    assert properties.title == "Справка, МАОУ «СОШ № 12», 16–22 ноября 2026"
    assert (properties.author, properties.comments) == ("", "")
    assert document.styles["Normal"].font.name == "Times New Roman"


@pytest.mark.parametrize("count", [9, 11, 13])
def test_no_heading_stands_alone_below_and_no_signature_above(count):
    figures = [a_figure(24, 43, 0.25, id=str(number)) for number in range(count)]
    [week] = weeks_of(WEEK)
    weeks = [a_paper_week(week, reported(week, *figures), confirmed=(confirmed(),))]
    paper = compose(a_period(WEEK, weeks))
    headings = [
        block.text.split()
        for block in paper.blocks
        if isinstance(block, Line) and block.style == "heading"
    ]
    pages = pdf_words(pdf_file(paper))
    for page in pages:
        text = page[: -len(paper.foot.split()) - 4]
        assert not [each for each in headings if text[-len(each) :] == each]
    assert "Ознакомление" in pages[-1]
    assert "Составил(а)" in pages[-1]


def test_equal_papers_are_equal_files():
    paper, again = compose(a_period()), compose(a_period())
    assert pdf_file(paper) == pdf_file(again)
    parts = [zipfile.ZipFile(io.BytesIO(word_file(each))) for each in (paper, again)]
    assert [parts[0].read(name) for name in parts[0].namelist()] == [
        parts[1].read(name) for name in parts[1].namelist()
    ]


def test_signs_that_nobody_sees_do_not_stop_a_paper():
    [week] = weeks_of(WEEK)
    measures = ((a_period().at, "Обучили @\N{WORD JOINER}всех \N{SOFT HYPHEN}и ₽ 😀 \x07"),)
    paper = compose(a_period(WEEK, [a_paper_week(week, measures=measures)]))
    assert "Обучили" in pdf_words(pdf_file(paper))[0]
    assert any("Обучили" in text for text in word_texts(word_file(paper)))


def test_a_large_municipality_goes_on_over_pages():
    lines = [a_line(str(number), 24, 43) for number in range(60)]
    pages = pdf_words(pdf_file(compose(a_level_period(lines=lines))))
    assert len(pages) > 1
    assert all("Организация" in page for page in pages[:2])

"""A paper as DOCX, to be changed before it is signed. An equal paper gives an equal document."""

import io
from collections.abc import Sequence
from datetime import UTC

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.papers.paper import (
    BOTTOM,
    LEFT,
    LONG,
    RIGHT,
    SHORT,
    TOP,
    Align,
    Blank,
    Block,
    Line,
    Paper,
    Signatures,
    Style,
    Table,
    printable,
)

FONT = "Times New Roman"
"""What Russian office papers are written in; every word processor has it or its likeness."""

_SIZES: dict[Style, float] = {
    "title": 16,
    "subtitle": 12,
    "heading": 12,
    "text": 11,
    "note": 9,
    "warning": 11,
}
_BOLD = frozenset[Style](("title", "heading", "warning"))
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_PALE, _HEAD = "E4E4E4", "EFEFEF"
_SIDE, _ABOVE = 50, 25  # twentieths of a point that a cell's text is kept off its edges


def word_file(paper: Paper) -> bytes:
    """Write a paper as DOCX."""
    document = Document()
    _sheet(document, paper)
    for block in paper.blocks[: paper.ending]:
        _write(document, block, paper)
    before = len(document.paragraphs)
    for block in paper.blocks[paper.ending :]:
        _write(document, block, paper)
    for paragraph in document.paragraphs[before:]:
        paragraph.paragraph_format.keep_with_next = True
    properties = document.core_properties
    properties.title, properties.author = printable(paper.title)[:255], ""
    properties.comments = ""
    properties.language = "ru-RU"
    at = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = at
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _sheet(document: Docx, paper: Paper) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(_SIZES["text"])
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    wide, high = (LONG, SHORT) if paper.across else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.footer_distance = Mm(10)
    _foot(section.footer.paragraphs[0], paper)


def _foot(line: Paragraph, paper: Paper) -> None:
    line.style = "Normal"  # a footer's own has other tabs
    line.paragraph_format.tab_stops.add_tab_stop(Mm(paper.width), WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = paper.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for part in (f"{paper.foot}\t{before}", "PAGE", between, "NUMPAGES", after):
        if part.isupper():
            _field(line, part)
        else:
            line.add_run(part).font.size = Pt(_SIZES["note"])


def _field(line: Paragraph, name: str) -> None:
    """Write a field, which the word processor fills in: the library has none."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(_SIZES["note"])
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001 - as said


def _write(document: Docx, block: Block, paper: Paper) -> None:
    match block:
        case Line():
            _line(document, block)
        case Table():
            _table(document, block)
            _gap(document, 4)
        case Blank():
            _ruled(document, block.count, paper.width)
        case Signatures():
            for who in block.who:
                _signature(document, who, block.under, paper.width)


def _line(document: Docx, line: Line) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(printable(line.text))
    run.font.size, run.bold = Pt(_SIZES[line.style]), line.style in _BOLD
    layout = paragraph.paragraph_format
    if line.style in ("title", "subtitle"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.space_after = Pt(6)
    if line.style == "heading":
        layout.space_before, layout.keep_with_next = Pt(10), True
    if line.style == "note":
        layout.keep_with_next = True


def _table(document: Docx, table: Table) -> None:
    made = _grid(document, [column.width for column in table.columns], 1 + len(table.rows))
    made.style = document.styles["Table Grid"]
    heads = [column.heading for column in table.columns]
    for cell, head in zip(_cells(made, 0), heads, strict=True):
        _fill(cell, head, "center", table.size, bold=True, shade=_HEAD)
    _repeated(made)
    for at, row in enumerate(table.rows, 1):
        for cell, told, column in zip(_cells(made, at), row, table.columns, strict=True):
            shade = _PALE if told.pale else ""
            _fill(cell, told.text, column.align, table.size, bold=told.bold, shade=shade)
    for row in made.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above


def _grid(document: Docx, widths: Sequence[float], rows: int) -> DocxTable:
    """Make a table of fixed widths: nothing a cell says makes another one narrower."""
    made: DocxTable = document.add_table(rows, len(widths))
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in range(rows):
        for cell, width in zip(_cells(made, row), widths, strict=True):
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", _ABOVE), ("left", _SIDE), ("bottom", _ABOVE), ("right", _SIDE)):
        margins.append(_measure(side, room))
    said = made._tbl.tblPr  # noqa: SLF001 - as above
    for element, before in ((_measure("tblInd", _SIDE), "w:tblLayout"), (margins, "w:tblLook")):
        said.find(qn(before)).addprevious(element)  # word processors insist on the order
    return made


def _measure(name: str, twentieths: int) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:w"), str(twentieths))
    element.set(qn("w:type"), "dxa")
    return element


def _cells(table: DocxTable, row: int) -> list[_Cell]:
    """Give a row's cells; asking the library for each takes a long time in a long table."""
    return [_Cell(each, table) for each in table._tbl.tr_lst[row].tc_lst]  # noqa: SLF001 - as above


def _fill(
    cell: _Cell, text: str, align: Align, size: float, *, bold: bool = False, shade: str = ""
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold = Pt(size), bold
    if shade:
        element = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            element.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(element)  # noqa: SLF001 - as above


def _repeated(table: DocxTable) -> None:
    table._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above


def _ruled(document: Docx, count: int, width: float) -> None:
    made = _grid(document, [width], count)
    for row in range(count):
        [cell] = _cells(made, row)
        _fill(cell, "", "left", 14)
        _under(cell)


def _signature(document: Docx, who: str, under: Sequence[str], width: float) -> None:
    """Write who signs, lines beside it, and below them what belongs there."""
    named, gap = 32.0, 4.0
    place = (width - named) / len(under) - gap
    widths = [named, *(each for _ in under for each in (gap, place))]
    _gap(document, 7)
    made = _grid(document, widths, 2)
    above, below = _cells(made, 0), _cells(made, 1)
    _fill(above[0], who, "left", _SIZES["text"])
    for at, said in enumerate(under):
        _under(above[2 + at * 2])
        _fill(below[2 + at * 2], said, "center", 8)
    for cell in (*above, *below):
        layout = cell.paragraphs[0].paragraph_format
        layout.keep_with_next, layout.space_after = True, Pt(0)
    for cell in below:
        cell.paragraphs[0].paragraph_format.line_spacing = Pt(9)  # as high as what stands in it


def _gap(document: Docx, points: float) -> None:
    """Part what stands below a table from it: two tables would become one."""
    layout = document.add_paragraph().paragraph_format
    layout.space_after, layout.line_spacing = Pt(0), Pt(points)


def _under(cell: _Cell) -> None:
    """Draw a line below a cell."""
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - as above

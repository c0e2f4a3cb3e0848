"""Tables made to kill whoever reads them: small files that ask for everything there is."""

import io
import zipfile
from collections.abc import Mapping

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.{ext}" ContentType="{kind}"/></Types>'
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts into an archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def xlsx_parts(sheet: str, shared: str = "", sheets: int = 1) -> dict[str, bytes | str]:
    """Give the parts of a workbook whose sheets (one part, named so often) are ``sheet``."""
    names = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="rId1"/>' for at in range(sheets))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES.format(ext="xml", kind=SHEET),
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
    }
    if shared:
        parts["xl/sharedStrings.xml"] = shared
    return parts


def rows(count: int, cells: int = 1) -> str:
    """Give a sheet of so many rows."""
    row = "".join('<c t="inlineStr"><is><t>ФИО</t></is></c>' for _ in range(cells))
    return "<sheetData>" + f"<row>{row}</row>" * count + "</sheetData>"


def ods_parts(table: str, prologue: str = "") -> dict[str, bytes | str]:
    """Give the parts of an ODS workbook with one table."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return {
        "mimetype": _ODS,
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f'<?xml version="1.0"?>{prologue}<office:document-content {spaces}>'
        f'<office:body><office:spreadsheet><table:table table:name="Л">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def _cell(text: str, more: str = "") -> str:
    kind = f'office:value-type="string"{more}'
    return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"


def _row(cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{cells}</table:table-row>"


def _laughs() -> str:
    entities = '<!ENTITY a0 "хахахахаха">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    return f"<!DOCTYPE office:document-content [{entities}]>"


def _document(table: str, prologue: str = "") -> bytes:
    """Give a Word document with one table."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:body><w:tbl>{table}</w:tbl></w:body>"
    return zipped(
        {
            "[Content_Types].xml": TYPES.format(ext="xml", kind=word),
            "word/document.xml": f"{prologue}<w:document {names}>{body}</w:document>",
        }
    )


def _word_row(text: str, more: str = "") -> str:
    cell = f"<w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:tr><w:tc>{cell}</w:tc></w:tr>"


def _nested(depth: int) -> bytes:
    inner = b"\0" * 1_000_000
    for _ in range(depth):
        inner = zipped({f"{at}.zip": inner for at in range(4)})
    return inner


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9


def _lying() -> bytes:
    data = bytearray(zipped(xlsx_parts(rows(3))))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    return bytes(data)


def bombs() -> dict[str, bytes]:
    """Make them, by what they do."""
    shared = f'<sst xmlns="{_MAIN}" count="{{n}}" uniqueCount="{{n}}"><si><t>ФИО</t></si></sst>'
    plain = xlsx_parts(rows(2))
    return {
        "shared strings by the billion": lambda: zipped(
            xlsx_parts(
                '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>',
                shared.format(n=4_000_000_000),
            )
        ),
        "one part named by 2,000 sheets": lambda: zipped(xlsx_parts(rows(2_000, 20), sheets=2_000)),
        "one part named by 150 sheets": lambda: zipped(xlsx_parts(rows(15_000, 60), sheets=150)),
        "a dimension of everything": lambda: zipped(
            xlsx_parts('<dimension ref="A1:XFD1048576"/>' + rows(2))
        ),
        "a cell in the last corner": lambda: zipped(
            xlsx_parts(
                '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
        ),
        "a million empty rows": lambda: zipped(
            xlsx_parts("<sheetData>" + "<row/>" * 1_000_000 + "</sheetData>")
        ),
        "a row beyond all numbers": lambda: zipped(
            xlsx_parts(
                f'<sheetData><row r="{2**40}"><c r="A{2**40}"><v>1</v></c></row></sheetData>'
            )
        ),
        "merged over everything": lambda: zipped(
            xlsx_parts(
                rows(20_000, 3)
                + '<mergeCells count="9000">'
                + '<mergeCell ref="A1:C20000"/>' * 9_000
                + "</mergeCells>"
            )
        ),
        "binary sheets under another name": lambda: zipped(
            {
                "[Content_Types].xml": TYPES.format(ext="bin", kind=BINARY),
                "xl/workbook.bin": b"\x83\x01\x00",
            }
        ),
        "binary sheets beside others": lambda: zipped(
            plain
            | {"xl/workbook.xml": b"<nothing/>", "xl/workbook.bin": b"\x9c\x01\x10" + b"\xff" * 16}
        ),
        "cells repeated in ODS": lambda: zipped(
            ods_parts(_row(_cell("ФИО", ' table:number-columns-repeated="2000000000"')))
        ),
        "rows repeated in ODS": lambda: zipped(
            ods_parts(_row(_cell("ФИО"), ' table:number-rows-repeated="2000000000"'))
        ),
        "rows and cells repeated within the limits": lambda: zipped(
            ods_parts(
                _row(
                    _cell("Ф" * 30_000, ' table:number-columns-repeated="256"'),
                    ' table:number-rows-repeated="20000"',
                )
            )
        ),
        "spaces repeated": lambda: zipped(
            ods_parts(_row(_cell('<text:s text:c="2000000000"/>ФИО')))
        ),
        "spaces repeated a little, often": lambda: zipped(
            ods_parts(_row(_cell('<text:s text:c="900000"/>') * 256) * 200)
        ),
        "a billion laughs": lambda: zipped(ods_parts(_row(_cell("&a9;")), prologue=_laughs())),
        "deep elements": lambda: zipped(ods_parts("<a>" * 500_000 + "</a>" * 500_000)),
        "archives in archives": lambda: zipped(plain | {"xl/media/x.zip": _nested(3)}),
        "an archive of nothing but zeros": lambda: zipped({"xl/workbook.xml": b"\0" * 59_000_000}),
        "a hundred thousand parts": lambda: zipped({f"xl/{at}.xml": b"" for at in range(30_000)}),
        "paths that lead out": lambda: zipped(
            plain | {"../../../../tmp/x.xml": b"<x/>", "/etc/x.xml": b"<x/>"}
        ),
        "a name twice": lambda: zipped(plain) + zipped({"xl/workbook.xml": b"<x/>"}),
        "locked": _encrypted,
        "cut off": lambda: zipped(plain)[:-60],
        "a size that is a lie": _lying,
        "LZMA": lambda: zipped(plain, zipfile.ZIP_LZMA),
        "BZIP2 of zeros": lambda: zipped(
            {"xl/workbook.xml": b"\0" * 59_000_000}, zipfile.ZIP_BZIP2
        ),
        "a text of one cell": lambda: b'"' + b"a" * 15_000_000,
        "a text of delimiters": lambda: b";" * 15_000_000,
        "a document of entities": lambda: _document(
            _word_row("&a9;"), _laughs().replace("office:document-content", "w:document")
        ),
        "a document of a wide cell": lambda: _document(
            _word_row("ФИО", '<w:gridSpan w:val="4000000000"/>')
        ),
        "a document of rows": lambda: _document(_word_row("ФИО") * 300_000),
        "a document of tables": lambda: _document(
            _word_row("<w:tbl>" * 50_000 + "</w:tbl>" * 50_000)
        ),
        "a sheet of hidden rows": lambda: zipped(
            xlsx_parts("<sheetData>" + '<row hidden="1"/>' * 2_000_000 + "</sheetData>")
        ),
        "a text of lines": lambda: b"\n" * 5_000_000 + b"a",
        "a text of quotes": lambda: b'""";' * 4_000_000,
    }


def harmless() -> frozenset[str]:
    """Name those that may as well be read as an ordinary table."""
    return frozenset(
        {
            "shared strings by the billion",
            "a dimension of everything",
            "a million empty rows",
            "a document of tables",
            "a sheet of hidden rows",
            "merged over everything",
            "deep elements",
            "archives in archives",
            "paths that lead out",
            "a name twice",
            "LZMA",
            "a text of delimiters",
            "a text of lines",
            "a text of quotes",
        }
    )

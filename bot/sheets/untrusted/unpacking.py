"""Unpacking a workbook that is not trusted: what it is, how far its cells reach. Pure.

A workbook of a few kilobytes can unpack to gigabytes, or name one cell at XFD1048576 for which a
parser would allocate every cell before it. So its parts are unpacked and measured here first, and
the parser is given exactly what was measured, and nothing that it has no need of.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from bot.sheets.untrusted.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    OLE,
    BadSheet,
    Table,
)
from bot.sheets.untrusted.word_tables import DOCUMENT, WORD, word_table

_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\s(?:[^<>]*\s)?)t=([\"'])e\2")
_ERROR_OF_ODS = re.compile(rb"<table:table-cell\s[^<>]*calcext:value-type=[\"']error[\"'][^<>]*>")
_VALUE_OF_ODS = re.compile(rb"\soffice:(?:value-type|string-value|value)=[\"'][^\"']*[\"']")

MOST_PARTS = 3_000  # of a workbook; Excel writes one for each sheet and picture
MOST_SPACES = 1_000_000  # that an ODS file may ask for by their number

_TYPES = "[Content_Types].xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BOOKS = frozenset(
    {
        f"{_EXCEL}sheet.main+xml",
        f"{_EXCEL}template.main+xml",
        "application/vnd.ms-excel.sheet.macroenabled.main+xml",
        "application/vnd.ms-excel.template.macroenabled.main+xml",
    }
)
_BINARY = "application/vnd.ms-excel.sheet.binary"
_ODS = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_ODS_PARTS = ("mimetype", "content.xml", "META-INF/manifest.xml")
_UNZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # an unknown way of compression
)


def sound(data: bytes) -> io.BytesIO | Table:
    """Give an XLSX, XLSM or ODS workbook packed anew, with the parts that a parser needs.

    Nothing in it can unpack to more than was measured. Of a Word document give what its tables
    say. Raises ``BadSheet``.
    """
    if data.startswith(OLE):  # the wrapping of a locked XLSX and of files of before 2007
        locked = "EncryptedPackage".encode("utf-16-le") in data
        word = "WordDocument".encode("utf-16-le") in data
        raise BadSheet("encrypted" if locked else "old_word" if word else "old_format")
    unpacked = _unpack(data)
    if DOCUMENT in unpacked and _kinds(unpacked.get(_TYPES, b"")) & WORD:
        return word_table(unpacked)
    parts = _needed(unpacked)
    for content in parts.values():
        _measure(content)
    return _repacked(parts)


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise BadSheet("unpacks_too_large", str(MOST_UNPACKED))
            if len(entries) > MOST_PARTS:
                raise BadSheet("too_heavy")
            if any(entry.flag_bits & 1 for entry in entries):
                raise BadSheet("encrypted")
            return {entry.filename: archive.read(entry) for entry in entries}
    except _UNZIP_ERRORS as error:
        raise BadSheet("damaged", type(error).__name__) from error


def _needed(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Tell by its content what a package is, and leave the parts such a one is read from.

    A parser tries one format after the other: whatever looks like another format is not shown it.
    """
    if parts.get("mimetype", b"").strip() in _ODS:
        return {name: parts[name] for name in _ODS_PARTS if name in parts}
    kinds = _kinds(parts.get(_TYPES, b""))
    if kinds & _BOOKS:
        return {name: content for name, content in parts.items() if _is_text(name)}
    if any(kind.startswith(_BINARY) for kind in kinds):
        raise BadSheet("binary")
    raise BadSheet("damaged", "no spreadsheet")


def _is_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _kinds(types: bytes) -> frozenset[str]:
    """Give the content types a package names."""
    found: set[str] = set()

    def start(_name: str, attributes: dict[str, str]) -> None:
        found.add(attributes.get("ContentType", "").strip().lower())

    _parsed(types, start)
    return frozenset(found)


def _parsed(content: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # Lookup: an unknown encoding
        raise BadSheet("damaged", type(error).__name__) from error


def _repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Pack the parts again without compression: nothing in them can unpack to more."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _with_errors(content))
    packed.seek(0)
    return packed


def _with_errors(content: bytes) -> bytes:
    """Let errors of formulas be texts («#N/A»): the parser would give empty cells for them."""
    if b"sheetData" in content:
        return _ERROR_CELL.sub(rb"\1t=\2str\2", content)
    if b"table-cell" in content:
        return _ERROR_OF_ODS.sub(_as_text, content)
    return content


def _as_text(cell: "re.Match[bytes]") -> bytes:
    bare = _VALUE_OF_ODS.sub(b"", cell[0])
    return bare.replace(b"table-cell", b'table-cell office:value-type="string"', 1)


class _Ruler:
    """Watches the elements of a sheet (XLSX or ODS) and refuses one that reaches too far."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0
        self.spaces = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
            case "c":
                self._cell(attributes.get("r", ""))
            case "table":
                self.row = 0
            case "table-row":
                self.row += _repeats(attributes, "rows")
                self.column = 0
            case "table-cell" | "covered-table-cell":
                self.column += _repeats(attributes, "columns")
                if any(key.endswith(":value-type") for key in attributes):
                    self._check()
            case "s":
                self._spaces(int(attributes.get("text:c", 1)))

    def _cell(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        if letters:
            self.column = 0
            for letter in letters.upper():
                self.column = self.column * 26 + ord(letter) - ord("A") + 1
            self.row = int(reference[len(letters) :] or self.row)
        else:
            self.column += 1
        self._check()

    def _spaces(self, count: int) -> None:
        """Spaces of ODS are written as their number."""
        self.spaces += count
        if self.spaces > MOST_SPACES:
            raise BadSheet("too_heavy")

    def _check(self) -> None:
        if self.row > MOST_ROWS:
            raise BadSheet("too_many_rows", str(MOST_ROWS))
        if self.column > MOST_COLUMNS:
            raise BadSheet("too_many_columns", str(MOST_COLUMNS))


def _repeats(attributes: dict[str, str], what: str) -> int:
    return int(attributes.get(f"table:number-{what}-repeated", 1))


def _measure(content: bytes) -> None:
    """Refuse a part that is a sheet with a cell too far away; any other part passes."""
    if b"sheetData" in content or b"table-cell" in content:
        _parsed(content, _Ruler().start)

"""The roster to fill in: both sheets with header, examples and the list of roles."""

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets.book import printable
from bot.sheets.roster import kinds, words
from bot.sheets.roster.heading_words import PEOPLE_SHEET
from bot.words.vocabulary import Vocabulary

_PEOPLE_WIDTHS = (34, 38, 20, 28, 18, 16, 16)
_CLASS_WIDTHS = (18, 16, 14, 34)
_ROWS_WITH_LIST = 2000  # how far down the list of roles is offered
_CREATED = datetime(2026, 11, 1, tzinfo=UTC)  # XlsxWriter would read the clock otherwise


def roster_template(vocabulary: Vocabulary) -> bytes:
    """Make an XLSX file that ``read_roster`` understands; its example rows are to be replaced."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": kinds.title(vocabulary), "created": _CREATED})
        header = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        example, notes = kinds.EXAMPLES[vocabulary], kinds.notes(vocabulary)
        people = book.add_worksheet(PEOPLE_SHEET)
        headings = words.people_headings(vocabulary)
        _fill(people, header, _noted(headings, notes), _PEOPLE_WIDTHS, example.people)
        people.data_validation(1, 2, _ROWS_WITH_LIST, 2, _roles(vocabulary))
        classes = book.add_worksheet(words.classes_sheet(vocabulary))
        headings = words.class_headings(vocabulary)
        _fill(classes, header, _noted(headings, notes), _CLASS_WIDTHS, example.groups)
    return written.getvalue()


def _noted(headings: Mapping[str, str], notes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Give each heading with its note."""
    return [(heading, notes[field]) for field, heading in headings.items()]


def _fill(
    sheet: Worksheet,
    header: Format,
    columns: Iterable[tuple[str, str]],
    widths: tuple[int, ...],
    examples: Iterable[tuple[str | int | date, ...]],
) -> None:
    for index, ((heading, note), width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, heading, header)
        sheet.write_comment(0, index, note, {"x_scale": 2, "author": ""})
    for number, row in enumerate(examples, 1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 1)
    printable(sheet)


def _roles(vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "validate": "list",
        "source": [role.value for role in words.roles(vocabulary)],
        "ignore_blank": True,
        "error_title": words.ROLE_ERROR_TITLE,
        "error_message": words.ROLE_ERROR,
    }

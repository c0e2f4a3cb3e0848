"""The roster to fill in: both sheets with header, examples and the list of roles."""

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets import roster_words as words
from monitor.orders.roles import Role

_PEOPLE_WIDTHS = (34, 30, 20, 28, 18, 16, 16)
_CLASS_WIDTHS = (14, 14, 14, 34)
_ROWS_WITH_LIST = 2000  # how far down the list of roles is offered
_CREATED = datetime(2026, 11, 1, tzinfo=UTC)  # XlsxWriter would read the clock otherwise


def roster_template() -> bytes:
    """Make an XLSX file that ``read_roster`` understands; its example rows are to be replaced."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": words.TEMPLATE_TITLE, "created": _CREATED})
        header = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        people = book.add_worksheet(words.PEOPLE_SHEET)
        _fill(people, header, words.PEOPLE_COLUMNS, _PEOPLE_WIDTHS, words.TEMPLATE_PEOPLE)
        people.data_validation(1, 2, _ROWS_WITH_LIST, 2, _roles())
        classes = book.add_worksheet(words.CLASSES_SHEET)
        _fill(classes, header, words.CLASS_COLUMNS, _CLASS_WIDTHS, words.TEMPLATE_CLASSES)
    return written.getvalue()


def _fill(
    sheet: Worksheet,
    header: Format,
    columns: Mapping[str, tuple[str, ...]],
    widths: tuple[int, ...],
    examples: Iterable[tuple[str | int | date, ...]],
) -> None:
    for index, ((field, headings), width) in enumerate(zip(columns.items(), widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, headings[0], header)
        sheet.write_comment(0, index, words.COLUMN_NOTES[field], {"x_scale": 2, "author": ""})
    for number, row in enumerate(examples, 1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 1)


def _roles() -> dict[str, object]:
    return {
        "validate": "list",
        "source": [role.value for role in Role],
        "ignore_blank": True,
        "error_title": words.ROLE_ERROR_TITLE,
        "error_message": words.ROLE_ERROR,
    }

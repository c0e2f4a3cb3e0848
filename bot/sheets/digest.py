"""The digest as an XLSX table, to be filtered, printed and handed on.

Numbers are numbers; what is not known is written «нет данных» and never 0. Nothing is ever taken
for a formula. An equal digest gives equal bytes.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC

import xlsxwriter  # type: ignore[import-untyped]  # has hints, but no py.typed
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from bot.sheets import digest_words as words
from bot.sheets.book import OPTIONS, Cell, Looks, as_shown, looks_of, one_page, table
from bot.sheets.weeks import chart_of_weeks, write_weeks, write_year
from bot.words.orders.norms import unreached
from bot.words.russian import NO_DATA, weekday
from bot.words.vocabulary import Vocabulary, vocabulary_of
from monitor.facts.digest import Digest
from monitor.facts.values import Figure, PersonLine, Report

_PREFACE = 7  # columns that the lines over the figures stretch over
_MEASURES, _RULED = 4, 24  # lines to write measures on, and their height in points


def digest_xlsx(digest: Digest, *, with_people: bool) -> bytes:
    """Write a digest's workbook. ``with_people`` only for readers inside the organisation."""
    written = io.BytesIO()
    report = digest.report
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        created = report.window.as_of.astimezone(UTC)
        book.set_properties({"title": words.title(report), "created": created})
        looks = looks_of(book)
        figures = book.add_worksheet(words.FIGURES_SHEET)
        below = _write_figures(figures, report, looks)
        if with_people:
            _write_people(book.add_worksheet(words.PEOPLE_SHEET), report.people, looks)
        _write_days(book.add_worksheet(words.DAYS_SHEET), report, looks)
        _write_chats(book.add_worksheet(words.CHATS_SHEET), report, looks)
        write_weeks(book.add_worksheet(words.WEEKS_SHEET), digest, looks)
        write_year(book, digest, looks)
        _write_details(book.add_worksheet(words.DETAILS_SHEET), report, looks)
        if report.blanks:
            _write_blanks(book.add_worksheet(words.BLANKS_SHEET), report, looks)
        below = _write_measures(figures, below + 1, looks)
        if (chart := chart_of_weeks(book, digest)) is not None:
            figures.insert_chart(below + 1, 0, chart)
        one_page(figures)
    return written.getvalue()


def _write_figures(sheet: Worksheet, report: Report, looks: Looks) -> int:
    preface = words.preface(report)
    for row, line in enumerate(preface):
        sheet.merge_range(row, 0, row, _PREFACE - 1, "")
        sheet.write_string(row, 0, line, looks.note if row else looks.title)
        sheet.set_row(row, 20 if row == 0 else 15 * (1 + len(line) // 150))
    rows = [_figure(figure) for figure in report.figures]
    widths = (50, 11, 11, 10, 19, 30, 12)
    return table(sheet, words.FIGURES_HEADER, widths, rows, looks, top=len(preface) + 1)


def _write_measures(sheet: Worksheet, top: int, looks: Looks) -> int:
    """Leave room for the measures taken and a signature; give the row below."""
    sheet.write_string(top, 0, words.MEASURES, looks.title)
    for row in range(top + 1, top + 1 + _MEASURES):
        sheet.merge_range(row, 0, row, _PREFACE - 1, "", looks.ruled)
        sheet.set_row(row, _RULED)
    signed = top + _MEASURES + 2
    sheet.merge_range(signed, 0, signed, _PREFACE - 1, words.SIGNED)
    return signed + 1


def _figure(figure: Figure) -> Sequence[Cell]:
    known = figure.value is not None
    of = figure.of if known or figure.of is not None else NO_DATA
    share = as_shown(figure.share, unreached(figure)) if figure.share is not None else NO_DATA
    return (
        words.figure_title(figure),
        figure.value if known else NO_DATA,
        of,
        None if known and figure.of is None else share,  # a plain count has no share
        words.base(figure),
        words.norm(figure),
        words.met(figure),
    )


def _write_details(sheet: Worksheet, report: Report, looks: Looks) -> None:
    vocabulary = vocabulary_of(report.kinds)
    rows = [_detail(figure, report, vocabulary) for figure in report.figures]
    header = (*words.DETAILS_HEADER, *opened(report))
    widths = (44, 30, 12, 28, 12, 44, 12, 12, 16, 30)
    table(sheet, header, widths[: len(header)], rows, looks)


def opened(report: Report) -> tuple[str, ...]:
    """Give the heading of what is open, if any figure leaves something open."""
    return (words.OPEN,) if any(figure.possible for figure in report.figures) else ()


def _detail(figure: Figure, report: Report, vocabulary: Vocabulary) -> Sequence[Cell]:
    return (
        words.figure_title(figure),
        words.rule(figure.demand, vocabulary),
        figure.norm.deadline if figure.norm else None,
        words.why_no_data(figure, vocabulary),
        words.yes(figure.corrected),
        words.source(figure, report),
        figure.other.value if figure.other else None,
        figure.other.of if figure.other else None,
        words.window(figure, report),
        *(words.possible(figure) for _ in opened(report)),
    )


def _write_people(sheet: Worksheet, people: Sequence[PersonLine], looks: Looks) -> None:
    widths = (36, 25, 18, 12, 13, 13, 10, 13, 11, 9, 22, 12)
    rows = [_person(person) for person in people]
    below = table(sheet, words.PEOPLE_HEADER, widths, rows, looks)
    if people:
        bar = {"type": "data_bar", "bar_color": "#9CC3DD"}
        sheet.conditional_format(1, 3, below - 1, 3, bar)
    for row, person in enumerate(people, 1):
        if person.short:
            for column, told in enumerate((person.name, person.position, person.role)):
                sheet.write_string(row, column, told, looks.below_norm(widths[column]))


def _person(person: PersonLine) -> Sequence[Cell]:
    days = (person.days, person.hours) if person.bound else (NO_DATA, NO_DATA)
    counts = (person.messages, *days, person.calls)
    return (
        person.name,
        person.position,
        person.role,
        *(counts if person.known else (NO_DATA,) * len(counts)),
        words.yes(person.absent),
        words.yes(person.bound),
        words.yes(person.short),
        words.asked(person),
        words.yes(person.corrected),
    )


def _write_days(sheet: Worksheet, report: Report, looks: Looks) -> None:
    table(sheet, words.DAYS_HEADER, (14, 18, 14, 22), list(_days(report)), looks)


def _days(report: Report) -> Iterator[Sequence[Cell]]:
    seen = report.completeness is not None
    for line in report.days:
        counts = (line.messages, line.staff) if seen else (NO_DATA, NO_DATA)
        yield line.day, weekday(line.day), *counts


def _write_chats(sheet: Worksheet, report: Report, looks: Looks) -> None:
    widths = (44, 22, 12, 14, 12, 20, 20, 14)
    vocabulary = vocabulary_of(report.kinds)
    rows = list(_chats(report, vocabulary))
    table(sheet, words.chats_header(vocabulary), widths, rows, looks)


def _chats(report: Report, vocabulary: Vocabulary) -> Iterator[Sequence[Cell]]:
    for chat in report.chats:
        seen = chat.present or chat.messages or chat.calls
        yield (
            words.chat_title(chat.title, chat.id),
            words.chat_kind(chat.kind, vocabulary),
            chat.class_name,
            *((chat.messages, chat.calls, chat.links) if seen else (NO_DATA,) * 3),
            chat.missed,
            words.yes(chat.present),
        )


def _write_blanks(sheet: Worksheet, report: Report, looks: Looks) -> None:
    rows = [words.blank(each) for each in report.blanks]
    table(sheet, words.BLANKS_HEADER, (44, 90), rows, looks)

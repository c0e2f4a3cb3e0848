"""Tables made to kill are refused in a sentence, by the real process and under its limits."""

import asyncio
import io
import resource
import time

import pytest
import xlsxwriter

from bot.sheets.roster.roster import read_roster, roster_template
from bot.sheets.roster.words import bad_sheet
from bot.sheets.untrusted import reading
from bot.sheets.untrusted.reading import Reader, book_of, read_book
from bot.sheets.untrusted.table import BadSheet
from bot.words.vocabulary import SCHOOL
from tests import bombs
from tests.tries import THOROUGH

pytestmark = pytest.mark.own_process

SLOW = ("a sheet of hidden rows", "one part named by 150 sheets")  # three seconds each
BOMBS = {name: made for name, made in bombs.bombs().items() if THOROUGH or name not in SLOW}


def outcome(data, name):
    try:
        read_book(data, name)
    except BadSheet as error:
        return bad_sheet(error, name, SCHOOL)
    return "read"


@pytest.mark.parametrize("name", BOMBS)
def test_no_table_harms_its_reader_for_long(name):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = outcome(BOMBS[name](), "список.csv" if name.startswith("a text") else "список.xlsx")
    assert said.startswith("Файл «") or (said == "read" and name in bombs.harmless())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 12
    assert after.ru_maxrss < 900_000  # KiB


def a_book(sheets, rows, columns=8):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for number in range(sheets):
            sheet = book.add_worksheet(f"Лист {number}")
            for row in range(rows):
                for column in range(columns):
                    sheet.write(row, column, f"Петрова Мария {row} {column}")
    return made.getvalue()


@pytest.mark.parametrize(("sheets", "rows"), [(1, 300), (20, 250), (1, 5_000)])
def test_ordinary_tables_are_read(sheets, rows):
    data = a_book(sheets, rows)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    book = read_book(data, "список.xlsx")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [len(table.rows) for table in book.tables] == [rows] * sheets
    assert after.ru_utime - before.ru_utime < 3


def test_what_the_process_reads_is_what_is_read_here(monkeypatch):
    apart = read_roster(roster_template(SCHOOL), "список.xlsx")
    monkeypatch.setattr(Reader, "_answer", lambda _reader, data: reading_here(data))
    assert read_roster(roster_template(SCHOOL), "список.xlsx") == apart


def reading_here(data):
    from bot.sheets.untrusted import child  # noqa: PLC0415 - only here is it wanted in this process

    return child.answer(data)


def test_a_reader_that_dies_or_never_ends_is_a_refusal(monkeypatch):
    for program in ("import os; os.abort()", "import time; time.sleep(99)", "print('[[')", ""):
        monkeypatch.setattr(reading, "_PROGRAM", program)
        monkeypatch.setattr(reading, "PATIENCE", 1.0)
        with pytest.raises(BadSheet) as refused:
            read_book("ФИО;Роль".encode(), "список.csv")
        assert refused.value.code == "too_heavy"


def test_an_answer_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr(
        reading, "_PROGRAM", "import sys\nwhile True: sys.stdout.write('[' * 1000000)"
    )
    with pytest.raises(BadSheet) as refused:
        read_book("ФИО;Роль".encode(), "список.csv")
    assert refused.value.code == "too_heavy"


def test_a_machine_that_starts_no_process_is_not_the_files_fault(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(BadSheet) as refused:
        read_book("ФИО;Роль".encode(), "список.csv")
    assert bad_sheet(refused.value, "список.csv", SCHOOL) == (
        "Файл «список.csv»: сейчас прочитать не получилось. "
        "Пришлите его ещё раз через несколько минут."
    )


@pytest.mark.asyncio
async def test_whoever_stops_waiting_ends_the_process(monkeypatch):
    monkeypatch.setattr(reading, "_PROGRAM", "import time; time.sleep(99)")
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await book_of("ФИО;Роль".encode(), "список.csv")
    await asyncio.get_running_loop().shutdown_default_executor()
    assert time.monotonic() - began < 15

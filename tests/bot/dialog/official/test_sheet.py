"""Whole official tables: as workbooks and texts, with titles, merged headings, totals, dangers."""

import io
import zipfile

import openpyxl
import pytest

from bot.dialog.official.rows import CellProblem, OfficialRow
from bot.dialog.official.sheet import read_official
from bot.dialog.official.words import bad_sheet, problem
from bot.sheets.untrusted import table as table_limits
from bot.sheets.untrusted.table import BadSheet
from monitor.order_files.loading import load_order
from storage.records import Official
from tests.tries import tries

UNITS = {"school-12": "МАОУ «СОШ № 12»"}
BOTH = {**UNITS, "lyceum-5": "МАОУ «Лицей № 5»"}
HEADER = ["Организация", "Педагогов всего", "3+ сообщ.", "10+ сообщ.", "10+ сообщ., %"]
OURS = ["СОШ 12", 46, 30, "24 из 46", "52,2 %"]
SAID = (
    Official(figure="teachers_total", value=46),
    Official(figure="teachers_messages_3", value=30, of=46),
    Official(figure="teachers_messages_10", value=24, of=46),
    Official(figure="teachers_messages_10", value=522, of=1000, percent=True),
)


def a_workbook(*rows, merged=(), sheet="Свод"):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(data, units=UNITS, name="таблица.xlsx", remembered=(), given=()):
    specs = load_order("sergokala").indicator
    return read_official(data, name, specs, units, remembered=dict(remembered), given=dict(given))


def refusal(data, name="таблица.xlsx"):
    with pytest.raises(BadSheet) as caught:
        read(data, name=name)
    return bad_sheet(caught.value, name)


def ours(row, said=SAID, name="СОШ 12", confidence=100):
    return (OfficialRow(unit="school-12", row=row, name=name, confidence=confidence, said=said),)


def test_a_plain_table_is_read():
    table = read(a_workbook(HEADER, OURS))
    assert (table.sheet, table.header, table.rows) == ("Свод", 1, ours(2))
    assert [(column.letter, column.figure, column.percent) for column in table.columns] == [
        ("B", "teachers_total", False),
        ("C", "teachers_messages_3", False),
        ("D", "teachers_messages_10", False),
        ("E", "teachers_messages_10", True),
    ]
    assert (table.absent, table.strangers, table.problems) == ((), (), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_text_is_read_in_any_usual_encoding(encoding, delimiter):
    lines = [["Сводка за неделю"], [], HEADER, OURS]
    text = "\r\n".join(delimiter.join(str(cell) for cell in line) for line in lines)
    assert read(text.encode(encoding), name="т.csv").rows == ours(4)


def test_titles_above_merged_headings_in_two_rows_column_numbers_and_totals():
    data = a_workbook(
        ["Сводная таблица активности педагогов за неделю 16.11–22.11.2026"],
        ["Утверждаю"],
        ["№", "Наименование\nОО", "Педагогов\nвсего", "Учителя, написавшие", "", "Доля 10+, %"],
        ["", "", "", "минимум 3\nсообщ.", "минимум 10\nсообщ.", ""],
        [1, 2, 3, 4, 5, 6],
        [1, "МАОУ «СОШ № 12»", 46, 30, "24 из 46", 0.522],
        [2, "СОШ 112", 30, 3, "1 из 30", 0.033],
        ["", "ИТОГО", 76, 33, 25, 0.329],
        merged=("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"),
    )
    table = read(data)
    assert table.header == 4
    assert table.rows == ours(6, name="МАОУ «СОШ № 12»")
    assert table.strangers == ("СОШ 112",)


def test_a_municipality_takes_all_rows_and_what_is_absent_is_named():
    table = read(
        a_workbook(HEADER, ["Лицей 5 г. Перми", 20, "—", 4, "20 %"], ["СОШ 7", 1, 1, 1, "1 %"]),
        BOTH,
    )
    assert [(row.unit, row.row, row.confidence) for row in table.rows] == [("lyceum-5", 2, 85)]
    assert table.rows[0].said == (
        Official(figure="teachers_total", value=20),
        Official(figure="teachers_messages_3", value=None),
        Official(figure="teachers_messages_10", value=4, of=20),
        Official(figure="teachers_messages_10", value=20, of=100, percent=True),
    )
    assert (table.absent, table.strangers) == (("МАОУ «СОШ № 12»",), ("СОШ 7",))


def test_a_table_of_one_organisation_needs_no_names():
    table = read(a_workbook(HEADER[1:], OURS[1:], ["Всего", 46]))
    assert table.rows == ours(2, name="")
    assert refusal(a_workbook(HEADER[1:], OURS[1:], OURS[1:])) == (
        "Файл «таблица.xlsx»: несколько строк, а столбца с названиями организаций нет."
    )


def test_what_was_said_by_hand_goes_before_what_is_remembered_and_that_before_guesses():
    table = read(
        a_workbook(["ОО", "Столбец 1", "3+ сообщ.", "Педагоги"], ["СОШ 12", 5, 6, 7]),
        remembered={"3+ сообщ.": "teachers_messages_10", "столбец 1": "pupils_total"},
        given={"Столбец 1": "teachers_diary", "Педагоги": "", "Столбец 9": "pupils_total"},
    )
    assert [(column.figure, column.origin) for column in table.columns] == [
        ("teachers_diary", "given"),
        ("teachers_messages_10", "remembered"),
        ("", "given"),
    ]
    assert table.rows[0].said == (
        Official(figure="teachers_diary", value=5),
        Official(figure="teachers_messages_10", value=6),
    )
    assert [problem(each) for each in table.problems] == ["Столбца «столбец 9» в таблице нет."]


def test_bad_cells_repeated_columns_and_formulas_are_told_and_lose_nothing_else():
    header = [*HEADER, "Учителя 10+"]
    data = a_workbook(header, ["СОШ 12", "=40+6", True, "48 из 46", "много", 23])
    table = read(data)
    assert table.rows == ours(2, said=(Official(figure="teachers_messages_10", value=23),))
    assert [problem(each) for each in table.problems] == [
        "Столбец D «10+ сообщ.» не взят: этот показатель есть в другом столбце.",
        "Строка 2, столбец B: пусто. Если там формула, откройте файл в редакторе и сохраните "
        "снова.",
        "Строка 2, столбец C: «True» — не число.",
        "Строка 2, столбец E: «много» — не число.",
    ]
    text = f"{';'.join(HEADER)}\nСОШ 12;=40+6;30;48 из 46;52,2 %\n".encode()
    assert [problem(each) for each in read(text, name="т.csv").problems] == [
        "Строка 2, столбец B: формула «=40+6» вместо числа.",
        "Строка 2, столбец D: «48 из 46» — больше, чем всего.",
    ]


def test_rows_that_are_as_much_alike_are_told():
    table = read(a_workbook(HEADER, ["СОШ 12 г. Перми", *OURS[1:]], ["СОШ 12 г. Осы", *OURS[1:]]))
    assert table.rows == ()
    assert table.problems == (
        CellProblem(row=0, column="", code="unclear_row", value="МАОУ «СОШ № 12»"),
    )
    assert problem(table.problems[0]) == (
        "МАОУ «СОШ № 12»: похожих строк несколько, не взята ни одна."
    )


def test_a_school_among_thousands_of_rows_is_found():
    others = tries(9_999)
    rows = [[f"СОШ {n}", 46, 30, "24 из 46", "52,2 %"] for n in range(13, 13 + others)]
    table = read(a_workbook(HEADER, *rows, OURS))
    assert table.rows == ours(others + 2)
    assert len(table.strangers) == others


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (table_limits.MOST_UNPACKED + 1))
    return packed.getvalue()


DANGERS = {
    "bomb.xlsx": (_bomb, "в распакованном виде больше 60 МБ"),
    "far.xlsx": (
        lambda: a_workbook(HEADER, [*OURS, *[None] * 300, 1]),
        "есть ячейки дальше 256-го столбца",
    ),
    "letter.xlsx": (
        "Уважаемые коллеги!".encode,
        "повреждён или это не таблица XLSX",
    ),
    "old.xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "в старом формате XLS. Сохраните его как XLSX и пришлите снова",
    ),
    "many.csv": (
        lambda: b"\xd8\xea\xee\xeb\xe0;3+\n" * (table_limits.MOST_ROWS + 1),
        "больше 20 000 строк. Оставьте только заполненные и пришлите снова",
    ),
    "huge.csv": (
        lambda: b"x" * (table_limits.MOST_BYTES + 1),
        "больше допустимого размера, это не похоже на недельную таблицу",
    ),
    "empty.csv": (lambda: b"\n\n", "нет ни одной строки с показателями"),
    "letter.csv": (
        "Уважаемые коллеги!\nТаблицу пришлю завтра.\n".encode,
        "не узнан ни один столбец. Задайте столбцы сами: --map «заголовок=показатель»",
    ),
    "zeros.csv": (lambda: b"a\0b", "не таблица XLSX и не CSV"),
}


@pytest.mark.parametrize("name", DANGERS)
def test_a_file_that_is_no_table_is_one_sentence(name):
    make, what = DANGERS[name]
    assert refusal(make(), name).replace("\N{NO-BREAK SPACE}", " ") == f"Файл «{name}»: {what}."

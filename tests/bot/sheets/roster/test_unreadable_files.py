"""Files that are no roster: refused in one sentence, and no bytes break the reader."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.roster.roster import BadSheet, Roster, read_roster, roster_template
from bot.sheets.roster.words import bad_sheet
from bot.sheets.untrusted import child, reading, table
from bot.words.vocabulary import SCHOOL
from tests.bot.sheets.roster.rosters import HEADER, a_workbook, refusal


def an_archive(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_sheet(change):
    with zipfile.ZipFile(io.BytesIO(a_workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return an_archive(parts | {sheet: change(parts[sheet].decode()).encode()})


ONLY_FILLED = "Оставьте только заполненные и пришлите снова."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
NO_NAME = (
    "нет столбца «ФИО». Первая строка листа «Сотрудники»: "
    "ФИО | Должность | Роль | VK | Классы | Отсутствует с | Отсутствует по."
)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "список.csv", "нет ни одной заполненной строки."),
        (a_workbook(people=()), "список.xlsx", "нет ни одной заполненной строки."),
        (a_workbook(people=(HEADER,)), "список.xlsx", "нет ни одной заполненной строки."),
        (a_workbook(people=(("Мария",), ("учитель",))), "список.xlsx", NO_NAME),
        ("Имя\nМария".encode(), "список.csv", NO_NAME),
        (b"a text", "список.xlsx", "повреждён или это не таблица XLSX."),
        (a_workbook()[:-40], "список.xlsx", "повреждён или это не таблица XLSX."),
        (
            an_archive({"word/document.xml": b"<a/>"}),
            "a.xlsx",
            "повреждён или это не таблица XLSX.",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "фото.png", "не таблица XLSX и не CSV."),
        (
            OLE,
            "список.xls",
            "в старом формате XLS. Сохраните его как XLSX и пришлите снова.",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "список.xlsx",
            "защищён паролем. Снимите пароль и пришлите снова.",
        ),
        (
            bytes(20_000_001),
            "список.xlsx",
            "больше 20 МБ, это не похоже на список.",
        ),
        (
            with_sheet(lambda xml: xml.replace('r="A2"', 'r="A1048576"')),
            "список.xlsx",
            f"больше 20{chr(160)}000 строк. {ONLY_FILLED}",
        ),
        (
            with_sheet(lambda xml: xml.replace('r="D2"', 'r="XFD2"')),
            "список.xlsx",
            "есть ячейки дальше 256-го столбца.",
        ),
        (b"a;b\n" * 20_001, "список.csv", f"больше 20{chr(160)}000 строк. {ONLY_FILLED}"),
    ],
    ids=range(15),
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(data, name, told):
    assert refusal(data, name) == f"Файл «{name}»: {told}"


def test_a_file_that_unpacks_to_too_much_is_told_in_one_sentence():
    data = an_archive({"xl/sharedStrings.xml": bytes(60_000_001)})
    assert refusal(data) == "Файл «список.xlsx»: в распакованном виде больше 60 МБ."


def test_a_part_that_lies_about_its_size_is_not_unpacked_further():
    data = bytearray(an_archive({"xl/workbook.xml": bytes(1_000_000)}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)) == "Файл «список.xlsx»: повреждён или это не таблица XLSX."


def outcome(data, name):
    """The roster, or the sentence that refuses it: nothing else may come of any bytes.

    Read in this process: another one for each of a hundred examples would take a minute.
    """
    try:
        tables = reading.tables_of(child.answer(data))
        book = reading.Book(tables=tables, is_text=not table.is_workbook(data))
        return read_roster(book, name)
    except BadSheet as error:
        return bad_sheet(error, name, SCHOOL)


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_no_bytes_break_the_reader(data, name):
    assert isinstance(outcome(data, name), (Roster, str))


@given(st.data())
def test_no_damage_to_a_workbook_breaks_the_reader(data):
    damaged = bytearray(roster_template(SCHOOL))
    for _ in range(data.draw(st.integers(min_value=1, max_value=5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(outcome(bytes(damaged), "a.xlsx"), (Roster, str))


def test_the_limits_are_those_that_are_told():
    assert (table.MOST_BYTES, table.MOST_UNPACKED, table.MOST_ROWS) == (
        20_000_000,
        60_000_000,
        20_000,
    )

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.roster.roster import (
    BadSheet,
    ClassRow,
    Roster,
    RosterRow,
    read_roster,
    roster_template,
)
from bot.sheets.roster.rows import UnknownColumn
from bot.sheets.roster.words import bad_sheet, problem
from bot.sheets.untrusted import child, reading, table
from bot.words.vocabulary import SCHOOL

HEADER = ("ФИО", "Должность", "Роль", "VK", "Классы", "Отсутствует с", "Отсутствует по")
CLASS_HEADER = ("Класс", "Учеников", "Родителей", "Классный руководитель")
MARIA = ("Петрова Мария Петровна", "Учитель", "учитель", 101, "5А", None, None)


def a_workbook(people=(HEADER, MARIA), classes=(), *, merged=(), name="Сотрудники"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in people:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    if classes:
        second = book.create_sheet("Классы")
        for row in classes:
            second.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def a_person(row=2, **changes):
    values = {
        "full_name": "Петрова Мария Петровна",
        "position": "Учитель",
        "role": "учитель",
        "account": 101,
        "screen_name": None,
        "classes": ("5А",),
        "absent_from": None,
        "absent_to": None,
    }
    return RosterRow(row=row, **(values | changes))


def read_people(*rows):
    return read_roster(a_workbook((HEADER, *rows)), "список.xlsx")


def sentences(roster):
    return [problem(found, SCHOOL) for found in roster.problems]


def refusal(data, name="список.xlsx"):
    with pytest.raises(BadSheet) as caught:
        read_roster(data, name)
    return bad_sheet(caught.value, name, SCHOOL)


def test_people_and_classes_of_the_contract_are_read():
    data = a_workbook(
        (
            HEADER,
            MARIA,
            (
                "Сидоров Пётр Ильич",
                "Заместитель директора",
                "администрация",
                "https://vk.com/sidorov",
                "5А, 6Б",
                datetime(2026, 11, 16),  # noqa: DTZ001 - openpyxl writes naive dates only
                "27.11.2026",
            ),
        ),
        (CLASS_HEADER, ("5А", 28, 41, "Петрова Мария Петровна"), ("6Б", None, None, None)),
    )
    assert read_roster(data, "список.xlsx") == Roster(
        people=(
            a_person(),
            a_person(
                row=3,
                full_name="Сидоров Пётр Ильич",
                position="Заместитель директора",
                role="администрация",
                account=None,
                screen_name="sidorov",
                classes=("5А", "6Б"),
                absent_from=date(2026, 11, 16),
                absent_to=date(2026, 11, 27),
            ),
        ),
        classes=(
            ClassRow(row=2, name="5А", pupils=28, parents=41, teacher="Петрова Мария Петровна"),
            ClassRow(row=3, name="6Б", pupils=None, parents=None, teacher=""),
        ),
        problems=(),
    )


def test_the_template_is_itself_a_right_roster_and_always_the_same():
    roster = read_roster(roster_template(SCHOOL), "шаблон.xlsx")
    assert [row.full_name for row in roster.people] == [
        "Петрова Мария Петровна",
        "Сидоров Пётр Ильич",
    ]
    assert [row.absent_to for row in roster.people] == [None, date(2026, 11, 27)]
    assert [row.name for row in roster.classes] == ["5А", "6Б"]
    assert roster.problems == ()
    assert roster_template(SCHOOL) == roster_template(SCHOOL)


def test_the_template_offers_the_roles_and_explains_its_columns():
    book = openpyxl.load_workbook(io.BytesIO(roster_template(SCHOOL)))
    sheet = book["Сотрудники"]
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    (offered,) = sheet.data_validations.dataValidation
    assert str(offered.sqref) == "C2:C2001"
    assert offered.formula1 == (
        '"учитель,преподаватель,воспитатель,педагог,администрация,прочий персонал"'
    )
    assert all(cell.comment.text for cell in sheet[1])
    assert [cell.value for cell in book["Классы"][1]] == list(CLASS_HEADER)


def test_the_header_is_found_loosely():
    data = a_workbook(
        (
            ("МАОУ «СОШ № 12»",),
            ("Список сотрудников на 2026/27 год",),
            (),
            ("№ п/п", " вк ", "фио  сотрудника", "ДОЛЖНОСТЬ", "Телефон"),
            (1, "id101", "Петрова  Мария\N{NO-BREAK SPACE}Петровна", "Учитель", "нет"),
            (2, None, None, None, None),
            (3, None, "Сидоров Пётр Ильич", "Сторож", None),
        ),
        name="Лист1",
    )
    assert read_roster(data, "список.xlsx") == Roster(
        people=(
            a_person(row=5, classes=()),
            a_person(
                row=7,
                full_name="Сидоров Пётр Ильич",
                position="Сторож",
                role="прочий персонал",
                account=None,
                classes=(),
            ),
        ),
        classes=(),
        problems=(),
        unknown=(UnknownColumn(sheet="Лист1", heading="Телефон", of_people=True),),
    )


def test_a_cell_merged_downwards_counts_in_each_of_its_rows():
    data = a_workbook(
        (
            ("ФИО", "Должность"),
            ("Петрова Мария Петровна", "Учитель"),
            ("Сидоров Пётр Ильич", None),
            ("Иванова Анна Львовна", None),
        ),
        merged=("B2:B4",),
    )
    people = read_roster(data, "список.xlsx").people
    assert [row.position for row in people] == ["Учитель"] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_every_usual_form(encoding, delimiter):
    lines = [
        delimiter.join(("Должность", "ФИО", "VK", "Классы")),
        delimiter.join(("Учитель", "Петрова Мария Петровна", "vk.com/id101", '"5А, 6Б; 7В"')),
    ]
    assert read_roster("\r\n".join(lines).encode(encoding), "список.csv") == Roster(
        people=(a_person(classes=("5А", "6Б", "7В")),), classes=(), problems=()
    )


def test_csv_with_the_columns_of_classes_is_a_file_of_classes():
    data = "Класс;Учеников;Родителей\n5А;28;41\n6Б;много;30\n".encode("cp1251")
    roster = read_roster(data, "классы.csv")
    assert roster.classes == (ClassRow(row=2, name="5А", pupils=28, parents=41, teacher=""),)
    assert sentences(roster) == ["Строка 3: не число: «много»."]


@pytest.mark.parametrize(
    ("written", "account", "screen_name"),
    [
        (123, 123, None),
        (" 124 ", 124, None),
        ("125.0", 125, None),
        ("id123", 123, None),
        ("ID123", 123, None),
        ("@id123", 123, None),
        ("vk.com/id123", 123, None),
        ("https://vk.com/id123?from=search", 123, None),
        ("http://www.vk.com/id123/", 123, None),
        ("https://m.vk.com/id123", 123, None),
        ("https://vk.ru/id123", 123, None),
        ("https://vk.com/Ivanov", None, "ivanov"),
        ("vk.me/ivan.ivanov_1", None, "ivan.ivanov_1"),
        ("@ivanov", None, "ivanov"),
        ("ivanov", None, "ivanov"),
        (" — ", None, None),
        ("нет", None, None),
    ],
)
def test_a_profile_is_understood_in_all_its_spellings(written, account, screen_name):
    roster = read_people(("Петрова Мария Петровна", "Учитель", None, written))
    expected = a_person(account=account, screen_name=screen_name, classes=())
    assert roster == Roster(people=(expected,), classes=(), problems=())


@pytest.mark.parametrize(
    "written",
    [
        "+79161234567",
        79161234567,
        "id0",
        "vk.com/feed",
        "vk.com/club1",
        "https://ok.ru/ivanov",
        "иванов",
        "vk.com/",
        "https://[",
    ],
)
def test_what_is_no_profile_is_told_and_the_row_left_out(written):
    roster = read_people(MARIA, ("Сидоров Пётр Ильич", "Учитель", None, written))
    assert roster.people == (a_person(),)
    assert sentences(roster) == [
        f"Лист «Сотрудники», строка 3: не похоже на профиль VK: «{written}». "
        "Подходят номер, id101 или vk.com/имя."
    ]


@pytest.mark.parametrize(
    "written",
    [
        datetime(2026, 11, 16, 12, 30),  # noqa: DTZ001 - openpyxl writes naive dates only
        date(2026, 11, 16),
        "2026-11-16",
        "16.11.2026",
        "16.11.26",
        "16.11.2026 г.",
    ],
)
def test_a_date_is_understood_in_all_its_spellings(written):
    roster = read_people((*MARIA[:5], written, None))
    assert roster == Roster(
        people=(a_person(absent_from=date(2026, 11, 16)),), classes=(), problems=()
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((None, "Учитель", None, 7), "нет ФИО."),
        (("Петрова", "Учитель"), "ФИО неполное или с цифрами: «Петрова»."),
        (("Повара 43 человека", "Учитель"), "ФИО неполное или с цифрами: «Повара 43 человека»."),
        (
            (*MARIA[:5], "16.13.2026", None),
            "непонятная дата: «16.13.2026». Нужна дата вида 16.11.2026.",
        ),
        (
            (*MARIA[:5], None, "с понедельника"),
            "непонятная дата: «с понедельника». Нужна дата вида 16.11.2026.",
        ),
        (
            (*MARIA[:5], "20.11.2026", "16.11.2026"),
            "отсутствие кончается раньше, чем начинается (20.11.2026 – 16.11.2026).",
        ),
        (
            ("Петрова Мария Петровна", "Учитель", "космонавт"),
            "неизвестная роль: «космонавт». Роли: учитель, преподаватель, воспитатель, "
            "педагог, администрация, прочий персонал.",
        ),
        (
            ("Петрова Мария Петровна", "Волонтёр"),
            "роль не указана и не видна из должности: «Волонтёр».",
        ),
        (("Петрова Мария Петровна",), "нет ни роли, ни должности."),
    ],
)
def test_a_wrong_row_is_told_by_its_number_and_the_right_one_kept(row, told):
    right = ("Сидоров Пётр Ильич", "Учитель", None, 102)
    roster = read_people(row, right)
    assert [person.row for person in roster.people] == [3]
    assert sentences(roster) == [f"Лист «Сотрудники», строка 2: {told}"]


def test_every_problem_of_a_row_is_told():
    roster = read_people(("Петрова", None, None, "???", None, "32.01.2026", None))
    assert roster.people == ()
    assert [found.code for found in roster.problems] == [
        "bad_vk",
        "bad_date",
        "one_word_name",
        "no_role",
    ]


def test_a_row_that_is_there_already_is_told():
    roster = read_people(
        MARIA,
        MARIA,
        ("Петрова Мария Петровна", "Завуч", None, 101),
        ("Сидоров Пётр Ильич", "Учитель", None, "id101"),
        ("Иванова Анна Львовна", "Учитель", None, "@anna"),
        ("Сидоров Пётр Ильич", "Учитель", None, "vk.com/ANNA"),
        ("Ким Чен Ир", "Сторож"),
        ("ким чен ир", "сторож", None, None, "5А"),
    )
    assert [person.row for person in roster.people] == [2, 6, 8]
    assert roster.people[0].position == "Учитель, Завуч"
    assert sentences(roster) == [
        "Лист «Сотрудники», строка 3: повторяет строку 2.",
        "Лист «Сотрудники», строка 5: профиль VK «id101» уже указан в строке 2 "
        "у другого сотрудника.",
        "Лист «Сотрудники», строка 7: профиль VK «anna» уже указан в строке 6 "
        "у другого сотрудника.",
        "Лист «Сотрудники», строка 9: этот сотрудник уже есть в строке 8: Ким Чен Ир. "
        "Однофамильцев различают VK или должность.",
    ]


def test_namesakes_with_another_profile_or_position_are_two_people():
    roster = read_people(
        MARIA,
        ("Петрова Мария Петровна", "Учитель", None, 102),
        ("Петрова Мария Петровна", "Учитель"),
        ("Петрова Мария Петровна", "Методист"),
    )
    assert [person.row for person in roster.people] == [2, 3, 4, 5]
    assert roster.problems == ()


def test_wrong_rows_of_the_classes_are_told():
    classes = (
        CLASS_HEADER,
        ("5А", 28),
        ("5 а", 28),
        ("5А", 30),
        (None, 20),
        ("6Б", -1),
        ("5А", 28),
    )
    roster = read_roster(a_workbook(classes=classes), "список.xlsx")
    assert [row.name for row in roster.classes] == ["5А"]
    assert sentences(roster) == [
        "Лист «Классы», строка 3: повторяет строку 2.",
        "Лист «Классы», строка 4: класс «5А» уже есть в строке 2 с другими данными.",
        "Лист «Классы», строка 5: нет названия класса.",
        "Лист «Классы», строка 6: не число: «-1».",
        "Лист «Классы», строка 7: повторяет строку 2.",
    ]


@pytest.mark.parametrize(
    ("position", "role"),
    [
        ("Учитель математики", "учитель"),
        ("учитель, заместитель директора", "учитель"),
        ("Учитель-логопед", "педагог"),
        ("Педагогический работник", "педагог"),
        ("Педагог-психолог", "педагог"),
        ("Советник директора по воспитанию", "педагог"),
        ("Музыкальный руководитель", "педагог"),
        ("Директор", "администрация"),
        ("Зам. директора по АХЧ", "администрация"),
        ("Завуч", "администрация"),
        ("Заведующий", "администрация"),
        ("Заведующая библиотекой", "прочий персонал"),
        ("Секретарь директора", "прочий персонал"),
        ("Вахтёр", "прочий персонал"),
        ("Старший воспитатель", "воспитатель"),
        ("Помощник воспитателя", "прочий персонал"),
        ("Преподаватель", "преподаватель"),
    ],
)
def test_an_empty_role_is_seen_from_the_position_and_synonyms_are_understood(position, role):
    roster = read_people(
        ("Петрова Мария Петровна", position, None, 1), ("Сидоров Пётр Ильич", "", position, 2)
    )
    assert [person.role for person in roster.people] == [role, role]


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
            an_archive({"xl/sharedStrings.xml": bytes(60_000_001)}),
            "список.xlsx",
            "в распакованном виде больше 60 МБ.",
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
    ids=range(16),
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(data, name, told):
    assert refusal(data, name) == f"Файл «{name}»: {told}"


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

"""``units …`` and ``claim --all``: a town brought in with one table and one print-out."""

import io
import re
import stat
from pathlib import Path

import openpyxl
import pytest

from bot.sheets.units.claims import ClaimRow, claims_xlsx
from bot.sheets.units.table import kind_of, read_units
from bot.sheets.units.transliteration import proposed
from bot.sheets.units.words import COLUMNS, HOW_TO
from tests.bot.cli.commanding import run, said, written
from tests.bot.sheets.roster.making import excel

pytestmark = pytest.mark.usefixtures("own_surroundings")

KINDS = {
    "school": ["школа", "СОШ", "ООШ", "гимназия", "лицей", "МАОУ «СОШ № 12»", "Школа-интернат"],
    "kindergarten": ["детский сад", "ДОУ", "МБДОУ", "д/с", "МБДОУ «Детский сад № 3»"],
    "college": ["колледж", "техникум", "СПО", "ГБПОУ «Пермский техникум»", "училище"],
    "further": ["доп. образование", "доп образование", "УДО", "ДЮСШ", "Дом детского творчества"],
    "municipality": ["муниципалитет", "Управление образования", "Сергокалинский район"],
    "region": ["регион", "Министерство образования", "Пермский край"],
}


@pytest.mark.parametrize(
    ("kind", "said_so"), [(kind, each) for kind, words in KINDS.items() for each in words]
)
def test_kinds_are_understood_as_people_write_them(kind, said_so):
    assert kind_of(said_so) == kind


def test_ids_are_proposed_by_names_and_none_twice():
    assert proposed("МАОУ «СОШ № 12»", ()) == "sosh-12"
    assert proposed("МБДОУ «Детский сад «Щегол»»", ()) == "detskiy-sad-schegol"
    assert proposed("МАОУ «СОШ № 12»", {"sosh-12", "sosh-12-2"}) == "sosh-12-3"
    assert proposed("МБУ ДО «ДДТ»", ()) == "ddt"
    assert proposed("«»", ()) == "unit"


def test_the_template_is_a_table_that_is_read_and_every_column_is_explained():
    assert said(run("units", "template", "units.xlsx")) == (0, "", "Записано: units.xlsx")
    body = Path("units.xlsx").read_bytes()
    found = read_units(body)
    assert found.problems == ()
    assert [(each.id, each.kind, each.parent) for each in found.units] == [
        ("upravlenie-obrazovaniya", "municipality", None),
        ("sosh-12", "school", "upravlenie-obrazovaniya"),
        ("detskiy-sad-3", "kindergarten", "upravlenie-obrazovaniya"),
    ]
    assert {(each.timezone, each.order) for each in found.units} == {("Asia/Yekaterinburg", "perm")}
    book = openpyxl.load_workbook(io.BytesIO(body))
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]] == [names[0] for names in COLUMNS.values()]
    explained = [row[0] for row in book[HOW_TO].iter_rows(min_row=2, values_only=True)]
    assert explained == [names[0] for names in COLUMNS.values()]
    lists = {str(each.sqref).split(":")[0]: each for each in first.data_validations.dataValidation}
    assert set(lists) == {"B2", "E2", "F2"}


TABLE = (
    "Наименование;Тип;Муниципалитет;Пояс;Приказ\n"
    "Департамент образования города Перми;;;Asia/Yekaterinburg;perm\n"
    "МАОУ «Гимназия № 2»;гимназия;Департамент образования города Перми;;\n"
    "МБДОУ «Детский сад № 3»;ДОУ;Департамент образования города Перми;;\n"
)


def test_one_summary_tells_what_is_new_and_what_differs(config):
    known = (
        "id;Название;Вид;Выше;Пояс;Приказ\n"
        "perm;Департамент образования города Перми;;;Asia/Yekaterinburg;perm\n"
        "school-12;МАОУ «СОШ № 12» города Перми;школа;perm;Asia/Yekaterinburg;perm\n"
        ";МАОУ «Гимназия № 2»;;perm;;\n"
    )
    written("units.csv", known)
    status, out, told = said(run("units", "import", "units.csv"))
    assert (status, out) == (
        0,
        '[[unit]]\nid = "gimnaziya-2"\nkind = "school"\nname = "МАОУ «Гимназия № 2»"\n'
        'parent = "perm"\ntimezone = "Asia/Yekaterinburg"\norder = "perm"\n\n',
    )
    assert told.split("\n") == [
        "id предложены по названиям (1): gimnaziya-2.",
        "Уже есть в настройках без изменений: 1.",
        "Есть в настройках, но отличаются (1), исправьте там:",
        "  school-12: Название",
        "Готово: 1 организация. Проверьте и вставьте эти разделы в конец config.toml: сама "
        "программа файл настроек не меняет.",
    ]
    written("known.csv", "\n".join(known.split("\n")[:2]))
    assert said(run("units", "import", "known.csv")) == (
        0,
        "",
        "Уже есть в настройках без изменений: 1.\n"
        "Новых организаций в таблице нет: вставлять нечего.",
    )


SCHOOL, GARDEN = "МБОУ «СОШ № 3»", "МБДОУ «Детский сад № 7 «Ромашка»"
LISTS = {
    "a title, numbers, other columns": excel(
        ("Список ОО города",),
        (),
        ("№ п/п", "Наименование ОО", "Адрес", "Руководитель"),
        (1, 2, 3, 4),
        (1, SCHOOL, "ул. Лесная, 1", "Иванов И. И."),
        (2, GARDEN, "ул. Лесная, 2", "Орлова А. А."),
        ("Итого", 2, None, None),
    ),
    "full names and other words of kinds": excel(
        ("№", "Полное наименование организации", "Тип ОО"),
        (1, SCHOOL, "общеобразовательная"),
        (2, GARDEN, "дошкольная"),
    ),
    "names alone": excel(("Наименование",), (SCHOOL,), (GARDEN,)),
    "a sheet a kind, and one of something else": excel(
        ("Название", "Вид"),
        (SCHOOL, "школа"),
        sheet="Школы",
        more=[("Сады", [("Название", "Вид"), (GARDEN, "детский сад")])],
    ),
    "titles between rows": excel(
        ("№", "Название", "Администратор"),
        (None, "Общеобразовательные организации", None),
        (1, SCHOOL, None),
        (None, "Дошкольные образовательные учреждения", None),
        (2, GARDEN, None),
        (None, "Всего: 2", None),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_organisations_as_towns_have_them(name):
    found = read_units(LISTS[name](), {"timezone": "Asia/Yekaterinburg", "order": "perm"})
    assert found.problems == ()
    assert [(each.name, each.kind) for each in found.units] == [
        (SCHOOL, "school"),
        (GARDEN, "kindergarten"),
    ]


def test_what_all_lack_is_an_option_and_nobody_is_there_twice(config):
    body = excel(
        ("Название", "Вид"),
        (SCHOOL, "школа"),
        (SCHOOL, "школа"),
        sheet="Школы",
        more=[("Телефоны", [("Кто", "Номер"), ("Приёмная", "22-33-44")])],
    )
    Path("units.xlsx").write_bytes(body())
    options = ("--timezone", "Asia/Yekaterinburg", "--order", "perm")
    assert said(run("units", "import", "units.xlsx", *options)) == (
        1,
        "",
        "Ничего не записано. Исправьте в таблице (1 замечание):\n"
        "  строка 3: name: такая организация уже есть выше; если это другая, впишите ей id "
        f"(сейчас: {SCHOOL}).",
    )
    Path("units.xlsx").write_bytes(excel(("Название",), (SCHOOL,))())
    status, out, _ = said(run("units", "import", "units.xlsx", *options))
    assert (status, out.split("\n")[:2]) == (0, ["[[unit]]", 'id = "sosh-3"'])


def test_sheets_that_list_no_organisations_are_named():
    body = excel(
        ("Название", "Вид"),
        (SCHOOL, "школа"),
        more=[("Телефоны", [("Кто", "Номер"), ("Приёмная", "22-33-44")])],
    )
    assert read_units(body()).unread == ("Телефоны",)


def test_parents_are_found_by_their_names_and_what_is_empty_is_theirs():
    found = read_units(TABLE.encode())
    assert found.problems == ()
    assert [(each.id, each.kind, each.parent) for each in found.units] == [
        ("departament-obrazovaniya-goroda-permi", "municipality", None),
        ("gimnaziya-2", "school", "departament-obrazovaniya-goroda-permi"),
        ("detskiy-sad-3", "kindergarten", "departament-obrazovaniya-goroda-permi"),
    ]
    assert {(each.timezone, each.order) for each in found.units} == {("Asia/Yekaterinburg", "perm")}


@pytest.mark.usefixtures("impatient")
def test_codes_for_all_who_have_nobody_are_a_table_and_a_file_of_the_owner(config, tmp_path):
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("administrators = [101]\n", ""), encoding="utf-8")
    run("apply")
    status, out, told = said(run("claim", "--all", "--out", "codes.xlsx"))
    assert status == 0, told
    [code] = re.findall(r"\d{3}-\d{3}-\d{3}-\d{3}", out)
    assert "МАОУ «СОШ № 12»" in out
    assert "Лицей" not in out
    assert "Департамент" not in out
    assert code not in told
    assert told.split("\n")[-1] == (
        "Выдано кодов: 1, каждый действует один раз и неделю. Таблица для печати: codes.xlsx, "
        "читать её может только владелец файла. Передайте каждый лично."
    )
    assert stat.S_IMODE(Path("codes.xlsx").stat().st_mode) == 0o600
    sheet = openpyxl.load_workbook("codes.xlsx").active
    assert [cell.value for cell in sheet[1]] == [
        "Организация",
        "Код",
        "Ссылка",
        "QR",
        "Действует до",
    ]
    assert sheet["B2"].value == code
    again = said(run("claim", "--all", "--out", "codes.xlsx"))
    assert again == (1, "", "Файл codes.xlsx уже есть и не изменён. Укажите другое имя.")
    *_, issued, earlier = said(run("claim", "--all"))[2].split("\n")
    assert issued == "Выдано кодов: 1, каждый действует один раз и неделю. Передайте каждый лично."
    assert earlier == (
        "Выданные раньше коды тоже действуют до своего срока: 1. Отозвать их может ответственный: "
        "«Ответственные» → «Действующие коды»."
    )


def test_a_code_with_its_link_is_a_picture_in_its_row():
    rows = [
        ClaimRow(
            unit=f"school-{at}",
            name=f"МАОУ «СОШ № {at}»",
            code="111-222-333-444",
            link="https://vk.me/zvonok?ref=111222333444",
            until="12:00 27 ноября",
        )
        for at in range(30)
    ]
    body = claims_xlsx(rows, "Коды", ("Организация", "Код", "Ссылка", "QR", "Действует до"), "Шаг")
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert [each.anchor._from.row for each in sheet._images] == list(range(1, 31))
    assert {each.anchor._from.col for each in sheet._images} == {3}


def test_somebody_or_everybody_is_named(config):
    refused = (1, "", "Укажите организацию (--unit) или всех сразу (--all).")
    assert said(run("claim")) == refused
    assert said(run("claim", "--all", "--unit", "school-12")) == refused
    run("apply")
    assert said(run("claim", "--all")) == (
        1,
        "",
        "Выдавать некому: доступ «administrator» уже есть у кого-то в каждой организации.",
    )

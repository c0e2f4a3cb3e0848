import io
import zipfile

import openpyxl
import pytest

from bot.sheets.level import level_xlsx
from bot.words.notices.rollup import rollup
from monitor.order_files.loading import parse_order
from tests.levels import CITY, LEVEL_ORDER, a_level_digest, level, municipality, organisation

NO = "нет данных"


def opened(digest):
    return openpyxl.load_workbook(io.BytesIO(level_xlsx(digest)))


def values(sheet, first=1):
    return list(sheet.iter_rows(min_row=first, values_only=True))


def test_the_figures_stand_below_whose_they_are_and_how_many_gave_data():
    sheet = opened(a_level_digest())["Показатели"]
    assert [row[0] for row in values(sheet)[:8]] == [
        "Пермь",
        "Приказ о платформе",
        "Итоги муниципалитета: неделя 16–22 ноября.",
        "Данные 4 из 5 организаций.",
        "Наименьшая полнота учёта: 97,0\xa0%; показатели со знаком * могут быть занижены.",
        "Правило учёта: Учтены новые сообщения людей.",
        "Показатели носят справочный характер.",
        None,
    ]
    assert values(sheet, first=9)[0][:8] == (
        *("Показатель", "Значение", "Из", "Доля", "База", "Норма", "Выполнена"),
        "Организаций: выполнена",
    )
    assert values(sheet, first=10)[0] == (
        "Сотрудники, написавшие минимум 3 сообщения *",
        *(73, 140, 73 / 140, "все по списку", "пишет половина сотрудников (50\xa0%)", "да"),
        *(3, 1, 1),
    )
    assert [cell.number_format for cell in sheet[10][1:4]] == ["#,##0", "#,##0", "0.0%"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B10", "A9:J14")


def test_each_organisation_has_a_row_and_what_is_not_asked_is_not_missing():
    sheet = opened(a_level_digest())["Организации"]
    assert values(sheet)[0][6] == "Сотрудники, написавшие минимум 3 сообщения *"
    assert values(sheet)[1] == (
        *("Организация", "Вид", "Неделя", "Полнота", "С данными", "Всего"),
        *("Значение", "Из", "Доля", "Норма"),
        *("Значение", "Из", "Доля") * 3,
        *("Значение", "Из", "Доля", "Норма"),
    )
    rows = [row[:13] for row in values(sheet, first=3)]
    assert rows == [
        ("СОШ № 2 *", "школа", "итог", 0.97, 1, 1, 10, 40, 0.25, "нет", 1, 1, 1),
        ("СОШ № 5", "школа", NO, NO, 0, 1, NO, NO, None, NO, 0, 1, 0),
        (
            *("СОШ № 7", "школа", "не закрыта, показатели раньше", 1, 1, 1),
            *(30, 40, 0.75, "да", 1, 1, 1),
        ),
        ("СОШ № 12", "школа", "итог", 1, 1, 1, 24, 43, 24 / 43, "да", 1, 1, 1),
        ("Техникум", "СПО", "итог", 1, 1, 1, 9, 17, 9 / 17, "да", "—", None, None),
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B3", "A2:W7")
    assert sheet["I3"].number_format == "0.0%"


def test_the_friday_statistics_are_listed_and_summed():
    sheet = opened(a_level_digest())["Статистика"]
    assert values(sheet) == [
        (
            "Организация",
            *("школа: всего", "школа: с данными", "СПО: всего", "СПО: с данными"),
            *("учитель: всего", "учитель: активных", "чаты: всего", "активные чаты"),
        ),
        ("СОШ № 2", 1, 1, "—", "—", 30, 9, 3, 3),
        ("СОШ № 5", 1, 0, "—", "—", NO, NO, NO, NO),
        ("СОШ № 7", 1, 1, "—", "—", 30, 28, 4, 2),
        ("СОШ № 12", 1, 1, "—", "—", 30, 20, 5, 4),
        ("Техникум", "—", "—", 1, 1, "—", "—", 6, 6),
        ("Итого", 4, 3, 1, 1, 90, 57, 18, 15),
    ]


PLAN = """
[[plan]]
title = "общеобразовательных организаций"
planned = 10
indicator = "schools"
level = "municipality"

[[plan]]
title = "обучающихся"
planned = 95868
indicator = "pupils"
level = "municipality"

[[indicator]]
id = "pupils"
family = "pupils_total"
title = "Обучающихся всего"
"""


def test_what_the_order_counts_on_stands_below_with_what_there_is():
    digest = a_level_digest(order=parse_order(LEVEL_ORDER + PLAN, "levels"))
    rows = values(opened(digest)["Статистика"])

    assert [row[:4] for row in rows[8:]] == [
        ("На сколько рассчитывает приказ", "По приказу", "Сейчас", "Доля"),
        ("общеобразовательных организаций", 10, 3, 0.3),
        ("обучающихся", 95868, NO, NO),
    ]
    assert (
        "К плану приказа: общеобразовательных организаций — 3 из 10."
        in rollup(digest).split("\n")[-1]
    )


def test_a_regions_rows_are_municipalities_and_their_norms_are_counts():
    halves = (municipality("Восток", CITY[:2]), municipality("Запад", CITY[2:]))
    digest = a_level_digest(halves)
    book = opened(digest)
    rows = values(book["Организации"], first=3)
    assert rows[1][:10] == (
        *("Запад", "муниципалитет", "итог", 1, 2, 3),
        *(39, 57, 39 / 57, "выполнена во всех 2 организациях, без данных: 1"),
    )
    assert values(book["Статистика"])[1:] == [
        ("Восток", 2, 2, 60, 29, 8, 7),
        ("Запад", 2, 1, 30, 28, 10, 8),
        ("Итого", 4, 3, 90, 57, 18, 15),
    ]


def test_the_weeks_have_a_line_chart_and_the_organisations_bars():
    data = level_xlsx(a_level_digest())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [archive.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]
    bars, weeks = charts
    assert "Организации!$I$3:$I$7" in bars
    assert "<c:barChart>" in bars
    assert "'Учебный год'!$D$2:$D$5" in weeks
    assert "<c:lineChart>" in weeks
    assert "<c:barChart>" not in weeks


@pytest.mark.parametrize("children", [(), CITY[3:4]], ids=["nobody", "one without data"])
def test_a_sparse_level_is_still_a_workbook(children):
    assert opened(a_level_digest(children, weeks=())).sheetnames == [
        "Показатели",
        "Организации",
        "Статистика",
        "Недели",
        "Учебный год",
    ]


def test_a_name_that_looks_like_a_formula_stays_text():
    sheet = opened(a_level_digest([organisation('=HYPERLINK("http://x")', (1, 2))]))["Организации"]
    assert (sheet["A3"].data_type, sheet["A3"].hyperlink) == ("s", None)


def test_an_equal_week_gives_equal_bytes_and_names_no_author():
    first, second = (level_xlsx(a_level_digest()) for _ in range(2))
    assert first == second
    assert openpyxl.load_workbook(io.BytesIO(first)).properties.creator is None
    assert level("Пермь", CITY).people == ()


def test_a_printed_page_ends_between_figures_and_repeats_the_organisations():
    sheet = opened(a_level_digest())["Организации"]
    headings = {cell.column for cell in sheet[1] if cell.value}
    breaks = [each.id + 1 for each in sheet.col_breaks.brk]
    assert breaks == [11, 20]
    assert set(breaks) <= headings
    assert sheet.print_title_cols == "$A:$A"

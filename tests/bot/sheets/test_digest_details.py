"""The richer half of a digest's table: charts, how figures are counted, times without sight."""

import io
import zipfile
from datetime import date, datetime

import openpyxl

from bot.sheets.digest import digest_xlsx
from monitor.facts.values import Blank, Demand, NormReading, OtherBase
from tests.bot.made_up import a_digest, a_figure
from tests.cast import at

TITLE = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
SOURCE = "Приказ о переходе на платформу, п. 1.5"


def opened(digest):
    return openpyxl.load_workbook(io.BytesIO(digest_xlsx(digest, with_people=True)))


def values(sheet, first=1):
    return list(sheet.iter_rows(min_row=first, values_only=True))


def charts(digest):
    """The drawings of a workbook, the one beside the weeks first."""
    with zipfile.ZipFile(io.BytesIO(digest_xlsx(digest, with_people=True))) as archive:
        names = sorted(name for name in archive.namelist() if "charts/chart" in name)
        return [archive.read(name).decode() for name in names]


def test_the_weeks_have_a_line_of_the_school_year_beside_them():
    lines = [chart for chart in charts(a_digest()) if "<c:barChart>" not in chart]

    assert len(lines) == 1
    assert "'Учебный год'!$D$2:$D$6" in lines[0]
    assert "'Учебный год'!$E$2:$E$6" in lines[0]


def test_a_plain_count_is_drawn_itself_and_a_norm_without_a_share_has_no_line():
    norm = NormReading(text="не менее 30", threshold=None, at_least=30, met=True)
    figure = a_figure(of=None, base=None, value=31, norm=norm)
    drawn = charts(a_digest(figures=(figure,)))

    assert len(drawn) == 2
    assert all("'Учебный год'!$B$2:$B$6" in chart for chart in drawn)
    assert not any("'Учебный год'!$E$" in chart for chart in drawn)


def test_a_figure_tells_its_days_its_rule_both_bases_its_deadline_and_why_it_has_no_data():
    norm = NormReading(text="подключены все", threshold=1.0, met=False, deadline=date(2026, 12, 1))
    demand = Demand(messages=10, calls=1, any=True, scaled=True, chats=("pupils",), own_class=True)
    figures = (
        a_figure(
            norm=norm,
            window="month",
            first=date(2026, 11, 1),
            last=date(2026, 11, 22),
            other=OtherBase(base="all", value=24, of=46),
            demand=demand,
            corrected=True,
            point="",
        ),
        a_figure(value=None, missing="outside", norm=None, demand=Demand(days=3, messages=2)),
    )
    book = opened(a_digest(figures=figures))

    assert values(book["Как считано"]) == [
        (
            *("Показатель", "Что учтено", "Срок", "Почему нет данных", "Исправлено", "Источник"),
            *("Другая база: значение", "Другая база: из", "Дни"),
        ),
        (
            TITLE,
            "10 сообщений или 1 звонок; по числу рабочих дней; чаты: ученики; "
            "только чаты своего класса",
            datetime(2026, 12, 1),  # noqa: DTZ001 - as openpyxl reads
            *(None, "да", "Приказ о переходе на платформу"),
            *(24, 46, "1–22 ноября"),
        ),
        (
            *(TITLE, "2 сообщения и 3 дня с сообщениями", None),
            "показатель ведётся вне чатов, значение не подтверждено",
            *("нет", SOURCE, None, None, "16–22 ноября"),
        ),
    ]
    assert book["Как считано"]["C2"].number_format == "dd.mm.yyyy"


def test_times_without_sight_have_a_sheet_of_their_own():
    blanks = (
        Blank(chat="5А", cause="absent", since=at(0, 10), until=at(1, 11)),
        Blank(chat=None, cause="down", since=at(2, 1), until=at(2, 2)),
    )

    assert values(opened(a_digest(blanks=blanks))["Перерывы"]) == [
        ("Чат", "Что было"),
        ("5А", "Бот не был в чате «5А» с 16 ноября, 10:00 до 17 ноября, 11:00."),
        (
            "все чаты",
            "Программа не работала 18 ноября с 01:00 до 02:00; пропущенное дочитано.",
        ),
    ]

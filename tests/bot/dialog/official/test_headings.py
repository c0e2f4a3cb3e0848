"""What headings of official tables mean; ≥ 3 is never ≥ 10, and teachers are never all staff."""

import pytest

from bot.dialog.official.headings import (
    folded,
    is_share,
    names_organisations,
    recognise,
    targets_of,
)
from monitor.order_files.loading import load_order, parse_order
from tests.builders import ORDER, an_order

SERGOKALA = {
    "Учителей всего": "teachers_total",
    "Педагогов всего": "teachers_total",
    "Кол-во пед. работников": "teachers_total",
    "Педагоги": "teachers_total",
    "Учитель": None,
    "2. Учеников всего": "pupils_total",
    "Кол-во уч-ся": "pupils_total",
    "Учителя, создавшие групповые чаты": "teachers_chat_owners",
    "Создали чаты": "teachers_chat_owners",
    "Учителя, написавшие >=3 сообщ.": "teachers_messages_3",
    "3+ сообщ.": "teachers_messages_3",
    "Учитиля, написавшие 3 сообшения": "teachers_messages_3",
    "Написали не менее\n10 сообщений": "teachers_messages_10",
    "≥ 10 сообщений (16.11–22.11.2026)": "teachers_messages_10",
    "Учителя 10+": "teachers_messages_10",
    "Доля ≥ 10, %": "teachers_messages_10",
    "10": None,
    "Доля учителей, написавших 10 и более сообщений, %": "teachers_messages_10",
    "кол-во звонков": "teachers_calls_1",
    "Минимум 1 звонок": "teachers_calls_1",
    "ЭЖД (учителя)": "teachers_diary",
    "Ученики, связавшие ЭЖД": "pupils_diary",
    "ЭЖД": None,
    "Сообщений": None,
    "Учителя, написавшие 5 сообщений": None,
    "Сотрудники, 10 сообщений": None,
    "Всего сотрудников": "base:staff",
    "Зарегистрировано сотрудников": "staff_registered",
    "Групповые чаты": None,
    "Директор": None,
    "Примечание": None,
    "№ п/п": None,
    "1": None,
    "": None,
}


@pytest.mark.parametrize("header", SERGOKALA)
def test_a_heading_means_a_figure_of_the_order(header):
    guess = recognise(folded(header), targets_of(load_order("sergokala").indicator))
    assert (guess and guess.figure) == SERGOKALA[header]


def test_the_official_title_itself_is_certain_and_shorter_ones_are_less():
    targets = targets_of(load_order("sergokala").indicator)
    title = "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю"
    said = [recognise(folded(each), targets) for each in (title, "Учителя, 3 сообщ.", "3+ сообщ.")]
    assert [guess and guess.confidence for guess in said] == [100, 94, 78]


def test_two_figures_that_differ_in_nothing_a_heading_says_are_not_guessed_between():
    order = an_order(
        "messages = 3",
        '[[indicator]]\nid = "again"\nfamily = "people_active"\ntitle = "Написавшие"\nmessages = 3',
    )
    assert recognise(folded("Написавшие 3 сообщения"), targets_of(order.indicator)) is None


def test_a_heading_is_folded_to_a_line_without_dates():
    assert folded("Учителя,\nнаписав-\nшие  ≥3 (2026-11-16 – 22.11)") == "учителя, написавшие ≥3"


def test_a_heading_tells_shares():
    headers = ("Доля, 10+", "10+, %", "Процент активных", "Активные (норма 25 %)", "Долгое")
    assert [is_share(folded(each)) for each in headers] == [True, True, True, False, False]


def test_the_column_of_names_is_known():
    headers = ("Наименование\nОО", "ОУ", "Образовательная организацыя", "Школа", "Учителя", "ООО")
    assert [names_organisations(folded(each)) for each in headers] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


OWN_TITLES = (
    ("main", "people_active", 'title = "Активность"', "messages = 3"),
    ("second", "people_total", 'title = "Педагоги на платформе"', 'audience = "teachers"'),
    ("third", "people_active", 'title = "Учителя, написавшие 3 сообщения"', "messages = 10"),
    ("fourth", "people_active", 'title = "Написали не менее 3 сообщений учителя"', "messages = 3"),
    ("fifth", "pupils_active", 'title = "Учителей всего"', ""),
)


@pytest.mark.parametrize("number", ["", "2. ", "3.1) "])
def test_an_order_s_own_title_is_that_figure_whatever_its_words_mean(number):
    text = ORDER + "".join(
        f'\n[[indicator]]\nid = "{name}"\nfamily = "{family}"\n' + "\n".join(lines)
        for name, family, *lines in OWN_TITLES
    )
    specs = parse_order(text, "made-up").indicator
    for spec in specs:
        for written in (spec.title, spec.title.upper(), f" {spec.title}: "):
            guess = recognise(folded(f"{number}{written}"), targets_of(specs))
            assert guess == (spec.id, 100), written

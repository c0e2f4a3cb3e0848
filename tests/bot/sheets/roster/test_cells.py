"""What stands in a roster's cells: profiles, dates and roles in all their spellings."""

from datetime import date, datetime

import pytest

from bot.sheets.roster.roster import Roster
from tests.bot.sheets.roster.rosters import MARIA, a_person, read_people, sentences


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

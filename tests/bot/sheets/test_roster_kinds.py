"""Rosters of every kind: their templates, their headings, and the roles of their positions."""

import io

import openpyxl
import pytest

from bot.sheets.cells import BadCell, role
from bot.sheets.plain import workbook
from bot.sheets.roster.export import roster_xlsx
from bot.sheets.roster.heading_words import CLASSES_SHEETS
from bot.sheets.roster.roster import read_roster, roster_template
from bot.sheets.roster.words import classes_sheet
from bot.words.vocabulary import COLLEGE, COMMON, FURTHER, KINDERGARTEN, SCHOOL
from monitor.orders.roles import Role

ALL = (SCHOOL, KINDERGARTEN, COLLEGE, FURTHER, COMMON)


def rows_of(words):
    """The template as it opens: sheets, their rows, the roles offered."""
    book = openpyxl.load_workbook(io.BytesIO(roster_template(words)))
    offered = book.worksheets[0].data_validations.dataValidation[0].formula1
    return book, [[[cell.value for cell in row] for row in sheet] for sheet in book], offered


def test_a_kindergarten_fills_in_groups():
    book, (people, groups), offered = rows_of(KINDERGARTEN)
    assert book.sheetnames == ["Сотрудники", "Группы"]
    assert book.properties.title == "Список сотрудников и групп"
    assert people[0] == [
        *("ФИО", "Должность", "Роль", "VK", "Группы", "Отсутствует с", "Отсутствует по"),
    ]
    assert [row[1:3] for row in people[1:]] == [
        ["Воспитатель", "воспитатель"],
        ["Педагог-психолог", "педагог"],
        ["Заместитель заведующего по ВМР", "администрация"],
    ]
    assert groups == [
        ["Группа", "Воспитанников", "Родителей", "Воспитатель"],
        ["Солнышко", 24, 41, "Петрова Мария Петровна"],
        ["Радуга", 22, 37, "Иванова Анна Львовна"],
    ]
    assert offered == '"воспитатель,педагог,администрация,прочий персонал"'
    assert book["Группы"]["B1"].comment.text == "Сколько воспитанников в группе по списку."


def test_a_college_fills_in_groups_with_curators():
    book, (people, groups), offered = rows_of(COLLEGE)
    assert book.sheetnames == ["Сотрудники", "Группы"]
    assert [row[1:3] for row in people[1:]] == [
        ["Преподаватель информатики", "преподаватель"],
        ["Мастер производственного обучения", "педагог"],
        ["Заместитель директора по УР", "администрация"],
    ]
    assert groups[0] == ["Группа", "Студентов", "Родителей", "Куратор"]
    assert offered == '"преподаватель,воспитатель,педагог,администрация,прочий персонал"'


def test_further_education_fills_in_its_circles():
    book, (people, groups), _ = rows_of(FURTHER)
    assert book.sheetnames == ["Сотрудники", "Объединения"]
    assert people[0][4] == "Объединения"
    assert groups[0] == ["Объединение", "Обучающихся", "Родителей", "Педагог"]


@pytest.mark.parametrize("words", ALL, ids=[words.group.one + words.deputy for words in ALL])
def test_every_template_is_a_right_roster_whose_roles_follow_from_its_positions(words):
    roster = read_roster(roster_template(words), "шаблон.xlsx")
    assert roster.problems == ()
    assert [row.role for row in roster.people] == [role("", row.position) for row in roster.people]
    assert {row.name for row in roster.classes} >= {
        name for row in roster.people for name in row.classes
    }
    assert classes_sheet(words) in CLASSES_SHEETS


@pytest.mark.parametrize("words", ALL, ids=[words.group.one + words.deputy for words in ALL])
def test_every_export_is_read_back(words):
    read = read_roster(roster_template(words), "шаблон.xlsx")
    again = read_roster(roster_xlsx((), {}, {}, read.classes, words), "список.xlsx")
    assert [row.name for row in again.classes] == [row.name for row in read.classes]
    assert [row.pupils for row in again.classes] == [row.pupils for row in read.classes]


@pytest.mark.parametrize(
    ("sheet", "name", "learners", "mentor"),
    [
        ("Группы", "Группа", "Воспитанники", "Воспитатели"),
        ("группы", "Название группы", "Детей", "Воспитатель"),
        ("Группы", "Группа", "Студенты", "Преподаватель"),
        ("Объединения", "Объединение", "Обучающиеся", "Педагог"),
        ("Лист2", "Класс (группа)", "Обучающихся", "Руководитель"),
    ],
)
def test_headings_of_all_kinds_are_understood_everywhere(sheet, name, learners, mentor):
    body = workbook(
        {
            "Сотрудники": [("ФИО", "Роль", "Группы"), ("Петрова Мария Петровна", "педагог", "А")],
            sheet: [(name, learners, "Родители", mentor), ("А", 20, 30, "Петрова")],
        }
    )
    roster = read_roster(body, "список.xlsx")
    [group] = roster.classes
    assert (group.name, group.pupils, group.parents, group.teacher) == ("А", 20, 30, "Петрова")
    assert roster.people[0].classes == ("А",)


PEDAGOGICAL = (
    # Decree of the Government of 21.02.2022 № 225, section I, part 2, in its order.
    ("Воспитатель", Role.EDUCATOR),
    ("Инструктор-методист", Role.PEDAGOGUE),
    ("Инструктор по труду", Role.PEDAGOGUE),
    ("Инструктор по физической культуре", Role.PEDAGOGUE),
    ("Концертмейстер", Role.PEDAGOGUE),
    ("Логопед", Role.PEDAGOGUE),
    ("Мастер производственного обучения", Role.PEDAGOGUE),
    ("Мастер п/о", Role.PEDAGOGUE),
    ("Мастер пр. обучения", Role.PEDAGOGUE),
    ("Мастер ПО", Role.PEDAGOGUE),
    ("Методист", Role.PEDAGOGUE),
    ("Музыкальный руководитель", Role.PEDAGOGUE),
    ("Муз. руководитель", Role.PEDAGOGUE),
    ("Педагог-библиотекарь", Role.PEDAGOGUE),
    ("Педагог дополнительного образования", Role.PEDAGOGUE),
    ("Педагог-организатор", Role.PEDAGOGUE),
    ("Педагог-психолог", Role.PEDAGOGUE),
    ("Преподаватель", Role.LECTURER),
    ("Преподаватель-организатор основ безопасности и защиты Родины", Role.LECTURER),
    ("Руководитель физического воспитания", Role.PEDAGOGUE),
    ("Советник директора по воспитанию", Role.PEDAGOGUE),
    ("Социальный педагог", Role.PEDAGOGUE),
    ("Старший вожатый", Role.PEDAGOGUE),
    ("Старший воспитатель", Role.EDUCATOR),
    ("Старший инструктор-методист", Role.PEDAGOGUE),
    ("Старший методист", Role.PEDAGOGUE),
    ("Старший педагог дополнительного образования", Role.PEDAGOGUE),
    ("Старший тренер-преподаватель", Role.PEDAGOGUE),
    ("Тренер-преподаватель", Role.PEDAGOGUE),
    ("Тьютор", Role.PEDAGOGUE),
    ("Учитель", Role.TEACHER),
    ("Учитель-дефектолог", Role.PEDAGOGUE),
    ("Учитель-логопед", Role.PEDAGOGUE),
    ("Учитель-логопед (логопед)", Role.PEDAGOGUE),
    ("Сурдопедагог", Role.PEDAGOGUE),
    ("Руководитель кружка", Role.PEDAGOGUE),
)
OTHERS = (
    ("Заведующий", Role.ADMINISTRATION),
    ("Заместитель заведующего по ВМР", Role.ADMINISTRATION),
    ("Старший мастер", Role.ADMINISTRATION),
    ("Заведующий отделением", Role.ADMINISTRATION),
    ("Младший воспитатель", Role.OTHER),
    ("Помощник воспитателя", Role.OTHER),
    ("Няня", Role.OTHER),
    ("Диспетчер образовательного учреждения", Role.OTHER),
    ("Заведующий хозяйством", Role.OTHER),
)


@pytest.mark.parametrize(("position", "expected"), [*PEDAGOGICAL, *OTHERS])
def test_a_position_has_the_role_of_the_official_list(position, expected):
    assert role("", position) is expected


@pytest.mark.parametrize(
    ("written", "position", "expected"),
    [
        ("мастер", "Мастер производственного обучения", Role.PEDAGOGUE),
        ("Мастер", "Старший мастер", Role.ADMINISTRATION),
        ("кассир", "Кассир столовой", None),
        ("мастер", "", None),
        ("мастер", "Преподаватель физики", None),
        ("маст", "Мастер производственного обучения", None),
    ],
)
def test_a_role_that_says_the_position_in_short_is_read_by_the_position(
    written, position, expected
):
    if expected is None:
        with pytest.raises(BadCell):
            role(written, position)
    else:
        assert role(written, position) is expected

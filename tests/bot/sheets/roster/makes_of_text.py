"""Rosters as programs save them for others: text of every encoding and delimiter, and lists."""

from tests.bot.sheets.roster.makes_of_programs import MARIA, MATHS, OLGA, PAVEL, PHYSICS, TWO
from tests.bot.sheets.roster.making import Made, libre, printed, text

MAKES = {
    "Дневник.ру: a role that says nothing": Made(
        data=text(
            ("Фамилия", "Имя", "Отчество", "Роль", "Должность", "Логин"),
            (*MARIA.split(), "Сотрудник", MATHS, "m"),
            (*PAVEL.split(), "Пользователь", PHYSICS, "p"),
        ),
        people=TWO,
        unknown=["Логин"],
    ),
    "ЭлЖур: roles in the system, remarks of classes": Made(
        data=text(
            ("ФИО", "Роли в системе", "Классы"),
            (MARIA, "учитель, классный руководитель", "7А (кл. рук.), 8Б"),
            (PAVEL, "учитель", "5А"),
        ),
        people=[(MARIA, ""), (PAVEL, "")],
        classes={MARIA: ("7А", "8Б"), PAVEL: ("5А",)},
    ),
    "ЭлЖур: a row for each subject and class": Made(
        data=text(
            ("ФИО учителя", "Предмет", "Класс"),
            (MARIA, "Алгебра", "5а"),
            (MARIA, "Геометрия", "6б"),
            (PAVEL, "Физика", "7а"),
        ),
        people=[(MARIA, ""), (PAVEL, "")],
        classes={MARIA: ("5А", "6Б"), PAVEL: ("7А",)},
    ),
    "dates instead of classes, as a CSV has them": Made(
        data=text(("Класс", "Учеников"), ("01.фев", "25"), ("1 мая", "24"), ("5А", "26")),
        groups=[("5А", 26)],
        bad=[(2, "class_date"), (3, "class_date")],
    ),
    "posts as they are called at work": Made(
        data=libre(("ФИО", "Должность"), (MARIA, "Физрук"), (PAVEL, "Трудовик"), (OLGA, "ПДО")),
        people=[(MARIA, "Физрук"), (PAVEL, "Трудовик"), (OLGA, "ПДО")],
    ),
    "КОИ-8": Made(
        data=text(("ФИО", "Должность"), *TWO, encoding="koi8-r"),
        people=TWO,
    ),
    "columns parted by lines": Made(
        data=text(("ФИО", "Должность"), *TWO, delimiter="|"),
        people=TWO,
    ),
    "Excel's own line about the delimiter": Made(
        data=text(("sep=", ""), ("ФИО", "Должность"), *TWO, encoding="cp1251"),
        people=TWO,
    ),
    "1С: an inner part-timer on two rows": Made(
        data=printed(
            ("Сотрудник", "Должность", "Вид занятости"),
            (MARIA, MATHS, "Основное место работы"),
            (f"{MARIA} (вн. совм.)", "Логопед", "Внутреннее совместительство"),
            (PAVEL, PHYSICS, "Основное место работы"),
        ),
        people=[(MARIA, MATHS), (MARIA, "Логопед"), (PAVEL, PHYSICS)],
        unknown=["Вид занятости"],
    ),
    "days of absence in words": Made(
        data=text(
            ("ФИО", "Должность", "Отсутствует с", "Отсутствует по"),
            (MARIA, MATHS, "16 ноября 2026", "20 нояб. 2026 г."),
            (PAVEL, PHYSICS, "16 смеха 2026", ""),
        ),
        people=[(MARIA, MATHS)],
        bad=[(3, "bad_date")],
    ),
}

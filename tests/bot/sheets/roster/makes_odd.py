"""Rosters without headings, of other kinds of organisations, and those that are hardly rosters."""

from tests.bot.sheets.roster.makes_of_programs import (
    HEAD,
    IGOR,
    MARIA,
    MATHS,
    OLGA,
    PAVEL,
    PHYSICS,
    SECRETARY,
    THREE,
)
from tests.bot.sheets.roster.making import Made, excel, libre, text

MAKES = {
    "without headings": Made(
        data=excel(
            (1, MARIA, MATHS, "vk.com/id104"),
            (2, PAVEL, PHYSICS, "https://vk.com/utkin"),
            (3, OLGA, SECRETARY, None),
        ),
        people=THREE,
        profiles={MARIA: 104, PAVEL: "utkin"},
        guessed=True,
        unknown=[],
    ),
    "without headings, under a title": Made(
        data=text(
            ("Список учителей МАОУ «СОШ № 12»",),
            (MARIA, MATHS, "5А"),
            (PAVEL, PHYSICS, "6Б, 7В"),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        classes={MARIA: ("5А",), PAVEL: ("6Б", "7В")},
        guessed=True,
    ),
    "without headings, the name in three columns": Made(
        data=text(
            (*MARIA.split(), MATHS),
            (*PAVEL.split(), PHYSICS),
            delimiter="\t",
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        guessed=True,
    ),
    "headings that nobody understands": Made(
        data=excel(
            ("Кто", "Чем занят", "Сеть", "Стаж"),
            (MARIA, MATHS, "id104", 12),
            (PAVEL, PHYSICS, "id105", 7),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        profiles={MARIA: 104, PAVEL: 105},
        guessed=True,
        unknown=["Стаж"],
    ),
    "classes without headings": Made(
        data=text(
            ("5А", "25", "41", MARIA),
            ("5Б", "27", "44", PAVEL),
        ),
        groups=[("5А", 25), ("5Б", 27)],
        guessed=True,
    ),
    "neither names nor headings: somebody has to say": Made(
        data=text(("Кто", "Что"), ("Мария", "поёт"), ("Павел", "пляшет")),
        guessed=True,
        unknown=["Кто", "Что"],
    ),
    "a kindergarten": Made(
        data=excel(
            ("ФИО педагога", "Должность", "Группа"),
            (MARIA, "Воспитатель", "Солнышко"),
            (PAVEL, "Музыкальный руководитель", "Солнышко, Радуга"),
            (OLGA, "Младший воспитатель", "Радуга"),
        ),
        people=[
            (MARIA, "Воспитатель"),
            (PAVEL, "Музыкальный руководитель"),
            (OLGA, "Младший воспитатель"),
        ],
        classes={MARIA: ("Солнышко",), PAVEL: ("Солнышко", "Радуга"), OLGA: ("Радуга",)},
    ),
    "a college": Made(
        data=excel(
            ("Преподаватель", "Должность", "Курируемая группа"),
            (MARIA, "Преподаватель информатики", "ИС-21"),
            (PAVEL, "Мастер п/о", "ИС-31, ПК-11"),
        ),
        people=[(MARIA, "Преподаватель информатики"), (PAVEL, "Мастер п/о")],
        classes={MARIA: ("ИС-21",), PAVEL: ("ИС-31", "ПК-11")},
    ),
    "names of other languages": Made(
        data=libre(
            ("ФИО", "Должность"),
            ("АЛИЕВ ТИМУР ГАСАН ОГЛЫ", MATHS),
            ("Алиева Лейла Гасан-кызы", PHYSICS),
            ("Римская – Корсакова Анна Львовна", SECRETARY),
        ),
        people=[
            ("Алиев Тимур Гасан оглы", MATHS),
            ("Алиева Лейла Гасан-кызы", PHYSICS),
            ("Римская-Корсакова Анна Львовна", SECRETARY),
        ],
    ),
    "profiles in every make": Made(
        data=text(
            ("ФИО", "Должность", "Страница ВКонтакте"),
            (MARIA, MATHS, "https://vk.com/away.php?to=https%3A%2F%2Fvk.com%2Fid104"),
            (PAVEL, PHYSICS, "VK.COM/Pavel_Utkin?from=search"),
            (OLGA, SECRETARY, "@olga_yudina"),
            (IGOR, HEAD, "нет страницы"),
        ),
        people=THREE,
        profiles={MARIA: 104, PAVEL: "pavel_utkin", OLGA: "olga_yudina"},
        bad=[(5, "bad_vk")],
    ),
    "UTF-16 without its mark": Made(
        data=text(("ФИО", "Должность"), (MARIA, MATHS), (PAVEL, PHYSICS), encoding="utf-16-le"),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "formulas that broke": Made(
        data=text(
            ("ФИО", "Должность", "Классы"),
            (MARIA, "#Н/Д", "5А"),
            ("#ССЫЛКА!", PHYSICS, ""),
            (OLGA, SECRETARY, ""),
        ),
        people=[(OLGA, SECRETARY)],
        bad=[(2, "formula_error"), (2, "no_role"), (3, "formula_error")],
    ),
}

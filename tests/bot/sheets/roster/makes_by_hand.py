"""Rosters as deputies type them into a spreadsheet, year after year."""

from datetime import datetime

from tests.bot.sheets.roster.makes_of_programs import (
    ANNA,
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
from tests.bot.sheets.roster.making import Made, excel, text

FEBRUARY = datetime(2026, 2, 1)  # noqa: DTZ001 - a cell's date has no zone

MAKES = {
    "tarification with merged cells and two lines of headings": Made(
        data=excel(
            ("ТАРИФИКАЦИОННЫЙ СПИСОК",),
            ("на 1 сентября 2026 года",),
            ("№", "ФИО", "Должность", "Педагогическая нагрузка", None, None, "Образование"),
            (None, None, None, "1-4 кл.", "5-9 кл.", "10-11 кл.", None),
            (1, MARIA, MATHS, 0, 18, 6, "высшее"),
            (2, PAVEL, PHYSICS, 0, 20, 4, "высшее"),
            ("ИТОГО", None, None, 0, 38, 10, None),
            merged=("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "tarification with a name in three columns under one heading": Made(
        data=excel(
            ("№", "Фамилия, имя, отчество", None, None, "Должность", "Классы"),
            (None, "Фамилия", "Имя", "Отчество", None, None),
            (1, 2, 3, 4, 5, 6),
            (1, *MARIA.split(), MATHS, "5А, 6Б"),
            (2, *PAVEL.split(), PHYSICS, None),
            merged=("A1:A2", "B1:D1", "E1:E2", "F1:F2"),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        classes={MARIA: ("5А", "6Б")},
    ),
    "one person of two posts, his name merged over both rows": Made(
        data=excel(
            ("ФИО", "Должность", "VK"),
            (MARIA, MATHS, "id104"),
            (None, "Педагог-психолог", None),
            (PAVEL, PHYSICS, None),
            merged=("A2:A3", "C2:C3"),
        ),
        people=[(MARIA, f"{MATHS}, Педагог-психолог"), (PAVEL, PHYSICS)],
        profiles={MARIA: 104},
    ),
    "chairs between rows, typed into the column of names": Made(
        data=excel(
            ("№", "ФИО", "Должность"),
            (None, "Администрация", None),
            (1, IGOR, HEAD),
            (None, "Кафедра математики", None),
            (2, MARIA, MATHS),
            (None, "КАФЕДРА ЕСТЕСТВЕННЫХ НАУК", None),
            (3, PAVEL, PHYSICS),
            (None, "Внешние совместители:", None),
            (4, OLGA, SECRETARY),
        ),
        people=[(IGOR, HEAD), *THREE],
    ),
    "chairs between rows, merged over the sheet": Made(
        data=excel(
            ("ФИО", "Должность", "ВК"),
            ("Начальные классы", None, None),
            (MARIA, "Учитель начальных классов", "vk.com/id104"),
            ("Английский язык", None, None),
            (PAVEL, "Учитель английского языка", None),
            merged=("A2:C2", "A4:C4"),
        ),
        people=[(MARIA, "Учитель начальных классов"), (PAVEL, "Учитель английского языка")],
        profiles={MARIA: 104},
    ),
    "two tables side by side: staff and staff": Made(
        data=excel(
            ("№", "ФИО", "Должность", None, "№", "ФИО", "Должность"),
            (1, MARIA, MATHS, None, 3, OLGA, SECRETARY),
            (2, PAVEL, PHYSICS, None, 4, IGOR, HEAD),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS), (OLGA, SECRETARY), (IGOR, HEAD)],
    ),
    "two tables one below the other, each with its headings": Made(
        data=excel(
            ("Педагоги",),
            ("ФИО", "Должность"),
            (MARIA, MATHS),
            (PAVEL, PHYSICS),
            (),
            ("Прочие",),
            ("ФИО", "Должность", "ВК"),
            (OLGA, SECRETARY, "id106"),
        ),
        people=THREE,
        profiles={OLGA: 106},
    ),
    "headings repeated on every printed page": Made(
        data=excel(
            ("№", "ФИО", "Должность"),
            (1, MARIA, MATHS),
            ("№", "ФИО", "Должность"),
            (2, PAVEL, PHYSICS),
            ("№", "ФИО", "Должность"),
            (3, OLGA, SECRETARY),
        ),
        people=THREE,
    ),
    "staff and classes on one sheet": Made(
        data=excel(
            ("ФИО", "Должность"),
            (MARIA, MATHS),
            (PAVEL, PHYSICS),
            (),
            ("Класс", "Количество учеников", "Классный руководитель"),
            ("5А", 25, MARIA),
            ("6Б", 27, PAVEL),
            ("Итого", 52, None),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        groups=[("5А", 25), ("6Б", 27)],
    ),
    "footnotes and a signature below": Made(
        data=excel(
            ("ФИО", "Должность"),
            (f"{MARIA}*", MATHS),
            (f"{PAVEL}**", PHYSICS),
            (),
            ("* внешний совместитель", None),
            ("** в отпуске по уходу за ребёнком", None),
            ("Директор                И. Л. Зотов", None),
            ("Исп. Юдина О. О., тел. 22-33-44", None),
            ("01.09.2026", None),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        never=("22-33-44",),
    ),
    "rows and columns that are hidden are read as any other": Made(
        data=excel(
            ("ФИО", "Телефон", "Должность"),
            (MARIA, "8-912-000-11-22", MATHS),
            (PAVEL, "8-912-000-11-33", PHYSICS),
            hidden_rows=(3,),
            hidden_columns=("B",),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        unknown=["Телефон"],
        never=("912",),
    ),
    "profiles as numbers that are texts, and as numbers with a fraction": Made(
        data=excel(
            ("ФИО", "Должность", "ID ВК"),
            (MARIA, MATHS, "104"),
            (PAVEL, PHYSICS, 105.0),
            (OLGA, SECRETARY, " id106 "),
        ),
        people=THREE,
        profiles={MARIA: 104, PAVEL: 105, OLGA: 106},
    ),
    "no-break spaces, soft hyphens and Latin look-alikes": Made(
        data=excel(
            ("Ф.И.О.\u00a0", "Долж\u00adность"),
            (MARIA.replace(" ", "\u00a0"), MATHS),
            (PAVEL.replace("а", "a").replace("о", "o"), PHYSICS),
            ("ЮДИНА\u00a0ОЛЬГА  ОЛЕГОВНА", SECRETARY),
        ),
        people=THREE,
    ),
    "dates instead of classes": Made(
        data=excel(
            ("ФИО", "Должность", "Класс"),
            (MARIA, MATHS, FEBRUARY),
            (PAVEL, PHYSICS, "5А"),
        ),
        people=[(PAVEL, PHYSICS)],
        classes={PAVEL: ("5А",)},
        bad=[(2, "class_date")],
    ),
    "vacancies and sums are nobody": Made(
        data=excel(
            ("№", "ФИО", "Должность"),
            (1, MARIA, MATHS),
            (2, "ВАКАНСИЯ", "Учитель химии"),
            (3, "вакантно", "Логопед"),
            (4, PAVEL, PHYSICS),
            ("Всего по школе: 4", None, None),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "initials only": Made(
        data=excel(
            ("ФИО", "Должность"),
            ("Петрова М.П.", MATHS),
            ("Уткин П. И.", PHYSICS),
            ("О. О. Юдина", SECRETARY),
        ),
        people=[("Петрова М.П.", MATHS), ("Уткин П. И.", PHYSICS), ("О. О. Юдина", SECRETARY)],
    ),
    "no patronymics, and one surname alone": Made(
        data=excel(
            ("Сотрудник", "Должность"),
            ("Петрова Мария", MATHS),
            ("Ким Ли", PHYSICS),
            ("Юдина", SECRETARY),
        ),
        people=[("Петрова Мария", MATHS), ("Ким Ли", PHYSICS)],
        bad=[(4, "one_word_name")],
    ),
    "phones and e-mails beside names": Made(
        data=excel(
            ("ФИО", "Должность"),
            (f"{MARIA} (8-912-000-11-22)", MATHS),
            (f"{PAVEL}\nutkin@example.com", PHYSICS),
            (f"{OLGA}, т. 22-33-44", SECRETARY),
        ),
        people=THREE,
        never=("912", "example", "22-33"),
    ),
    "namesakes told apart by posts, and one row twice": Made(
        data=excel(
            ("ФИО", "Должность"),
            (MARIA, MATHS),
            (MARIA, "Логопед"),
            (PAVEL, PHYSICS),
            (PAVEL, PHYSICS),
        ),
        people=[(MARIA, MATHS), (MARIA, "Логопед"), (PAVEL, PHYSICS)],
        bad=[(5, "repeat")],
    ),
    "former surnames and remarks in brackets": Made(
        data=excel(
            ("ФИО", "Должность"),
            ("Петрова (Сидорова) Мария Петровна", MATHS),
            (f"{PAVEL} (внутр. совместитель)", PHYSICS),
            (f"{OLGA} (декрет)", SECRETARY),
        ),
        people=[("Петрова (Сидорова) Мария Петровна", MATHS), (PAVEL, PHYSICS), (OLGA, SECRETARY)],
    ),
    "a qualification under «Категория» is no role": Made(
        data=excel(
            ("ФИО", "Должность", "Категория"),
            (MARIA, MATHS, "высшая"),
            (PAVEL, PHYSICS, "СЗД"),
            (OLGA, SECRETARY, "прочий персонал"),
        ),
        people=THREE,
    ),
    "parts of a name, each with a word more in its heading": Made(
        data=excel(
            ("Фамилия сотрудника", "Имя сотрудника", "Отчество сотрудника", "Должность"),
            (*MARIA.split(), MATHS),
            (*PAVEL.split(), PHYSICS),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "no posts, but the heading says who they are": Made(
        data=excel(
            ("ФИО учителя", "Предмет", "Классное руководство"),
            (MARIA, "Математика", "5А"),
            (PAVEL, "Физика", "нет"),
        ),
        people=[(MARIA, ""), (PAVEL, "")],
        classes={MARIA: ("5А",)},
        unknown=["Предмет"],
    ),
    "profiles beside other words, and two people in a cell": Made(
        data=excel(
            ("Фамилия И.О.", "Должность", "Ссылка на профиль"),
            ("Петрова М. П.", MATHS, "ВК: vk.com/id104, почта maria@example.com"),
            (f"{PAVEL}, {OLGA}", PHYSICS, None),
        ),
        people=[("Петрова М. П.", MATHS)],
        profiles={"Петрова М. П.": 104},
        bad=[(3, "many_names")],
        never=("example",),
    ),
    "classes with boys and girls apart": Made(
        data=excel(
            ("Класс", "Мальчиков", "Девочек", "Всего", "Кл. рук."),
            ("5А", 12, 13, 25, MARIA),
            ("5Б", 10, 10, 20, PAVEL),
            ("Итого", 22, 23, 45, None),
        ),
        groups=[("5А", 25), ("5Б", 20)],
    ),
    "semicolons and a quoted semicolon": Made(
        data=text(
            ("ФИО", "Должность", "Классы"),
            (MARIA, "Учитель математики; завуч", "5А;6Б"),
            (PAVEL, PHYSICS, ""),
        ),
        people=[(MARIA, "Учитель математики; завуч"), (PAVEL, PHYSICS)],
        classes={MARIA: ("5А", "6Б")},
    ),
    "a list of a year on each sheet, and others'": Made(
        data=excel(
            ("ФИО", "Должность"),
            (PAVEL, PHYSICS),
            sheet="2025-2026",
            more=(
                ("2026-2027", (("ФИО", "Должность"), (MARIA, MATHS), (ANNA, HEAD))),
                ("Ученики", (("ФИО", "Класс"), ("Иванов Иван Иванович", "5А"))),
                ("График", (("День", "Дежурный"), ("Среда", "Уткин"))),
            ),
        ),
        people=[(MARIA, MATHS), (ANNA, HEAD)],
        unread=["Ученики", "График", "2025-2026"],
        never=("Иванов",),
    ),
}

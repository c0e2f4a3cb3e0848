"""Exports of programs that keep staff and learners, in the manner of each."""

import csv

from tests.bot.sheets.roster.making import Made, libre, printed, text

MARIA, PAVEL, OLGA = "Петрова Мария Петровна", "Уткин Павел Ильич", "Юдина Ольга Олеговна"
IGOR, ANNA = "Зотов Игорь Львович", "Быкова Анна Сергеевна"
MATHS, PHYSICS, HEAD = "Учитель математики", "Учитель физики", "Директор"
SECRETARY = "Секретарь"
TWO = [(MARIA, MATHS), (PAVEL, PHYSICS)]
THREE = [*TWO, (OLGA, SECRETARY)]

MAKES = {
    "1С: list of staff with a form above and a signature below": Made(
        data=printed(
            ("МБОУ «СОШ № 12»",),
            ("ИНН 5902000000",),
            (),
            ("Штатные сотрудники на 01.09.2026",),
            (),
            ("№ п/п", "Сотрудник", None, "Табельный номер", "Подразделение", "Должность"),
            ("1", MARIA, None, "0000-00017", "Основное", MATHS),
            ("2", PAVEL, None, "0000-00018", "Основное", PHYSICS),
            ("3", OLGA, None, "0000-00003", "Администрация", SECRETARY),
            (),
            ("Итого:", None, None, "3"),
            (),
            ("Исполнитель", None, None, "Юдина О. О."),
            ("Директор", "_______________", None, "Зотов И. Л."),
        ),
        people=THREE,
        unknown=["Табельный номер", "Подразделение"],
        never=("0000-00017", "5902000000"),
    ),
    "1С: T-7 with headings in three lines and numbers of columns": Made(
        data=printed(
            ("", "", "", "", "Унифицированная форма № Т-7"),
            ("", "УТВЕРЖДАЮ"),
            ("", "Директор Зотов И. Л."),
            (
                "Структурное подразделение",
                "Должность (специальность, профессия)",
                "Фамилия, имя, отчество",
                "Табельный номер",
                "ОТПУСК",
            ),
            ("", "", "", "", "количество дней", "дата"),
            ("1", "2", "3", "4", "5", "6"),
            ("Основное", MATHS, MARIA, "17", "56", "01.07.2026"),
            ("Основное", PHYSICS, PAVEL, "18", "56", "01.07.2026"),
            ("", "", "", "", "", ""),
            ("Руководитель кадровой службы", "", "___________", "", "Юдина О. О."),
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "1С: CSV of the old encoding with quotes": Made(
        data=text(
            ("ТабНомер", "Сотрудник", "Должность", "ДатаПриема"),
            ("17", MARIA, MATHS, "01.09.2015"),
            ("18", PAVEL, PHYSICS, "01.09.2016"),
            encoding="cp1251",
            quoting=csv.QUOTE_ALL,
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        unknown=["ТабНомер", "ДатаПриема"],
    ),
    "1С: departments between rows, numbers kept": Made(
        data=printed(
            ("Сотрудники по подразделениям",),
            ("Подразделение", "Сотрудник", "Должность"),
            ("Административно-управленческий персонал",),
            ("1", IGOR, HEAD),
            ("Педагогические работники",),
            ("2", MARIA, MATHS),
            ("3", PAVEL, PHYSICS),
            ("Учебно-вспомогательный персонал",),
            ("4", OLGA, SECRETARY),
            ("Всего сотрудников: 4",),
        ),
        people=[(IGOR, HEAD), *THREE],
    ),
    "Сетевой город: surname, name and patronymic apart, and an e-mail": Made(
        data=printed(
            ("Список сотрудников",),
            ("Образовательная организация: МАОУ «СОШ № 12»",),
            ("№", "Фамилия", "Имя", "Отчество", "Дата рождения", "Должность", "E-mail", "Телефон"),
            (1, *MARIA.split(), "12.03.1980", MATHS, "maria@example.com", "8(912)000-11-22"),
            (2, *PAVEL.split(), "01.01.1975", PHYSICS, "pavel@example.com", "89120001133"),
            (3, *OLGA.split(), "05.05.1990", SECRETARY, "", ""),
        ),
        people=THREE,
        unknown=["Дата рождения", "E-mail", "Телефон"],
        never=("example.com", "8(912)", "89120001133", "1980"),
    ),
    "Сетевой город: classes with sums by parallels": Made(
        data=printed(
            ("Численность обучающихся",),
            ("Класс", "Классный руководитель", "Кол-во учащихся"),
            ("1 параллель",),
            ("1а", MARIA, "25"),
            ("1б", PAVEL, "27"),
            ("Итого", "", "52"),
            ("5 параллель",),
            ("5а", OLGA, "28"),
            ("Итого", "", "28"),
            ("Всего по школе", "", "80"),
            as_text=(2,),
        ),
        groups=[("1А", 25), ("1Б", 27), ("5А", 28)],
    ),
    "Барс: the name in one cell with the birthday": Made(
        data=text(
            ("ФИО сотрудника", "Пол", "Должность", "Тип занятости", "Снилс"),
            (f"{MARIA} 12.03.1980 г.р.", "Ж", MATHS, "Основное", "000-000-000 00"),
            (f"{PAVEL}, 01.01.1975", "М", PHYSICS, "Совместитель", "000-000-000 01"),
            delimiter="\t",
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        never=("1980", "1975", "000-000"),
    ),
    "Барс: groups of a kindergarten": Made(
        data=printed(
            ("Наименование группы", "Воспитатели", "Списочная численность воспитанников"),
            ("Солнышко", MARIA, 24),
            ("Радуга", f"{PAVEL}; {OLGA}", 22),
        ),
        groups=[("Солнышко", 24), ("Радуга", 22)],
    ),
    "Электронный журнал: classes as «5-а»": Made(
        data=text(
            ("Учитель", "Должность", "Предмет", "Классы"),
            (MARIA, MATHS, "Алгебра", "5-а, 5-б, 6 «В»"),
            (PAVEL, PHYSICS, "Физика", "7а 8а 9б"),
            delimiter=",",
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        classes={MARIA: ("5А", "5Б", "6В"), PAVEL: ("7А", "8А", "9Б")},
        unknown=["Предмет"],
    ),
    "a directory's export in UTF-16 with tabs": Made(
        data=text(
            ("ФИО", "Должность", "Ссылка на ВК"),
            (MARIA, MATHS, "https://vk.com/id104"),
            (PAVEL, PHYSICS, "https://m.vk.com/pavel_utkin"),
            delimiter="\t",
            encoding="utf-16",
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
        profiles={MARIA: 104, PAVEL: "pavel_utkin"},
    ),
    "a program of DOS times": Made(
        data=text(
            ("ФИО", "Должность"),
            (MARIA, MATHS),
            (PAVEL, PHYSICS),
            encoding="cp866",
        ),
        people=[(MARIA, MATHS), (PAVEL, PHYSICS)],
    ),
    "Google Sheets: commas, quoted cells with breaks in them": Made(
        data=text(
            (
                "Отметка времени",
                "Ваше ФИО",
                "Ваша должность",
                "Ссылка на страницу ВКонтакте",
                "Телефон",
            ),
            (
                "01.09.2026 10:11:12",
                MARIA,
                "Учитель математики\nКлассный руководитель 5А",
                "vk.com/id104",
                "+7 912 000-11-22",
            ),
            ("01.09.2026 10:15:00", PAVEL.lower(), PHYSICS, "@pavel_utkin", "8 912 000 11 33"),
            delimiter=",",
            ends="\n",
        ),
        people=[(MARIA, "Учитель математики, Классный руководитель 5А"), (PAVEL, PHYSICS)],
        profiles={MARIA: 104, PAVEL: "pavel_utkin"},
        unknown=["Отметка времени", "Телефон"],
        never=("912",),
    ),
    "LibreOffice: a sheet with empty rows and a break in a post": Made(
        data=libre(
            ("Список педагогов",),
            (),
            ("№", "Ф.И.О. педагогического работника", "Занимаемая должность", "ID ВК"),
            (1, MARIA, "Учитель математики\nи информатики", 104),
            (),
            (2, PAVEL, PHYSICS, "id105"),
        ),
        people=[(MARIA, "Учитель математики и информатики"), (PAVEL, PHYSICS)],
        profiles={MARIA: 104, PAVEL: 105},
    ),
}

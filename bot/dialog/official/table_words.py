"""The words of official tables: what their headings, names and empty cells may look like.

A word is known by its beginning, small letters, е for ё.
"""

SILENT = frozenset({"н/д", "нд", "нет данных", "x", "х", "*", "н/п"})
"""What stands in a cell instead of a figure, besides a dash."""

WHO: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("teachers", ("учител", "пед", "преподавател", "воспитател")),
    ("pupils", ("ученик", "учащ", "учся", "обучающ", "школьник", "воспитанник", "студент", "дети")),
    ("parents", ("родител",)),
    ("heads", ("руководител", "администрац", "директор")),
    ("staff", ("сотрудник", "работник", "персонал")),
)
"""Whom a heading counts. «Педагогические работники» are teachers: the narrower word wins."""

WHAT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("message", "message", ("сообщ", "написа", "пишущ")),
    ("call", "call", ("звон", "звонк", "созвон")),
    ("create", "create", ("созда", "владел")),
    ("diary", "diary", ("эжд", "дневник")),
    ("register", "join", ("зарегистр", "регистрац")),
    ("connect", "join", ("подключ", "присоедин")),
    ("foreign", "foreign", ("иностран", "сторонн")),
    ("inactive", "inactive", ("неактив", "молчащ")),
    ("without", "without", ("без",)),
    ("class", "class", ("класс",)),
    ("active", "active", ("актив",)),
    ("chat", "chat", ("чат", "бесед")),
    ("total", "total", ("всего", "итого", "общее", "общая", "колво", "количеств", "числ")),
)
"""What a heading speaks of: a word, its kind, its beginnings. Of several kinds the first counts."""

IGNORED = (
    "в во за и из на не о от по с со у к для шт чел человек ед неделю недели неделе неделя день "
    "минимум хотя бы один раз групповых групповые группах которые которых есть "
    "совершивших совершившие совершили связавшие показатель года год г сферум "
    "платформе платформу платформы доля доли процент или аккаунты аккаунт норма"
)
"""Words of headings that tell nothing apart."""

AT_LEAST = r">=|≥|>|не менее|не меньше|и более|и больше|более чем|свыше|от(?= ?\d)|\+"
"""How headings write «минимум»."""

SHARE = r"%|процент|дол[яиею]\b|уд\. ?вес"
"""How a heading says that its figures are shares."""

NAME_HEADINGS: tuple[str, ...] = (
    "Организация",
    "Образовательная организация",
    "Наименование",
    "Наименование ОО",
    "Наименование образовательной организации",
    "Наименование организации",
    "Наименование учреждения",
    "Полное наименование",
    "Краткое наименование",
    "Название",
    "Название школы",
    "Учреждение",
    "Образовательное учреждение",
    "Школа",
    "ОО",
    "ОУ",
    "Муниципалитет",
    "Муниципальное образование",
    "Территория",
    "Район",
)
"""Headings of the column with the names of organisations."""

TOTALS = ("итог", "всего", "среднее", "сумма", "общий итог")
"""How the name of a row begins that sums the others."""

LEGAL_FORMS = (
    "маоу мбоу мкоу гбоу гкоу гаоу моу оу оо чоу ноу мадоу мбдоу мкдоу гбдоу мдоу гбпоу гапоу "
    "гоу маудо мбудо муниципальное муниципального автономное бюджетное казенное государственное "
    "частное общеобразовательное образовательное учреждение организация дополнительного "
    "образования г город города школа"
)
"""Words of a name that its table may leave out."""

KINDS: tuple[tuple[str, str], ...] = (
    (r"средняя (?:общеобразовательная )?школа", "сош"),
    (r"основная (?:общеобразовательная )?школа", "оош"),
    (r"начальная (?:общеобразовательная )?школа", "нош"),
    (r"детск\w+ сад\w*|ясли[ -]сад", "сад"),
    (r"д/с|(?:м[абк]|гб)?доу\b", "сад"),
    (r"гимнази\w+", "гимназия"),
    (r"лице[йяю]\w*", "лицей"),
    (r"школ[аы][ -]интернат\w*", "интернат"),
    (r"колледж\w*", "колледж"),
    (r"техникум\w*", "техникум"),
)
"""Kinds of organisations: how they are written (regular expressions) and the short word."""

KIND_WORDS = frozenset({"сош", "оош", "нош", *(word for _, word in KINDS)})

BASES = {"staff": "Сотрудников всего", "teachers": "Учителей всего", "heads": "Руководителей всего"}
"""The size of an audience, as a column of its own."""

ELSEWHERE = {"teachers": "Педагогов всего"}
"""The same where not all are schools."""

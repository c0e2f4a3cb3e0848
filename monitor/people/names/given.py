"""Given names as people in Russia bear them: short forms, variants and whose they are. Pure.

A row: the full name, then what people with it are called, in VK sometimes by English habit.
"""

from enum import Enum

from monitor.people.names.spelling import plain, sounds


class Gender(Enum):
    """As grammar has it: of a name, a patronymic or a surname."""

    MALE = "male"
    FEMALE = "female"


_MALE = (
    "Александр Саша Шура Саня Шурик Alex Alexander",
    "Алексей Лёша Алёша Лёха Alex",
    "Анатолий Толя Толик",
    "Андрей Андрюша Andrew",
    "Антон Антоша Тоша",
    "Аркадий Аркаша",
    "Арсений Сеня Арсен",
    "Артём Тёма Артемий",
    "Борис Боря",
    "Вадим Вадик Дима",
    "Валентин Валя",
    "Валерий Валера",
    "Василий Вася",
    "Виктор Витя Victor",
    "Виталий Виталик Виталя",
    "Владимир Вова Володя Влад",
    "Владислав Влад Владик Слава",
    "Вячеслав Слава",
    "Геннадий Гена",
    "Георгий Гоша Жора Гога George",
    "Григорий Гриша",
    "Даниил Даня Данила Данил Данька Daniel",
    "Денис Дениска Деня",
    "Дмитрий Дима Митя Димон",
    "Евгений Женя Eugene",
    "Егор Гоша Егорка",
    "Иван Ваня",
    "Игорь Игорёк Гоша",
    "Илья Илюша Илюха",
    "Кирилл Кирюша Кира",
    "Константин Костя",
    "Лев Лёва",
    "Леонид Лёня",
    "Магомед Мага Магомет Мухаммад Мухаммед",
    "Максим Макс",
    "Матвей Мотя",
    "Михаил Миша Michael",
    "Никита Никитос",
    "Николай Коля Nicholas Nick",
    "Олег Олежка",
    "Павел Паша Paul",
    "Пётр Петя Peter",
    "Роман Рома",
    "Руслан Русик",
    "Рустам Рустик",
    "Святослав Слава",
    "Семён Сёма Сеня",
    "Сергей Серёжа Серёга Serge",
    "Станислав Стас Слава",
    "Степан Стёпа",
    "Тимофей Тима",
    "Тимур Тима",
    "Фёдор Федя Theodore",
    "Эдуард Эдик",
    "Юрий Юра",
    "Яков Яша",
    "Ярослав Ярик Слава",
)
_FEMALE = (
    "Александра Саша Шура Саня Аля Alex",
    "Алевтина Аля Тина",
    "Алёна",
    "Алина Аля",
    "Алла",
    "Альбина Аля",
    "Анастасия Настя Настасья Ася Стася",
    "Ангелина Геля Лина",
    "Анжела Angela Анжелика",
    "Анна Аня Анюта Нюра Нюша Ann",
    "Антонина Тоня",
    "Валентина Валя",
    "Валерия Лера",
    "Варвара Варя",
    "Вероника Ника",
    "Виктория Вика Victoria",
    "Галина Галя",
    "Гульнара Гуля",
    "Дарья Даша",
    "Диана Дина",
    "Евгения Женя Eugenia",
    "Екатерина Катя Катюша Катерина Catherine Kate",
    "Елена Лена Алёна Леночка Helen",
    "Елизавета Лиза Elizabeth",
    "Жанна",
    "Зинаида Зина",
    "Инна",
    "Ирина Ира Ириша Irene",
    "Карина",
    "Кира",
    "Клавдия Клава",
    "Кристина Кристи Christina",
    "Ксения Ксюша Оксана",
    "Лариса Лара",
    "Лидия Лида",
    "Лилия Лиля",
    "Любовь Люба",
    "Людмила Люда Люся Мила",
    "Маргарита Рита",
    "Марина Маринка Мариша",
    "Мария Маша Маня Маруся Марья Муся Mary",
    "Надежда Надя",
    "Наталья Наташа Ната Таша Natalie",
    "Нина Нинель",
    "Оксана Ксюша",
    "Олеся Леся",
    "Ольга Оля Лёля",
    "Патимат Патя Фатима",
    "Полина Поля",
    "Раиса Рая",
    "Регина Рина",
    "Светлана Света Лана",
    "София Соня Sophie",
    "Тамара Тома",
    "Татьяна Таня Тата",
    "Ульяна Уля",
    "Фаина Фая",
    "Эльвира Эля",
    "Эльмира Эля",
    "Юлия Юля",
    "Яна Яночка",
    "Ярослава Слава",
)
_MALE_ONLY = """
Абдулла Азат Айдар Айрат Ахмед Альберт Артур Арслан Богдан Вениамин Герман Глеб Давид Демид
Заур Ибрагим Ильдар Ильнар Ильнур Ислам Камиль Карим Курбан Марат Марк Мурад Мурат Муса Назар
Омар Равиль Рамиль Расул Рашид Ренат Ринат Родион Рафаил Ростислав Саид Салман Самир Тагир Тарас
Фарид Филипп Шамиль Эльдар Эмиль Юсуп
"""
_FEMALE_ONLY = """
Аида Аиша Айгуль Алиса Алия Амина Арина Ася Дарина Ева Заира Залина Зарема Зарина Злата
Зоя Зухра Индира Инесса Камила Лейла Лия Луиза Майя Мадина Мариам Милана Милена Муслимат Наида
Нелли Нелля Нонна Рада Римма Роза Руслана Сабина Саида Салима Снежана Таисия Тамила Фарида Хадижат
Элина Элла Эмилия Эмма Вера Лина Марианна
"""


def meanings(word_sounds: tuple[str, ...]) -> frozenset[str]:
    """Give the full names, as they sound, that a word may stand for; none: not known."""
    return frozenset().union(*(_MEANINGS.get(sound, frozenset()) for sound in word_sounds))


def given_gender(word_sounds: tuple[str, ...]) -> Gender | None:
    """Tell whose a given name is; None: not known, or both bear it."""
    of = frozenset(_GENDERS[name] for name in meanings(word_sounds))
    return next(iter(of)) if len(of) == 1 else None


def _sound(name: str) -> str:
    return sounds(plain(name))[0]


def _rows(names: tuple[str, ...], alone: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(_sound, row.split())) for row in (*names, *alone.split()))


def _meanings(rows: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, *others in rows:
        for name in (full, *others):
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


_MEN, _WOMEN = _rows(_MALE, _MALE_ONLY), _rows(_FEMALE, _FEMALE_ONLY)
_MEANINGS = _meanings((*_MEN, *_WOMEN))
_GENDERS = {row[0]: Gender.MALE for row in _MEN} | {row[0]: Gender.FEMALE for row in _WOMEN}

"""A figure in a line: windows, bases, kinds of norms, deadlines, no data; whole texts."""

from dataclasses import replace
from datetime import date

import pytest

from bot.words.figures import asked_words, chosen, figure_line
from bot.words.notices.nudge import nudge
from bot.words.notices.week import digest, reminder, summary
from bot.words.vocabulary import SCHOOL
from monitor.facts.digest import Nudge
from monitor.facts.values import Blank, NormReading, OtherBase, Requirement
from tests.bot.made_up import CHATS, FRIDAY_AFTERNOON, a_digest, a_figure, a_person, a_trend
from tests.cast import MONDAY, at

TODAY = date(2026, 11, 20)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def a_norm(met=False, **rule):
    return NormReading(text="", threshold=rule.pop("threshold", None), met=met, **rule)


def line(**changes):
    values = {"title": "Показатель", "base": "all", "threshold": 0.25}
    return plain(figure_line(a_figure(**(values | changes)), TODAY, SCHOOL))


NORMS = {
    "met": (a_norm(True, threshold=0.25), "✅ Показатель: 24 из 43 (55,8 %), норма 25 %"),
    "unmet": (a_norm(threshold=0.6), "⚠️ Показатель: 24 из 43 (55,8 %), норма 60 %"),
    "not judged": (a_norm(None, threshold=0.6), "• Показатель: 24 из 43 (55,8 %), норма 60 %"),
    "at least": (a_norm(at_least=25), "⚠️ Показатель: 24 из 43 (55,8 %), норма не менее 25"),
    "at most": (a_norm(True, at_most=30), "✅ Показатель: 24 из 43 (55,8 %), норма не более 30"),
    "before the deadline": (
        a_norm(threshold=1.0, deadline=date(2026, 11, 20)),
        "• Показатель: 24 из 43 (55,8 %), норма 100 %, срок 20 ноября 2026 г.",
    ),
    "after the deadline": (
        a_norm(threshold=1.0, deadline=date(2023, 5, 26)),
        "⚠️ Показатель: 24 из 43 (55,8 %), норма 100 %, срок 26 мая 2023 г.",
    ),
    "met, so the deadline is of no matter": (
        a_norm(True, threshold=0.5, deadline=date(2026, 12, 1)),
        "✅ Показатель: 24 из 43 (55,8 %), норма 50 %",
    ),
    "growth": (
        a_norm(True, growth=0.0, before=0.5),
        "✅ Показатель: 24 из 43 (55,8 %), норма — рост к прошлой неделе (было 50,0 %)",
    ),
    "growth by a tenth": (
        a_norm(growth=0.1, before=0.55),
        "⚠️ Показатель: 24 из 43 (55,8 %), норма — рост к прошлой неделе на 10 % (было 55,0 %)",
    ),
    "growth in the first week": (
        a_norm(None, growth=0.0),
        "• Показатель: 24 из 43 (55,8 %), норма — рост к прошлой неделе (сравнить не с чем)",
    ),
    "none": (None, "• Показатель: 24 из 43 (55,8 %)"),
}


@pytest.mark.parametrize(("norm", "told"), NORMS.values(), ids=NORMS)
def test_each_kind_of_norm_is_told_behind_the_count(norm, told):
    assert line(norm=norm) == told


FIGURES = {
    "a day": (
        {"window": "day", "first": TODAY, "last": TODAY},
        "⚠️ Показатель, за 20 ноября: 5 из 43 (11,6 %), норма 25 %",
    ),
    "a month": (
        {"window": "month", "first": date(2026, 11, 1), "last": date(2026, 11, 22)},
        "⚠️ Показатель, с 1 ноября: 5 из 43 (11,6 %), норма 25 %",
    ),
    "both bases": (
        {"base": "present", "other": OtherBase(base="all", value=5, of=46)},
        "⚠️ Показатель: 5 из 43 (11,6 %), без отсутствующих, норма 25 %; от всех по списку: 5 из 46",
    ),
    "the other way round, which the table tells": (
        {"other": OtherBase(base="present", value=4, of=40)},
        "⚠️ Показатель: 5 из 43 (11,6 %), норма 25 %",
    ),
    "bases that are one": (
        {"base": "present", "other": OtherBase(base="all", value=5, of=43)},
        "⚠️ Показатель: 5 из 43 (11,6 %), без отсутствующих, норма 25 %",
    ),
    "nobody in the other base": (
        {"base": "present", "other": OtherBase(base="all", value=None, of=0)},
        "⚠️ Показатель: 5 из 43 (11,6 %), без отсутствующих, норма 25 %",
    ),
    "zero": ({"value": 0}, "⚠️ Показатель: 0 из 43 (0 %), норма 25 %"),
    "incomplete": ({"incomplete": True}, "⚠️ Показатель: 5 из 43 (11,6 %)*, норма 25 %"),
    "corrected": (
        {"corrected": True},
        "⚠️ Показатель: 5 из 43 (11,6 %), норма 25 %; исправлено ответственным",
    ),
    "a plain count": ({"of": None, "base": None, "norm": None}, "• Показатель: 5"),
    "a count that is to grow": (
        {"of": None, "base": None, "norm": a_norm(growth=0.0, before=7)},
        "⚠️ Показатель: 5, норма — рост к прошлой неделе (было 7)",
    ),
    "unknown": ({"value": None}, "• Показатель: нет данных"),
    "nobody to be counted": (
        {"value": None, "of": 0, "missing": "nobody"},
        "• Показатель: нет данных (в списке никого нет)",
    ),
    "kept elsewhere": (
        {"value": None, "missing": "outside"},
        "• Показатель: нет данных (показатель ведётся вне чатов, значение не подтверждено)",
    ),
}


@pytest.mark.parametrize(("changes", "told"), FIGURES.values(), ids=FIGURES)
def test_zero_unknown_incomplete_and_windows_are_never_alike(changes, told):
    assert line(**({"value": 5} | changes)) == told


ASKED = {
    "10 messages": ([("messages", 7, 10)], False, "7 из 10 сообщений"),
    "1 message": ([("messages", 0, 1)], False, "0 из 1 сообщения"),
    "21 messages": ([("messages", 2, 21)], False, "2 из 21 сообщения"),
    "both": (
        [("messages", 7, 10), ("calls", 0, 1)],
        False,
        "7 из 10 сообщений, 0 из 1 звонка",
    ),
    "either": (
        [("messages", 7, 10), ("calls", 0, 2)],
        True,
        "7 из 10 сообщений или 0 из 2 звонков",
    ),
    "days": ([("days", 2, 3)], False, "2 из 3 дней с сообщениями"),
}


@pytest.mark.parametrize(("asked", "choice", "told"), ASKED.values(), ids=ASKED)
def test_what_is_asked_of_a_person(asked, choice, told):
    needs = [Requirement(counts=counts, done=done, needed=needed) for counts, done, needed in asked]
    assert asked_words(needs, choice=choice) == told


def numbered(*marks):
    """Figures with names 0, 1, …: «m» unmet, «+» met, «?» not judged, «-» without a norm."""
    met = {"m": False, "+": True, "?": None}
    return [
        a_figure(
            id=str(n),
            title=f"Показатель {n}",
            norm=a_norm(met[sign], at_most=3) if sign != "-" else None,
        )
        for n, sign in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("marks", "main", "kept"),
    [
        ("m+?---", "9", "012345"),
        ("m+?----", "6", "0126"),
        ("-------", "3", "3"),
        ("+++m?mm+", "7", "034567"),
        ("+++mmmmmm", "0", "034567"),
    ],
    ids=["six fit", "norms and the main one", "no norms", "the unmet before the met", "too many"],
)
def test_of_a_long_order_the_main_figure_and_those_with_norms_are_told(marks, main, kept):
    assert "".join(each.id for each in chosen(numbered(*marks), main)) == kept


def test_a_nudge_with_a_choice_says_what_is_enough():
    facts = Nudge(
        name="Петрова Мария Петровна",
        unit_name="МАОУ «СОШ № 12»",
        first=MONDAY,
        last=at(6).date(),
        requirements=(
            Requirement(counts="messages", done=7, needed=10),
            Requirement(counts="calls", done=0, needed=1),
        ),
        days_left=4,
        incomplete=True,
        any=True,
    )

    assert (
        nudge(facts)
        == """\
Добрый день, Мария Петровна! Неделя 16–22 ноября, МАОУ «СОШ № 12».
В рабочих чатах учтено: 7 сообщений, звонков: 0. Достаточно: 10 сообщений или 1 звонок.
До конца недели осталось 4 дня. Часть сообщений бот не видел, учёт неполный.
Если Вы в отпуске, на больничном или данные неполные, нажмите «Уточнить»."""
    )
    days = Requirement(counts="days", done=2, needed=3)
    calls = Requirement(counts="calls", done=1, needed=2)
    both = replace(facts, requirements=(calls, days), any=False, incomplete=False)
    assert nudge(both).split("\n")[1] == (
        "В рабочих чатах учтено: звонков: 1 из 2, дней с сообщениями: 2 из 3."
    )
    either = replace(facts, requirements=(calls, days))
    assert nudge(either).split("\n")[1] == (
        "В рабочих чатах учтено: звонков: 1, дней с сообщениями: 2. "
        "Достаточно: 2 звонка или 3 дня с сообщениями."
    )


def short(number, name, *asked, **changes):
    needs = tuple(Requirement(counts=c, done=done, needed=needed) for c, done, needed in asked)
    return a_person(number, asked[0][1] if asked else 0, name=name, asked=needs, **changes)


def test_a_reminder_names_what_each_has_of_what_is_asked():
    people = (
        short(1, "Уткин Павел Ильич", ("messages", 9, 10), ("calls", 0, 1), any=True),
        short(2, "Петрова Мария Петровна", ("messages", 7, 10), corrected=True),
        short(3, "Юдина Ольга Олеговна", ("messages", 0, 10), bound=False),
    )
    told = reminder(a_digest(people=people, figures=(a_figure(personal=True, threshold=1.0),)))

    assert (
        plain(told)
        == """\
МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
⚠️ Сотрудники, написавшие в групповых чатах минимум 10 …: 24 из 43 (55,8 %), норма 100 %
Ниже нормы: 3, список только для Вас.
— Юдина О. О.: нет данных, профиль не привязан
— Петрова М. П.: 7 из 10 сообщений (исправлено ответственным)
— Уткин П. И.: 9 из 10 сообщений или 0 из 1 звонка
Без профиля: 1."""
    )


def test_a_resting_week_judges_nobody_and_says_so():
    figure = a_figure(norm=a_norm(None, threshold=1.0), personal=True)
    rest = a_digest(people=(), figures=(figure,), chats=(), trends=(), resting=True)

    assert (
        plain(reminder(rest))
        == plain(summary(rest))
        == """\
МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
• Сотрудники, написавшие в групповых чатах минимум 10 …: 24 из 43 (55,8 %), норма 100 %
Каникулы: норма не применяется."""
    )


def test_a_summary_names_the_chat_with_most_foreign_links():
    chats = tuple(
        replace(CHATS[0], id=n, title=title, links=links)
        for n, (title, links) in enumerate((("5А", 2), ("", 1), ("6Б", 5), ("7В", 0), ("8Г", 1)))
    )
    told = summary(a_digest(people=(), figures=(), chats=chats))

    assert (
        plain(told)
        == """\
МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
Ссылки на иностранные мессенджеры: 9, больше всего (5) в чате «6Б»."""
    )
    alone = summary(a_digest(people=(), figures=(), chats=chats[1:2]))
    assert alone.endswith("Ссылки на иностранные мессенджеры: 1 в чате № 1.")


def test_a_digest_of_a_long_order_stays_short():
    figures = tuple(numbered(*"mm++?---------"))
    blanks = tuple(
        Blank(chat="5А", cause="absent", since=at(day, 10), until=at(day, 11)) for day in range(5)
    )
    facts = a_digest(
        figures=figures, main="0", trends=(a_trend((12, 44), figure="0"),), blanks=blanks
    )

    assert (
        plain(digest(facts))
        == """\
Сводка: МАОУ «СОШ № 12», 16–22 ноября, на 15:00 пятницы.
⚠️ Показатель 0: 24 из 43 (55,8 %), норма не более 3; 9–15 ноября: 12 из 44
⚠️ Показатель 1: 24 из 43 (55,8 %)
✅ Показатель 2: 24 из 43 (55,8 %)
* Перерывы в учёте: 5, см. таблицу.
Ещё показателей: 11, все в таблице."""
    )


def test_a_deadline_is_held_against_the_day_the_report_counts_up_to():
    norm = a_norm(threshold=1.0, deadline=FRIDAY_AFTERNOON.date())
    told = summary(a_digest(people=(), chats=(), trends=(), figures=(a_figure(norm=norm),)))

    assert plain(told).split("\n")[1].startswith("• ")

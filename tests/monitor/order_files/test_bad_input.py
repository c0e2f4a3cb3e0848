"""What people hand in as an order: every mistake is a sentence with its line and what to write."""

import codecs

import pytest

from bot.cli.words.orders.problems import bad_order
from monitor.order_files.loading import BadOrder, load_order, parse_order
from tests.builders import INDICATOR, ORDER

RIGHT = ORDER + INDICATOR + "messages = 3\n"
LAST = RIGHT.count("\n")
"""Lines before the ones a test adds."""

STEP = '\n[[milestone]]\nid = "step"\npoint = "1"\ntitle = "Шаг"\n'
HERE = LAST + STEP.count("\n") + 1
"""The line of what a test adds to the milestone."""


def sentences(text):
    with pytest.raises(BadOrder) as refused:
        parse_order(text, "мой.toml")
    head, *told = bad_order(refused.value.name, refused.value.problems).split("\n")
    assert head == "Приказ «мой.toml» не подходит:"
    return [each.strip() for each in told]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "deadline = 10.04.2023",
            f"строка {HERE}: даты «10.04.2023» нет или она записана не так. Напишите год, месяц и "
            "день через дефис, без кавычек, например 2023-04-10.",
        ),
        (
            "when = { by = 31.05.2023 }",
            f"строка {HERE}: даты «31.05.2023» нет или она записана не так. Напишите год, месяц и "
            "день через дефис, без кавычек, например 2023-05-31.",
        ),
        (
            "deadline = 2023-02-30",
            f"строка {HERE}: даты «2023-02-30» нет или она записана не так. Напишите год, месяц и "
            "день через дефис, без кавычек, например 2026-11-20.",
        ),
        (
            'deadline = "10.04.2023"',
            f"строка {HERE}, milestone 1, deadline: нужна дата, а указано «10.04.2023». Напишите "
            "без кавычек, например 2023-04-10.",
        ),
        (
            'when = { month = "май 2023" }',
            f"строка {HERE}, milestone 1, when.month: нужен месяц с годом, а указано «май 2023». "
            'Напишите в кавычках, например "2023-05".',
        ),
        (
            'when = { yearly = "31.05" }',
            f"строка {HERE}, milestone 1, when.yearly: нужны месяц и день, а указано «31.05». "
            'Напишите в кавычках, например "05-01" для 1 мая.',
        ),
        (
            'when = { yearly = "02-30", year = "school" }',
            f"строка {HERE}, milestone 1, when.yearly: нужны месяц и день, а указано «02-30». "
            'Напишите в кавычках, например "05-01" для 1 мая.',
        ),
        (
            'when = { yearly = "05-01" }',
            f"строка {HERE}, milestone 1, when: день повторяется каждый год, а какого года — не "
            'сказано. Добавьте year = "school" (учебного) или year = "calendar" (календарного).',
        ),
        (
            'when = { by = 2023-05-01, year = "school" }',
            f"строка {HERE}, milestone 1, when: year говорит, какого года день, а самого дня нет. "
            'Добавьте, например, yearly = "05-01" или уберите year.',
        ),
        (
            "when = { on = 2023-05-01, agreed = true }",
            f"строка {HERE}, milestone 1, when: срок должен быть ровно один. Оставьте одно из on, "
            "by, since, month, weekly, daily, yearly, days, agreed, soon (since можно вместе с "
            "weekly, daily и days).",
        ),
        (
            'when = { weekly = "пятница" }',
            f"строка {HERE}, milestone 1, when.weekly: «пятница» здесь не подходит. Напишите одно "
            "из: any, monday, tuesday, wednesday, thursday, friday, saturday, sunday.",
        ),
        (
            "when = { to = 2023-05-01 }",
            f"строка {HERE}, milestone 1, when.to: такого ключа нет. Напишите одно из: on, by, "
            "since, month, weekly, daily, yearly, year, days, agreed, soon.",
        ),
        (
            "deadline = 2023-05-01\nwhen = { by = 2023-05-01 }",
            f"строка {HERE + 1}, milestone 1, when: срок указан дважды: deadline и when. Оставьте "
            "одно из двух.",
        ),
        (
            'level = ["region"]\norganisations = ["school"]',
            f"строка {HERE}, milestone 1, level: в level нет organisation, а виды организаций "
            "названы. Добавьте organisation в level или уберите organisations и under.",
        ),
        (
            'level = ["region"]\norganisations = ["region"]',
            f"строка {HERE + 1}, milestone 1, organisations: уровни уже названы в level. Уберите "
            "region и municipality из organisations.",
        ),
    ],
)
def test_a_bad_date_or_level_of_a_point_is_told_once(line, said):
    assert sentences(f"{RIGHT}{STEP}{line}\n")[:1] == [said]


def a_duty(point, *lines):
    return "\n".join(
        ("\n[[duty]]", f'point = "{point}"', 'title = "Вести учёт"', 'bot = "Считает."', *lines, "")
    )


AGAIN = (
    "пункт «2.1» уже описан выше. Оставьте одну запись; если номер стоит в тексте дважды, напишите "
    'у второй point = "2.1 (2)".'
)


def test_two_points_with_one_number_are_refused_at_the_second():
    assert sentences(RIGHT + a_duty("2.1") + a_duty("2.1")) == [
        f"строка {LAST + 8}, duty 2, point: {AGAIN}"
    ]
    assert parse_order(RIGHT + a_duty("2.1") + a_duty("2.1 (2)"), "мой").duty[1].point == "2.1 (2)"


def test_a_milestone_and_a_duty_may_not_share_a_number_in_a_file_that_says_what_it_rests_on():
    older = RIGHT + STEP.replace('"1"', '"2.1"') + a_duty("2.1")

    assert len(parse_order(older, "мой.toml").duty) == 1  # as such files were written before
    assert [each.partition(": ")[2] for each in sentences(f'basis = "text"\n{older}')] == [AGAIN]


def test_milestones_of_an_older_file_may_share_a_point():
    two = RIGHT + STEP + STEP.replace("step", "other").replace("Шаг", "Другой шаг")

    assert len(parse_order(two, "мой.toml").milestone) == 2
    assert len(sentences(f'basis = "example"\n{two}')) == 1


def test_a_duty_that_says_nothing_is_told():
    silent = a_duty("3").replace('bot = "Считает."\n', "")

    assert sentences(RIGHT + silent) == [
        f"строка {LAST + 2}, duty 1: у пункта «3» не сказано, что делает бот и что человек. "
        "Добавьте bot, person или limit."
    ]
    assert parse_order(RIGHT + 'point = "3"\n' + silent, "мой.toml").duty  # a figure measures it


@pytest.mark.parametrize(
    ("norm", "contradicts"),
    [
        ('{ threshold = 0.25, text = "не менее 30 %" }', True),
        ('{ threshold = 0.25, text = "не менее 25%" }', False),
        ('{ threshold = 0.255, text = "не менее 25,5 %" }', False),
        ('{ growth = 0.05, text = "рост на 10 %" }', True),
        ('{ growth = 0.0, text = "рост" }', False),
        ('{ threshold = 0.9, text = "90 % к маю, 100 % к сентябрю" }', False),
        ('{ threshold = 1.0, text = "все" }', False),
    ],
)
def test_a_norm_whose_words_and_number_differ_is_told(norm, contradicts):
    text = f"{RIGHT}norm = {norm}\n"
    if not contradicts:
        parse_order(text, "мой.toml")
        return
    [said] = sentences(text)
    assert said.startswith(f"строка {LAST + 1}, indicator 1, norm.text: норма противоречит себе:")
    assert said.endswith("Исправьте одно из двух.")


def test_an_order_that_is_called_nothing_is_told():
    nameless = RIGHT.replace('title = "Приказ"', "")

    assert sentences(nameless) == ["title: не задано. Впишите этот ключ."]
    assert sentences(nameless.replace("main =", 'called = "школы"\nmain =')) == [
        "kind: не задано. Впишите этот ключ."
    ]


def test_a_watch_for_somebody_without_an_hour_is_told():
    text = RIGHT.replace("main =", 'watch_for = ["coordinator"]\nmain =')

    assert sentences(text) == [
        "строка 5, watch_for: сказано, кому наблюдение приходит, а времени у него нет. Добавьте, "
        'например, watch = "16:00" или уберите watch_for.'
    ]


def test_a_plan_of_an_unknown_figure_is_told():
    plan = '\n[[plan]]\ntitle = "школ"\nplanned = 355\nindicator = "schools"\n'

    assert sentences(RIGHT + plan) == [
        f"строка {LAST + 5}, plan 1, indicator: показателя «schools» в приказе нет. Напишите одно "
        "из: main."
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            RIGHT.encode("cp1251"),
            "строка 3: файл записан не в UTF-8, а в CP1251, и читается неверно. Сохраните его в "
            "кодировке UTF-8.",
        ),
        (
            codecs.BOM_UTF16_LE + RIGHT.encode("utf-16-le"),
            "строка 1: файл записан не в UTF-8, а в UTF-16, и читается неверно. Сохраните его в "
            "кодировке UTF-8.",
        ),
        (
            (RIGHT.replace("[counting]", "\ufeff[counting]")).encode(),
            "строка 7: в строке невидимый знак (метка BOM), её оставляет Блокнот при склейке "
            "файлов. Уберите его: сотрите начало строки и напишите снова.",
        ),
    ],
)
def test_how_a_file_was_saved_is_told_with_its_line(tmp_path, body, said):
    (tmp_path / "ours.toml").write_bytes(body)
    with pytest.raises(BadOrder) as refused:
        load_order("ours.toml", tmp_path)

    assert bad_order("ours.toml", refused.value.problems).split("\n")[1:] == [f"  {said}"]


def test_the_mark_that_notepad_puts_before_a_file_is_no_mistake(tmp_path):
    (tmp_path / "ours.toml").write_bytes(codecs.BOM_UTF8 + RIGHT.encode())

    assert load_order("ours.toml", tmp_path).id == "made-up"

"""Mistakes of orders as sentences: the line, the place, and what to write instead."""

import ast
import inspect
import re

import pytest

from bot.cli.words.orders.problems import SAID, bad_order
from monitor.order_files import contradictions, loading, points
from monitor.order_files.loading import BadOrder, load_order, parse_order, shipped_orders
from monitor.order_files.problems import OrderProblem
from monitor.orders import jobs, model, when

PERM = (loading.SHIPPED / "perm.toml").read_text(encoding="utf-8")


def codes():
    """The kinds of mistakes that the program itself knows."""
    for module in (contradictions, points, jobs, loading, model, when):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = {"OrderProblem": 1, "ValueError": 0}.get(node.func.id)
                if wanted is not None:
                    said = node.args[wanted]
                    either = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
                    yield from (each.value for each in either if isinstance(each, ast.Constant))


def test_every_kind_of_mistake_has_a_sentence_that_says_what_to_do():
    known = set(codes())

    assert {"idle_window", "toml_twice", "moment", "one_rule", "unreadable"} <= known
    assert known <= set(SAID)
    for said in SAID.values():
        assert re.search(DO, said), said


DO = (
    r"\. (Напишите|Впишите|Уберите|Добавьте|Возьмите|Выберите|Дайте|Оставьте|Закройте|Проверьте"
    r"|Укажите|Исправьте|Сохраните|\{nearest\})"
)


def sentences(before, after):
    assert before in PERM
    with pytest.raises(BadOrder) as refused:
        parse_order(PERM.replace(before, after, 1), "мой.toml")
    return bad_order(refused.value.name, refused.value.problems)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            'family = "people_active"',
            'family = "people_active"\nname = 1',
            "строка 34, indicator 1, name: такого ключа нет. Напишите одно из: id, family, title, "
            "short, titles, shorts, point, audience, roles, organisations, chats, own_class, "
            "above, window, base, messages, calls, days, messages_a_day, any, scaled, personal, "
            "adjustable, indicators, "
            "norm.",
        ),
        (
            "[[milestone]]",
            "[[milestones]]",
            "строка 102, milestones: такого ключа нет. Возможно, Вы имели в виду milestone.",
        ),
        (
            "messages = 10",
            "messages = 0",
            "строка 39, indicator 1, messages: число должно быть не меньше 1, а указано 0. "
            "Напишите 1 или больше.",
        ),
        (
            "messages = 10",
            'messages = "много"',
            "строка 39, indicator 1, messages: нужно целое число без кавычек, а указано «много». "
            "Напишите, например, 10.",
        ),
        (
            "personal = true",
            'personal = "иногда"',
            "строка 40, indicator 1, personal: нужно true или false, а указано «иногда». "
            "Напишите без кавычек.",
        ),
        (
            'audience = "staff"',
            'audience = "workers"',
            "строка 37, indicator 1, audience: «workers» здесь не подходит. Напишите одно из: "
            "staff, teachers, heads.",
        ),
        (
            "at_most = 0",
            "at_most = 0, growth = 0.1",
            "строка 69, indicator 4, norm: нужно ровно одно правило. Оставьте одно из threshold, "
            "at_least, at_most, growth, "
            "growth_points.",
        ),
        (
            "at_most = 0",
            "at_most = -1",
            "строка 69, indicator 4, norm.at_most: число не может быть меньше 0, а указано -1. "
            "Напишите 0 или больше.",
        ),
        (
            "threshold = 0.25",
            "threshold = 300",
            "строка 81, indicator 5, norm.threshold: доля должна быть больше 0 и не больше 1, "
            "а указано 300. Напишите 0.25.",
        ),
        (
            "threshold = 0.25",
            "threshold = 62.5",
            "строка 81, indicator 5, norm.threshold: доля должна быть больше 0 и не больше 1, "
            "а указано 62.5. Напишите 0.625.",
        ),
        (
            'watch = "16:00"',
            'watch = "16:00"\nmilestones = "16:00"',
            "строка 25, schedule.milestones: этот срок есть, а ни у одного дела нет дня. "
            "Уберите его или добавьте делу deadline или when.",
        ),
        (
            "messages = 10",
            "messages = 10\nadjustable = true",
            "строка 40, indicator 1, adjustable: у показателя «staff_messages_10» нет нормы-доли "
            "меньше 1, поднимать нечего. Уберите adjustable.",
        ),
        (
            '"16:00"',
            '"16"',
            "строка 24, schedule.watch: нужно время, а указано «16». Напишите в кавычках, "
            'например "16:00".',
        ),
        (
            "opens = 08:30:00",
            'opens = "утром"',
            "строка 28, quiet.opens: нужно время, а указано «утром». Напишите без кавычек, "
            "например 08:30:00.",
        ),
        (
            'text = "подключены все сотрудники"',
            'text = "", deadline = "май"',
            "строка 51, indicator 2, norm.deadline: нужна дата, а указано «май». Напишите без "
            "кавычек, например 2026-11-20.",
        ),
        (
            'id = "training"',
            'id = "1"',
            "строка 120, milestone 3, id: id «1» не подходит. Напишите строчные латинские буквы и "
            "цифры, начиная с буквы (у приказа можно дефис, у показателя и дела — подчёркивание).",
        ),
        (
            'indicators = ["users_active"]',
            'indicators = ["users_activ"]',
            "строка 98, indicator 7, indicators.1: показателя «users_activ» в приказе нет. "
            "Возможно, Вы имели в виду users_active.",
        ),
        (
            'id = "perm"',
            'id = "perm"\nid = "ours"',
            "строка 5: такой ключ или раздел уже есть. Оставьте один из двух.",
        ),
    ],
)
def test_a_mistake_is_told_by_line_and_place_with_what_to_write(before, after, sentence):
    assert sentences(before, after) == f"Приказ «мой.toml» не подходит:\n  {sentence}"


def test_a_mistake_without_a_place_is_told_without_one():
    with pytest.raises(BadOrder) as refused:
        load_order("пермь")

    assert bad_order("пермь", refused.value.problems) == (
        "Приказ «пермь» не подходит:\n  приказа «пермь» в программе нет. Укажите один из "
        f"поставляемых ({', '.join(shipped_orders())}) или путь к своему файлу .toml."
    )


def test_a_kind_of_mistake_nobody_foresaw_is_told_all_the_same():
    problem = OrderProblem("quiet.opens", "timezone_naive", line=3)

    assert bad_order("мой.toml", [problem]) == (
        "Приказ «мой.toml» не подходит:\n  строка 3, quiet.opens: значение не подходит "
        "(timezone_naive). Сверьтесь с описанием приказов."
    )

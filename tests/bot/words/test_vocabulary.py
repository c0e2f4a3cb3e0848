"""Each kind of organisations is spoken to in its own words; a school reads what it always read."""

import io
from dataclasses import replace

import openpyxl
import pytest

from bot.cli.words.setup import claim
from bot.cli.words.vacations import columns
from bot.cli.words.vacations import unknown_class as no_such_class
from bot.dialog.chats.joining_words import hello
from bot.dialog.menu.helping_words import stranger
from bot.dialog.order.resting_words import ask, unknown_class
from bot.sheets.digest import digest_xlsx
from bot.words.notices.chats import link_reply
from bot.words.notices.week import summary
from bot.words.vocabulary import (
    COLLEGE,
    COMMON,
    FURTHER,
    KINDERGARTEN,
    SCHOOL,
    VOCABULARIES,
    vocabulary_of,
)
from monitor.facts.values import ChatLine, Demand, Source
from monitor.orders.model import UnitKind
from storage.records import Chat, ChatKind, Office
from tests.bot.made_up import a_digest, a_figure, a_person
from tests.cast import at


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (("school",), SCHOOL),
        (("kindergarten",), KINDERGARTEN),
        (("municipality", "college", "college"), COLLEGE),
        (("further", "region"), FURTHER),
        (("school", "kindergarten"), COMMON),
        (("municipality",), COMMON),
        (("",), COMMON),
        (("school", "lyceum"), COMMON),
        ((), COMMON),
    ],
)
def test_words_are_those_of_all_kinds_that_are_meant(kinds, words):
    assert vocabulary_of(kinds) is words


def test_every_kind_has_words():
    assert set(VOCABULARIES) == set(UnitKind.__args__)
    for words in VOCABULARIES.values():
        assert set(words.offices) == set(Office)
        assert set(words.chat_kinds) == set(ChatKind)


def of_kind(kind, name, group):
    """A week of an organisation, with a figure that has no numbers."""
    unknown = a_figure(
        None, None, id="pupils", title="Активные", missing="numbers", norm=None, base=None
    )
    chats = (
        ChatLine(
            id=1,
            title="Педсовет",
            kind="staff",
            messages=9,
            calls=1,
            missed=0,
            present=True,
        ),
        ChatLine(
            id=2,
            title=f"{group} дети",
            kind="pupils",
            messages=5,
            calls=0,
            missed=0,
            present=True,
            class_name=group,
        ),
    )
    demand = Demand(messages=10, own_class=True, chats=("pupils", "mixed"))
    return a_digest(
        unit_kind=kind,
        unit_name=name,
        figures=(replace(a_figure(), demand=demand), unknown),
        people=(a_person(1, 12, position="Методист", role="педагог"),),
        chats=chats,
        trends=(),
    )


CASES = [
    ("school", "МАОУ «СОШ № 12»", "5А", "учеников и родителей по классам"),
    ("kindergarten", "МАДОУ «Детский сад № 7»", "Радуга", "воспитанников и родителей по группам"),
    ("college", "ГБПОУ «Колледж»", "ИС-21", "студентов и родителей по группам"),
    ("further", "МБУ ДО «Дом творчества»", "Хор", "обучающихся и родителей по объединениям"),
]


@pytest.mark.parametrize(("kind", "name", "group", "numbers"), CASES)
def test_a_summary_names_learners_and_groups(kind, name, group, numbers):
    told = summary(of_kind(kind, name, group)).replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        f"{name}, 16–22 ноября, на 15:00 пятницы.\n"
        "⚠️ Сотрудники, написавшие в групповых чатах минимум 10 …: 24 из 43 (55,8 %), норма 60 %\n"
        f"• Активные: нет данных (не указано число {numbers})"
    )


HEADINGS = {
    "school": ("Класс", "ученики", "чаты: ученики, ученики и родители; только чаты своего класса"),
    "kindergarten": (
        "Группа",
        "воспитанники",
        "чаты: воспитанники, воспитанники и родители; только чаты своей группы",
    ),
    "college": (
        "Группа",
        "студенты",
        "чаты: студенты, студенты и родители; только чаты своей группы",
    ),
    "further": (
        "Объединение",
        "обучающиеся",
        "чаты: обучающиеся, обучающиеся и родители; только чаты своего объединения",
    ),
}


@pytest.mark.parametrize(("kind", "name", "group", "numbers"), CASES)
def test_a_table_has_its_kind_s_headings(kind, name, group, numbers):
    book = openpyxl.load_workbook(
        io.BytesIO(digest_xlsx(of_kind(kind, name, group), with_people=True))
    )
    heading, learners, rule = HEADINGS[kind]
    chats = [[cell.value for cell in row] for row in book["Чаты"].iter_rows()]
    assert [row[:3] for row in chats] == [
        ["Чат", "Вид", heading],
        ["Педсовет", "сотрудники", None],
        [f"{group} дети", learners, group],
    ]
    details = [[cell.value for cell in row] for row in book["Как считано"].iter_rows()]
    assert details[1][1] == f"10 сообщений; {rule}"
    assert details[2][3] == f"не указано число {numbers}"


def test_a_kindergarten_is_greeted_as_one():
    assert greeted(ChatKind.STAFF) == (
        "Здравствуйте! Я бот «Звонок».\n"
        "Меня добавил ответственный администратор организации МАДОУ «Детский сад № 7».\n"
        "Веду учёт активности в чатах детского сада. Основание: Приказ.\n"
        "Учитывается только факт сообщения или звонка сотрудника: кто и когда. Тексты, файлы и "
        "голосовые сообщения не сохраняются.\n"
        "Воспитанники и родители учитываются только общим числом.\n"
        "Вопросы — ответственному администратору."
    )


def greeted(kind):
    chat = Chat(id=3, unit="dou-7", title="Солнышко", kind=kind)
    order = Source(title="Приказ", basis="text")
    return hello("МАДОУ «Детский сад № 7»", order, None, KINDERGARTEN, chat)


def test_parents_are_told_what_is_counted_of_them_and_no_order():
    for kind in (ChatKind.PARENTS, ChatKind.PUPILS, ChatKind.MIXED):
        assert greeted(kind) == (
            "Здравствуйте! Я бот «Звонок».\n"
            "Меня добавил ответственный администратор организации МАДОУ «Детский сад № 7».\n"
            "Здесь считается только общее число: сколько сообщений и сколько человек писали.\n"
            "Имена и тексты воспитанников и родителей не хранятся.\n"
            "Вопросы — ответственному администратору."
        )


def test_links_are_answered_in_the_organisation_s_words():
    said = {
        words.talk: link_reply(Source(title="Приказ"), words, "parents")
        for words in VOCABULARIES.values()
    }
    assert {
        talk: f"{talk[0].upper()}{talk[1:]} ведётся на" in told for talk, told in said.items()
    } == {
        "школьное общение": True,
        "общение в детском саду": True,
        "учебное общение": True,
    }


def test_strangers_of_a_town_with_several_kinds_read_common_words():
    assert stranger(COMMON) == (
        "Бот считает сообщения и звонки в рабочих чатах организации. Тексты не хранятся, "
        "показатели людей посторонним не сообщаются.\n"
        "Сотрудник организации: отправьте сюда код, его выдаёт ответственный администратор.\n"
        "Получили код доступа ответственного, заместителя руководителя или координатора: "
        "отправьте его сюда же.\n"
        "«Мои данные» покажет всё, что бот о Вас хранит."
    )


def test_words_agree_with_what_a_group_is_called():
    assert [
        ask(words).split("а для ")[1].split(".")[0] for words in (SCHOOL, COLLEGE, FURTHER)
    ] == [
        "одного класса — «28",
        "одной группы — «28",
        "одного объединения — «28",
    ]
    assert unknown_class("Луна", KINDERGARTEN).startswith("Группы «Луна» в списке организации нет.")
    assert unknown_class("5Я", COMMON).startswith("Класса (группы) «5Я» в списке организации нет.")


def test_the_operator_s_words_follow_the_unit_as_well():
    until = at(0, 9)
    assert claim("dou-7", Office.DEPUTY, KINDERGARTEN, "123456789012", until) == (
        "Код доступа для заместителя заведующего (dou-7): 123-456-789-012\n"
        "Передайте его лично. Человек открывает сообщество бота в VK и отправляет код одним "
        "сообщением. Действует один раз, до 09:00 16 ноября."
    )
    assert columns(FURTHER)[1] == "Объединение"
    assert no_such_class("Луна", ["Хор"], KINDERGARTEN) == (
        "Группы «Луна» в списке организации нет. Есть: Хор."
    )

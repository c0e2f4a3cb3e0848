"""The five orders say what their texts say: no point is left out, no wording is made up."""

import re
import tomllib
from pathlib import Path

import pytest

from monitor.chats.foreign import NAMES
from monitor.order_files.loading import load_order
from monitor.orders.points import numbers_of

TEXTS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
WHO_ANSWERS = TEXTS.pop("who_answers")

MENDED = {
    ("smolensk", "строка 21"): {"обучению": "обучением"},
    ("polozhenie", "2.4 (4)"): {"поддержки": "поддержи"},
    ("polozhenie", "3.2 (6)"): {"не": None},
}
"""Slips of the texts that are not repeated: a word, and what stands there (None: it is missing)."""


def words(text):
    """The words of a text, hyphens and quotation marks apart."""
    return re.findall(r"[\w%]+", text.lower().replace("ё", "е").replace(" %", "%"))


def entries(name):
    order = load_order(name)
    return (*order.milestone, *order.duty, *order.outside)


WORDED = [(name, each.point, each.title) for name in TEXTS for each in entries(name)]


@pytest.mark.parametrize("name", TEXTS)
def test_every_point_of_the_text_stands_in_the_order_once(name):
    assert sorted(each.point for each in entries(name)) == sorted(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_an_indicator_measures_a_point_that_is_there(name):
    asked = {number for spec in load_order(name).indicator for number in numbers_of(spec.point)}

    assert asked - set(TEXTS[name]) <= {"статистические данные"}


@pytest.mark.parametrize(("name", "point", "title"), WORDED)
def test_a_wording_is_the_text_s_own_shortened(name, point, title):
    left = iter(words(TEXTS[name][point]))
    mended = MENDED.get((name, point), {})
    said = [mended.get(word, word) for word in words(title)]

    made_up = [word for word in said if word is not None and word not in left]
    assert made_up == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_point_says_who_answers_and_at_which_level(name):
    for each in entries(name):
        assert each.level, each.point
        assert each.owner or (name, each.point) in {("sergokala", "2"), ("perm", "3")}, each.point


@pytest.mark.parametrize("name", TEXTS)
def test_a_duty_is_measured_or_says_what_is_done_for_it(name):
    order = load_order(name)
    asked = {number for spec in order.indicator for number in numbers_of(spec.point)}

    assert all(each.bot or each.person or each.point in asked for each in order.duty)
    assert all(each.reason for each in order.outside)


def test_whoever_answers_for_a_row_of_smolensk_s_road_map_is_the_text_s():
    rows = {each.point: each.owner for each in load_order("smolensk").milestone if each.section}

    assert rows == WHO_ANSWERS


# What points.md lists of each text, by the number it stands under.
POINTS = {
    "perm": "1.1 1.2 1.3 1.4 1.5 1.6 2 4",
    "sergokala": "1.1 1.2 1.3 1.4 1.5 1.6 1.7 2 2.1 2.2 3",
    "severodvinsk": "1 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 3.5 4.1 5.1 5.2 6",
    "polozhenie": "1.1 2.1 2.2 2.3 2.4 2.5 3.1 3.2 4",
    "smolensk": "2 3 4.1 4.2 4.3 5.1 5.2 5.3 5.4 6",
}


@pytest.mark.parametrize("name", POINTS)
def test_no_point_of_the_list_is_left_out(name):
    there = {each.point.split(" (")[0] for each in entries(name)}
    there |= {each.split(".")[0] for each in there if name == "polozhenie"}

    assert set(POINTS[name].split()) <= there


TASKS_OF_THE_ADMINISTRATOR = (
    "регистрацию образовательной организации",
    "дополнительных администраторов",
    "информацию об образовательной организации",
    "муниципальным куратором",
    "структуру",
    "произвольные чаты",
    "ссылки-приглашения для присоединения",
    "невостребованные ссылки-приглашения",
    "новости, объявления",
    "трансляции",
    "помощь и поддержку",
    "статистические данные",
)


def test_the_polozhenie_has_the_twelve_tasks_of_the_administrator_in_their_order():
    tasks = {each.point: each for each in entries("polozhenie") if each.point.startswith("2.4 (")}
    ordered = [tasks[f"2.4 ({n})"] for n in range(1, len(tasks) + 1)]

    assert len(ordered) == len(TASKS_OF_THE_ADMINISTRATOR)
    assert all(
        said in each.title for said, each in zip(TASKS_OF_THE_ADMINISTRATOR, ordered, strict=True)
    )
    helped = {each.point for each in ordered if getattr(each, "bot", "")}
    assert {"2.4 (2)", "2.4 (5)", "2.4 (7)", "2.4 (8)", "2.4 (9)", "2.4 (11)", "2.4 (12)"} <= helped


def test_severodvinsk_s_department_answers_for_itself_and_general_schools_for_their_pupils():
    points = {each.point: each for each in entries("severodvinsk")}
    [pupils] = [spec for spec in load_order("severodvinsk").indicator if spec.point == "4.1"]

    assert all(points[f"2.{n}"].level == ("municipality",) for n in range(1, 5))
    assert all(points[f"3.{n}"].level == ("organisation",) for n in range(1, 6))
    assert points["4.1"].organisations == pupils.organisations == ("school",)
    for point in ("2.4", "3.5"):
        [listed] = re.findall(r"\((.*)\)", points[point].title)
        assert set(listed.split(", ")) == NINE
    assert {each.removesuffix(" for Business") for each in NINE} == set(NAMES.values())


NINE = {
    *("Discord", "Microsoft Teams", "Skype for Business", "Snapchat", "Telegram", "Threema"),
    *("Viber", "WhatsApp", "WeChat"),
}

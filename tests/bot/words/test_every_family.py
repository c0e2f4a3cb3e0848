"""Every family, tried alike: text, picture, table, JSON and «Почему?» tell the same figure."""

import io

import openpyxl
import pytest

from bot.cli.week.report import as_object
from bot.pictures import digest_words as picture
from bot.pictures import layout
from bot.sheets.digest import digest_xlsx
from bot.sheets.level import level_xlsx
from bot.words.brief import height
from bot.words.explained.brief import LINES, brief_explanation
from bot.words.explained.figure import explanation, what_counts
from bot.words.figures import as_of, figure_line
from bot.words.notices.rollup import rollup
from bot.words.vocabulary import SCHOOL
from monitor.explain.figure import explain
from monitor.explain.level import explain_level
from monitor.facts.digest import Digest
from monitor.indicators import BY_NAME, FAMILIES
from monitor.report.making import make_report
from storage.records import ChatKind
from tests.bot.words.explaining import CHATS, a_correction, order_of, the_week
from tests.builders import a_chat, a_class, wrote
from tests.cast import at
from tests.levels import CITY, a_level_digest
from tests.levels import ORDER as LEVEL_ORDER

NBSP = "\N{NO-BREAK SPACE}"
OWNED = a_chat(5, ChatKind.PARENTS, title="5А родители", class_name="5А", owner=11)
FACTS = the_week(
    corrections=(a_correction(figure="main", value=3, of=4),),
    classes=(a_class("5А"), a_class("6Б", 20, 30)),
    chats=(*CHATS, OWNED),
    members={5: frozenset({11, 12})},
)
STAFF_ROOM = a_chat(6, title="Учительская", people=3, strangers=1)
ACCOUNTS = the_week(
    chats=(*CHATS[1:], STAFF_ROOM),
    tallies=(*FACTS.raw.tallies, wrote(-3, 3, at(2, 12), chat=6)),
    members={6: frozenset({11, 12})},
)
"""Where there is one staff chat and it tells its members: of whom one is nobody's."""

SAID = {
    "people_active": (4, 5, "Учтено в чатах: 23 сообщения"),
    "people_inactive": (1, 5, "Учтено в чатах: 23 сообщения, 1 звонок"),
    "people_registered": (4, 5, "профиль VK привязан"),
    "people_connected": (4, 5, "«5А родители» — 2"),
    "people_total": (5, None, "все по списку"),
    "staff_chat_members": (3, None, "С привязкой: 2, без привязки: 1."),
    "unbound_writers": (1, None, "«Учительская» — 3"),
    "chat_owners": (1, 5, "«5А родители» — да"),
    "users_active": (6, 50, "Классов: 2."),
    "pupils_active": (2, 45, "«5А» — 4"),
    "parents_active": (0, 70, "«5А родители» — 0"),
    "pupils_total": (45, None, "Классов: 2."),
    "parents_total": (70, None, "Классов: 2."),
    "classes_with_chats": (1, 2, "Классы без чата: 6Б."),
    "classes_without_chats": (1, 2, "Классы без чата: 6Б."),
    "chats_total": (4, None, "чаты, где есть бот"),
    "chats_active": (3, 4, "«5А родители» — 0"),
    "chats_silent": (1, 4, "«5А родители» — 0; «5А» — 5; «5А общий» — 5*; «Педсовет» — 22*"),
    "foreign_links": (2, None, "«Педсовет» — 2*"),
    "completeness": (32, 34, "Учтено в чатах: 32 сообщения"),
    "confirmed": (3, 4, "Подтверждено: 3 из 4"),
}
"""What each says of the week made up above, and a word of what its figure is made of."""

OF_STAFF_CHATS = ("staff_chat_members", "unbound_writers")

OF_LEVELS = {"units_meeting": (3, 4), "units_reporting": (3, 4)}
"""What a municipality says of the organisations of tests/levels.py; pictures never tell it."""


def test_every_family_is_tried():
    assert {each.name for each in FAMILIES} == {*SAID, *OF_LEVELS}


def counted(value, of):
    """A count before its share, as any text has it."""
    if of is None:
        return f"{value}"
    share = f"{100 * value / of:.1f}".replace(".", ",") if value else "0"
    return f"{value} из {of} ({share}{NBSP}%)"


def row_of(table, title):
    """What a figure's row on the first sheet of a workbook says after its title."""
    sheet = openpyxl.load_workbook(io.BytesIO(table)).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    return next(row[1:3] for row in rows if row[0].startswith(title))


@pytest.mark.parametrize("name", SAID)
def test_text_picture_table_json_and_explanation_tell_the_same(name):
    family, (value, of, made_of) = BY_NAME[name], SAID[name]
    facts = ACCOUNTS if name in OF_STAFF_CHATS else FACTS
    asked = ("messages = 1",) if family.needs_minimum else ()
    order = order_of(f'family = "{name}"', *asked)
    report = make_report(facts, order)
    [figure] = report.figures
    digest = Digest(report=report, trends=(), main="main", final=False)
    said = counted(value, of)

    assert (figure.value, figure.of, figure.missing) == (value, of, None)
    assert f"Активные: {said}" in figure_line(figure, as_of(report), SCHOOL)
    starred = layout.starred(digest)
    headline = picture.headline(figure.value, figure.of, starred=starred)
    assert headline.startswith(f"{value}" if of is None else f"{value} из {of}")
    assert row_of(digest_xlsx(digest, with_people=True), "Активные") == (value, of)
    [told] = as_object(report, people=False)["indicators"]
    assert (told["value"], told["of"], told["incomplete"]) == (value, of, figure.incomplete)
    explained = explain(facts, order, order.indicator[0], report)
    assert height(brief_explanation(explained)) <= LINES
    why = explanation(explained)
    assert why.startswith(f"• Активные: {said}")
    assert what_counts(family.noun, SCHOOL) in why
    assert made_of in why
    wrong = "завышен" if family.unseen_adds else "занижен"
    assert (f"показатель может быть {wrong}." in why) is figure.incomplete


@pytest.mark.parametrize("name", OF_LEVELS)
def test_of_levels_text_table_json_and_explanation_tell_the_same(name):
    value, of = OF_LEVELS[name]
    main, spec = (
        next(each for each in LEVEL_ORDER.indicator if each.family == family)
        for family in ("people_active", name)
    )
    order = LEVEL_ORDER.model_copy(update={"indicator": (main, spec)})
    digest = a_level_digest(CITY, order=order)
    report = digest.report
    said = f"{spec.title}: {value} из {of}"

    assert said in rollup(digest)
    assert row_of(level_xlsx(digest), spec.title) == (value, of)
    told = {each["id"]: each for each in as_object(report, people=False)["indicators"]}[spec.id]
    assert (told["value"], told["of"]) == (value, of)
    explained = explain_level(order, spec, report)
    assert said in explanation(explained)
    assert height(brief_explanation(explained)) <= LINES
    assert what_counts(BY_NAME[name].noun, SCHOOL) in explanation(explained)
    assert sum(each.value or 0 for each in explained.organisations) == value

"""Surnames in any case, and who is named by them."""

import pytest

from bot.words.understanding.naming import called
from monitor.people.names.cases import alike, bearer, cases, named, surnames_in
from tests.builders import a_person
from tests.cast import at

FORMS = {
    "уткин": "уткин уткина уткину уткиным уткине",
    "петрова": "петрова петровой петрову",
    "толстой": "толстой толстого толстому толстым толстом",
    "белая": "белая белой белую",
    "чайковский": "чайковский чайковского чайковскому чайковским чайковском",
    "коваль": "коваль коваля ковалю ковалем ковале",
    "кравец": "кравец кравца кравцу кравцом кравце",
    "дыма": "дыма дымы дыме дыму дымой",
    "павел": "павел павла павлу павлом павле",
    "лев": "лев льва льву львом льве",
    "дмитрий": "дмитрий дмитрия дмитрию дмитрием дмитрии",
    "мария": "мария марии марию марией",
    "сергей": "сергей сергея сергею сергеем сергее",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_name_is_known_in_its_cases(name):
    assert set(FORMS[name].split()) <= cases(name)


@pytest.mark.parametrize("name", ["шевченко", "кузьминых", "дурново", "гримау"])
def test_what_is_not_declined_stays(name):
    assert cases(name) == {name}


NAMES = (
    "Уткин Павел Ильич",
    "Уткина Ольга Ивановна",
    "Петрова-Водкина Мария Петровна",
    "Гасанов Руслан Ахмед оглы",
    "Толстой Лев",
    "Семёнова (Бык) Алёна Львовна",
)
PEOPLE = [bearer(a_person(number, name)) for number, name in enumerate(NAMES)]

MEANT = {
    "уткину": [0, 1],
    "уткиным": [0],
    "уткиной": [1],
    "Уткин П.И.": [0],
    "Уткин И.П.": [],
    "уткин павел": [0],
    "паша уткин": [0],
    "марии петровне": [2],
    "водкиной": [2],
    "петрова-водкина": [2],
    "гасанова": [3],
    "толстого": [4],
    "семенова алена": [5],
    "мария": [],
    "уткин петрова": [],
    "сводка": [],
}


@pytest.mark.parametrize(("text", "found"), MEANT.items(), ids=MEANT.keys())
def test_who_is_named(text, found):
    said = called(text, at(2).date(), (at(0).date(), at(6).date()))
    who = named(PEOPLE, said.names, said.text) if said else ()
    assert [each.person.id for each in who] == found


def test_a_slip_is_for_a_person_to_decide():
    assert named(PEOPLE, ["утнин"], "утнин") == ()
    assert [each.person.id for each in alike(PEOPLE, ["утнин"])] == [0]
    assert alike(PEOPLE, ["утк"]) == ()


SURNAMES = {
    "Поговорили с Уткиным и уткиной.": ("Уткиным", "уткиной"),
    "Провели беседу с физиком": (),
    "Купили быка": (),
    "Беседа с Быком": ("Быком",),
    "педагоги написали сами": (),
}


@pytest.mark.parametrize(("text", "found"), SURNAMES.items(), ids=SURNAMES.keys())
def test_surnames_are_noticed_in_a_text(text, found):
    assert surnames_in(PEOPLE, text) == found

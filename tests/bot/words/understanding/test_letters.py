"""Letters from a phone: the other layout, look-alikes, drawn-out words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.understanding.letters import folded, switched, words
from bot.words.understanding.small_talk import Talk, leaves, talk


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cdjlrf", "сводка"),
        ("rnj jncnftn", "кто отстает"),
        ("[jxe", "хочу"),
        (",sdftn", "бывает"),
        ("руьз", "hemp"),
        ("сводка help", "сводка help"),
    ],
)
def test_the_other_layout_is_read(typed, meant):
    assert switched(typed) == meant


@given(st.text("авгдезийклмнопрстуфцчшщыья", min_size=1))
def test_switching_twice_gives_a_word_back(word):
    assert switched(switched(word)) == word


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Cводка", "сводка"),  # the first letter is Latin
        ("ОТЧЁТ", "отчет"),
        ("спасибооооо", "спасибо"),
        ("сво\u00adдка\u200b", "сводка"),
        ("c понедельника", "с понедельника"),
    ],
)
def test_spellings_of_a_word_are_one(typed, read):
    assert folded(typed) == read


def test_days_stay_in_one_piece():
    assert words("Уткин, 16.11–20.11!") == ("уткин", "16.11-20.11")


TALK = {
    "спасибо": Talk.THANKS,
    "Спасибо за сводку": Talk.THANKS,
    "ок": Talk.ASSENT,
    "хорошо, спасибо": Talk.THANKS,
    "👍": Talk.ASSENT,
    "привет": Talk.GREETING,
    "Доброе утро!": Talk.GREETING,
    "вы тут?": Talk.GREETING,
    "спасибо, а где отчет": None,
    "привет где сводка": None,
    "???": None,
    "сводка": None,
    "": None,
}


@pytest.mark.parametrize(("text", "kind"), TALK.items(), ids=TALK.keys())
def test_small_talk_is_known_from_what_asks_for_something(text, kind):
    assert talk(text) is kind


@pytest.mark.parametrize("text", ["нет", "Стоп!", "ой", "не туда", "подожди", "не надо", "jnvtyf"])
def test_words_that_leave(text):
    assert leaves(text)


@pytest.mark.parametrize("text", ["нет связи", "остановка", "да", "не надо опаздывать", ""])
def test_words_that_do_not_leave(text):
    assert not leaves(text)

"""Names and titles that others wrote mention nobody when they are shown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.russian import safe

DEFUSED = {
    "[id1|Петрова]": "[·id1|Петрова]",
    "[[club7|x]]": "[[·club7|x]]",
    "@all и @online": "@·all и @·online",
    "*id1 (Петрова)": "*·id1 (Петрова)",
}


@pytest.mark.parametrize(("text", "shown"), DEFUSED.items(), ids=DEFUSED.keys())
def test_a_mention_is_parted_by_a_sign_nobody_sees(text, shown):
    assert safe(text) == shown.replace("·", "\N{WORD JOINER}")


@pytest.mark.parametrize("text", ["", "5А родители", "Петрова [декрет]", "2 * 2", "a@ b", "A|B]"])
def test_what_mentions_nobody_stays_as_it_is(text):
    assert safe(text) == text


LETTERS = st.text(alphabet=st.sampled_from("@*[]|#id1all ая\n\N{WORD JOINER}"))


@given(st.one_of(st.text(), LETTERS))
def test_no_text_is_left_with_a_mention(text):
    assert not re.search(r"[@*]\w|\[[^\[\]|\N{WORD JOINER}][^\[\]|]*\||\[\|", safe(text))


@given(st.one_of(st.text(), LETTERS))
def test_only_signs_nobody_sees_are_added_and_only_once(text):
    seen = safe(text)
    assert seen.replace("\N{WORD JOINER}", "") == text.replace("\N{WORD JOINER}", "")
    assert safe(seen) == seen

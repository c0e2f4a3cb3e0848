"""What is a one-time code, and what only has as many digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.onetime import LONG, SHORT, digits_in, spelled

NONE = (
    "id483920175",
    "@id483920175",
    "*id483920175 (Мария)",
    "[id483920175|Мария]",
    "vk.com/id483920175",
    "https://vk.com/im?sel=483920175",
    "vk.com/483920175",
    "club483920175",
    "483920175а",
    "483920175/1",
    "483920175|",
    "№ 483920175 и 5",
    "+483920175",
    "483 920 17",
    "8 912 345-67-89",
    "1234567890",
    "28.12–10.01, 5А",
    "٤٨٣٩٢٠١٧٥",
)


@pytest.mark.parametrize("text", NONE)
def test_digits_of_something_else_are_no_code(text):
    assert digits_in(text) == ""


@pytest.mark.parametrize(
    "text", ["483920175", "Код:483-920-175", "код — 483–920–175!", "(483920175)", "🔑483920175?"]
)
def test_a_code_alone_or_with_a_word_is_one(text):
    assert digits_in(text) == "483920175"


@given(
    st.text(alphabet="0123456789", min_size=SHORT, max_size=LONG), st.sampled_from("aяЖz_/|@*=&")
)
def test_glued_to_a_letter_on_either_side_it_is_none(digits, letter):
    assert digits_in(letter + digits) == ""
    assert digits_in(digits + letter) == ""


@given(st.sampled_from([SHORT, LONG]), st.integers(min_value=0))
def test_as_it_is_printed_it_is_read(length, number):
    code = str(number % 10**length).zfill(length)
    assert digits_in(f"Код: {spelled(code)}.") == code

"""Names and titles that others wrote mention nobody when they are shown."""

import pytest

from bot.texts.words import safe

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


def test_what_is_safe_stays_as_it_is():
    once = safe("@all [id1|x] *id2")
    assert safe(once) == once

"""docs/ru/commands.md names everything that can be typed, and everything in the menu."""

from pathlib import Path

import pytest

from bot.dialog.acts import ACTS
from bot.dialog.core.rights import MAY
from bot.dialog.menu.menu_words import LABELS
from bot.words.typed import TYPED, plain

COMMANDS = Path(__file__).parents[3] / "docs" / "ru" / "commands.md"

GREEDY = {each.act for each in ACTS if each.greedy}


@pytest.fixture(scope="module")
def cells():
    """The cells of all tables as they are typed, by their column."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in COMMANDS.read_text(encoding="utf-8").split("\n")
        if line.startswith("|")
    ]
    return [{plain(cell) for row in rows for cell in row[at].split(",")} for at in range(2)]


@pytest.mark.parametrize("act", TYPED)
def test_what_can_be_typed_is_in_the_table(act, cells):
    words = [plain(word) for word in TYPED[act]]
    begun = [f"{word} " for word in words if act in GREEDY]
    typed, _ = cells
    assert any(cell in words or cell.startswith(tuple(begun)) for cell in typed)


@pytest.mark.parametrize("act", LABELS)
def test_what_is_in_the_menu_is_in_the_table(act, cells):
    assert act in MAY
    assert plain(LABELS[act]) in cells[1]

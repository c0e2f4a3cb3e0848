"""docs/ru/commands.md names everything that can be typed, and everything in the menu."""

from pathlib import Path

import pytest

from bot.dialog.acts import ACTS
from bot.words.typed import plain

COMMANDS = Path(__file__).parents[3] / "docs" / "ru" / "commands.md"

TYPED = {act.name: act for act in ACTS if act.named.typed}
LABELS = {act.name: act.named.label for act in ACTS if act.named.label}


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
    words = [plain(word) for word in TYPED[act].named.typed]
    begun = [f"{word} " for word in words if TYPED[act].greedy]
    typed, _ = cells
    assert any(cell in words or cell.startswith(tuple(begun)) for cell in typed)


@pytest.mark.parametrize("act", LABELS)
def test_what_is_in_the_menu_is_in_the_table(act, cells):
    assert plain(LABELS[act]) in cells[1]

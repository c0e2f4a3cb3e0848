"""All that is known of a family stands in its description: nowhere else is it named."""

import ast
from pathlib import Path

import pytest

from bot.words.orders.families import FAMILIES as WORDS
from monitor.indicators import BY_NAME, FAMILIES

ROOT = Path(__file__).parents[3]
DESCRIBED = ROOT / "monitor" / "indicators"
NO_FAMILIES = {
    ("bot/cli/week/report.py", "completeness"),  # a key of the command line's contract
    ("bot/cli/overview/units_table.py", "completeness"),  # another
    ("bot/service/oversight/metrics.py", "completeness"),  # a metric's name
}
"""Where a word that is also a family's name means something else; storage knows no families."""


@pytest.fixture(scope="module")
def sources():
    """Every source that could name a family, by its path: it says «family» or a family's name."""
    paths = (each for name in ("bot", "monitor", "sandbox") for each in (ROOT / name).rglob("*.py"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths if path.parent != DESCRIBED}
    return [
        (str(path.relative_to(ROOT)), ast.parse(text))
        for path, text in texts.items()
        if any(name in text for name in ("family", *BY_NAME))
    ]


def test_no_family_is_named_outside_its_description(sources):
    named = {
        (name, node.value)
        for name, tree in sources
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in BY_NAME
    }

    assert named == NO_FAMILIES


def test_each_family_is_named_once_where_it_is_described():
    named = [
        node.value
        for path in DESCRIBED.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in BY_NAME
    ]

    assert sorted(named) == sorted(BY_NAME)


def is_family(node):
    return isinstance(node, ast.Attribute) and node.attr == "family"


def test_nobody_asks_how_a_family_is_called(sources):
    """What begins with «people» or is one of some names belongs into the description."""
    asked = [
        (name, node.lineno)
        for name, tree in sources
        for node in ast.walk(tree)
        if (isinstance(node, ast.Compare) and any(map(is_family, (node.left, *node.comparators))))
        or (isinstance(node, ast.Attribute) and is_family(node.value))
    ]

    assert asked == []


def test_every_family_has_words_of_its_own_and_there_are_no_others():
    assert sorted(WORDS) == sorted(family.noun for family in FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.name)
def test_a_base_is_named_where_there_is_one(family):
    assert (WORDS[family.noun].base != "нет") == family.has_base

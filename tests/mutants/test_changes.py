"""The changes that ``make mutants`` tries."""

from pathlib import Path

import pytest

from tests.mutants.changes import changes_of
from tests.mutants.modules import MODULES

ROOT = Path(__file__).parents[2]

SOURCE = b'''"""What a module says of itself."""

LIMIT = 3


def few(numbers: list[int], *, strict: bool = True) -> list[int]:
    """Give the first few."""
    if not strict and numbers:
        numbers.sort()
    return [each for each in sorted(numbers) if each <= LIMIT]
'''


def test_it_changes_what_runs_and_nothing_that_only_speaks():
    assert [change.told(SOURCE) for change in changes_of(SOURCE)] == [
        "3: const+1: 3  ==>  (4)",
        "3: const-1: 3  ==>  (2)",
        "6: bool: True  ==>  False",
        "8: if True: not strict and numbers  ==>  True",
        "8: if False: not strict and numbers  ==>  False",
        "8: drop operand: not strict and numbers  ==>  (numbers)",
        "8: drop operand: not strict and numbers  ==>  (not strict)",
        "8: remove sign: not strict  ==>  (strict)",
        "9: remove statement: numbers.sort()  ==>  pass",
        "10: return None: return [each for each in sorted(numbers) if each <= LIMIT]"
        "  ==>  return None",
        "10: drop filter: [each for each in sorted(numbers) if each <= LIMIT]"
        "  ==>  [each for each in sorted(numbers)]",
        "10: function: sorted(numbers)  ==>  list(numbers)",
        "10: compare: each <= LIMIT  ==>  (each < LIMIT)",
    ]


def test_a_change_replaces_its_place_and_nothing_else():
    (change,) = [each for each in changes_of(SOURCE) if each.kind == "compare"]

    assert change.applied(SOURCE) == SOURCE.replace(b"each <= LIMIT", b"(each < LIMIT)")


def test_places_are_right_behind_letters_of_several_bytes():
    source = 'name = "Звонок" if ready else 1\n'.encode()

    changed = {change.applied(source).decode() for change in changes_of(source)}

    assert 'name = "XXЗвонок" if ready else 1\n'.replace('"', "'") in changed
    assert 'name = "Звонок" if ready else (2)\n' in changed


def test_a_change_is_known_by_its_line_before_and_after():
    lines = [change.line(SOURCE) for change in changes_of(SOURCE)]
    assert lines[3] == ("if not strict and numbers:", "if True:")
    assert lines[-1] == (
        "return [each for each in sorted(numbers) if each <= LIMIT]",
        "return [each for each in sorted(numbers) if (each < LIMIT)]",
    )


@pytest.mark.parametrize(
    "module", [each for each in MODULES if each.equal], ids=lambda module: module.path
)
def test_what_is_said_to_change_nothing_is_there_to_be_changed(module):
    source = (ROOT / module.path).read_bytes()
    lines = [change.line(source) for change in changes_of(source)]
    assert [line for line in module.equal if lines.count(line) != 1] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.path)
def test_every_module_and_its_tests_are_there(module):
    assert (ROOT / module.path).is_file()
    assert [name for name in module.tests if not (ROOT / name).exists()] == []

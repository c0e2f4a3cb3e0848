"""Each recipe of CONTRIBUTING is carried out on a copy of the tree, and what it promises is held.

All are carried out on one copy, one after the other, and tried in one process: what each takes is
counted by itself, and each has a proof of its own that what is new works from end to end.
"""

import sys
from collections import defaultdict
from xml.etree import ElementTree

import pytest

from tests.recipes.dialogs import ANSWER, CHAT_ANSWER
from tests.recipes.figures import INDICATOR, KEY, ORDER
from tests.recipes.kept import COLUMN, COMMAND
from tests.recipes.recipe import PRINTED, carry_out, contents, copy_of_the_tree, run, told
from tests.recipes.work import JOB, NOTICE

RECIPES = (ANSWER, CHAT_ANSWER, INDICATOR, KEY, ORDER, NOTICE, JOB, COLUMN, COMMAND)
AT_MOST = {ANSWER: 3, INDICATOR: 2, NOTICE: 3, JOB: 3, ORDER: 1, COLUMN: 4}
"""So many files the house allows."""

by_name = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the tree, as it is."""
    folder = tmp_path_factory.mktemp("recipes") / "tree"
    folder.mkdir()
    copy_of_the_tree(folder)
    return folder


@pytest.fixture(scope="module")
def took(tree):
    """Carry out all recipes; give the files that each took."""
    found = {recipe.name: carry_out(recipe, tree) for recipe in RECIPES}
    run(tree, ".venv/bin/ruff", "format", "--quiet", "--no-cache", ".")
    return found


@pytest.fixture(scope="module")
def printed(tree, took):
    """Print the pages anew; give those that changed."""
    before = contents(tree)
    run(tree, sys.executable, "-m", "tests.printed")
    after = contents(tree)
    return {name for name in after if after[name] != before.get(name)}


@pytest.fixture(scope="module")
def outcomes(tree, printed):
    """Run each proof and test that must hold; give the tests by file, and what they complain of."""
    wanted = dict.fromkeys(test for each in RECIPES for test in (each.proof[0], *each.holds))
    tests = (*wanted, "tests/test_printed.py", "tests/test_arrows.py")
    options = ("-q", "-p", "no:cacheprovider", "--junitxml=outcomes.xml")
    run(tree, sys.executable, "-m", "pytest", *options, *tests, status=(0, 1))
    found = defaultdict(dict)
    for case in ElementTree.parse(tree / "outcomes.xml").iter("testcase"):  # noqa: S314 - our own
        place = f"{case.get('classname').replace('.', '/')}.py"
        failed = [each.text or "" for each in case if each.tag in ("failure", "error", "skipped")]
        found[place][case.get("name")] = "\n".join(failed)
    return found


@by_name
def test_a_recipe_takes_the_files_that_contributing_says_and_names(recipe, took):
    number, text = told(recipe.name)
    files = took[recipe.name]

    assert len(files) == number <= AT_MOST.get(recipe, number), files
    for name in files:
        folders = {f"{parent}/" for parent in map(str, _parents(name))}
        assert any(f"`{place}`" in text for place in (name, *folders)), name


def _parents(name):
    parts = name.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


@by_name
def test_what_a_recipe_adds_works_and_the_tables_hold(recipe, outcomes):
    for test in (recipe.proof[0], *recipe.holds):
        place, _, name = test.partition("::")
        found = outcomes[place]
        if name:
            found = {name: found[name]}
        assert found, test
        if complaints := "\n".join(filter(None, found.values())):
            pytest.fail(complaints, pytrace=False)


def test_what_is_printed_anew_is_nothing_else(printed):
    assert printed == PRINTED


def test_the_house_holds_with_all_of_it(tree, outcomes):
    for place in ("tests/test_printed.py", "tests/test_arrows.py"):
        assert outcomes[place]
        if complaints := "\n".join(filter(None, outcomes[place].values())):
            pytest.fail(complaints, pytrace=False)
    run(tree, ".venv/bin/ruff", "check", "--quiet", "--no-cache", ".")

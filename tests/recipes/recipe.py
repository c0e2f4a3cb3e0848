"""What a recipe of CONTRIBUTING is, carried out: which files it takes, what must hold."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRINTED = {
    "docs/rights.md",
    "docs/ru/orders.md",
    "docs/ru/prikazy/README.md",
    "docs/ru/prikazy/omsk.md",  # the page of the recipe's own order
    "monitor/orders/order.schema.json",
}
"""Pages that ``python -m tests.printed`` writes, or tables in them."""


@dataclass(frozen=True, eq=False)
class Recipe:
    """A recipe, by its name in CONTRIBUTING.

    ``files``: new ones. ``lines``: what is added to others, as (path, a piece of text that is
    there, what comes beside it: see ``add``). ``commands``: those of CONTRIBUTING that write a
    file, by how they begin.
    ``proof`` is a test of what is new, ``rows`` are lines of tables in tests; ``holds``: tests that
    are there already and must hold with it.
    """

    name: str
    proof: tuple[str, str]
    files: Mapping[str, str] = ()
    lines: tuple[tuple[str, str, str], ...] = ()
    commands: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    holds: tuple[str, ...] = ()


def copy_of_the_tree(folder):
    """Copy what the project is made of; the environment is lent to it.

    What was compiled comes with it, and is right for what stays as it is: a copy is as old as what
    it is of.
    """
    ignored = shutil.ignore_patterns(".*_cache", "examples")
    for name in ("bot", "monitor", "storage", "sandbox", "tests", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    (folder / ".venv").symlink_to(sys.prefix)


def contents(folder):
    """Every file of the copy, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not {".venv", ".ruff_cache", "__pycache__"} & {*path.relative_to(folder).parts}
    }


def add(folder, place, piece, text):
    """Add a text behind the first such piece of a file; what ends in ``…`` in front of it."""
    path = folder / place
    old = path.read_text(encoding="utf-8")
    assert piece in old, (place, piece)
    front, _, behind = text.rpartition("…\n")
    path.write_text(old.replace(piece, front + piece + behind, 1), encoding="utf-8")


def run(folder, *command, status=(0,)):
    """Run something on the copy; what it says is told if it ends otherwise."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode in status, f"{done.stdout}\n{done.stderr}"


def carry_out(recipe, folder):
    """Do what a recipe says; give the files it took, tests and what is printed anew left out."""
    before = contents(folder)
    for place, text in dict(recipe.files).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    for line in recipe.lines:
        add(folder, *line)
    for begins in recipe.commands:
        [command] = [each for each in commands() if each.startswith(begins)]
        run(folder, "bash", "-ec", command)
    after = contents(folder)
    for line in recipe.rows:
        add(folder, *line)
    place, text = recipe.proof
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_text(text, encoding="utf-8")
    return sorted(name for name in after if after[name] != before.get(name))


def commands():
    """Give the commands that CONTRIBUTING tells to run."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"\n```\n(.*?)```", text, re.DOTALL)


def told(name):
    """Give how many files CONTRIBUTING says that a recipe takes, and all that it says of it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [recipe] = re.findall(rf"^\*\*{re.escape(name)}\*\*.*?(?=\n\n)", text, re.DOTALL | re.MULTILINE)
    [number] = re.findall(r"\((\d) files?\)", recipe.split(":", 1)[0])
    return int(number), recipe

"""What is kept of reports is written and read in one module; weeks are counted in one step."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CODEC = "monitor/report/codec.py"
KEPT = {"Report", "KeptFacts", "Digest", "WeekFigure"}
"""What is kept as text and holds reports or their figures."""

STORED = {
    ("snapshots", "latest"),
    ("snapshots", "save_all"),
    ("facts_table", "of_weeks"),
    ("facts_table", "save_all"),
}
"""What reads and writes closed weeks' reports and facts."""


MAKING = {"make_report", "report_of"}
NAMES = ("decode", "Decoder", *MAKING, *{module for module, _ in STORED})


def sources():
    """Every source that could read what is kept, by its path: it says one of the names."""
    for folder in ("bot", "monitor"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if any(each in text for each in NAMES):
                yield str(path.relative_to(ROOT)), ast.parse(text)


def decoded(call):
    """The names in the type a call decodes into; nothing: it decodes nothing."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in {"decode", "Decoder"}):
        return set()
    given = [*call.args, *(each.value for each in call.keywords if each.arg == "type")]
    return {node.id for each in given for node in ast.walk(each) if isinstance(node, ast.Name)}


@pytest.fixture(scope="module")
def calls():
    """Every call of them, and where it is made."""
    return [
        (name, node)
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def test_reports_are_decoded_in_one_module(calls):
    assert {name for name, call in calls if decoded(call) & KEPT} == {CODEC}


def test_closed_weeks_are_read_and_written_by_one_module(calls):
    touching = {
        name
        for name, call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr) in STORED
    }

    assert touching == {"monitor/jobs/loading/closed.py"}


def test_a_report_of_facts_is_made_by_one_step_of_loading(calls):
    """Jobs count weeks by ``load_weeks``; what is thought of one report may make another."""
    making = {
        name for name, call in calls if isinstance(call.func, ast.Name) and call.func.id in MAKING
    }

    assert {name for name in making if name.startswith(("monitor/jobs", "bot/"))} == {
        "monitor/jobs/loading/week.py"
    }

"""The reference of orders names everything an order may say, and nothing else."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from monitor.indicators import BY_NAME
from monitor.orders.jobs import Schedule
from monitor.orders.model import (
    Counting,
    IndicatorSpec,
    Milestone,
    NormSpec,
    Order,
    Quiet,
)

DOCS = (Path(__file__).parents[3] / "docs" / "ru" / "orders.md").read_text(encoding="utf-8")


def described(heading, end):
    """The keys in the first columns of the tables between two headings."""
    part = DOCS.split(f"\n{heading}", 1)[1].split(f"\n{end}", 1)[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


PARTS: list[tuple[type[BaseModel], str, str]] = [
    (Order, "## Начало файла", "## "),
    (Counting, "## `[counting]`", "## "),
    (Schedule, "## `[schedule]`", "## "),
    (Quiet, "## `[quiet]`", "## "),
    (IndicatorSpec, "## `[[indicator]]`", "### `norm`"),
    (NormSpec, "### `norm`", "### "),
    (Milestone, "## `[[milestone]]`", "## "),
]
SECTIONS = {"counting", "schedule", "quiet", "indicator", "milestone", "norm"}


@pytest.mark.parametrize(("model", "heading", "end"), PARTS, ids=lambda each: str(each)[:20])
def test_every_key_is_described_and_no_other(model, heading, end):
    assert described(heading, end) == set(model.model_fields) - SECTIONS


def test_every_way_of_counting_is_described_with_its_base_and_activity():
    part = DOCS.split("\n### Способы счёта", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \| ?(.*) ?\|$", part, re.MULTILINE)

    assert rows[0][:2] == ("family", "база")
    assert {name: (base != "нет", bool(activity)) for name, base, activity in rows[1:]} == {
        family.name: (family.has_base, family.activity) for family in BY_NAME.values()
    }

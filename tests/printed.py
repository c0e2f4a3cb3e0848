"""``python -m tests.printed`` writes what of the docs is made from declarations; tests hold it."""

import re
from pathlib import Path

from bot.words.families import FAMILIES as FAMILY_WORDS
from bot.words.jobs import JOBS
from monitor.indicators import FAMILIES
from monitor.orders.jobs import JobName, Schedule
from tests import rights_table

DOCS = Path(__file__).parents[1] / "docs"
RIGHTS, ORDERS = DOCS / "rights.md", DOCS / "ru" / "orders.md"


def in_place_of(table, text):
    """Put a table in the place of the one under the same two lines of heading."""
    head, line, *_ = table
    old = re.compile(rf"{re.escape(head)}\n{re.escape(line)}\n(?:\|.*\n)*")
    assert len(old.findall(text)) == 1, head
    return old.sub(lambda _: "\n".join((*table, "")), text)


def schedule(text):
    """What an order may say under ``[schedule]``: every job, and what happens if it is left out."""
    part = "## `[schedule]`"
    before, after = text.split(f"\n{part}", 1)
    rows = ["| ключ | что происходит | если не указан |", "|---|---|---|"]
    for key, field in Schedule.model_fields.items():
        missing = "обязателен" if field.is_required() else "не делается"
        rows.append(f"| `{key}` | {JOBS[JobName(key)].asked} | {missing} |")
    return f"{before}\n{part}{in_place_of(rows, after)}"


def families(text):
    """Every way to count, with its base, and whether it is about what happens in chats."""
    rows = ["| `family` | значение | база | активность |", "|---|---|---|---|"]
    for family in FAMILIES:
        words = FAMILY_WORDS[family.noun]
        activity = "| да |" if family.activity else "| |"
        rows.append(f"| `{family.name}` | {words.asked} | {words.base} {activity}")
    return in_place_of(rows, text)


def pages():
    """Every page that is printed, or has tables that are."""
    orders = ORDERS.read_text(encoding="utf-8")
    return {RIGHTS: rights_table.table(), ORDERS: families(schedule(orders))}


if __name__ == "__main__":
    for place, page in pages().items():
        place.write_text(page, encoding="utf-8")

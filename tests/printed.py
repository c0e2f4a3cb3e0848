"""``python -m tests.printed`` writes what of the docs is made from declarations; tests hold it."""

import re
from pathlib import Path

from bot.cli.orders.schema import schema_text
from bot.words.orders.families import FAMILIES as FAMILY_WORDS
from monitor.indicators import FAMILIES
from tests import order_pages, rights_table, sandbox_page
from tests.order_keys import SCHEMA, rewritten
from tests.sandbox.clients import table as clients

DOCS = Path(__file__).parents[1] / "docs"
CLIENTS = DOCS / "clients.md"
SANDBOX = Path(__file__).parents[1] / "sandbox" / "README.md"
RIGHTS, ORDERS = DOCS / "rights.md", DOCS / "ru" / "orders.md"
ORDER_PAGES = DOCS / "ru" / "prikazy"


def in_place_of(table, text):
    """Put a table in the place of the one under the same two lines of heading."""
    head, line, *_ = table
    old = re.compile(rf"{re.escape(head)}\n{re.escape(line)}\n(?:\|.*\n)*")
    assert len(old.findall(text)) == 1, head
    return old.sub(lambda _: "\n".join((*table, "")), text)


def families(text):
    """Every way to count, with its base, and whether it is about what happens in chats."""
    rows = ["| `family` | значение | база | активность |", "|---|---|---|---|"]
    for family in FAMILIES:
        words = FAMILY_WORDS[family.noun]
        activity = "| да |" if family.activity else "| |"
        rows.append(f"| `{family.name}` | {words.asked} | {words.base} {activity}")
    return in_place_of(rows, text)


def sandbox(text):
    """Everything the sandbox knows, takes and offers."""
    for table in sandbox_page.TABLES:
        text = in_place_of([*table()], text)
    return text


def pages():
    """Every page that is printed, or has tables that are."""
    orders = ORDERS.read_text(encoding="utf-8")
    return {
        RIGHTS: rights_table.table(),
        CLIENTS: clients.page(),
        ORDERS: families(rewritten(orders)),
        SCHEMA: schema_text(),
        SANDBOX: sandbox(SANDBOX.read_text(encoding="utf-8")),
        **{ORDER_PAGES / each: page for each, page in order_pages.pages().items()},
    }


if __name__ == "__main__":
    for place, page in pages().items():
        place.write_text(page, encoding="utf-8")

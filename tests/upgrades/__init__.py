"""Databases of versions before, as the programs of their time wrote them.

``NUMBER.sql`` is what the program of that revision wrote of the school's week that
``tests/bot/week_played.py`` plays, and ``NUMBER.json`` what its reports of two weeks said.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

BEFORE = "0019"


def made(path: Path) -> None:
    """Make the file as the program of that time left it."""
    text = Path(__file__).with_name(f"{BEFORE}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(text)
    path.chmod(0o600)


def then() -> Any:
    """What the reports said, by unit and week."""
    return json.loads(Path(__file__).with_name(f"{BEFORE}.json").read_text(encoding="utf-8"))

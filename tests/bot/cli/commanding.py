"""Running commands in this process, and what they leave behind."""

import re
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.commands import app
from tests.homes import WORD
from tests.plain import dumped

STANDS_FOR = WORD[:6].encode()
ROOT = Path(__file__).parents[3]
ANSWERS = (
    *("--token", "", "--unit", "school-12", "--kind", "school", "--name", "МАОУ «СОШ № 12»"),
    *("--timezone", "Asia/Yekaterinburg", "--order", "perm"),
)
"""What ``init`` is told of a school."""


def run(*arguments, typed=None):
    """Run a command in this process; ``typed``: what its user answers."""
    return CliRunner().invoke(app, [str(each) for each in arguments], input=typed)


def said(done):
    """The status, what was printed, and what was complained of without the log's lines."""
    lines = [line for line in done.stderr.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]
    return done.exit_code, done.stdout, "\n".join(lines)


def contents(folder):
    """Every file with its bytes; a database with its rows instead, for its bytes may move."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".db-wal", ".db-shm"):
            continue
        if path.suffix == ".db" and path.read_bytes()[:6] in (b"SQLite", STANDS_FOR):
            # The counter of changes grows with every start: the units are written down anew.
            found[path.name] = "\n".join(dumped(path, without=("directory",)))
        elif path.is_file():
            found[path.name] = path.read_bytes()
    return found


def broken(config, text, into):
    config.write_text(config.read_text(encoding="utf-8").replace(text, into, 1), encoding="utf-8")


def written(name, text):
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def restored(config, file):
    """Restore a copy without being asked."""
    return run("restore", file, "--yes", "--config", config)

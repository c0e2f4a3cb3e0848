"""A command imports what it needs: which modules, never how long it takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cast import ADMIN
from tests.commands import run
from tests.running import Running, running, waited

__all__ = ("running",)

HEAVY = ("vkbottle", "aiohttp", "sqlalchemy", "pydantic", "babel", "matplotlib", "xlsxwriter")
HEAVY += ("docx", "fpdf")
WANTED = {
    "--help": set(),
    "report": {"sqlalchemy", "pydantic", "babel"},
    "paper": {"sqlalchemy", "pydantic", "babel"},
    "order": {"pydantic", "babel"},
    "doctor": {"aiohttp", "sqlalchemy", "pydantic", "babel"},
    "init": {"aiohttp", "sqlalchemy", "pydantic", "babel"},
}


NUMBERS_READ = """
import sys
from babel import localedata
import bot.app, bot.cli.service
print(localedata._cache or "nothing")
"""


def test_nothing_is_written_in_russian_while_modules_are_imported():
    done = subprocess.run(
        [sys.executable, "-c", NUMBERS_READ], capture_output=True, text=True, check=True
    )
    assert done.stdout == "nothing\n"


def imported(command):
    """Which heavy libraries a process has imported when it has shown a command's help."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from bot.cli.commands import app\n"
            f"try: app({[command] if command[0] == '-' else [command, '--help']!r})\n"
            f"except SystemExit: print(*sorted({{*{HEAVY!r}}} & {{*sys.modules}}), sep=' ')",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("command", WANTED)
def test_a_command_imports_what_it_needs(command):
    assert imported(command) <= WANTED[command]


UNUSED = {
    "alembic": "the database is as new as the program",
    "rich": "nobody watches",
    "snowballstemmer.english_stemmer": "it is written to in Russian",
    "sqlalchemy.dialects.postgresql": "the database is a file",
    "sqlalchemy.orm": "rows are read, not objects",
    "vkbottle_types.codegen.methods.users": "VK is asked by raw requests",
    "vkbottle_types.codegen.responses.users": "as above",
}
"""What a service does without as long as it records what is written, and why."""


@pytest.mark.sqlite("what is read is a file")
def test_a_service_that_records_has_not_imported_what_it_may_never_need(running: Running):
    run(running.folder, "init", **running.where)
    running.control(f"chats/{running.chat}/bot", by=ADMIN, access="admin")
    running.say(1)
    log = running.folder / "imports"
    with log.open("wb") as told:
        service = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "bot", "run"],
            cwd=running.folder,
            env={**os.environ, **running.where, "PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=subprocess.DEVNULL,
            stderr=told,
        )
    try:
        waited(lambda: running.counted() == 1)
    finally:
        service.terminate()
        service.wait(60)
    imported = {line.rpartition("|")[2].strip() for line in log.read_text().splitlines()}

    assert "bot.app" in imported
    assert imported & UNUSED.keys() == set()

"""A command imports what it needs: which modules, never how long it takes."""

import subprocess
import sys

import pytest

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

"""What README promises: its bots are answered, as they stand there."""

import shutil
import sys

import pytest

from tests.sandbox.clients.installed import NODE, PYTHON, had
from tests.sandbox.tool import stopwatch
from tests.sandbox.tool.conftest import Desk, living, recipe, started

COMMAND = (sys.executable, "-c", "from sandbox.tool.command import main; main()")
OURS, NOTHING = "vkbottle", "curl"
FETCHED = {"vk_api": PYTHON, "aiovk": PYTHON, "vk-io": NODE, "node-vk-bot-api": NODE}


def runs(client):
    """The command that runs a client's bot, and what its environment needs; or skips."""
    if client == NOTHING:
        if shutil.which("curl") is None:
            pytest.skip("curl is not installed here")
        return "sh", {}
    if client == OURS:
        return sys.executable, {}
    registry = FETCHED[client]
    folder, why = had(registry)
    if folder is None:
        pytest.skip(why)
    if registry is PYTHON:
        return sys.executable, {"PYTHONPATH": str(folder)}
    return "node", {"NODE_PATH": str(folder / "node_modules")}


@pytest.mark.parametrize("client", [OURS, *FETCHED, NOTHING])
def test_a_bot_of_the_readme_is_answered(client, tmp_path):
    command, needed = runs(client)
    file = tmp_path / "bot.js" if command == "node" else tmp_path / "bot"
    file.write_text(recipe(client), encoding="utf-8")
    with started(COMMAND) as told:
        desk = Desk(told)
        desk.lines |= needed
        with living(desk, command, file, folder=tmp_path):
            assert desk.answer("Привет") == "Слышу: Привет"


def test_from_an_empty_environment_a_bot_of_vk_api_is_answered(wheel, tmp_path):
    """How long that takes is printed by ``python -m tests.sandbox.tool.stopwatch``."""
    library, why = had(PYTHON)
    if library is None:
        pytest.skip(why)
    try:
        answer, _ = stopwatch.measured(tmp_path, wheel, library)
    except stopwatch.NoIndexError:
        pytest.skip("no package index is reachable from here")
    assert answer == "Слышу: Привет"

"""What README promises: its bots are answered, one of them by what a package index offers."""

import shutil
import sys

import pytest

from tests.sandbox.tool import stopwatch
from tests.sandbox.tool.conftest import Desk, living, recipe, started

COMMAND = (sys.executable, "-c", "from sandbox.tool.command import main; main()")


@pytest.mark.parametrize(("client", "runs"), [("vkbottle", sys.executable), ("curl", "sh")])
def test_a_bot_of_the_readme_is_answered(client, runs, tmp_path):
    for needed in (runs, *(["curl"] if client == "curl" else [])):
        if shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed here")
    file = tmp_path / "bot"
    file.write_text(recipe(client), encoding="utf-8")
    with started(COMMAND) as told:
        desk = Desk(told)
        with living(desk, runs, file, folder=tmp_path):
            assert desk.answer("Привет") == "Слышу: Привет"


def test_every_client_that_is_promised_has_a_bot():
    clients = ("vk_api", "vkbottle", "aiovk", "vk-io", "node-vk-bot-api", "curl")
    assert all("Слышу" in recipe(client) for client in clients)


def test_from_an_empty_environment_a_bot_of_vk_api_is_answered(wheel, tmp_path):
    """How long that takes is printed by ``python -m tests.sandbox.tool.stopwatch``."""
    try:
        stopwatch.client(tmp_path / "library")
    except stopwatch.NoIndexError:
        pytest.skip("vk_api cannot be fetched: no package index is reachable from here")
    answer, _ = stopwatch.measured(tmp_path, wheel, tmp_path / "library")
    assert answer == "Слышу: Привет"

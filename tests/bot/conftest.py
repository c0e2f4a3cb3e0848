"""What tests of conversations share: logs to look at, and retries that do not wait."""

import asyncio
import shutil
import sys

import loguru
import pytest
import stamina

from bot.config.settings import load_settings
from bot.service.core import open_core
from bot.service.oversight import room
from tests.bot.week_played import play
from tests.cast import CONFIG

loguru.logger.disable("vkbottle")


@pytest.fixture
def impatient():
    """Retry as often as ever, without waiting in between."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture
def half_full(monkeypatch):
    """Let the disk under the database be half full, whatever this machine's is."""
    monkeypatch.setattr(room, "look", lambda _folder: room.Room(free=50, fits=True))


@pytest.fixture
def log():
    """Gather what the program logs, a line an entry: level, message, and any traceback."""
    lines = []
    number = loguru.logger.add(
        lines.append, level="TRACE", format="{level} {message}", diagnose=False, backtrace=False
    )
    yield lines
    loguru.logger.remove(number)


@pytest.fixture
def own_surroundings(tmp_path, monkeypatch):
    """Work in an empty folder without a service's environment; leave the log as it was."""
    monkeypatch.chdir(tmp_path)
    for name in ("VK__TOKEN", "VK__TOKEN_FILE", "VK__API_URL", "DATABASE__URL"):
        monkeypatch.delenv(f"ZVONOK_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    yield
    loguru.logger.remove()
    loguru.logger.add(sys.stderr)
    loguru.logger.disable("vkbottle")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A database that knows the units of the cast's config, and nothing else."""
    folder = tmp_path_factory.mktemp("made")
    path, settings = folder / "zvonok.db", _written(folder, folder / "zvonok.db")

    async def make():
        async with open_core(load_settings(settings), folder):
            pass

    asyncio.run(make())
    return path


@pytest.fixture
def config(bare, made, tmp_path):
    """A right config with a token and an address nobody answers at, and its database."""
    shutil.copy(made, tmp_path / "zvonok.db")
    return bare


@pytest.fixture
def bare(tmp_path):
    """The same without a database."""
    return _written(tmp_path, tmp_path / "zvonok.db")


def _written(folder, database):
    path = folder / "config.toml"
    path.write_text(
        CONFIG.format(
            database=database,
            token="vk1.a.made-up",
            api_url="http://127.0.0.1:9/method/",
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def week(tmp_path_factory):
    """A small school's week, played once."""
    return asyncio.run(play(tmp_path_factory.mktemp("week")))

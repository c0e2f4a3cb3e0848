"""Several processes of each part on one server: started at once, killed, and nothing is doubled."""

import asyncio
from pathlib import Path

import pytest

from tests import forking
from tests.cast import CONFIG
from tests.databases import made
from tests.storm import Weather, rage
from tests.storm_service import SEVERAL, environment, place_of
from tests.storm_truth import compare

pytestmark = [pytest.mark.asyncio, pytest.mark.postgresql]


async def test_kills_of_six_processes_lose_and_double_nothing(server, tmp_path: Path):
    async with made(server) as name:
        (tmp_path / "database").write_text(server.url(name), encoding="utf-8")
        truth = await rage(
            Weather(kills=3, events=1_500, seed=7, parts=SEVERAL, sunday=100), tmp_path
        )

        assert sum(truth.messages.values()) > 1_000
        assert sum(truth.nudges.values()) > 0
        assert truth.absences
        assert await asyncio.to_thread(compare, truth, place_of(tmp_path)) == []


async def test_of_six_first_starts_one_makes_the_tables_and_all_end_well(server, tmp_path: Path):
    async with made(server) as name:
        text = CONFIG.replace("sqlite:///{database}", server.url(name))
        written = text.format(token="vk1.a.made-up", api_url="http://127.0.0.1:9/method/")
        (tmp_path / "config.toml").write_text(written, encoding="utf-8")
        told = await asyncio.gather(
            *(asyncio.to_thread(forking.run, tmp_path, "init", env=environment()) for _ in range(6))
        )
    assert [(status, complaint) for status, _, complaint in told] == [(0, "")] * 6

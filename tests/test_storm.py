"""The service is killed with -9 in the middle of traffic: nothing is lost, nothing counts twice."""

from pathlib import Path

import pytest

from tests.storm import Weather, rage
from tests.storm_truth import compare


@pytest.mark.sqlite("a file: of a server tests/test_several.py")
@pytest.mark.asyncio
async def test_kills_lose_and_double_nothing(tmp_path: Path):
    truth = await rage(Weather(kills=3, events=3_000, seed=7), tmp_path)

    assert sum(truth.messages.values()) > 2_400
    assert sum(truth.nudges.values()) > 0
    assert truth.absences
    assert len(truth.bombs) == 3
    assert compare(truth, tmp_path / "zvonok.db") == []

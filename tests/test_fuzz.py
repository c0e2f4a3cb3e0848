"""Rubbish in the stream stops nothing and changes no count."""

from pathlib import Path

import pytest

from tests.fuzz import rage


@pytest.mark.asyncio
@pytest.mark.own_process  # bombs are among what is read
async def test_rubbish_stops_nothing_and_changes_no_count(tmp_path: Path):
    fed, right, counted = await rage(3_000, seed=2, folder=tmp_path)

    assert fed >= 3_000
    assert right > 500
    assert counted == right

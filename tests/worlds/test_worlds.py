"""A few random worlds; ``python -m tests.worlds`` makes as many as are wanted."""

import asyncio

import pytest

from tests.worlds.living import live


@pytest.mark.parametrize("seed", [13, 3])
def test_whatever_a_fortnight_brings_every_figure_is_what_happened(seed, tmp_path):
    assert asyncio.run(live(seed, tmp_path)).differences == ()

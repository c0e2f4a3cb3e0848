"""The pictures of the guides show what the bot says now, are small, and stand in a guide."""

import re
from pathlib import Path

import pytest

from tests.guides.__main__ import FOLDER
from tests.guides.drawing import shown
from tests.guides.scenes import scenes

MOST = 60_000  # bytes of a picture
_PICTURE = re.compile(r"!\[([^\]]+)\]\(kartinki/([a-z-]+)\.png\)")


@pytest.mark.asyncio
async def test_every_picture_shows_what_is_said_now(tmp_path):
    played = {scene.name: scene.texts async for scene in scenes(tmp_path)}
    drawn = {file.stem: shown(file) for file in FOLDER.glob("*.png")}
    assert drawn == played, "python -m tests.guides (wants Chromium)"


def test_every_picture_is_small_and_stands_in_a_guide_that_says_what_it_shows():
    said = [
        (name, len(shows))
        for guide in Path("docs/ru").glob("*.md")
        for shows, name in _PICTURE.findall(guide.read_text(encoding="utf-8"))
    ]
    files = {file.stem: file.stat().st_size for file in FOLDER.glob("*.png")}
    assert {name for name, _ in said} == files.keys()
    assert [name for name, length in said if length < 20] == []
    assert [name for name, size in files.items() if size > MOST] == []

"""What machines compare: not the version alone, which lasts many changes, but the files."""

import re

from bot.service.oversight.build import build, mark


def test_the_mark_is_of_what_the_program_is_made_of_and_of_nothing_else(tmp_path):
    for name in ("bot/app.py", "monitor/orders/new.toml", "storage/records.py", "tests/cast.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one", encoding="utf-8")
    found = {before := mark(tmp_path)}
    for name in ("tests/cast.py", "bot/app.pyc", "storage/notes.txt"):
        (tmp_path / name).write_text("two", encoding="utf-8")
    assert mark(tmp_path) == before
    for name in ("bot/app.py", "monitor/orders/new.toml", "storage/another.py"):
        (tmp_path / name).write_text("two", encoding="utf-8")
        found.add(mark(tmp_path))
    (tmp_path / "bot/app.py").rename(tmp_path / "bot/program.py")
    assert len(found | {mark(tmp_path)}) == 5


def test_a_build_is_named_by_version_and_mark():
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{6}", build())

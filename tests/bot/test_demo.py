"""The demo without a head: it ends, and what it saves agrees with a count made by hand."""

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from bot.demo.cast import MONDAY, SEED, UNIT
from sandbox.school.school import make_school, make_week

ROOT = Path(__file__).parents[2]
KEYS = {"to", "kind", "at", "text", "attachments"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one demo printed and saved."""

    folder: Path
    printed: str
    transcript: list[dict]

    @property
    def digest(self):
        """The last digest's object."""
        return [each for each in self.transcript if each["kind"] == "digest"][-1]

    @property
    def book(self):
        """The last digest's table."""
        return openpyxl.load_workbook(
            io.BytesIO((self.folder / f"digest-{UNIT}.xlsx").read_bytes())
        )


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Play the demo once, in a process of its own that must end by itself."""
    folder = tmp_path_factory.mktemp("demo") / "made" / "by-the-demo"
    surroundings = {name: value for name, value in os.environ.items() if "ZVONOK" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--headless", "--out", str(folder)],
        cwd=ROOT,
        env=surroundings | {"COLUMNS": "300"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = (folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
    return Played(folder=folder, printed=done.stdout, transcript=[*map(json.loads, lines)])


@pytest.fixture(scope="module")
def school():
    return make_school(SEED, MONDAY)


@pytest.fixture(scope="module")
def truth(school):
    """Messages and reached calls of each account in the week, counted from what people do."""
    zone = ZoneInfo(school.timezone)
    start = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=zone)
    before = make_week(school, MONDAY - timedelta(weeks=1), SEED + 1)  # its last act is at 00:00:00
    counted = {}
    for act in (*before, *make_week(school, MONDAY, SEED)):
        if start <= act.at < start + timedelta(days=7) and act.from_id > 0:
            messages, calls = counted.get(act.from_id, (0, 0))
            if act.kind in ("say", "edit", "delete"):
                messages += 1
            if act.kind == "call" and act.seconds:
                calls += 1
            counted[act.from_id] = messages, calls
    return counted


@pytest.fixture(scope="module")
def bound(school):
    """The staff whose accounts are known: those of the roster, and the one who sends a code."""
    unbound = [member for member in school.staff if not member.bound]
    return {member.id for member in school.staff if member.bound} | {
        min(unbound, key=lambda member: member.full_name).id
    }


def test_it_saves_exactly_a_transcript_a_picture_and_a_table(played):
    assert sorted(path.name for path in played.folder.iterdir()) == [
        f"digest-{UNIT}.png",
        f"digest-{UNIT}.xlsx",
        "transcript.jsonl",
    ]
    assert (played.folder / f"digest-{UNIT}.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert f"сообщений: {len(played.transcript)}\n" in played.printed


def test_the_console_says_what_was_told_in_one_language_and_in_80_columns(played):
    lines = played.printed.splitlines()
    begun = lines.index("пн 16 ноября, 09:00: окончательные итоги недели")
    assert lines[begun : begun + 7] == [
        "пн 16 ноября, 09:00: окончательные итоги недели",
        "ср 18 ноября, 15:00: прогноз недели администратору",
        "чт 19 ноября, 14:00: личные напоминания тем, кому не хватает сообщений",
        "чт 19 ноября, 15:00: напоминание администратору с именами",
        "пт 20 ноября, 15:00: сводка администратору",
        "пт 20 ноября, 15:00: сводка завучу: текст, картинка, таблица",
        "пн 23 ноября, 09:00: окончательные итоги недели",
    ]
    ours = [line for line in lines if "://" not in line and str(played.folder) not in line]
    assert len(ours) > 15
    assert [line for line in ours if re.search("[a-z_]", line) or len(line) > 80] == []


def test_each_line_of_the_transcript_is_a_message(played):
    for each in played.transcript:
        assert set(each) == KEYS
        assert isinstance(each["to"], int)
        assert each["text"].strip()
        assert datetime.fromisoformat(each["at"]).utcoffset() == timedelta(hours=5)
    moments = [each["at"] for each in played.transcript]
    assert moments == sorted(moments)


def test_the_week_s_messages_go_to_whom_they_should_at_their_moments(played, school):
    told = [
        (each["at"], each["kind"], each["to"])
        for each in played.transcript
        if each["at"] >= "2026-11-17" and each["kind"] != "nudge"
    ]
    administrator, deputy = school.administrator, school.deputy
    assert sorted(told) == [
        ("2026-11-18T15:00:00+05:00", "forecast", administrator),
        ("2026-11-19T15:00:00+05:00", "reminder", administrator),
        ("2026-11-20T15:00:00+05:00", "digest", deputy),
        ("2026-11-20T15:00:00+05:00", "summary", administrator),
        ("2026-11-23T09:00:00+05:00", "digest", deputy),
        ("2026-11-23T09:00:00+05:00", "summary", administrator),
    ]
    nudged = [each["to"] for each in played.transcript if each["kind"] == "nudge"]
    assert len(nudged) == len(set(nudged)) > 5
    assert set(nudged) <= {member.id for member in school.staff}


def test_only_staff_hear_personally_and_chats_hear_no_figures(played, school):
    staff = {member.id for member in school.staff}
    names = {member.last_name for member in school.staff}
    for each in played.transcript:
        if each["to"] < 2_000_000_000:
            assert each["to"] in staff
        else:
            assert each["kind"] in ("joining", "access", "which_kind")
            assert not any(name in each["text"] for name in names)


def test_the_table_agrees_with_the_count_made_by_hand(played, school, truth, bound):
    header, *rows = played.book["Сотрудники"].iter_rows(values_only=True)
    found = {}
    for row in rows:
        line = dict(zip(header, row, strict=True))
        found[line["ФИО"], line["Должность"]] = line["Сообщений"], line["Звонков"]
    assert len(found) == len(rows) == len(school.staff)
    unknown = ("нет данных", "нет данных")
    assert found == {
        (member.full_name, member.position): (
            truth.get(member.id, (0, 0)) if member.id in bound else unknown
        )
        for member in school.staff
    }


def test_the_main_figure_agrees_with_the_count_made_by_hand(played, school, truth, bound):
    friday = MONDAY + timedelta(days=4)
    present = [
        member
        for member in school.staff
        if not (member.absent and member.absent[0] <= MONDAY and member.absent[1] >= friday)
    ]
    active = [
        member for member in present if member.id in bound and truth.get(member.id, (0, 0))[0] >= 10
    ]
    title = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
    said = re.search(r"От 10 сообщений: (\d+) из (\d+) ", played.digest["text"])
    assert (int(said[1]), int(said[2])) == (len(active), len(present))

    [row] = [
        row
        for row in played.book["Показатели"].iter_rows(values_only=True)
        if row[0] and row[0].startswith(title) and row[1] is not None
    ]
    assert row[1:3] == (len(active), len(present))


def test_the_digest_s_attachments_are_the_saved_files(played):
    assert [re.match("[a-z]+", each)[0] for each in played.digest["attachments"]] == [
        "photo",
        "doc",
    ]
    assert "Итоги недели 16–22 ноября: МАОУ «СОШ № 12»." in played.digest["text"]
    assert "Неделя 16–22 ноября, итог" in [
        row[0] for row in played.book["Показатели"].iter_rows(max_row=6, values_only=True)
    ]

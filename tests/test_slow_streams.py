"""As on a Monday after a weekend without the service: real processes, and what nobody has read.

Ten messages were written up to Sunday evening, four of them read on Friday; a pupil wrote nine.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.cast import ADMIN, DEPUTY, MARIA, NAMES, PAVEL, ROSTER, STRANGER
from tests.commands import CONFIG, Control, control_of, end, run, start, told, until

CLOSING = "2026-11-23T09:00:00+05:00"
Where = dict[str, str]


@pytest.fixture(name="stack")
def _stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def weekend(stack: ExitStack, folder: Path) -> tuple[Control, Where, int]:
    """Let the service read Friday's four messages; then it is down while people go on writing."""
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    _, line = start(stack, folder, "sandbox", "--empty")
    url = line.removeprefix("sandbox: ")
    control = control_of(url)
    where = {"ZVONOK_VK__API_URL": f"{url}/method/", "ZVONOK_VK__TOKEN": control("state")["token"]}
    control("clock", now="2026-11-20T19:00:00+05:00")
    people = (ADMIN, DEPUTY, MARIA, PAVEL, STRANGER)
    for number in people:
        first, last = NAMES[number]
        control("people", first_name=first, last_name=last, id=number)
    chat = control("chats", title="Педсовет", owner=ADMIN, members=[*people])["chat"]
    run(folder, "init", **where)
    run(folder, "roster", "import", "--yes", "--unit", "school-12", "roster.csv", **where)
    service, _ = start(stack, folder, "run", "--only", "intake", **where)
    control(f"chats/{chat}/bot", by=ADMIN, access="admin")
    write(control, chat, MARIA, 4)
    until(lambda: ask(folder, "SELECT sum(messages) FROM tallies") == [(4,)], 60)
    end(service)
    control("clock", now="2026-11-22T20:00:00+05:00")
    write(control, chat, MARIA, 6)
    write(control, chat, STRANGER, 9)
    control("clock", now="2026-11-23T09:05:00+05:00")
    return control, where, chat


def write(control: Control, chat: int, person: int, count: int) -> None:
    for index in range(count):
        control("say", from_=person, chat=chat, text=f"Сообщение {index}")


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "zvonok.db")) as database:
        return database.execute(question).fetchall()


def closed(folder: Path) -> list[tuple[object, ...]]:
    return ask(folder, "SELECT week, version FROM snapshots")


def nothing_lost(folder: Path) -> None:
    """The week was closed once, with Sunday in it, the pupil's messages too."""
    [(kept,)] = ask(folder, "SELECT report FROM snapshots")
    report = json.loads(str(kept))
    messages = {each["name"]: each["messages"] for each in report["people"]}
    assert messages["Петрова Мария Петровна"] == 10
    assert sum(each["messages"] for each in report["chats"]) == 19
    assert (report["completeness"], report["window"]["closed"]) == (1.0, True)
    assert "unread" not in {each["cause"] for each in report["blanks"]}


def test_the_first_poll_may_be_slow(tmp_path: Path, stack: ExitStack):
    control, where, chat = weekend(stack, tmp_path)
    control("faults", on="poll", hang=5)
    service, _ = start(stack, tmp_path, "run", **where)
    write(control, chat, PAVEL, 1)  # on Monday: with it the stream is known to be read beyond
    until(lambda: closed(tmp_path), 90)
    assert end(service) < 30
    nothing_lost(tmp_path)


def test_a_monitor_beside_no_intake_waits_and_doctor_says_for_what(
    tmp_path: Path, stack: ExitStack
):
    control, where, chat = weekend(stack, tmp_path)
    monitor, _ = start(stack, tmp_path, "run", "--only", "monitor", **where)
    until(lambda: ask(tmp_path, "SELECT 1 FROM conditions WHERE name = 'waiting'"), 60)
    assert closed(tmp_path) == []
    assert ask(tmp_path, "SELECT count(*) FROM weekly_keys WHERE key IS NULL") == [(0,)]
    status, out, _ = told(tmp_path, "doctor", **where)
    assert (status, "Итоги и напоминания ждут" in out) == (1, True)
    assert (tmp_path / "log").read_text().count("waits for the stream") == 1

    intake, _ = start(stack, tmp_path, "run", "--only", "intake", **where)
    write(control, chat, PAVEL, 1)
    until(lambda: closed(tmp_path), 90)
    end(intake)
    end(monitor)
    nothing_lost(tmp_path)


def test_cron_s_tick_reads_what_waits_or_waits_itself(tmp_path: Path, stack: ExitStack):
    _, where, _ = weekend(stack, tmp_path)
    arguments = ("tick", "--now", CLOSING)
    status, _, complaint = told(
        tmp_path, *arguments, **{**where, "ZVONOK_VK__API_URL": "http://127.0.0.1:9/method/"}
    )
    assert (status, "ещё не прочитаны" in complaint) == (1, True)
    assert closed(tmp_path) == []

    run(tmp_path, *arguments, "--deliver", **where)
    assert closed(tmp_path) == [("2026-W47", 1)]
    nothing_lost(tmp_path)

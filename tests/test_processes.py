"""As a user would: the sandbox in one process, the service in another, commands beside them.

Each command is started once as users start it; what is asked again is asked quickly.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests import commands
from tests.cast import ADMIN, DEPUTY, MARIA, NAMES, PAVEL, ROSTER
from tests.commands import CONFIG, control_of, end, until

ZVONOK = Path(sys.executable).with_name("zvonok")


@pytest.fixture(name="stack")
def _stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(stack: ExitStack, folder: Path, *arguments: str, **environment: str) -> tuple[Any, str]:
    """Start a long-running command; give it and the first line it prints."""
    log = stack.enter_context((folder / "log").open("ab"))
    process = subprocess.Popen(
        [ZVONOK, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    stack.callback(end, process)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """Run a command to its end; give what it prints."""
    done = subprocess.run(
        [ZVONOK, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_week_with_the_service_and_the_sandbox_in_processes_of_their_own(
    tmp_path: Path, stack: ExitStack
):
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    _, line = start(stack, tmp_path, "sandbox", "--empty")
    assert line.startswith("sandbox: http://127.0.0.1:")
    url = line.removeprefix("sandbox: ")
    control = control_of(url)
    where = {
        "ZVONOK_VK__API_URL": f"{url}/method/",
        "ZVONOK_VK__TOKEN": control("state")["token"],
    }
    control("clock", now="2026-11-16T09:00:00+05:00")
    for number in (ADMIN, DEPUTY, MARIA, PAVEL):
        first, last = NAMES[number]
        control("people", first_name=first, last_name=last, id=number)
    chat = control("chats", title="Педсовет", owner=ADMIN, members=[ADMIN, DEPUTY, MARIA, PAVEL])[
        "chat"
    ]
    assert run(tmp_path, "init", **where) == "Создана новая база данных zvonok.db.\n"
    said = run(tmp_path, "roster", "import", "--yes", "--unit", "school-12", "roster.csv", **where)
    assert said.endswith("Сотрудники: новых 5, изменено 0, без изменений 0. Классов: 0.\n")

    service, line = start(stack, tmp_path, "run", **where)
    assert line == "Звонок работает: сообщество 225000001, 1 организация."
    control(f"chats/{chat}/bot", by=ADMIN, access="admin")
    for number in (ADMIN, DEPUTY, MARIA):
        control("say", from_=number, dm=True, text="Начать")
    for number, count in ((ADMIN, 10), (MARIA, 3), (PAVEL, 2)):
        for index in range(count):
            control("say", from_=number, chat=chat, text=f"Сообщение {index}")
    control("calls", chat=chat, from_=MARIA, participants=[ADMIN, MARIA], seconds=60)

    asked = ("report", "--unit", "school-12", "--week", "2026-W47", "--json", "--people")

    def written() -> int:
        printed = commands.run(tmp_path, *asked, **where)
        return sum(person["messages"] or 0 for person in json.loads(printed)["people"])

    until(lambda: written() == 15)
    for now in ("2026-11-19T14:05:00+05:00", "2026-11-20T15:05:00+05:00"):
        commands.run(tmp_path, "tick", "--now", now, **where)
    until(lambda: "photo" in _kinds(control(f"messages?dm={DEPUTY}")))
    run(tmp_path, "tick", "--now", "2026-11-23T09:05:00+05:00", "--deliver", **where)

    report = json.loads(run(tmp_path, *asked, **where))
    figures = {each["id"]: (each["value"], each["of"]) for each in report["indicators"]}
    assert figures == {
        "pupils_total": (None, None),
        "teachers_total": (3, None),
        "teachers_chat_owners": (1, 3),
        "teachers_messages_3": (2, 3),
        "teachers_messages_10": (1, 3),
        "teachers_calls_1": (1, 3),
        "teachers_diary": (None, None),
        "pupils_diary": (None, None),
        "staff_registered": (4, 5),
        "users_active": (None, None),
        "my_school": (None, None),
        "staff_inactive": (2, 5),
        "foreign_links": (0, None),
    }
    assert report["window"]["closed"] is True
    [final] = [
        each["text"]
        for each in control(f"messages?dm={DEPUTY}")
        if each["text"].startswith("Итоги недели")
    ]
    assert "От 10 сообщений: 1 из 3 (33,3\N{NO-BREAK SPACE}%)" in final
    assert "Неактивные профили: 2 из 5 (40,0\N{NO-BREAK SPACE}%)" in final
    assert end(service) < 30
    assert service.returncode == 0


def _kinds(messages: list[dict[str, Any]]) -> set[str]:
    return {each["type"] for message in messages for each in message["attachments"]}

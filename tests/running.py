"""The sandbox and the service in processes of their own, and waiting for them."""

import os
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.cast import ADMIN, MARIA, NAMES, ROSTER
from tests.commands import CONFIG, control_of, start, until
from tests.forking import Process

STARTED = "Звонок работает: сообщество 225000001, 1 организация."


class Running:
    """The sandbox and the service in processes of their own; what the service logs is a pipe."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
        (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
        _, line = start(stack, folder, "sandbox", "--empty")
        url = line.removeprefix("sandbox: ")
        self.control = control_of(url)
        self.where = {
            "ZVONOK_VK__API_URL": f"{url}/method/",
            "ZVONOK_VK__TOKEN": self.control("state")["token"],
        }
        self.control("clock", now="2026-11-16T09:00:00+05:00")
        for number in (ADMIN, MARIA):
            first, last = NAMES[number]
            self.control("people", first_name=first, last_name=last, id=number)
        self.log: list[str] = []
        self.chat = self.control("chats", title="Педсовет", owner=ADMIN, members=[ADMIN, MARIA])[
            "chat"
        ]

    def serve(self, *options: str, **environment: str) -> Process:
        """Start the service; wait for its first line."""
        env = {**os.environ, **self.where, **environment}
        process = Process(self.folder, "run", *options, env=env, stderr=subprocess.PIPE)
        self.stack.callback(_end, process)
        threading.Thread(target=self._read, args=(process,), daemon=True).start()
        assert process.stdout.readline().strip() == STARTED, self.log
        return process

    def _read(self, process: Process) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            self.log.append(line.rstrip("\n"))

    def said(self, words: str) -> list[str]:
        """Give the lines of the log that have these words."""
        return [line for line in self.log if words in line]

    def say(self, count: int) -> None:
        """Let Maria write into the chat."""
        for index in range(count):
            self.control("say", from_=MARIA, chat=self.chat, text=f"Сообщение {index}")

    def counted(self) -> int:
        """Count what was recorded."""
        with sqlite3.connect(self.folder / "zvonok.db") as connection:
            [(found,)] = connection.execute("SELECT coalesce(sum(messages), 0) FROM tallies")
        connection.close()
        return int(found)


def _end(process: Process) -> None:
    if process.poll() is None:
        process.terminate()
    process.wait(60)
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def waited(true: Callable[[], Any], patience: float = 60) -> None:
    """Wait for something; a machine that is busy is no fault."""
    until(true, patience)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with ExitStack() as stack:
        yield Running(tmp_path, stack)

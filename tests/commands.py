"""Commands in processes of their own, as tests of the whole program use them."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests import forking
from tests.forking import Process

CONFIG = """
[[unit]]
id = "school-12"
kind = "school"
name = "МАОУ «СОШ № 12»"
timezone = "Asia/Yekaterinburg"
order = "sergokala"
administrators = [101]
deputies = [102]
"""

Control = Callable[..., Any]


def start(
    stack: ExitStack, folder: Path, *arguments: str, **environment: str
) -> tuple[Process, str]:
    """Start a long-running command; give it and the first line it prints."""
    log = stack.enter_context((folder / "log").open("ab"))
    process = Process(folder, *arguments, env={**os.environ, **environment}, stderr=log)
    stack.callback(end, process)
    return process, process.stdout.readline().strip()


def end(process: Any) -> float:
    """Ask a process to stop; give the seconds it took."""
    began = time.monotonic()
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(60)
    process.stdout.close()
    return time.monotonic() - began


def told(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run a command to its end; give its status and what it prints and complains of."""
    return forking.run(folder, *arguments, env={**os.environ, **environment})


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """Run a command to its end; give what it prints."""
    status, printed, complaint = told(folder, *arguments, **environment)
    assert status == 0, complaint
    return printed


def control_of(url: str) -> Control:
    """Give a way to order things of the sandbox: a path and a body, or only a path to read."""

    def control(path: str, **body: Any) -> Any:
        data = json.dumps({key.rstrip("_"): value for key, value in body.items()}).encode()
        request = urllib.request.Request(f"{url}/sandbox/{path}", data=data if body else None)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    return control


def until(true: Callable[[], Any], patience: float = 20) -> Any:
    """Wait for something to become true and give it."""
    last = time.monotonic() + patience
    while not (found := true()):
        assert time.monotonic() < last, "it never became true"
        time.sleep(0.1)
    return found
